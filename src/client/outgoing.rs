//! What goes on the wire for one capture.

use std::fmt;
use std::path::PathBuf;

use bytes::Bytes;
use reqwest::header::{HeaderName, HeaderValue};

use super::target::Target;
use crate::capture::{Capture, Headers, Origin, Request};
use crate::error::Error;
use crate::origin::within;

/// A request to be sent, but for what its target adds.
#[derive(Clone)]
pub struct Outgoing {
    /// As captured; `POST` for a bare file.
    pub method: String,
    /// The headers that go to any target, in order. They may hold secrets of the user's.
    pub headers: Headers,
    /// The body as captured, byte for byte.
    pub body: Bytes,
}

impl Outgoing {
    /// Every header of the request to this target, in order: what `send` sends.
    #[must_use]
    pub fn headers_to(&self, target: &Target) -> Headers {
        let mut headers = Headers::default();
        if self.headers.get("host").is_none() {
            headers.0.push(pair("Host", target.host()));
        }
        headers.0.extend(self.headers.0.iter().cloned());
        if let Some(authorization) = target.authorization()
            && self.headers.get("authorization").is_none()
        {
            headers.0.push(pair("Authorization", authorization.to_owned()));
        }
        headers.0.push(pair("Content-Length", self.body.len().to_string()));
        headers
    }
}

/// Shows what may be shown.
impl fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Outgoing({} of {} bytes)", self.method, self.body.len())
    }
}

/// The request that sends a capture on. Of the captured headers only those that say how to read
/// the body go along, so no stored credential does; `extra` replaces headers of the same name.
#[must_use]
pub fn outgoing(capture: &Capture, extra: &[(String, String)]) -> Outgoing {
    let method = capture.request.as_ref().map_or("POST", |request| &request.method).to_owned();
    let mut headers = vec![
        pair("User-Agent", concat!("dsw/", env!("CARGO_PKG_VERSION")).to_owned()),
        pair("Accept", "*/*".to_owned()),
    ];
    headers.extend(of_body(capture.request.as_ref()));
    headers.push(pair("X-Dsw-Replay", name(&capture.origin)));
    headers.retain(|(name, _)| !extra.iter().any(|(given, _)| given.eq_ignore_ascii_case(name)));
    headers.extend(extra.iter().map(|(name, value)| pair(name, value.clone())));
    Outgoing { method, headers: Headers(headers), body: capture.body.clone() }
}

/// Reads a header as a user gives it, `Name: value`.
///
/// # Errors
///
/// [`Error::Option`] when it is malformed, or says where the body ends. It tells no value, for
/// that may be secret.
pub fn header(given: &str) -> Result<(String, String), Error> {
    let wrong = |why: String| Error::Option("--header", why);
    let Some((name, value)) = given.split_once(':') else {
        return Err(wrong("no `:` stands between its name and its value".to_owned()));
    };
    let value = value.trim_matches([' ', '\t']);
    if HeaderName::from_bytes(name.as_bytes()).is_err() {
        return Err(wrong(format!("`{name}` is not the name of a header")));
    }
    // Both follow from the body, and a wrong one would change where it ends.
    if ["content-length", "transfer-encoding"].iter().any(|own| name.eq_ignore_ascii_case(own)) {
        return Err(wrong(format!("`{name}` follows from the body, which is sent as it is")));
    }
    if HeaderValue::from_bytes(value.as_bytes()).is_err() {
        return Err(wrong(format!("the value of `{name}` holds a control character")));
    }
    Ok((name.to_owned(), value.to_owned()))
}

/// The headers without which the stored bytes cannot be read; JSON where nothing was captured.
fn of_body(request: Option<&Request>) -> Vec<(String, Bytes)> {
    let Some(request) = request else {
        return vec![pair("Content-Type", "application/json".to_owned())];
    };
    let both = ["Content-Type", "Content-Encoding"].into_iter();
    both.flat_map(|name| {
        request.headers.all(name).map(move |value| (name.to_owned(), value.clone()))
    })
    .collect()
}

/// What a receiver can tell the replayed payload by: its number, else its file and its place in
/// it, else `-`.
fn name(origin: &Origin) -> String {
    if let Some(seq) = origin.seq {
        return seq.to_string();
    }
    let file = origin.path.as_deref().and_then(|path| path.file_name()).map(PathBuf::from);
    if file.is_none() && origin.lines_before == 0 && origin.element.is_none() {
        return "-".to_owned();
    }
    in_ascii(&within(&Origin { path: file.or_else(|| Some("-".into())), ..origin.clone() }))
}

/// A file may be called anything; a header may not hold anything.
fn in_ascii(text: &str) -> String {
    let plain = |byte: u8| (b' '..=b'~').contains(&byte) && byte != b'%';
    text.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

fn pair(name: &str, value: String) -> (String, Bytes) {
    (name.to_owned(), Bytes::from(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bare(path: &str) -> Capture {
        let origin = Origin { path: Some(path.into()), ..Origin::default() };
        Capture::of_body(origin, Bytes::from_static(b"{}"))
    }

    fn captured(headers: &[(&str, &str)]) -> Capture {
        let headers = headers.iter().map(|(name, value)| pair(name, (*value).to_owned()));
        let request = Request {
            received_at: "2026-03-02T09:00:00Z".parse().unwrap(),
            method: "PUT".to_owned(),
            target: "/hook?code=stored".to_owned(),
            version: "HTTP/1.1".to_owned(),
            headers: Headers(headers.collect()),
            remote: None,
        };
        let origin =
            Origin { path: Some("000042-k7.json".into()), seq: Some(42), ..Origin::default() };
        Capture { origin, request: Some(request), body: Bytes::from_static(b"{}"), complete: true }
    }

    fn shown(capture: &Capture, extra: &[&str], target: &str) -> String {
        let extra: Vec<_> = extra.iter().map(|given| header(given).unwrap()).collect();
        let letter = outgoing(capture, &extra);
        let headers = letter.headers_to(&Target::parse(target).unwrap());
        let lines = headers
            .0
            .iter()
            .map(|(name, value)| format!("{name}: {}", String::from_utf8_lossy(value)));
        std::iter::once(letter.method.clone()).chain(lines).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_bare_file_is_posted_as_json() {
        let version = env!("CARGO_PKG_VERSION");
        assert_eq!(
            shown(&bare("samples/moved é%.json"), &[], "http://h:1/"),
            format!(
                "POST\nHost: h:1\nUser-Agent: dsw/{version}\nAccept: */*\n\
                 Content-Type: application/json\nX-Dsw-Replay: moved %C3%A9%25.json\nContent-Length: 2"
            )
        );
    }

    #[test]
    fn a_capture_goes_as_captured_without_its_credentials() {
        let capture = captured(&[
            ("host", "elsewhere"),
            ("content-type", "application/json; charset=utf-16"),
            ("content-length", "999"),
            ("Transfer-Encoding", "chunked"),
            ("Content-Encoding", "gzip"),
            ("Authorization", "Bearer stored"),
            ("Cookie", "stored"),
            ("X-Signature", "stored"),
        ]);
        let version = env!("CARGO_PKG_VERSION");
        assert_eq!(
            shown(&capture, &[], "http://h/"),
            format!(
                "PUT\nHost: h\nUser-Agent: dsw/{version}\nAccept: */*\n\
                 Content-Type: application/json; charset=utf-16\nContent-Encoding: gzip\n\
                 X-Dsw-Replay: 42\nContent-Length: 2"
            )
        );
    }

    #[test]
    fn a_header_of_the_users_replaces_the_same() {
        let extra =
            ["content-type:text/plain", "HOST: other", "Authorization: Bearer own", "A: 1", "a: 2"];
        let version = env!("CARGO_PKG_VERSION");
        assert_eq!(
            shown(&captured(&[("Content-Type", "application/json")]), &extra, "http://u:p@h/"),
            format!(
                "PUT\nUser-Agent: dsw/{version}\nAccept: */*\nX-Dsw-Replay: 42\n\
                 content-type: text/plain\nHOST: other\nAuthorization: Bearer own\nA: 1\na: 2\n\
                 Content-Length: 2"
            )
        );
    }

    #[test]
    fn a_request_without_a_content_type_is_sent_without_one() {
        assert!(outgoing(&captured(&[]), &[]).headers.get("content-type").is_none());
    }

    #[test]
    fn a_malformed_header_is_told_without_its_value() {
        for (given, expected) in [
            ("X-Key s3cret", "cannot use `--header`: no `:` stands between its name and its value"),
            (": s3cret", "cannot use `--header`: `` is not the name of a header"),
            ("X Key: s3cret", "cannot use `--header`: `X Key` is not the name of a header"),
            (
                "X-Key: s3\r\ncret: 1",
                "cannot use `--header`: the value of `X-Key` holds a control character",
            ),
            (
                "Content-Length: 1",
                "cannot use `--header`: `Content-Length` follows from the body, which is sent as it is",
            ),
        ] {
            let error = header(given).unwrap_err();
            assert_eq!(error.to_string(), expected);
            assert_eq!(error.exit().code(), 2);
        }
        assert_eq!(header("X-Empty:").unwrap(), ("X-Empty".to_owned(), String::new()));
        assert_eq!(header("X-É:\t é ").ok(), None);
        assert_eq!(header("X-E:\t é:b ").unwrap(), ("X-E".to_owned(), "é:b".to_owned()));
    }

    #[test]
    fn secrets_do_not_reach_a_log() {
        let letter = outgoing(&bare("a.json"), &[header("X-Key: s3cret").unwrap()]);
        assert_eq!(format!("{letter:?}"), "Outgoing(POST of 2 bytes)");
    }
}
