//! Bodies as they were before they were compressed and put into another charset: for showing and
//! judging alone, what is kept and replayed are the bytes as sent.

mod charset;
mod coding;
mod declared;
mod expanded;

use std::borrow::Cow;

use crate::capture::Capture;
use crate::json::{Cause, Text};

pub use coding::MOST_DECODED;
pub use declared::Declared;
pub use expanded::{MOST_EXPANDED, expanded, packed, too_much};

/// A body to be read: its codings undone, UTF-8 unless it has a byte-order mark of its own.
#[derive(Clone, Debug)]
pub struct Content<'b> {
    /// The bytes to read; those sent when there was nothing to undo, or it failed.
    pub bytes: Cow<'b, [u8]>,
    /// What is odd about the way it was sent.
    pub notes: Vec<Note>,
    /// Why it cannot be read.
    pub fault: Option<Cause>,
}

/// Something odd about the way a body was sent, which does not keep it from being read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The name of the rule: `charset`, `compressed` or `encoding`.
    pub rule: &'static str,
    /// What it is, in one line; it may quote a stranger's text.
    pub message: String,
    /// What follows from it.
    pub help: Option<&'static str>,
}

impl<'b> Content<'b> {
    /// The content of a capture.
    #[must_use]
    pub fn of(capture: &'b Capture) -> Self {
        Self::read(&capture.body, &Declared::of(capture))
    }

    /// The content of a body, by what was said of it and by its first bytes.
    #[must_use]
    pub fn read(body: &'b [u8], declared: &Declared) -> Self {
        match coding::undone(body, &declared.codings) {
            Ok(bytes) => charset::read(bytes, declared.charset.as_deref()),
            // Who says that a text is compressed is mistaken; the text can be read all the same.
            Err(why) if std::str::from_utf8(body).is_ok() => {
                let mut content = charset::read(body.into(), declared.charset.as_deref());
                content.notes.insert(0, Note { rule: "compressed", message: why, help: AS_SENT });
                content
            }
            Err(why) => Self::broken(body.into(), Cause::Compressed(why)),
        }
    }

    /// Its bytes as UTF-8, also where a mark says that they are UTF-16.
    #[must_use]
    pub fn utf8(self) -> Cow<'b, [u8]> {
        let decoded = match Text::of(&self.bytes) {
            Ok(Text { text: Cow::Owned(text), .. }) => Some(text.into_bytes()),
            _ => None,
        };
        decoded.map_or(self.bytes, Cow::Owned)
    }

    fn plain(bytes: Cow<'b, [u8]>) -> Self {
        Self { bytes, notes: Vec::new(), fault: None }
    }

    fn noted(bytes: Cow<'b, [u8]>, rule: &'static str, message: String) -> Self {
        let help = Some("it is read all the same, and a replay sends it as it is");
        Self { bytes, notes: vec![Note { rule, message, help }], fault: None }
    }

    fn broken(bytes: Cow<'b, [u8]>, cause: Cause) -> Self {
        Self { bytes, notes: Vec::new(), fault: Some(cause) }
    }
}

const AS_SENT: Option<&str> = Some("it is read as it was sent, and a replay sends it so");

#[cfg(test)]
mod tests;
