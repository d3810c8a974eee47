//! Where payloads go to.

#[cfg(test)]
mod tests;

use std::fmt;
use std::net::IpAddr;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use hyper::Uri;
use url::{Position, Url};

use super::redact;
use crate::error::Error;
use crate::secret::{Secrets, percent_decoded};

/// A URL that can be sent to, its user part taken out.
#[derive(Clone)]
pub struct Target {
    url: Url,
    /// The same with its user part.
    whole: Url,
    /// The path and the query that are asked for, letter by letter.
    asked: String,
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
        match url.as_str().parse::<Uri>() {
            Ok(_) => {
                let (asked, secrets) = (spelled(&url), Secrets::Hidden);
                Ok(Self { url, whole, asked, secrets, shown, authorization })
            }
            Err(error) => Err(Error::Url(shown, error.to_string())),
        }
    }

    /// The same, with its secrets as they may be seen.
    #[must_use]
    pub fn showing(self, secrets: Secrets) -> Self {
        Self { secrets, shown: seen(&self.whole, &self.asked, secrets), ..self }
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
        let own = self.url.path();
        let path = if own == "/" { path } else { own };
        self.asking(path, self.url.query().or(query))
    }

    /// The same with the path and the query of a request behind its own.
    #[must_use]
    pub fn below(&self, request_target: &str) -> Self {
        let (path, query) = parts(request_target);
        let path = format!("{}{path}", self.url.path().trim_end_matches('/'));
        let both = [self.url.query(), query].into_iter().flatten().collect::<Vec<_>>().join("&");
        self.asking(&path, Some(both.as_str()).filter(|both| !both.is_empty()))
    }

    /// The same with another path and query, which stay as they are unless they would break a head.
    fn asking(&self, path: &str, query: Option<&str>) -> Self {
        let mut other = self.clone();
        for url in [&mut other.url, &mut other.whole] {
            url.set_path(path);
            url.set_query(query);
        }
        let asked = query.map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"));
        let is_sendable = asked.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#');
        other.asked = if is_sendable { asked } else { spelled(&other.url) };
        other.showing(self.secrets)
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

    /// The path and the query that are asked for, with its secrets.
    pub(super) fn asked(&self) -> &str {
        &self.asked
    }

    /// The name or the address of the host.
    pub(super) fn name(&self) -> &str {
        self.url.host_str().unwrap_or_default()
    }

    /// The URL that is sent to, with the secrets of its query.
    pub(super) fn url(&self) -> String {
        format!("{}{}", &self.url[..Position::BeforePath], self.asked)
    }

    /// What connections are opened by.
    pub(super) fn uri(&self) -> Uri {
        self.origin().parse().expect("the start of what was read as one")
    }

    /// What requests that share a connection have in common.
    pub(super) fn origin(&self) -> String {
        self.url.origin().ascii_serialization()
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
        let host = self.name();
        self.url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
    }

    /// Whether TLS is spoken.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.url.scheme() == "https"
    }

    /// Whether it is this machine, which no proxy can reach.
    #[must_use]
    pub fn is_here(&self) -> bool {
        let host = self.name();
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
            Ok(url) => seen(&url, &url[Position::BeforePath..], self.secrets),
            Err(_) if self.secrets.are_hidden() => redact::text(location),
            Err(_) => location.to_owned(),
        }
    }
}

fn seen(url: &Url, asked: &str, secrets: Secrets) -> String {
    if secrets.are_hidden() {
        redact::asked(url, asked)
    } else {
        format!("{}{asked}", &url[..Position::BeforePath])
    }
}

/// Path and query in the way of URLs, which have no dots and no quotes of their own in them.
fn spelled(url: &Url) -> String {
    url[Position::BeforePath..Position::AfterQuery].to_owned()
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
