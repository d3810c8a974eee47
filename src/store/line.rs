//! A line of the journal, format version 1: its own types, as files outlive programs.

use std::borrow::Cow;
use std::net::SocketAddr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::capture::{Headers, Request};
use crate::content::Declared;
use crate::delivery::Delivery;
use crate::entry::Sent;
use crate::secret::without_secrets;

/// The format version that is written.
pub(super) const VERSION: u64 = 1;

/// The kind of a line that stands for a request.
pub(super) const CAPTURE: &str = "capture";

/// The kind of a line that tells what became of a request that was forwarded.
pub(super) const DELIVERY: &str = "delivery";

/// A line as it is written; a payload that no request brought leaves the request's fields out.
#[derive(Serialize)]
pub(super) struct Line<'l> {
    pub(super) v: u64,
    pub(super) kind: &'static str,
    pub(super) seq: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) received_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) method: Option<&'l str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) target: Option<&'l str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) version: Option<&'l str>,
    pub(super) headers: Vec<(&'l str, Header<'l>)>,
    pub(super) remote: Option<SocketAddr>,
    pub(super) file: &'l str,
    /// The appointment, when the name of the file shows less than all of its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) appointment: Option<&'l str>,
    pub(super) size: u64,
    pub(super) sha256: &'l str,
    pub(super) complete: bool,
    pub(super) answer: Answer,
}

/// What the sender was answered.
#[derive(Serialize)]
pub(super) struct Answer {
    /// None when it was not answered.
    pub(super) status: Option<u16>,
    /// In what way it was not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) none: Option<&'static str>,
}

impl Answer {
    pub(super) fn of(sent: Sent) -> Self {
        match sent {
            Sent::Status(status) => Self { status: Some(status), none: None },
            other => Self { status: None, none: other.none() },
        }
    }
}

/// The line of a capture that was forwarded, as it is written.
#[derive(Serialize)]
pub(super) struct DeliveryLine {
    v: u64,
    kind: &'static str,
    seq: u64,
    /// Free of secrets, as people share journals.
    to: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    failure: Option<String>,
    took_us: u128,
    at: String,
    /// What the sender was answered, which is not always what the target said.
    answer: Answer,
}

impl DeliveryLine {
    pub(super) fn of(seq: u64, delivery: &Delivery, sent: Sent) -> Self {
        Self {
            v: VERSION,
            kind: DELIVERY,
            seq,
            to: without_secrets(&delivery.to),
            status: delivery.outcome.as_ref().ok().map(|answered| answered.status),
            failure: delivery.outcome.as_ref().err().map(ToString::to_string),
            took_us: delivery.took.as_micros(),
            at: format!("{:.6}", Timestamp::now()),
            answer: Answer::of(sent),
        }
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        bytes_of(self)
    }
}

fn bytes_of(line: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(line).expect("text and numbers are always JSON");
    bytes.push(b'\n');
    bytes
}

/// The value of a header: text, or bytes that are none.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Header<'l> {
    Text(Cow<'l, str>),
    Bytes { base64: String },
}

/// The little of a line that tells what it is; every field may be missing.
#[derive(Deserialize)]
pub(super) struct Head<'l> {
    #[serde(default)]
    pub(super) v: u64,
    #[serde(borrow, default)]
    pub(super) kind: Cow<'l, str>,
    pub(super) seq: Option<u64>,
    #[serde(borrow)]
    pub(super) file: Option<Cow<'l, str>>,
    #[serde(default = "yes")]
    pub(super) complete: bool,
}

fn yes() -> bool {
    true
}

/// What tells of a capture where its body lies and how that is to be read.
#[derive(Deserialize)]
pub(super) struct Lying<'l> {
    #[serde(borrow, default)]
    pub(super) kind: Cow<'l, str>,
    #[serde(borrow)]
    pub(super) file: Option<Cow<'l, str>>,
    #[serde(borrow)]
    pub(super) appointment: Option<Cow<'l, str>>,
    #[serde(default = "yes")]
    pub(super) complete: bool,
    #[serde(borrow, default)]
    headers: Vec<(Cow<'l, str>, Header<'l>)>,
    #[serde(borrow)]
    sha256: Option<Cow<'l, str>>,
}

impl Lying<'_> {
    /// What tells the body from others: the beginning of its hash.
    pub(super) fn digest(&self) -> Option<u64> {
        u64::from_str_radix(self.sha256.as_ref()?.get(..16)?, 16).ok()
    }

    /// What its sender said of the body.
    pub(super) fn declared(self) -> Declared {
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
pub(super) struct Written<'l> {
    #[serde(borrow)]
    pub(super) file: Cow<'l, str>,
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

/// What a reader needs of the line of a delivery.
#[derive(Deserialize)]
pub(super) struct Delivered<'l> {
    #[serde(borrow)]
    answer: Option<Answered<'l>>,
}

impl Delivered<'_> {
    /// What the sender got.
    pub(super) fn sent(&self) -> Option<Sent> {
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

impl<'l> Line<'l> {
    /// Fills in the request's part of a line.
    pub(super) fn with_request(self, request: &'l Request) -> Self {
        let header = |(name, value): &'l (String, Bytes)| (name.as_str(), Header::of(value));
        Self {
            received_at: Some(format!("{:.6}", request.received_at)),
            method: Some(&request.method),
            target: Some(&request.target),
            version: Some(&request.version),
            headers: request.headers.0.iter().map(header).collect(),
            remote: request.remote,
            ..self
        }
    }

    /// The line in bytes, its end included.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        bytes_of(self)
    }
}

impl<'l> Header<'l> {
    fn of(value: &'l [u8]) -> Self {
        match std::str::from_utf8(value) {
            Ok(text) => Self::Text(text.into()),
            Err(_) => Self::Bytes { base64: STANDARD.encode(value) },
        }
    }

    fn into_bytes(self) -> Result<Bytes, String> {
        match self {
            Self::Text(text) => Ok(text.into_owned().into()),
            Self::Bytes { base64 } => match STANDARD.decode(base64) {
                Ok(value) => Ok(value.into()),
                Err(error) => Err(format!("a header is not base64: {error}")),
            },
        }
    }
}

impl Written<'_> {
    /// The SHA-256 of the body as it was received.
    pub(super) fn sha256(&self) -> Option<String> {
        self.sha256.as_deref().map(str::to_owned)
    }

    /// What the sender got, as far as it is known.
    pub(super) fn sent(&self) -> Option<Sent> {
        self.answer.as_ref()?.sent()
    }

    /// The request that a line tells of; none when the line was written without one.
    pub(super) fn into_request(self) -> Result<Option<Request>, String> {
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

/// Why a line cannot be read: the line number that the reader counts from its own start is left out.
pub(super) fn why(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let what = said.split(" at line ").next().unwrap_or_default();
    format!("{what} at column {}", error.column())
}
