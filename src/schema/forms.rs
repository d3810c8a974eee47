//! The forms of texts that the bundled schema has patterns for, known by hand.
//!
//! The patterns tell every reader of the schema what a text looks like. To compile them takes a
//! third of what a judge needs before the first payload, and to match them longer than this.
//! A test holds the two to agree.

use std::ops::RangeInclusive;

use jsonschema::ValidationOptions;
use serde_json::Value as Json;

use super::column;

/// A definition of the bundled schema, and what its pattern asks for.
type Form = (&'static str, fn(&str) -> bool);

/// Those that have one.
pub(super) const FORMS: [Form; 6] = [
    ("requiredDateTime", is_date_time),
    ("dateTime", |text| text.is_empty() || is_date_time(text)),
    ("date", |text| text.is_empty() || begins_with_a_date(text)),
    ("guid", |text| text.is_empty() || is_guid(text)),
    ("colour", |text| text.is_empty() || is_colour(text)),
    ("rowVersion", is_base64),
];

/// A definition of this name, its form in the place of its pattern when it has one.
pub(super) fn in_place_of_pattern(name: &str, mut definition: Json) -> Json {
    if let Json::Object(keywords) = &mut definition
        && FORMS.iter().any(|(form, _)| *form == name)
    {
        keywords.remove("pattern");
        keywords.insert("format".to_owned(), name.into());
    }
    definition
}

/// The keyword of the schema as written that a keyword of the compiled one stands for.
pub(super) fn as_written(keyword: &str) -> &str {
    match keyword {
        "format" => "pattern",
        column::COLUMN => column::WRITTEN,
        _ => keyword,
    }
}

/// The same options, which know the forms.
pub(super) fn known<R, F>(options: ValidationOptions<'_, R, F>) -> ValidationOptions<'_, R, F>
where
    F: jsonschema::json::Json,
{
    FORMS.into_iter().fold(options, |options, (name, fits)| options.with_format(name, fits))
}

/// What is left of a text behind what was looked for; none when that is not there.
type Rest<'t> = Option<&'t [u8]>;

/// Whether a text is a date and time as the schema takes it, whatever the calendar says of its day.
pub(crate) fn is_date_time(text: &str) -> bool {
    let clock = |text| {
        let text = one(date(text)?, b'T')?;
        let text = clock(text)?;
        offset(seconds(text)?)
    };
    clock(text.as_bytes()).is_some_and(<[u8]>::is_empty)
}

fn begins_with_a_date(text: &str) -> bool {
    let is_of_a_line = |byte: &u8| *byte != b'\n' && *byte != b'\r';
    match date(text.as_bytes()) {
        Some([b'T', rest @ ..]) => {
            rest.iter().all(is_of_a_line) && !text.contains(['\u{2028}', '\u{2029}'])
        }
        rest => rest.is_some_and(<[u8]>::is_empty),
    }
}

fn date(text: &[u8]) -> Rest<'_> {
    let text = two(two(text, 0..=99)?, 0..=99)?;
    let text = two(one(text, b'-')?, 1..=12)?;
    two(one(text, b'-')?, 1..=31)
}

fn clock(text: &[u8]) -> Rest<'_> {
    two(one(two(text, 0..=23)?, b':')?, 0..=59)
}

/// Seconds, when there are any, with seven places at most.
fn seconds(text: &[u8]) -> Rest<'_> {
    let Some(text) = one(text, b':') else { return Some(text) };
    let text = two(text, 0..=59)?;
    let Some(text) = one(text, b'.') else { return Some(text) };
    let places = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    (1..=7).contains(&places).then(|| &text[places..])
}

/// An offset, when there is one.
fn offset(text: &[u8]) -> Rest<'_> {
    match text {
        [b'Z', rest @ ..] => Some(rest),
        [b'+' | b'-', rest @ ..] => clock(rest),
        _ => Some(text),
    }
}

/// Two digits that make a number within a range.
fn two(text: &[u8], range: RangeInclusive<u8>) -> Rest<'_> {
    let [tens, ones, rest @ ..] = text else { return None };
    let are_digits = tens.is_ascii_digit() && ones.is_ascii_digit();
    (are_digits && range.contains(&((tens - b'0') * 10 + (ones - b'0')))).then_some(rest)
}

fn one(text: &[u8], sign: u8) -> Rest<'_> {
    text.strip_prefix(&[sign])
}

fn is_guid(text: &str) -> bool {
    let groups = text.split('-').map(|group| group.bytes().all(|byte| byte.is_ascii_hexdigit()));
    text.split('-').map(str::len).eq([8, 4, 4, 4, 12]) && groups.into_iter().all(|is_hex| is_hex)
}

fn is_colour(text: &str) -> bool {
    let Some(digits) = text.strip_prefix('#') else { return false };
    matches!(digits.len(), 3 | 6) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn is_base64(text: &str) -> bool {
    let digits = text.trim_end_matches('=');
    let is_digit = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/';
    text.len().is_multiple_of(4) && text.len() - digits.len() <= 2 && digits.bytes().all(is_digit)
}

#[cfg(test)]
mod tests {
    use jsonschema::PatternOptions;
    use proptest::prelude::*;
    use serde_json::json;

    use super::super::APPOINTMENT;
    use super::*;

    /// Texts of every form, and some of none.
    const TEXTS: [&str; 14] = [
        "",
        "2026-03-02T09:00:00",
        "2026-12-31T23:59",
        "2026-03-02T09:00:00.1234567Z",
        "0000-01-01T00:00+23:59",
        "2026-03-02",
        "2026-03-02Tx",
        "3f6c1a52-8d0e-4b7c-9a41-2e5d7c90b1f4",
        "#22d3ee",
        "#FFF",
        "AAAAAAABT0A=",
        "AAAA",
        "AA==",
        "text",
    ];

    /// One of the texts with a few characters in other places, or other characters.
    fn text() -> impl Strategy<Value = String> {
        let sign = prop::sample::select(
            "0123456789aFgT:-+.Z#=/ \n\r\u{2028}é".chars().collect::<Vec<_>>(),
        );
        let edit = (any::<prop::sample::Index>(), 0..3, sign);
        let edits = prop::collection::vec(edit, 0..3);
        (prop::sample::select(&TEXTS[..]), edits).prop_map(|(text, edits)| {
            let mut text: Vec<char> = text.chars().collect();
            for (place, kind, sign) in edits {
                let place = place.index(text.len() + 1);
                match kind {
                    0 => text.insert(place, sign),
                    1 if place < text.len() => text[place] = sign,
                    _ if place < text.len() => drop(text.remove(place)),
                    _ => {}
                }
            }
            text.into_iter().collect()
        })
    }

    #[test]
    fn every_form_agrees_with_its_pattern() {
        let schema: Json = serde_json::from_str(APPOINTMENT).unwrap();
        let mut runner = proptest::test_runner::TestRunner::default();
        for (name, fits) in FORMS {
            let pattern = json!({ "pattern": schema["$defs"][name]["pattern"] });
            let options = jsonschema::options().with_pattern_options(PatternOptions::regex());
            let by_pattern = options.build(&pattern).unwrap();
            assert!(TEXTS.iter().any(|text| !text.is_empty() && fits(text)), "{name}");
            let agree = |text: String| {
                prop_assert_eq!(fits(&text), by_pattern.is_valid(&json!(text)), "{}", name);
                Ok(())
            };
            runner.run(&text(), agree).unwrap();
        }
    }
}
