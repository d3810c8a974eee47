//! What to try about a value that the schema does not take.

mod colour;
mod day_first;
mod guid;
mod quotes;
mod time;
mod written;

use jsonschema::error::ValidationErrorKind;
use serde_json::Value as Json;

use self::colour::colour;
use self::guid::guid;
use self::quotes::quotes;
use self::time::counted;
pub(crate) use self::time::{day, time};
use super::names;
use crate::json::{Kind, Value};
use crate::message::quoted;
use crate::suggest::nearest;

/// What to try, by the part of the schema that does not take the value.
pub(super) fn help(
    kind: &ValidationErrorKind,
    value: Value<'_>,
    schema: Option<&Json>,
) -> Option<String> {
    // What a text is meant to be is told by the rule that it keeps.
    let rule = schema.and_then(|schema| schema.get("x-rule")).and_then(Json::as_str);
    let is_time = rule == Some("date-time");
    match kind {
        ValidationErrorKind::Type { .. } if value.kind() == Kind::Number && is_time => {
            counted(value.raw())
        }
        ValidationErrorKind::Type { kind } => quotes(kind, value).or_else(|| named(value, schema?)),
        ValidationErrorKind::Enum { options } => {
            let options = options.as_array()?.iter().filter_map(Json::as_str);
            let near = nearest(&value.text()?, options);
            near.map(|near| format!("did you mean `{}`?", quoted(near)))
                .or_else(|| named(value, schema?))
        }
        ValidationErrorKind::Pattern { .. } | ValidationErrorKind::Format { .. } => {
            let text = value.text()?;
            match rule {
                Some("date-time") => time(&text),
                Some("colour") => colour(&text),
                Some("guid") => guid(&text),
                _ => None,
            }
        }
        _ => None,
    }
}

/// A word for a number beside its name: the vendor's page on the triggers of Zapier calls the
/// importance 0 so.
const ALSO: [(&str, &str); 1] = [("normal", "medium")];

/// A word where its number belongs: `High` for 1.
fn named(value: Value<'_>, schema: &Json) -> Option<String> {
    let names = names::of(schema);
    let text = value.text()?;
    let text = text.trim();
    let also = || {
        let (_, name) = ALSO.iter().find(|(word, _)| word.eq_ignore_ascii_case(text))?;
        names.iter().find(|(_, one)| one == name).map(|(_, one)| *one)
    };
    let word = nearest(text, names.iter().map(|(_, name)| *name)).or_else(also)?;
    let (number, name) = names.iter().find(|(_, name)| *name == word)?;
    Some(format!("write {}, which is {}", quoted(number), quoted(name)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::json::Document;
    use crate::message::Message;

    #[test]
    fn a_word_is_told_as_its_number() {
        let importance = json!({ "x-names": { "0": "medium", "1": "high", "2": "low" } });
        let mode = json!({ "x-names": { "0": "normal", "1": "fixed" } });
        for (word, schema, expected) in [
            ("High", &importance, Some("write 1, which is high")),
            ("Normal", &importance, Some("write 0, which is medium")),
            ("Normal", &mode, Some("write 0, which is normal")),
            ("urgent", &importance, None),
        ] {
            let text = json!(word).to_string();
            let document = Document::parse(&text).unwrap();
            let told = named(document.root(), schema).map(Message::from);
            assert_eq!(told.as_deref(), expected, "{word}");
        }
    }
}
