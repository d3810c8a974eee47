//! An argument of a command line, as a file keeps it: what is no Unicode too.

use std::ffi::{OsStr, OsString};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

/// An argument of a command line, whatever letters it has.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Argument {
    /// Text.
    Text(String),
    /// Bytes that are no text, where words are bytes.
    Bytes {
        /// As text.
        base64: String,
    },
    /// Units of UTF-16 that are no text, where words are that.
    Wide {
        /// The units.
        units: Vec<u16>,
    },
}

impl Argument {
    /// The word of a command line.
    #[must_use]
    pub fn of(word: &OsStr) -> Self {
        word.to_str().map_or_else(|| of_no_text(word), |text| Self::Text(text.to_owned()))
    }

    /// The word, when this system has such.
    #[must_use]
    pub fn word(&self) -> Option<OsString> {
        match self {
            Self::Text(text) => Some(text.into()),
            Self::Bytes { base64 } => of_bytes(STANDARD.decode(base64).ok()?),
            Self::Wide { units } => of_units(units),
        }
    }
}

#[cfg(unix)]
fn of_no_text(word: &OsStr) -> Argument {
    use std::os::unix::ffi::OsStrExt;
    Argument::Bytes { base64: STANDARD.encode(word.as_bytes()) }
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere there is none")]
fn of_bytes(bytes: Vec<u8>) -> Option<OsString> {
    use std::os::unix::ffi::OsStringExt;
    Some(OsString::from_vec(bytes))
}

#[cfg(unix)]
fn of_units(_units: &[u16]) -> Option<OsString> {
    None
}

#[cfg(windows)]
fn of_no_text(word: &OsStr) -> Argument {
    use std::os::windows::ffi::OsStrExt;
    Argument::Wide { units: word.encode_wide().collect() }
}

#[cfg(windows)]
fn of_bytes(_bytes: Vec<u8>) -> Option<OsString> {
    None
}

#[cfg(windows)]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere there is none")]
fn of_units(units: &[u16]) -> Option<OsString> {
    use std::os::windows::ffi::OsStringExt;
    Some(OsString::from_wide(units))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_comes_back_as_it_was() {
        let text = Argument::of("é\"x".as_ref());
        assert_eq!(serde_json::to_string(&text).unwrap(), r#""é\"x""#);
        assert_eq!(text.word().unwrap(), "é\"x");
    }

    #[cfg(unix)]
    #[test]
    fn a_word_that_is_no_text_is_kept_too() {
        use std::os::unix::ffi::OsStrExt;
        let given = OsStr::from_bytes(b"a\xff.json");
        let word = Argument::of(given);
        assert_eq!(serde_json::to_string(&word).unwrap(), r#"{"base64":"Yf8uanNvbg=="}"#);
        assert_eq!(word.word().unwrap(), given);
        assert_eq!(Argument::Wide { units: vec![0xd800] }.word(), None);
    }
}
