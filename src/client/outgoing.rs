//! What goes on the wire for one capture.

use std::fmt;
use std::path::PathBuf;

use bytes::Bytes;
use hyper::header::{HeaderName, HeaderValue};

use super::target::Target;
use crate::capture::{Headers, Origin};
use crate::error::Error;
use crate::origin::within;

/// The value of `Authorization` of a request that goes over a connection signed in by NTLM. It
/// stands for the messages of that, and leaves the request where a credential would.
pub const BY_NTLM: &str = "NTLM";

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
    /// The same, which shows a bearer token and no other credential of that name.
    #[must_use]
    pub fn bearing(&self, token: &str) -> Self {
        self.showing(Some(format!("Bearer {token}")))
    }

    /// The same, with this value of `Authorization` or none.
    pub(super) fn showing(&self, authorization: Option<String>) -> Self {
        let mut showing = self.clone();
        showing.headers.0.retain(|(name, _)| !name.eq_ignore_ascii_case("authorization"));
        showing.headers.0.extend(authorization.map(|value| pair("Authorization", value)));
        showing
    }

    /// Whether it goes over a connection that is signed in by NTLM.
    pub(super) fn asks_for_ntlm(&self) -> bool {
        self.headers.get("authorization").is_some_and(|value| value == BY_NTLM)
    }

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

/// Whether a header may have this name; else why not.
///
/// # Errors
/// When it is the name of none.
pub fn header_name(name: &str) -> Result<(), String> {
    let read = HeaderName::from_bytes(name.as_bytes());
    read.map(drop).map_err(|_| format!("`{name}` is not the name of a header"))
}

/// Whether the user has a say in the header of this name. Where the body ends follows from it, and
/// a wrong word of that would change it.
pub(super) fn is_free(name: &str) -> Result<(), String> {
    header_name(name)?;
    let is_of_the_body = |own: &&str| name.eq_ignore_ascii_case(own);
    if ["content-length", "transfer-encoding"].iter().any(is_of_the_body) {
        return Err(format!("`{name}` follows from the body, which is sent as it is"));
    }
    Ok(())
}

/// Reads a header as a user gives it with an option, `Name: value`.
///
/// # Errors
///
/// [`Error::Option`] when it is malformed, or says where the body ends. It tells no value, for
/// that may be secret.
pub fn header(option: &'static str, given: &str) -> Result<(String, String), Error> {
    let wrong = |why: String| Error::Option(option, why);
    let Some((name, value)) = given.split_once(':') else {
        return Err(wrong("no `:` stands between its name and its value".to_owned()));
    };
    let value = value.trim_matches([' ', '\t']);
    is_free(name).map_err(wrong)?;
    if HeaderValue::from_bytes(value.as_bytes()).is_err() {
        return Err(wrong(format!("the value of `{name}` holds a control character")));
    }
    Ok((name.to_owned(), value.to_owned()))
}

/// What a receiver can tell the replayed payload by: its number, else its file and its place in
/// it, else `-`.
pub(super) fn name(origin: &Origin) -> String {
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

pub(super) fn pair(name: &str, value: String) -> (String, Bytes) {
    (name.to_owned(), Bytes::from(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::Capture;
    use crate::client::Replaying;

    fn bare(path: &str) -> Outgoing {
        let origin = Origin { path: Some(path.into()), ..Origin::default() };
        Replaying::default().letter(&Capture::of_body(origin, Bytes::from_static(b"{}")))
    }

    #[test]
    fn a_bare_file_is_posted_as_json() {
        let letter = bare("samples/moved é%.json");
        let headers = letter.headers_to(&Target::parse("http://h:1/").unwrap());
        let line =
            |(name, value): &(String, Bytes)| format!("{name}: {}", String::from_utf8_lossy(value));
        let version = env!("CARGO_PKG_VERSION");
        assert_eq!(letter.method, "POST");
        assert_eq!(
            headers.0.iter().map(line).collect::<Vec<_>>().join("\n"),
            format!(
                "Host: h:1\nUser-Agent: dsw/{version}\n\
                 Content-Type: application/json\nX-Dsw-Replay: moved %C3%A9%25.json\nContent-Length: 2"
            )
        );
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
            let error = header("--header", given).unwrap_err();
            assert_eq!(error.to_string(), expected);
            assert_eq!(error.exit().code(), 2);
        }
        assert_eq!(header("--header", "X-Empty:").unwrap(), ("X-Empty".to_owned(), String::new()));
        assert_eq!(header("--header", "X-É:\t é ").ok(), None);
        assert_eq!(
            header("--header", "X-E:\t é:b ").unwrap(),
            ("X-E".to_owned(), "é:b".to_owned())
        );
    }

    #[test]
    fn secrets_do_not_reach_a_log() {
        assert_eq!(format!("{:?}", bare("a.json")), "Outgoing(POST of 2 bytes)");
    }
}
