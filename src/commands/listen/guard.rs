//! Who may post: the authentication types of a connector that a receiver can ask for.
//!
//! Secrets are compared by their SHA-256 digests in constant time, so that neither their length
//! nor their first wrong letter can be measured.

use std::borrow::Cow;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::capture::{Capture, Headers};
use crate::server::{Answer, HeaderName, HeaderValue};

/// What a request must show to be let in.
pub(super) enum Guard {
    /// Nothing: the connector's type None.
    Open,
    /// A user and a password: the connector's type Basic.
    Basic(Expected),
    /// A token: the connector's types Entra ID and OAuth2.
    Bearer(Expected),
    /// A header of this name.
    Header(String, Expected),
}

/// A secret that is expected, known by its digest alone.
pub(super) struct Expected([u8; 32]);

impl Expected {
    pub(super) fn of(secret: &[u8]) -> Self {
        Self(Sha256::digest(secret).into())
    }

    fn is(&self, shown: &[u8]) -> bool {
        let shown: [u8; 32] = Sha256::digest(shown).into();
        self.0.ct_eq(&shown).into()
    }
}

impl Guard {
    /// A guard that wants this user and password.
    pub(super) fn basic(user: &str, password: &[u8]) -> Self {
        Self::Basic(Expected::of(&[user.as_bytes(), b":", password].concat()))
    }

    /// Whether anybody may post.
    pub(super) fn is_open(&self) -> bool {
        matches!(self, Self::Open)
    }

    /// What to try for who is not let in.
    pub(super) fn hint(&self) -> &'static str {
        match self {
            Self::Open | Self::Basic(_) => "check login and password of the connector",
            Self::Bearer(_) => {
                "check the client secret of the connector, and what its token is for"
            }
            Self::Header(..) => "check what whoever posts sends as this header",
        }
    }

    /// Why a request is not let in; none when it is.
    pub(super) fn refusal(&self, capture: &Capture) -> Option<Cow<'static, str>> {
        let none = Headers::default();
        let headers = capture.request.as_ref().map_or(&none, |request| &request.headers);
        match self {
            Self::Open => None,
            Self::Basic(expected) => match scheme(headers, "basic") {
                None => Some("it came without a user and a password".into()),
                Some(shown) => {
                    let shown = BASE64_STANDARD.decode(shown).unwrap_or_default();
                    (!expected.is(&shown)).then(|| "user or password is wrong".into())
                }
            },
            Self::Bearer(expected) => match scheme(headers, "bearer") {
                None => Some("it came without a bearer token".into()),
                Some(shown) => (!expected.is(shown)).then(|| "the bearer token is wrong".into()),
            },
            Self::Header(name, expected) => match headers.get(name) {
                None => Some(format!("it came without the header `{name}`").into()),
                Some(shown) => {
                    (!expected.is(shown)).then(|| format!("the header `{name}` is wrong").into())
                }
            },
        }
    }

    /// 401, with the challenge that belongs to what is asked for.
    pub(super) fn challenge(&self) -> Answer {
        let challenge = match self {
            Self::Basic(_) => Some(r#"Basic realm="dsw", charset="UTF-8""#),
            Self::Bearer(_) => Some(r#"Bearer realm="dsw""#),
            Self::Open | Self::Header(..) => None,
        };
        let header = |challenge| {
            (HeaderName::from_static("www-authenticate"), HeaderValue::from_static(challenge))
        };
        Answer { headers: challenge.map(header).into_iter().collect(), ..Answer::status(401) }
    }
}

/// What stands behind the scheme of an `Authorization` header; none when it is another scheme.
fn scheme<'h>(headers: &'h Headers, scheme: &str) -> Option<&'h [u8]> {
    let value = headers.get("authorization")?;
    let (own, rest) = value.split_at_checked(scheme.len())?;
    let rest = rest.strip_prefix(b" ")?;
    own.eq_ignore_ascii_case(scheme.as_bytes()).then(|| rest.trim_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::{Origin, Request};

    fn capture(header: Option<(&str, &'static str)>) -> Capture {
        let headers = header.map(|(name, value)| (name.to_owned(), value.into()));
        let request = Request {
            received_at: jiff::Timestamp::UNIX_EPOCH,
            method: "POST".into(),
            target: "/".into(),
            version: "HTTP/1.1".into(),
            headers: Headers(headers.into_iter().collect()),
            remote: None,
        };
        let bare = Capture::of_body(Origin::default(), bytes::Bytes::new());
        Capture { request: Some(request), ..bare }
    }

    #[test]
    fn basic_lets_in_only_its_user_and_password() {
        let guard = Guard::basic("dime", b"s:3cret");
        // printf 'dime:s:3cret' | base64
        let right = capture(Some(("authorization", "bAsIc ZGltZTpzOjNjcmV0")));
        assert_eq!(guard.refusal(&right), None);
        for wrong in ["Basic ZGltZTo=", "Basic !!", "Bearer ZGltZTpzOjNjcmV0", "Basic"] {
            assert!(guard.refusal(&capture(Some(("Authorization", wrong)))).is_some(), "{wrong}");
        }
        assert!(guard.refusal(&capture(None)).is_some());
    }

    #[test]
    fn bearer_and_header_let_in_only_their_secret() {
        let guard = Guard::Bearer(Expected::of(b"t0ken"));
        assert_eq!(guard.refusal(&capture(Some(("Authorization", "Bearer t0ken")))), None);
        assert!(guard.refusal(&capture(Some(("Authorization", "Bearer t0ke")))).is_some());
        let guard = Guard::Header("X-Key".into(), Expected::of(b"k"));
        assert_eq!(guard.refusal(&capture(Some(("x-key", "k")))), None);
        assert!(guard.refusal(&capture(Some(("x-key", "")))).is_some());
    }

    #[test]
    fn a_refusal_names_what_is_asked_for() {
        let guard = Guard::Header("X-Key".into(), Expected::of(b"k"));
        let why = guard.refusal(&capture(None));
        assert_eq!(why.as_deref(), Some("it came without the header `X-Key`"));
        let why = guard.refusal(&capture(Some(("X-Key", "wrong"))));
        assert_eq!(why.as_deref(), Some("the header `X-Key` is wrong"));
        assert!(!guard.hint().contains("login"));
        let names = |guard: Guard| guard.challenge().headers.len();
        assert_eq!(names(Guard::basic("a", b"b")), 1);
        assert_eq!(names(Guard::Header("X-Key".into(), Expected::of(b"k"))), 0);
    }
}
