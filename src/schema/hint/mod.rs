//! What to try about a value that the schema does not take.

mod colour;
mod guid;
mod quotes;
mod time;
mod written;

use jsonschema::error::ValidationErrorKind;
use serde_json::Value as Json;

use self::colour::colour;
use self::guid::guid;
use self::quotes::quotes;
use self::time::TIME;
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
            Some(format!("looks like a moment counted from 1970: write {TIME}"))
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

/// A word where its number belongs: `High` for 1.
fn named(value: Value<'_>, schema: &Json) -> Option<String> {
    let names = names::of(schema);
    let word = nearest(&value.text()?, names.iter().map(|(_, name)| *name))?;
    let (number, name) = names.iter().find(|(_, name)| *name == word)?;
    Some(format!("write {}, which is {}", quoted(number), quoted(name)))
}
