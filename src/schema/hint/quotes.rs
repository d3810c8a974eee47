//! What to try about a number in quotes, or one without.

use jsonschema::error::TypeKind;
use jsonschema::types::JsonType;

use crate::json::{Document, Kind, Value, is_whole};
use crate::message::quoted;

/// A number, or true or false, that stands in quotes; or one that should.
pub(super) fn quotes(kind: &TypeKind, value: Value<'_>) -> Option<String> {
    let takes = |of: JsonType| match kind {
        TypeKind::Single(one) => *one == of,
        TypeKind::Multiple(several) => several.contains(of),
    };
    let takes_number = takes(JsonType::Number) || takes(JsonType::Integer);
    if takes(JsonType::String) && value.kind() == Kind::Number {
        return Some(format!("put it in quotes: \"{}\"", quoted(value.number()?)));
    }
    let spaced = value.text()?;
    let text = spaced.trim();
    let small = ["true", "false"].into_iter().find(|word| word.eq_ignore_ascii_case(text));
    let small = small.filter(|_| takes(JsonType::Boolean));
    if small.is_some() || takes_number && is_json_number(text, takes(JsonType::Number)) {
        let right = small.unwrap_or(text);
        let what = match (right == text, text == spaced) {
            (true, true) => "take the quotes away",
            (true, false) => "take the quotes and the spaces away",
            (false, _) => "take the quotes away, and write it small",
        };
        return Some(format!("{what}: {}", quoted(right)));
    }
    let comma = text.replacen(',', ".", 1);
    // `1,234` may be a thousand and more, or one and a bit.
    let is_decimal = text.split_once(',').is_some_and(|(_, digits)| digits.len() != 3);
    if takes_number && is_decimal && is_json_number(&comma, takes(JsonType::Number)) {
        return Some(format!("write a number without quotes: {}", quoted(&comma)));
    }
    let is_like_one = comma.parse::<f64>().is_ok_and(f64::is_finite);
    (takes(JsonType::Number) && is_like_one)
        .then(|| "write a number without quotes, with a point before decimals alone".to_owned())
}

/// Whether a text is a number as JSON has it; a whole one, where no other is taken.
fn is_json_number(text: &str, takes_any: bool) -> bool {
    let document = Document::parse(text).ok();
    let number = document.as_ref().and_then(|document| document.root().number());
    number.is_some_and(|number| number == text && (takes_any || is_whole(number)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Message;

    #[test]
    fn a_number_in_quotes_is_written_as_json_has_it() {
        let told = |text: &str, json_type| {
            let json = format!("\"{text}\"");
            let document = Document::parse(&json).unwrap();
            quotes(&TypeKind::Single(json_type), document.root())
                .map(|it| Message::from(it).to_string())
        };
        let (number, whole) = (JsonType::Number, JsonType::Integer);
        assert_eq!(told("7.5", number).as_deref(), Some("take the quotes away: 7.5"));
        assert_eq!(told("7", whole).as_deref(), Some("take the quotes away: 7"));
        assert_eq!(told("5.5", whole), None);
        let comma = told("1,25", number);
        assert_eq!(comma.as_deref(), Some("write a number without quotes: 1.25"));
        let spaced = told(" 2.5 ", number);
        assert_eq!(spaced.as_deref(), Some("take the quotes and the spaces away: 2.5"));
        let yes = told("True", JsonType::Boolean);
        assert_eq!(yes.as_deref(), Some("take the quotes away, and write it small: true"));
        assert_eq!(
            told("false", JsonType::Boolean).as_deref(),
            Some("take the quotes away: false")
        );
        for text in ["007", "+5", ".5", "5.", "1,234"] {
            let expected = "write a number without quotes, with a point before decimals alone";
            assert_eq!(told(text, number).as_deref(), Some(expected), "{text}");
        }
    }
}
