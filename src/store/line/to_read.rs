//! Lines as they are read: what a newer version adds is passed over.

use std::borrow::Cow;
use std::net::SocketAddr;

use jiff::Timestamp;
use serde::Deserialize;

use super::{CAPTURE, Header};
use crate::capture::{Headers, Request};
use crate::content::Declared;
use crate::entry::Sent;

/// The little of a line that tells what it is; every field may be missing.
#[derive(Deserialize)]
pub(in crate::store) struct Head<'l> {
    #[serde(default)]
    pub(in crate::store) v: u64,
    #[serde(borrow, default)]
    pub(in crate::store) kind: Cow<'l, str>,
    pub(in crate::store) seq: Option<u64>,
    #[serde(borrow)]
    pub(in crate::store) file: Option<Cow<'l, str>>,
    #[serde(default = "yes")]
    pub(in crate::store) complete: bool,
}

impl Head<'_> {
    /// What it lacks to be told from others.
    pub(in crate::store) fn fault(&self) -> Option<&'static str> {
        match (&*self.kind, self.seq) {
            ("", _) => Some("it has no `kind`"),
            (CAPTURE, None) => Some("it has no `seq`"),
            _ => None,
        }
    }
}

fn yes() -> bool {
    true
}

/// What tells of a capture where its body lies and how that is to be read.
#[derive(Deserialize)]
pub struct Lying<'l> {
    #[serde(borrow, default)]
    pub(in crate::store) kind: Cow<'l, str>,
    #[serde(borrow)]
    pub(in crate::store) file: Option<Cow<'l, str>>,
    #[serde(borrow)]
    pub(in crate::store) appointment: Option<Cow<'l, str>>,
    #[serde(default = "yes")]
    pub(in crate::store) complete: bool,
    #[serde(borrow, default)]
    target: Cow<'l, str>,
    #[serde(borrow, default)]
    headers: Vec<(Cow<'l, str>, Header<'l>)>,
    #[serde(borrow)]
    sha256: Option<Cow<'l, str>>,
}

impl Lying<'_> {
    /// The target of its request; empty when the line was written without one.
    #[must_use]
    pub fn target(&self) -> &str {
        &self.target
    }

    /// The first value of a header of its request that is text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find_map(|(own, value)| match value {
            Header::Text(text) if own.eq_ignore_ascii_case(name) => Some(&**text),
            _ => None,
        })
    }

    /// What tells the body from others: the beginning of its hash.
    pub(in crate::store) fn digest(&self) -> Option<u64> {
        u64::from_str_radix(self.sha256.as_ref()?.get(..16)?, 16).ok()
    }

    /// What its sender said of the body.
    pub(in crate::store) fn declared(self) -> Declared {
        let named = |(name, _): &(Cow<str>, Header)| {
            ["content-encoding", "content-type"].iter().any(|one| name.eq_ignore_ascii_case(one))
        };
        let headers = self.headers.into_iter().filter(named);
        let read =
            headers.filter_map(|(name, value)| Some((name.into_owned(), value.into_bytes().ok()?)));
        Declared::in_headers(&Headers(read.collect()))
    }
}

/// What a reader needs of a capture's line; what a newer version adds is passed over.
#[derive(Deserialize)]
pub(in crate::store) struct Written<'l> {
    #[serde(borrow)]
    pub(in crate::store) file: Cow<'l, str>,
    received_at: Option<String>,
    method: Option<String>,
    target: Option<String>,
    version: Option<String>,
    #[serde(borrow, default)]
    headers: Vec<(String, Header<'l>)>,
    remote: Option<SocketAddr>,
    #[serde(borrow)]
    sha256: Option<Cow<'l, str>>,
    #[serde(borrow)]
    answer: Option<Answered<'l>>,
}

/// What a reader needs of the line of a delivery, or of an answer.
#[derive(Deserialize)]
pub(in crate::store) struct Delivered<'l> {
    #[serde(borrow)]
    answer: Option<Answered<'l>>,
}

impl Delivered<'_> {
    /// What the sender got.
    pub(in crate::store) fn sent(&self) -> Option<Sent> {
        self.answer.as_ref()?.sent()
    }
}

/// What a sender was answered, as far as a reader asks.
#[derive(Deserialize)]
struct Answered<'l> {
    status: Option<u16>,
    #[serde(borrow)]
    none: Option<Cow<'l, str>>,
}

impl Answered<'_> {
    fn sent(&self) -> Option<Sent> {
        self.status.map(Sent::Status).or_else(|| Sent::none_of(self.none.as_deref()?))
    }
}

impl Written<'_> {
    /// The SHA-256 of the body as it was received.
    pub(in crate::store) fn sha256(&self) -> Option<String> {
        self.sha256.as_deref().map(str::to_owned)
    }

    /// What the sender got, as far as it is known.
    pub(in crate::store) fn sent(&self) -> Option<Sent> {
        self.answer.as_ref()?.sent()
    }

    /// The request that a line tells of; none when the line was written without one.
    pub(in crate::store) fn into_request(self) -> Result<Option<Request>, String> {
        let (Some(received_at), Some(method), Some(target)) =
            (self.received_at, self.method, self.target)
        else {
            return Ok(None);
        };
        let received_at: Timestamp =
            received_at.parse().map_err(|error| format!("`received_at`: {error}"))?;
        let header = |(name, value): (String, Header)| Ok((name, value.into_bytes()?));
        let headers = self.headers.into_iter().map(header).collect::<Result<_, String>>()?;
        Ok(Some(Request {
            received_at,
            method,
            target,
            version: self.version.unwrap_or_else(|| "HTTP/1.1".to_owned()),
            headers: Headers(headers),
            remote: self.remote,
        }))
    }
}
