//! A line of the journal, format version 1: its own types, as files outlive programs.

mod to_read;
mod to_write;

use std::borrow::Cow;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use serde::{Deserialize, Serialize};

pub use to_read::Lying;
pub(super) use to_read::{Delivered, Head, Written};
pub(super) use to_write::{Answer, AnswerLine, DeliveryLine, Line};

/// The format version that is written.
pub(super) const VERSION: u64 = 1;

/// The kind of a line that stands for a request.
pub(super) const CAPTURE: &str = "capture";

/// The kind of a line that tells what became of a request that was forwarded.
pub(super) const DELIVERY: &str = "delivery";

/// The kind of a line that tells what a sender got in the end, where that was not known before.
pub(super) const ANSWER: &str = "answer";

/// The value of a header: text, or bytes that are none.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Header<'l> {
    Text(Cow<'l, str>),
    Bytes { base64: String },
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

/// Why a line cannot be read: the line number that the reader counts from its own start is left out.
pub(super) fn why(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let what = said.split(" at line ").next().unwrap_or_default();
    format!("{what} at column {}", error.column())
}
