//! Bytes to text: the encodings that a payload may come in.

use std::borrow::Cow;
use std::string::FromUtf16Error;

use super::{Cause, Fault};

/// The mark at the start of a text that is not plain UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// UTF-8 with a byte-order mark, which JSON forbids and Windows tools write.
    Utf8,
    /// UTF-16, least significant byte first.
    Utf16Le,
    /// UTF-16, most significant byte first.
    Utf16Be,
}

impl Mark {
    /// The mark that a body begins with.
    #[must_use]
    pub fn of(body: &[u8]) -> Option<Self> {
        match body {
            _ if is_utf32(body) => None,
            [0xFF, 0xFE, ..] => Some(Self::Utf16Le),
            [0xFE, 0xFF, ..] => Some(Self::Utf16Be),
            [0xEF, 0xBB, 0xBF, ..] => Some(Self::Utf8),
            _ => None,
        }
    }

    /// The order of UTF-16 that a body without a mark looks to be in: in JSON and in most other
    /// text, every other byte of the start is 0.
    #[must_use]
    pub fn by_look(body: &[u8]) -> Option<Self> {
        let (first, order) = match body {
            [first, 0, second, 0, ..] if *second != 0 => (first, Self::Utf16Le),
            [0, first, 0, second, ..] if *second != 0 => (first, Self::Utf16Be),
            _ => return None,
        };
        (first.is_ascii_graphic() || first.is_ascii_whitespace()).then_some(order)
    }

    /// The encoding in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8 with a byte-order mark",
            Self::Utf16Le => "UTF-16, little-endian",
            Self::Utf16Be => "UTF-16, big-endian",
        }
    }
}

/// A body as text, and the mark it began with.
#[derive(Clone, Debug)]
pub struct Text<'b> {
    /// The text; a UTF-8 mark is still in it, so that offsets are the file's.
    pub text: Cow<'b, str>,
    /// The byte-order mark, when there was one.
    pub mark: Option<Mark>,
}

impl<'b> Text<'b> {
    /// The text of a body: UTF-8, with or without a mark, or UTF-16 with one.
    ///
    /// # Errors
    /// A [`Fault`] at the first byte that is not of the encoding.
    pub fn of(body: &'b [u8]) -> Result<Self, Fault> {
        match Mark::of(body) {
            Some(mark @ Mark::Utf16Le) => utf16(&body[2..], u16::from_le_bytes, mark),
            Some(mark @ Mark::Utf16Be) => utf16(&body[2..], u16::from_be_bytes, mark),
            _ if is_utf32(body) => Err(Fault::at_end_of("", Cause::Utf32)),
            mark => utf8(body, mark),
        }
    }
}

/// Whether a body begins with the mark of UTF-32, which nobody writes JSON in.
fn is_utf32(body: &[u8]) -> bool {
    matches!(body, [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..])
}

/// A body as text whatever it is: bytes that are not UTF-8 are written as `\xE9`.
#[must_use]
pub fn readable(body: &[u8]) -> String {
    let marked = |chunk: std::str::Utf8Chunk<'_>| {
        let marks = chunk.invalid().iter().map(|byte| format!("\\x{byte:02X}"));
        chunk.valid().to_owned() + &marks.collect::<String>()
    };
    body.utf8_chunks().map(marked).collect()
}

fn utf8(body: &[u8], mark: Option<Mark>) -> Result<Text<'_>, Fault> {
    match std::str::from_utf8(body) {
        Ok(text) => Ok(Text { text: text.into(), mark }),
        Err(error) => {
            let offset = error.valid_up_to();
            let readable = String::from_utf8_lossy(&body[..offset]);
            Err(Fault::at_end_of(&readable, Cause::NotUtf8 { byte: body[offset], offset }))
        }
    }
}

fn utf16<'b>(body: &[u8], unit: fn([u8; 2]) -> u16, mark: Mark) -> Result<Text<'b>, Fault> {
    let units: Vec<u16> = body.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    let text: Result<String, FromUtf16Error> = String::from_utf16(&units);
    match text {
        Ok(text) if body.len().is_multiple_of(2) => {
            Ok(Text { text: text.into(), mark: Some(mark) })
        }
        _ => Err(Fault::at_end_of("", Cause::NotUtf16)),
    }
}
