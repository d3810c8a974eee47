//! The way to a target: straight, or by the proxy that the environment names.

use hyper::Uri;
use hyper::header::HeaderValue;
use hyper_util::client::proxy::matcher::{Intercept, Matcher};

use super::target::Target;
use crate::delivery::Failure;

/// How a target is reached.
pub(super) enum Route {
    /// By a connection to it.
    Direct,
    /// By a proxy that is asked for whole URLs.
    Asking(Proxy),
    /// By a proxy that opens a tunnel to it.
    Tunnel(Proxy),
}

/// A proxy, and who asks it.
pub(super) struct Proxy {
    pub uri: Uri,
    pub authorization: Option<HeaderValue>,
}

impl Route {
    /// The way to a target. No proxy can reach this machine.
    pub(super) fn to(target: &Target, proxies: &Matcher) -> Result<Self, Failure> {
        let proxy = if target.is_here() { None } else { proxies.intercept(&target.uri()) };
        let Some(proxy) = proxy.map(|proxy| Proxy::of(&proxy)).transpose()? else {
            return Ok(Self::Direct);
        };
        Ok(if target.is_secure() { Self::Tunnel(proxy) } else { Self::Asking(proxy) })
    }

    /// The proxy that sees the request itself.
    pub(super) fn asked(&self) -> Option<&Proxy> {
        match self {
            Self::Asking(proxy) => Some(proxy),
            Self::Direct | Self::Tunnel(_) => None,
        }
    }
}

/// Whether a value of the environment names a proxy; one that does not is passed over.
#[must_use]
pub fn is_proxy(value: &str) -> bool {
    let anywhere = Uri::from_static("http://receiver.example");
    Matcher::builder().http(value.to_owned()).build().intercept(&anywhere).is_some()
}

impl Proxy {
    fn of(proxy: &Intercept) -> Result<Self, Failure> {
        let uri = proxy.uri();
        if uri.scheme_str() != Some("http") {
            let scheme = uri.scheme_str().unwrap_or_default();
            let why = format!("it is reached by {scheme}://, and only http:// is known");
            return Err(Failure::Proxy(why));
        }
        Ok(Self { uri: uri.clone(), authorization: proxy.basic_auth().cloned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(to: &str, proxy: &str) -> String {
        let matcher = Matcher::builder().all(proxy).no("free.example").build();
        match Route::to(&Target::parse(to).unwrap(), &matcher) {
            Ok(Route::Direct) => "straight".to_owned(),
            Ok(Route::Asking(proxy)) => format!("asks {} {:?}", proxy.uri, proxy.authorization),
            Ok(Route::Tunnel(proxy)) => format!("tunnel of {}", proxy.uri),
            Err(failure) => failure.to_string(),
        }
    }

    #[test]
    fn a_proxy_stands_between_but_before_this_machine_and_exceptions() {
        let proxy = "http://ann:s3cret@proxy.example:8080";
        assert_eq!(shown("http://h/", proxy), "asks http://proxy.example:8080/ Some(Sensitive)");
        assert_eq!(shown("https://h/", proxy), "tunnel of http://proxy.example:8080/");
        for straight in ["http://localhost/", "https://127.0.0.2/", "http://free.example/"] {
            assert_eq!(shown(straight, proxy), "straight");
        }
        assert_eq!(shown("http://h/", ""), "straight");
    }

    #[test]
    fn what_names_no_proxy_is_known() {
        for (value, expected) in [
            ("http://p:1", true),
            ("p:1", true),
            ("socks5://u:p@p:1", true),
            ("garbage:::", false),
            ("ftp://p", false),
            ("http://", false),
        ] {
            assert_eq!(is_proxy(value), expected, "{value}");
        }
    }

    #[test]
    fn a_proxy_of_another_kind_is_refused() {
        for (proxy, scheme) in [("https://p:1", "https"), ("socks5://p:1", "socks5")] {
            let why = format!("it is reached by {scheme}://, and only http:// is known");
            assert_eq!(shown("http://h/", proxy), format!("cannot pass the proxy: {why}"));
        }
    }
}
