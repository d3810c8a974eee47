//! What `--set` is given: a pointer, and a JSON value or a text.

use crate::edit::{Pointer, Refused};
use crate::error::Error;
use crate::json::Document;

/// What no text begins with that is not meant as JSON.
const JSON: [char; 3] = ['{', '[', '"'];

/// What is put where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Given {
    pub at: Pointer,
    /// As JSON.
    pub json: String,
    /// Whether it was given as a text without quotes.
    pub is_word: bool,
}

impl Given {
    pub(super) fn read(text: &str) -> Result<Self, Error> {
        let why = || Error::Option("--set", format!("`{text}` has no `=` behind its pointer"));
        let (at, value) = text.split_once('=').ok_or_else(why)?;
        let at = pointer("--set", at)?;
        match Document::parse(value) {
            Ok(_) => Ok(Self { at, json: value.to_owned(), is_word: false }),
            Err(fault) if value.trim_start().starts_with(JSON) => {
                let (cause, column, word) = (fault.cause, fault.place.column, as_json(value));
                let why = format!(
                    "the value of `{at}` is not JSON: {cause}, at its column {column}; a text that \
                     begins so is given as {word}"
                );
                Err(Error::Option("--set", why))
            }
            Err(_) => Ok(Self { at, json: as_json(value), is_word: true }),
        }
    }
}

/// A pointer that an option was given.
pub(super) fn pointer(option: &'static str, text: &str) -> Result<Pointer, Error> {
    text.parse().map_err(|error: Refused| Error::Option(option, error.to_string()))
}

/// Any text as a text of JSON.
fn as_json(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
