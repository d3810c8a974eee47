//! Why a text is not JSON, in plain words and with its place.

use std::fmt;
use std::ops::Range;

use super::{MAX_DEPTH, MAX_NUMBER, Place};

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
            Self::NotUtf8 { .. } | Self::NotUtf16 => "encoding",
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
            Self::LoneSurrogate(_) => "the text was cut in the middle of a character by its sender",
            Self::NotUtf8 { .. } => "save the file as UTF-8; Windows-1252 and Latin-1 are not JSON",
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
        match self {
            Self::Empty => f.write_str("empty document"),
            Self::CutShort(expected) => write!(f, "the text ends where {expected} is expected"),
            Self::Expected(expected, found) => write!(f, "{expected} is expected, not {found}"),
            Self::TrailingComma => f.write_str("trailing comma"),
            Self::Comment => f.write_str("a comment is not JSON"),
            Self::SingleQuotes => f.write_str("looks like JavaScript: single quotes"),
            Self::BareKey(key) => write!(f, "looks like JavaScript: the key `{key}` has no quotes"),
            Self::Word(word) => write!(f, "`{word}` is not JSON"),
            Self::Number(why) => write!(f, "not a JSON number: {why}"),
            Self::LongNumber(digits) => {
                write!(f, "a number of {digits} characters; at most {MAX_NUMBER} are read")
            }
            Self::ControlCharacter(character) => {
                write!(f, "control character U+{:04X} in a string", u32::from(*character))
            }
            Self::Escape(escape) => write!(f, "`{escape}` is not a JSON escape"),
            Self::LoneSurrogate(escape) => write!(f, "lone surrogate `{escape}`"),
            Self::TooDeep => write!(f, "too deep: more than {MAX_DEPTH} levels"),
            Self::TrailingText => f.write_str("text after the end of the JSON value"),
            Self::NotUtf8 { byte, offset } => {
                write!(f, "byte 0x{byte:02X} at offset {offset} is not UTF-8")
            }
            Self::Compressed(why) => f.write_str(why),
            Self::NotUtf16 => f.write_str("marked as UTF-16, but is not"),
            Self::TooLarge => f.write_str("more than 4 GiB in one document"),
        }
    }
}
