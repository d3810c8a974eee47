//! The texts of a place, as long as they may be a choice of few.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use crate::json::Value;
use crate::secret::is_suspect;

/// How many texts a choice has at most.
const MOST: usize = 8;

/// How many characters one of them has at most.
const LONGEST: usize = 40;

/// How many values must have been seen, and how many for each of the texts.
pub(in crate::schema) const ENOUGH: usize = 20;
const ENOUGH_EACH: usize = 4;

/// Words in the name of a property whose text is no choice, however few were seen: what tells one
/// record from another, what people write, when something was.
const FREE: &[&str] = &[
    "address",
    "body",
    "city",
    "code",
    "color",
    "colour",
    "country",
    "county",
    "date",
    "default",
    "department",
    "description",
    "email",
    "freetext",
    "guid",
    "label",
    "mail",
    "message",
    "name",
    "note",
    "phone",
    "postcode",
    "remark",
    "rule",
    "street",
    "subject",
    "tags",
    "team",
    "text",
    "time",
    "url",
    "user",
    "value",
];

/// The ends of such a name.
const FREE_ENDS: &[&str] = &["Id", "ID", "_id", "No", "Nr", "Key", "Token"];

/// Which texts were seen; none any more once they are too many, or too long.
#[derive(Debug)]
pub(super) struct Choices {
    texts: Option<BTreeSet<String>>,
    seen: usize,
}

impl Default for Choices {
    fn default() -> Self {
        Self { texts: Some(BTreeSet::new()), seen: 0 }
    }
}

impl Choices {
    pub(super) fn see(&mut self, value: Value<'_>) {
        let Some(text) = value.text() else { return };
        self.seen += 1;
        let Some(texts) = &mut self.texts else { return };
        if !texts.contains(text.as_ref()) {
            texts.insert(text.to_string());
        }
        if texts.len() > MOST || !is_word(&text) {
            self.texts = None;
        }
    }

    /// Sees a value that nobody may see: it is never told.
    pub(super) fn hide(&mut self) {
        self.texts = None;
    }

    /// The list of allowed values of a property, when its few texts were seen often enough.
    pub(super) fn of(&self, name: &str, takes_null: bool) -> Option<Json> {
        let texts = self.texts.as_ref().filter(|texts| !texts.is_empty())?;
        let is_enough = self.seen >= ENOUGH.max(texts.len() * ENOUGH_EACH);
        let mut choices: Vec<Json> = texts.iter().map(|text| json!(text)).collect();
        choices.extend(takes_null.then_some(Json::Null));
        (is_enough && !is_free(name)).then(|| choices.into())
    }
}

/// Whether a text may be a choice: short, neither a date nor an address, and nothing that a secret
/// may be in.
fn is_word(text: &str) -> bool {
    let is_dated = text.len() >= 10 && text.as_bytes()[..4].iter().all(u8::is_ascii_digit);
    text.chars().count() <= LONGEST && !is_dated && !text.contains(['@', '=']) && !is_suspect(text)
}

fn is_free(name: &str) -> bool {
    let lower = name.to_lowercase();
    let ends = FREE_ENDS.iter().any(|end| name.ends_with(end));
    ends || lower == "id" || FREE.iter().any(|word| lower.contains(word))
}
