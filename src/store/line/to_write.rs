//! Lines as they are written.

use std::net::SocketAddr;
use std::time::Duration;

use bytes::Bytes;
use jiff::Timestamp;
use serde::Serialize;

use super::{ANSWER, DELIVERY, Header, VERSION};
use crate::capture::Request;
use crate::delivery::Delivery;
use crate::entry::Sent;
use crate::secret::without_secrets;

/// A line as it is written; a payload that no request brought leaves the request's fields out.
#[derive(Serialize)]
pub(in crate::store) struct Line<'l> {
    pub(in crate::store) v: u64,
    pub(in crate::store) kind: &'static str,
    pub(in crate::store) seq: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::store) received_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::store) method: Option<&'l str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::store) target: Option<&'l str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::store) version: Option<&'l str>,
    pub(in crate::store) headers: Vec<(&'l str, Header<'l>)>,
    pub(in crate::store) remote: Option<SocketAddr>,
    pub(in crate::store) file: &'l str,
    /// The appointment, when the name of the file shows less than all of its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::store) appointment: Option<&'l str>,
    pub(in crate::store) size: u64,
    pub(in crate::store) sha256: &'l str,
    pub(in crate::store) complete: bool,
    pub(in crate::store) answer: Answer,
}

/// What the sender was answered.
#[derive(Serialize)]
pub(in crate::store) struct Answer {
    /// None when it was not answered.
    pub(in crate::store) status: Option<u16>,
    /// In what way it was not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::store) none: Option<&'static str>,
    /// For how many milliseconds it is held back; a line behind it tells of a sender gone by then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::store) after_ms: Option<u128>,
}

impl Answer {
    pub(in crate::store) fn of(sent: Sent) -> Self {
        match sent {
            Sent::Status(status) => Self { status: Some(status), none: None, after_ms: None },
            other => Self { status: None, none: other.none(), after_ms: None },
        }
    }

    pub(in crate::store) fn held_back(self, after: Duration) -> Self {
        Self { after_ms: Some(after.as_millis()).filter(|after| *after > 0), ..self }
    }
}

/// The line of a capture that was forwarded, as it is written.
#[derive(Serialize)]
pub(in crate::store) struct DeliveryLine {
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
    pub(in crate::store) fn of(seq: u64, delivery: &Delivery, sent: Sent) -> Self {
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

    pub(in crate::store) fn to_bytes(&self) -> Vec<u8> {
        bytes_of(self)
    }
}

impl<'l> Line<'l> {
    /// Fills in the request's part of a line.
    pub(in crate::store) fn with_request(self, request: &'l Request) -> Self {
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
    pub(in crate::store) fn to_bytes(&self) -> Vec<u8> {
        bytes_of(self)
    }
}

/// The line of a capture whose sender got something else than its own line says.
#[derive(Serialize)]
pub(in crate::store) struct AnswerLine {
    v: u64,
    kind: &'static str,
    seq: u64,
    answer: Answer,
    at: String,
}

impl AnswerLine {
    pub(in crate::store) fn of(seq: u64, sent: Sent) -> Self {
        let at = format!("{:.6}", Timestamp::now());
        Self { v: VERSION, kind: ANSWER, seq, answer: Answer::of(sent), at }
    }

    pub(in crate::store) fn to_bytes(&self) -> Vec<u8> {
        bytes_of(self)
    }
}

fn bytes_of(line: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(line).expect("text and numbers are always JSON");
    bytes.push(b'\n');
    bytes
}
