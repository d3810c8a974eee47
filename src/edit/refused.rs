//! Why an edit cannot be made, in plain words.

use std::fmt;

use super::Pointer;
use crate::json::{Cause, Fault, Kind, Value};
use crate::suggest::nearest;

/// Why an edit was not made. Pointers and keys are the user's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// A text that is no JSON Pointer.
    NotAPointer(String),
    /// A pointer that leads nowhere, and why.
    NotThere(String, String),
    /// A member to be added that is there already.
    There(String),
    /// The whole text, which cannot be taken away.
    Whole,
    /// A value that is not JSON.
    NotJson(Cause),
    /// Two stretches to be replaced that overlap, or one outside of the text.
    Overlap,
    /// What would come of it cannot be read.
    Broken(Cause),
}

impl Refused {
    pub(super) fn broken(fault: Fault) -> Self {
        Self::Broken(fault.cause)
    }

    pub(super) fn there_already(pointer: &Pointer) -> Self {
        Self::There(pointer.to_string())
    }

    pub(super) fn nowhere(pointer: &Pointer) -> Self {
        Self::NotThere(pointer.to_string(), "nothing is there".to_owned())
    }

    /// A pointer whose `step` from `value`, which `above` leads to, leads nowhere.
    pub(super) fn not_there(
        pointer: &Pointer,
        above: &Pointer,
        value: Value<'_>,
        step: &str,
    ) -> Self {
        let place = match above.to_string() {
            top if top.is_empty() => "the top".to_owned(),
            above => format!("`{above}`"),
        };
        let why = match value.kind() {
            Kind::Object => {
                let keys: Vec<_> = value.members().filter_map(|one| one.key.text()).collect();
                let near = nearest(step, keys.iter().map(AsRef::as_ref));
                let near = near.map(|near| format!("; did you mean `{near}`?"));
                format!("{place} has no `{step}`{}", near.unwrap_or_default())
            }
            Kind::Array => {
                format!("{place} is a list of {}, counted from 0, and has no `{step}`", value.len())
            }
            other => format!("{place} is {}", other.words()),
        };
        Self::NotThere(pointer.to_string(), why)
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAPointer(text) => write!(
                f,
                "`{text}` is not a JSON Pointer: begin with `/`, and write `~0` for `~` and `~1` for `/` within a key"
            ),
            Self::NotThere(pointer, why) => write!(f, "`{pointer}` leads nowhere: {why}"),
            Self::There(pointer) => write!(f, "`{pointer}` is there already"),
            Self::Whole => f.write_str("the whole payload cannot be taken away"),
            Self::NotJson(cause) => write!(f, "the new value is not JSON: {cause}"),
            Self::Overlap => f.write_str("two edits touch the same place"),
            Self::Broken(cause) => write!(f, "no JSON would come of it: {cause}"),
        }
    }
}
