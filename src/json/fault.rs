//! Why a text is not JSON, in plain words and with its place.

use std::fmt;
use std::ops::Range;

use super::{MAX_DEPTH, MAX_NUMBER, Place};
use crate::message::{Message, quoted};

/// Quotes that a word processor makes of straight ones.
const SMART: [char; 7] =
    ['\u{201c}', '\u{201d}', '\u{201e}', '\u{2018}', '\u{2019}', '\u{ab}', '\u{bb}'];

/// The first thing that makes a text not JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What it is.
    pub cause: Cause,
    /// Where it is.
    pub place: Place,
}

/// What makes a text not JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Nothing but white space, or nothing at all.
    Empty,
    /// The text stops within a value: what was still expected.
    CutShort(&'static str),
    /// Something else stands where this was expected.
    Expected(&'static str, String),
    /// `,]` or `,}`.
    TrailingComma,
    /// `//` or `/*`.
    Comment,
    /// A string in single quotes.
    SingleQuotes,
    /// A key without quotes.
    BareKey(String),
    /// `NaN`, `undefined`, `True` and other words JSON does not have.
    Word(String),
    /// A number in a form that JSON does not have.
    Number(&'static str),
    /// More than [`MAX_NUMBER`] characters.
    LongNumber(usize),
    /// A character below space inside a string.
    ControlCharacter(char),
    /// A backslash before something that is no escape.
    Escape(String),
    /// One half of a surrogate pair.
    LoneSurrogate(String),
    /// More than [`MAX_DEPTH`] levels.
    TooDeep,
    /// Text after the end of the value.
    TrailingText,
    /// A byte that is not UTF-8.
    NotUtf8 {
        /// The byte.
        byte: u8,
        /// Its place in the body, from 0.
        offset: usize,
    },
    /// Marked as UTF-16, and is not.
    NotUtf16,
    /// Marked as UTF-32, which is not read.
    Utf32,
    /// Compressed, and cannot be read: why.
    Compressed(String),
    /// More than 4 GiB.
    TooLarge,
}

impl Fault {
    pub(super) fn new(text: &str, span: Range<usize>, cause: Cause) -> Self {
        Self { cause, place: Place::of(text, span) }
    }

    /// A fault of a body that has no text.
    #[must_use]
    pub fn of_body(cause: Cause) -> Self {
        Self::new("", 0..0, cause)
    }

    /// A fault just after all of `readable`.
    pub(super) fn at_end_of(readable: &str, cause: Cause) -> Self {
        Self::new(readable, readable.len()..readable.len() + 1, cause)
    }
}

impl Cause {
    /// The name of the rule that was broken.
    #[must_use]
    pub fn rule(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooDeep => "depth",
            Self::NotUtf8 { .. } | Self::NotUtf16 | Self::Utf32 => "encoding",
            Self::Compressed(_) => "compressed",
            _ => "syntax",
        }
    }

    /// What to try.
    #[must_use]
    pub fn help(&self) -> Option<&'static str> {
        Some(match self {
            Self::TrailingComma => {
                "take the last comma away; JavaScript and JSON5 allow it, JSON does not"
            }
            Self::Comment => "take the comment away; JSON5 and JSONC allow it, JSON does not",
            Self::SingleQuotes | Self::BareKey(_) => {
                "JSON wants double quotes around keys and text"
            }
            Self::Word(word) if matches!(word.as_str(), "True" | "False" | "None") => {
                "looks like Python: write true, false or null"
            }
            Self::Word(word) if matches!(word.as_str(), "NaN" | "Infinity" | "undefined") => {
                "looks like JavaScript: JSON has no such value; write null or a number"
            }
            Self::Expected(_, found) if found == "`<`" => {
                "looks like XML: Dime.Scheduler's webhook sends JSON"
            }
            Self::Expected(_, found) if SMART.iter().any(|quote| found.contains(*quote)) => {
                "a word processor has made its own quotes of them: JSON wants straight ones, \""
            }
            Self::Expected(_, found) if found == "U+00A0" => {
                "it is a no-break space, as web pages and word processors have it: put a plain one"
            }
            Self::LoneSurrogate(_) => "the text was cut in the middle of a character by its sender",
            Self::NotUtf8 { .. } => "save the file as UTF-8; Windows-1252 and Latin-1 are not JSON",
            Self::Utf32 => "save the file as UTF-8",
            Self::Compressed(_) => "what is kept and replayed are the bytes as they were sent",
            Self::TrailingText => {
                "several payloads in one file stand on a line each (.jsonl), or in a list"
            }
            Self::CutShort(_) => "the text ends too early: was the file copied whole?",
            _ => return None,
        })
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.told())
    }
}

impl Cause {
    /// What it is in words, that which it quotes of the text known as such.
    #[must_use]
    pub fn told(&self) -> Message {
        match self {
            Self::Empty => "empty document".into(),
            Self::CutShort(expected) => {
                format!("the text ends where {expected} is expected").into()
            }
            Self::Expected(expected, found) => {
                format!("{expected} is expected, not {}", found_shown(found)).into()
            }
            Self::TrailingComma => "trailing comma".into(),
            Self::Comment => "a comment is not JSON".into(),
            Self::SingleQuotes => "looks like JavaScript: single quotes".into(),
            Self::BareKey(key) => {
                format!("looks like JavaScript: the key `{key}` has no quotes").into()
            }
            Self::Word(word) => format!("`{}` is not JSON", quoted(word)).into(),
            Self::Number(why) => format!("not a JSON number: {why}").into(),
            Self::LongNumber(digits) => {
                format!("a number of {digits} characters; at most {MAX_NUMBER} are read").into()
            }
            Self::ControlCharacter(character) => {
                let code = format!("U+{:04X}", u32::from(*character));
                format!("control character {} in a string", quoted(&code)).into()
            }
            Self::Escape(escape) => format!("`{}` is not a JSON escape", quoted(escape)).into(),
            Self::LoneSurrogate(escape) => format!("lone surrogate `{}`", quoted(escape)).into(),
            Self::TooDeep => format!("too deep: more than {MAX_DEPTH} levels").into(),
            Self::TrailingText => "text after the end of the JSON value".into(),
            Self::NotUtf8 { byte, offset } => {
                format!("byte 0x{byte:02X} at offset {offset} is not UTF-8").into()
            }
            Self::Compressed(why) => why.as_str().into(),
            Self::NotUtf16 => "marked as UTF-16, but is not".into(),
            Self::Utf32 => "marked as UTF-32, which is not read".into(),
            Self::TooLarge => "more than 4 GiB in one document".into(),
        }
    }
}

/// A character that JSON knows says nothing of a value; any other may be a part of one.
fn found_shown(found: &str) -> String {
    let is_sign = |c: char| "`{}[]:,\"'<>=".contains(c);
    if found.chars().all(is_sign) { found.to_owned() } else { quoted(found) }
}
