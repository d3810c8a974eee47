//! What to try about a value that the schema does not take.

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::types::JsonType;
use serde_json::Value as Json;

use crate::json::{Document, Kind, Value, is_whole};
use crate::message::quoted;
use crate::suggest::nearest;
use crate::wall::{WallTime, offset_of};

/// What to try.
pub(super) fn help(
    kind: &ValidationErrorKind,
    value: Value<'_>,
    expects: Option<&str>,
) -> Option<String> {
    match kind {
        ValidationErrorKind::Type { .. }
            if value.kind() == Kind::Number && expects.is_some_and(is_time) =>
        {
            Some(format!("looks like a moment counted from 1970: write {TIME}"))
        }
        ValidationErrorKind::Type { kind } => {
            quotes(kind, value).or_else(|| named(value, expects?))
        }
        ValidationErrorKind::Enum { options } => {
            let options = options.as_array()?.iter().filter_map(Json::as_str);
            let near = nearest(&value.text()?, options);
            near.map(|near| format!("did you mean `{}`?", quoted(near)))
                .or_else(|| named(value, expects?))
        }
        ValidationErrorKind::Pattern { .. } | ValidationErrorKind::Format { .. } => {
            form(&value.text()?, expects?)
        }
        _ => None,
    }
}

fn form(text: &str, expects: &str) -> Option<String> {
    if is_time(expects) {
        return time(text);
    }
    expects.contains("colour").then(|| colour(text)).flatten()
}

fn is_time(expects: &str) -> bool {
    expects.contains("date and time")
}

/// A number, or true or false, that stands in quotes; or one that should.
fn quotes(kind: &TypeKind, value: Value<'_>) -> Option<String> {
    let takes = |of: JsonType| match kind {
        TypeKind::Single(one) => *one == of,
        TypeKind::Multiple(several) => several.contains(of),
    };
    let takes_number = takes(JsonType::Number) || takes(JsonType::Integer);
    if takes(JsonType::String) && value.kind() == Kind::Number {
        return Some(format!("put it in quotes: \"{}\"", quoted(value.number()?)));
    }
    let text = value.text()?;
    let yes_no = matches!(text.as_ref(), "true" | "false") && takes(JsonType::Boolean);
    if yes_no || takes_number && is_json_number(&text, takes(JsonType::Number)) {
        return Some(format!("take the quotes away: {}", quoted(&text)));
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

/// A word where its number belongs: `High` of `0 (medium), 1 (high) or 2 (low)`.
fn named(value: Value<'_>, expects: &str) -> Option<String> {
    let options: Vec<(&str, &str)> = expects
        .split(')')
        .filter_map(|option| option.split_once('('))
        .map(|(number, word)| (number.rsplit([' ', ',']).nth(1).unwrap_or(number), word))
        .collect();
    let word = nearest(&value.text()?, options.iter().map(|(_, word)| *word))?;
    let (number, word) = options.iter().find(|(_, one)| *one == word)?;
    number
        .parse::<u8>()
        .is_ok()
        .then(|| format!("write {}, which is {}", quoted(number), quoted(word)))
}

const TIME: &str = "2026-03-02T09:00:00";
const DATE: usize = "2026-03-02".len();

/// A date and time in one of the ways that it is often written.
fn time(text: &str) -> Option<String> {
    let spaced = text;
    let text = text.trim();
    if is_day(text) {
        let right = format!("{text}T00:00:00");
        return Some(format!("a time is missing: write {}", quoted(&right)));
    }
    if text != spaced && WallTime::read(text).is_some_and(|time| is_offset(&time.offset)) {
        return Some(format!("take the spaces away: {}", quoted(text)));
    }
    if let Some(right) = with_a_t(text) {
        return Some(format!("write a `T` between date and time: {}", quoted(&right)));
    }
    if let Some(part) = out_of_range(text) {
        return Some(part);
    }
    let is_local = |end: usize| text.get(..end).is_some_and(|it| offset_of(it) == Some(""));
    if is_local(TIME.len()) || is_local("2026-03-02T09:00".len()) {
        return Some("behind the time stands nothing, `Z`, or an offset such as +01:00".to_owned());
    }
    if text.starts_with("/Date(") {
        return Some(format!("an old form of .NET, in milliseconds since 1970: write {TIME}"));
    }
    let numbers: Vec<&str> = text.split([' ', 'T', ',']).next()?.split(['/', '.', '-']).collect();
    let [one, other, year] = numbers[..] else { return None };
    let is_number = |it: &str| it.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day));
    let is_other_way = is_number(one) && is_number(other) && year.len() == 4;
    if is_other_way { day_first(one, other, year) } else { None }
}

/// The parts of a date and time that are two digits: where they stand, the least and the most.
const PARTS: [(&str, usize, u8, u8); 5] = [
    ("month", "2026-".len(), 1, 12),
    ("day", "2026-03-".len(), 1, 31),
    ("hour", "2026-03-02T".len(), 0, 23),
    ("minute", "2026-03-02T09:".len(), 0, 59),
    ("second", "2026-03-02T09:00:".len(), 0, 59),
];

/// The most digits of a second: .NET counts in tenths of a microsecond.
const FRACTION: usize = 7;

/// The part of a date and time, written as it should be, that no calendar and no clock has.
fn out_of_range(text: &str) -> Option<String> {
    offset_of(text.get(..TIME.len() - ":00".len())?)?;
    let part = |&(name, at, least, most): &(&str, usize, u8, u8)| {
        let digits = text.get(at..at + 2)?;
        let is_none = digits.parse().is_ok_and(|it: u8| !(least..=most).contains(&it));
        is_none.then(|| format!("{name} {} is none of {least} to {most}", quoted(digits)))
    };
    let fraction = || {
        let digits = text.get(TIME.len()..)?.strip_prefix('.')?;
        let count = digits.bytes().take_while(u8::is_ascii_digit).count();
        (count > FRACTION)
            .then(|| format!("a second has at most {FRACTION} digits behind the point"))
    };
    PARTS.iter().find_map(part).or_else(fraction)
}

/// Whether a text is a day of the calendar and nothing else.
fn is_day(text: &str) -> bool {
    text.len() == DATE && WallTime::read(&format!("{text}T00:00:00")).is_some()
}

/// Whether an offset is written as the schema wants it: `Z`, `+01:00` or nothing.
fn is_offset(offset: &str) -> bool {
    matches!(offset, "" | "Z") || offset.len() == "+01:00".len() && offset.contains(':')
}

/// `2026-03-02 09:00:00`, as databases write it, with a `T`.
fn with_a_t(text: &str) -> Option<String> {
    let (date, time) = (text.get(..DATE)?, text.get(DATE..)?.strip_prefix(' ')?);
    let right = format!("{date}T{}", time.trim_start());
    WallTime::read(&right).map(|_| right)
}

/// `13/02/2026`: which of the two is the month can be told when one of them is past 12.
fn day_first(one: &str, other: &str, year: &str) -> Option<String> {
    let past = |it: &str| it.parse::<u8>().is_ok_and(|it| it > 12);
    let (day, month) = match (past(one), past(other)) {
        (true, false) => (one, other),
        (false, true) => (other, one),
        _ => return Some("write the year first, then the month: yyyy-mm-ddThh:mm:ss".to_owned()),
    };
    let right = format!("{year}-{month:0>2}-{day:0>2}");
    is_day(&right).then(|| format!("write the year first: {}Thh:mm:ss", quoted(&right)))
}

/// A colour without its sign, with its opacity, or by its name in CSS.
fn colour(text: &str) -> Option<String> {
    const NAMES: [(&str, &str); 12] = [
        ("black", "#000000"),
        ("blue", "#0000ff"),
        ("gray", "#808080"),
        ("green", "#008000"),
        ("grey", "#808080"),
        ("lime", "#00ff00"),
        ("orange", "#ffa500"),
        ("pink", "#ffc0cb"),
        ("purple", "#800080"),
        ("red", "#ff0000"),
        ("white", "#ffffff"),
        ("yellow", "#ffff00"),
    ];
    let digits = text.trim().trim_start_matches('#');
    let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    match (is_hex, digits.len()) {
        (true, 3 | 6) => Some(format!("write #{}", quoted(digits))),
        (true, 4 | 8) => Some("write 3 or 6 digits: there is no room for an opacity".to_owned()),
        _ => {
            let named = NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(digits))?;
            Some(format!("write {}", quoted(named.1)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Message;

    #[test]
    fn a_date_in_another_form_is_told_how_to_write_it() {
        for (text, expected) in [
            ("13/02/2026", "write the year first: 2026-02-13Thh:mm:ss"),
            ("2/13/2026 09:00", "write the year first: 2026-02-13Thh:mm:ss"),
            ("01/02/2026", "write the year first, then the month: yyyy-mm-ddThh:mm:ss"),
            ("2026-03-02 09:00:00", "write a `T` between date and time: 2026-03-02T09:00:00"),
            ("2026-03-02", "a time is missing: write 2026-03-02T00:00:00"),
            (
                "2026-03-02T09:00:00[Europe/Brussels]",
                "behind the time stands nothing, `Z`, or an offset such as +01:00",
            ),
            (
                "2026-03-02T09:00:00+0200",
                "behind the time stands nothing, `Z`, or an offset such as +01:00",
            ),
            (
                "2026-03-02T09:00:00+02",
                "behind the time stands nothing, `Z`, or an offset such as +01:00",
            ),
            ("2026-03-02T09:00:00Z ", "take the spaces away: 2026-03-02T09:00:00Z"),
            (
                "2026-03-02T09:00:00 CET",
                "behind the time stands nothing, `Z`, or an offset such as +01:00",
            ),
            ("2026-03-02T25:00:00", "hour 25 is none of 0 to 23"),
            ("2026-03-02T13:61:00Z", "minute 61 is none of 0 to 59"),
            ("2026-03-02T13:00:60", "second 60 is none of 0 to 59"),
            ("2026-13-02T09:00", "month 13 is none of 1 to 12"),
            ("2026-00-02T09:00:00", "month 00 is none of 1 to 12"),
            ("2026-03-32T09:00:00", "day 32 is none of 1 to 31"),
            ("2026-03-02T09:00:00.12345678", "a second has at most 7 digits behind the point"),
            (
                "/Date(1772442000000)/",
                "an old form of .NET, in milliseconds since 1970: write 2026-03-02T09:00:00",
            ),
        ] {
            let told = time(text).map(Message::from);
            assert_eq!(told.as_deref(), Some(expected), "{text}");
        }
        for text in ["never", "31/02/2026"] {
            assert_eq!(time(text), None);
        }
    }

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
        for text in ["007", "+5", ".5", "5.", "1,234"] {
            let expected = "write a number without quotes, with a point before decimals alone";
            assert_eq!(told(text, number).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_colour_that_is_nearly_one_is_told() {
        let colour = |text| super::colour(text).map(Message::from);
        assert_eq!(colour("22d3ee").as_deref(), Some("write #22d3ee"));
        assert_eq!(colour("Red").as_deref(), Some("write #ff0000"));
        assert_eq!(
            colour("#ff22d3ee").as_deref(),
            Some("write 3 or 6 digits: there is no room for an opacity")
        );
        assert_eq!(colour("nice"), None);
    }
}
