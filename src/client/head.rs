//! The head of a request, letter by letter.

use bytes::Bytes;
use hyper::Method;
use hyper::header::{HeaderName, HeaderValue};

use super::outgoing::Outgoing;
use super::route::Proxy;
use super::target::Target;
use crate::delivery::Failure;

/// The head of a request to a target or to the proxy before it, each header as it is given.
pub(super) fn head(
    target: &Target,
    letter: &Outgoing,
    proxy: Option<&Proxy>,
) -> Result<Bytes, Failure> {
    if Method::from_bytes(letter.method.as_bytes()).is_err() {
        return Err(Failure::Unsendable(format!("`{}` is not a method of HTTP", letter.method)));
    }
    let asked = match proxy {
        Some(_) => target.url(),
        None => target.asked().to_owned(),
    };
    let mut head = format!("{} {asked} HTTP/1.1\r\n", letter.method).into_bytes();
    let own = letter.headers_to(target).0;
    for (name, value) in &own {
        is_sendable(name, value)
            .ok_or_else(|| Failure::Unsendable(format!("its header `{name}` is malformed")))?;
        push(&mut head, name, value);
    }
    if let Some(authorization) = proxy.and_then(|proxy| proxy.authorization.as_ref()) {
        push(&mut head, "Proxy-Authorization", authorization.as_bytes());
    }
    head.extend(b"\r\n");
    Ok(head.into())
}

fn is_sendable(name: &str, value: &[u8]) -> Option<()> {
    HeaderName::from_bytes(name.as_bytes()).ok()?;
    HeaderValue::from_bytes(value).ok().map(drop)
}

fn push(head: &mut Vec<u8>, name: &str, value: &[u8]) {
    for part in [name.as_bytes(), b": ", value, b"\r\n"] {
        head.extend(part);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::Headers;

    fn letter(method: &str, headers: &[(&str, &'static [u8])]) -> Outgoing {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).into()));
        let headers = Headers(headers.collect());
        Outgoing { method: method.to_owned(), headers, body: Bytes::from_static(b"{}") }
    }

    fn sent(letter: &Outgoing, proxy: Option<&Proxy>) -> Result<Bytes, Failure> {
        head(&Target::parse("http://u:p@h:1/a%20b?c=d#e").unwrap(), letter, proxy)
    }

    #[test]
    fn names_order_and_bytes_stay_as_they_are() {
        let headers: [(&str, &[u8]); 4] =
            [("x-MULTI", b"1"), ("accept", b"\xe9"), ("X-Multi", b""), ("Authorization", b"own")];
        assert_eq!(
            sent(&letter("pUT", &headers), None).unwrap(),
            &b"pUT /a%20b?c=d HTTP/1.1\r\nHost: h:1\r\nx-MULTI: 1\r\naccept: \xe9\r\n\
               X-Multi: \r\nAuthorization: own\r\nContent-Length: 2\r\n\r\n"[..]
        );
    }

    #[test]
    fn a_proxy_is_asked_for_the_whole_url() {
        let authorization = Some(HeaderValue::from_static("Basic s3cret"));
        let proxy = Proxy { uri: "http://proxy/".parse().unwrap(), authorization };
        assert_eq!(
            sent(&letter("GET", &[]), Some(&proxy)).unwrap(),
            "GET http://h:1/a%20b?c=d HTTP/1.1\r\nHost: h:1\r\nAuthorization: Basic dTpw\r\n\
             Content-Length: 2\r\nProxy-Authorization: Basic s3cret\r\n\r\n"
        );
    }

    #[test]
    fn what_would_break_the_head_is_not_sent() {
        let told = |method, headers| sent(&letter(method, headers), None).unwrap_err().to_string();
        assert_eq!(told("P OST", &[]), "`P OST` is not a method of HTTP");
        assert!(told("POST", &[("X-A", b"1\r\nX-B: 2")]).ends_with("`X-A` is malformed"));
        assert!(told("POST", &[("X A", b"1")]).ends_with("`X A` is malformed"));
    }
}
