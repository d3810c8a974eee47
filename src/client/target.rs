//! Where payloads go to.

use std::fmt;
use std::net::IpAddr;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use reqwest::Url;

use super::redact;
use crate::error::Error;
use crate::secret::{Secrets, percent_decoded};

/// A URL that can be sent to, its user part taken out.
#[derive(Clone)]
pub struct Target {
    url: Url,
    /// The same with its user part.
    whole: Url,
    secrets: Secrets,
    shown: String,
    authorization: Option<String>,
}

impl Target {
    /// Reads a URL as a user gives it.
    ///
    /// # Errors
    ///
    /// [`Error::Url`] when it is none, or neither http nor https.
    pub fn parse(given: &str) -> Result<Self, Error> {
        let unlike = |why: String| Error::Url(redact::text(given), why);
        if !given.contains("://") {
            return Err(unlike("it does not begin with http:// or https://".to_owned()));
        }
        let mut url = Url::parse(given).map_err(|error| unlike(error.to_string()))?;
        let shown = redact::url(&url);
        if !matches!(url.scheme(), "http" | "https") {
            let why = format!("it begins with {}://, not with http:// or https://", url.scheme());
            return Err(Error::Url(shown, why));
        }
        url.set_fragment(None);
        let (authorization, whole) = (authorization(&url), url.clone());
        let unlike = |()| Error::Url(shown.clone(), "its user part is out of place".to_owned());
        url.set_username("").map_err(unlike)?;
        url.set_password(None).map_err(unlike)?;
        // What is sent is read more strictly than what is typed: not beyond 64 KiB.
        match url.as_str().parse::<hyper::Uri>() {
            Ok(_) => Ok(Self { url, whole, secrets: Secrets::Hidden, shown, authorization }),
            Err(error) => Err(Error::Url(shown, error.to_string())),
        }
    }

    /// The same, with its secrets as they may be seen.
    #[must_use]
    pub fn showing(self, secrets: Secrets) -> Self {
        Self { secrets, shown: seen(&self.whole, secrets), ..self }
    }

    /// The URL for every output: free of secrets, unless they may be seen.
    #[must_use]
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// The same with the path and the query of a request, where this one leaves them out.
    #[must_use]
    pub fn filled(&self, request_target: &str) -> Self {
        let (path, query) = parts(request_target);
        let mut filled = self.clone();
        for url in [&mut filled.url, &mut filled.whole] {
            if self.url.path() == "/" {
                url.set_path(path);
            }
            if self.url.query().is_none() {
                url.set_query(query);
            }
        }
        filled.showing(self.secrets)
    }

    /// The same with the path and the query of a request behind its own.
    #[must_use]
    pub fn below(&self, request_target: &str) -> Self {
        let (path, query) = parts(request_target);
        let mut below = self.clone();
        for url in [&mut below.url, &mut below.whole] {
            let own = url.path().trim_end_matches('/').to_owned();
            url.set_path(&format!("{own}{path}"));
            let both = [url.query(), query].into_iter().flatten().collect::<Vec<_>>().join("&");
            url.set_query(Some(both).filter(|both| !both.is_empty()).as_deref());
        }
        below.showing(self.secrets)
    }

    /// Where a redirect leads, when it may be followed: with the user part only to the same scheme,
    /// host and port.
    ///
    /// # Errors
    /// Why it is not followed.
    pub fn followed(&self, location: &str) -> Result<Self, &'static str> {
        let Ok(url) = self.url.join(location) else { return Err("it is no URL") };
        if self.is_secure() && url.scheme() == "http" {
            return Err("it leaves https");
        }
        let next = Self::parse(url.as_str()).map_err(|_| "it is neither http nor https")?;
        let authorization = self.authorization.clone().filter(|_| self.is_same_origin(&next));
        Ok(Self { authorization, ..next }.showing(self.secrets))
    }

    /// Whether another has the same scheme, host and port.
    #[must_use]
    pub fn is_same_origin(&self, other: &Self) -> bool {
        self.url.origin() == other.url.origin()
    }

    /// The URL that is sent to, with the secrets of its query.
    pub(super) fn url(&self) -> &Url {
        &self.url
    }

    /// The value of `Authorization` that the user part stands for.
    pub(super) fn authorization(&self) -> Option<&str> {
        self.authorization.as_deref()
    }

    /// Whether its user part says who sends.
    #[must_use]
    pub fn names_user(&self) -> bool {
        self.authorization.is_some()
    }

    /// The value of `Host`: the port is left out where it is the scheme's own.
    #[must_use]
    pub fn host(&self) -> String {
        let host = self.url.host_str().unwrap_or_default();
        self.url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
    }

    /// Whether TLS is spoken.
    pub(super) fn is_secure(&self) -> bool {
        self.url.scheme() == "https"
    }

    /// Whether it is this machine, which no proxy can reach.
    pub(super) fn is_here(&self) -> bool {
        let host = self.url.host_str().unwrap_or_default();
        let name = host.strip_suffix('.').unwrap_or(host);
        let address = host.trim_start_matches('[').trim_end_matches(']');
        address.parse::<IpAddr>().map_or_else(
            |_| name == "localhost" || name.ends_with(".localhost"),
            |ip| ip.to_canonical().is_loopback() || ip.is_unspecified(),
        )
    }

    /// A redirect's `Location` as a whole URL, its secrets as they may be seen.
    pub(super) fn redirected(&self, location: &str) -> String {
        match self.url.join(location) {
            Ok(url) => seen(&url, self.secrets),
            Err(_) if self.secrets.are_hidden() => redact::text(location),
            Err(_) => location.to_owned(),
        }
    }
}

fn seen(url: &Url, secrets: Secrets) -> String {
    if secrets.are_hidden() { redact::url(url) } else { url.to_string() }
}

/// Shows what may be shown.
impl fmt::Debug for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Target").field(&redact::url(&self.whole)).finish()
    }
}

/// Path and query of a request's target, which proxies are sent as a whole URL.
fn parts(request_target: &str) -> (&str, Option<&str>) {
    let (before, query) = match request_target.split_once('?') {
        Some((before, query)) => (before, Some(query)),
        None => (request_target, None),
    };
    let path = match before.split_once("://") {
        Some((scheme, rest)) if !scheme.contains('/') => {
            rest.find('/').map_or("/", |slash| &rest[slash..])
        }
        _ if before.starts_with('/') => before,
        // `*` stands for no path.
        _ => "/",
    };
    (path, query)
}

fn authorization(url: &Url) -> Option<String> {
    let password = url.password().unwrap_or_default();
    if url.username().is_empty() && password.is_empty() {
        return None;
    }
    let mut pair = percent_decoded(url.username());
    pair.push(b':');
    pair.extend(percent_decoded(password));
    Some(format!("Basic {}", BASE64_STANDARD.encode(pair)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(given: &str) -> Target {
        Target::parse(given).unwrap()
    }

    #[test]
    fn only_http_and_https_are_sent_to() {
        for (given, expected) in [
            (
                "ftp://h/",
                "cannot send to `ftp://h/`: it begins with ftp://, not with http:// or https://",
            ),
            (
                "file:///etc/passwd",
                "cannot send to `file:///etc/passwd`: it begins with file://, not with http:// or https://",
            ),
            (
                "localhost:7071/api",
                "cannot send to `localhost:7071/api`: it does not begin with http:// or https://",
            ),
            ("/api/hook", "cannot send to `/api/hook`: it does not begin with http:// or https://"),
            ("", "cannot send to ``: it does not begin with http:// or https://"),
            ("http://", "cannot send to `http://`: empty host"),
            ("http://h:99999/", "cannot send to `http://h:99999/`: invalid port number"),
            (
                "http://ann:s3/cret@h/?sig=x",
                "cannot send to `http://••••@h/?sig=••••`: invalid port number",
            ),
            (
                "ftp://ann:s3cret@h/",
                "cannot send to `ftp://••••@h/`: it begins with ftp://, not with http:// or https://",
            ),
        ] {
            let error = Target::parse(given).unwrap_err();
            assert_eq!(error.to_string(), expected);
            assert_eq!(error.exit().code(), 2);
        }
    }

    #[test]
    fn what_cannot_be_sent_is_said_before() {
        let long = format!("http://h/?sig={}", "a".repeat(70_000));
        let error = Target::parse(&long).unwrap_err();
        assert_eq!(error.to_string(), "cannot send to `http://h/?sig=••••aaaa`: uri too long");
        for odd in ["http://h/a b|^`{}\"<>é?q=\"<>é|^`{}'", "http://a_b/", "http://ex%41mple/"] {
            assert!(Target::parse(odd).is_ok(), "{odd}");
        }
    }

    #[test]
    fn a_user_part_becomes_a_header_and_is_not_shown() {
        let target = target("http://ann:p%40ss+%C3%A9@h:8080/a?sig=x#f");
        assert_eq!(target.url().as_str(), "http://h:8080/a?sig=x");
        assert_eq!(target.host(), "h:8080");
        // printf 'ann:p@ss+é' | base64
        assert_eq!(target.authorization(), Some("Basic YW5uOnBAc3Mrw6k="));
        assert_eq!(target.shown(), "http://••••@h:8080/a?sig=••••");
        assert_eq!(format!("{target:?}"), "Target(\"http://••••@h:8080/a?sig=••••\")");
    }

    #[test]
    fn its_secrets_are_seen_by_those_who_ask() {
        let target = target("http://ann:s3cret@h/?sig=x#f").showing(Secrets::Shown);
        assert_eq!(target.shown(), "http://ann:s3cret@h/?sig=x");
        assert_eq!(target.filled("/a").shown(), "http://ann:s3cret@h/a?sig=x");
        assert_eq!(target.redirected("/login?token=t"), "http://h/login?token=t");
        assert_eq!(target.url().as_str(), "http://h/?sig=x");
        assert_eq!(format!("{target:?}"), "Target(\"http://••••@h/?sig=••••\")");
    }

    #[test]
    fn a_port_of_the_scheme_is_not_in_the_host() {
        assert_eq!(target("http://h:80/").host(), "h");
        assert_eq!(target("https://[::1]:8443/").host(), "[::1]:8443");
    }

    #[test]
    fn what_a_url_leaves_out_is_the_requests_own() {
        for (given, came, expected) in [
            ("http://h", "/created?x=1", "http://h/created?x=1"),
            ("http://h/api", "/created?x=1", "http://h/api?x=1"),
            ("http://h/?a=b", "/created?x=1", "http://h/created?a=b"),
            ("http://h/api?a=b", "/created?x=1", "http://h/api?a=b"),
            ("http://h/", "http://elsewhere:1/a?b", "http://h/a?b"),
            ("http://h/", "http://elsewhere", "http://h/"),
            ("http://h/", "/a?to=http://b/c", "http://h/a?to=http://b/c"),
            ("http://h/", "//elsewhere/a", "http://h//elsewhere/a"),
            ("http://h/", "*", "http://h/"),
        ] {
            assert_eq!(target(given).filled(came).url().as_str(), expected, "{given} {came}");
        }
        let secret = target("http://ann:s3cret@h").filled("/a?code=x");
        assert_eq!(secret.shown(), "http://••••@h/a?code=••••");
        assert!(secret.authorization().is_some());
    }

    #[test]
    fn a_redirect_keeps_credentials_at_home_and_never_leaves_https() {
        let from = target("http://ann:s3cret@h/a?x=1");
        let next = from.followed("/b").unwrap();
        assert_eq!((next.url().as_str(), next.authorization().is_some()), ("http://h/b", true));
        let away = from.followed("http://h:81/b").unwrap();
        assert_eq!(away.authorization(), None);
        assert!(from.followed("https://g/").unwrap().authorization().is_none());
        assert_eq!(target("https://h/").followed("http://h/").err(), Some("it leaves https"));
        assert_eq!(from.followed("ftp://h/").err(), Some("it is neither http nor https"));
        assert_eq!(from.followed("http://[").err(), Some("it is no URL"));
    }

    #[test]
    fn this_machine_is_known_by_all_its_names() {
        for here in [
            "http://localhost/",
            "http://LOCALHOST:1/",
            "http://localhost./",
            "http://api.localhost/",
            "http://127.0.0.1/",
            "http://127.1.2.3/",
            "http://127.1/",
            "http://[::1]:1/",
            "http://[::ffff:127.0.0.1]/",
            "http://0.0.0.0:4444/",
        ] {
            assert!(target(here).is_here(), "{here}");
        }
        for away in
            ["http://localhost.example/", "http://10.0.0.1/", "http://128.0.0.1/", "http://[::2]/"]
        {
            assert!(!target(away).is_here(), "{away}");
        }
    }

    #[test]
    fn a_redirect_is_told_whole_and_free_of_secrets() {
        let target = target("http://h/a/b?code=x");
        assert_eq!(target.redirected("/login?token=t"), "http://h/login?token=••••");
        assert_eq!(target.redirected("//u:p@g/"), "http://••••@g/");
        assert_eq!(target.redirected("http://[/?key=k"), "http://[/?key=••••");
    }
}
