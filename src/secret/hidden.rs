//! The secrets inside a payload: values of members with telling names, and what text holds: links,
//! forms, payloads of its own.

use std::borrow::Cow;
use std::ops::Range;

use super::text::{is_suspect, seen_text};
use super::{Secrets, Within, credentials};
use crate::json::{Kind, Value};

/// A secret of a payload: the bytes of its document that it covers, and what is shown in place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hidden {
    /// Where it stands, quotes included.
    pub span: Range<usize>,
    /// A string of JSON.
    pub shown: String,
}

impl Hidden {
    fn of(value: Value<'_>, is_secret: bool) -> Option<Self> {
        let text = match value.kind() {
            Kind::String if is_secret || may_be_suspect(value) => value.text()?,
            // Whoever shows a number as text has it read as no other number.
            Kind::Number if is_secret => value.raw().into(),
            _ => return None,
        };
        let shown = match &*text {
            "" => return None,
            text if is_secret => credentials(text).into(),
            text => seen_text(text),
        };
        let shown = (shown != text).then(|| serde_json::Value::from(shown).to_string())?;
        Some(Self { span: value.span(), shown })
    }
}

/// Most text holds no secret, and need not be read for it; whatever tells may be an escape.
fn may_be_suspect(value: Value<'_>) -> bool {
    let raw = value.raw();
    raw.contains('\\') || is_suspect(raw.trim_matches('"'))
}

/// The secrets of a value that must not be seen, in the order of the document.
#[must_use]
pub fn hidden(value: Value<'_>, secrets: Secrets) -> Vec<Hidden> {
    hidden_below("", value, secrets)
}

/// The same of a value that this JSON Pointer leads to: by its names all of it may be secret.
#[must_use]
pub fn hidden_below(pointer: &str, value: Value<'_>, secrets: Secrets) -> Vec<Hidden> {
    let mut found = Vec::new();
    if secrets.are_hidden() {
        let named = Within::named(pointer);
        // The pointer may be one of a pair of payloads; what stands beside the value is its own.
        let beside = pointer.rsplit_once('/').and_then(|(_, name)| Some((holder(value)?, name)));
        let within = beside.map_or(named, |(holder, name)| named.beside(holder, name));
        find(within, value, &mut found);
    }
    found
}

/// The object or the list that a value stands in; none for a whole document.
fn holder(value: Value<'_>) -> Option<Value<'_>> {
    let mut above = value.document().root();
    loop {
        let mut below = above.members().map(|member| member.value).chain(above.elements());
        let next = below.find(|one| one.span().end >= value.span().end)?;
        if next.index() == value.index() {
            return Some(above);
        }
        above = next;
    }
}

fn find(within: Within<'_>, value: Value<'_>, found: &mut Vec<Hidden>) {
    found.extend(Hidden::of(value, within.is_secret()));
    for member in value.members() {
        let key = member.key.text().unwrap_or_default();
        find(within.member(value, &key), member.value, found);
    }
    value.elements().for_each(|element| find(within, element, found));
}

/// The text of a document without its secrets, and where one of its spans is in it.
#[must_use]
pub fn masked<'t>(
    text: &'t str,
    hidden: &[Hidden],
    span: &Range<usize>,
) -> (Cow<'t, str>, Range<usize>) {
    if hidden.is_empty() {
        return (text.into(), span.clone());
    }
    let (mut shorn, mut at, mut found) = (String::with_capacity(text.len()), 0, span.clone());
    for Hidden { span: secret, shown } in hidden {
        shorn.push_str(&text[at..secret.start]);
        let (start, end) = (shorn.len(), shorn.len() + shown.len());
        shorn.push_str(shown);
        // What begins or ends inside of a secret is found with all of it.
        let moved = |old: usize, edge: usize, new: usize| match old {
            _ if old >= secret.end => old - secret.end + end,
            _ if old > secret.start => edge,
            _ => new,
        };
        found = moved(span.start, start, found.start)..moved(span.end, end, found.end);
        at = secret.end;
    }
    shorn.push_str(&text[at..]);
    (shorn.into(), found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Document;
    use crate::render::payload::{compact, compact_below, pretty};
    use crate::style::Style;

    #[test]
    fn only_what_is_named_as_a_secret_is_hidden() {
        let deep = r#"{"password":[["s3",{"k":"s4"}],1,true]}"#;
        let deep = Document::parse(deep).unwrap();
        let expected = r#"{"password":[["••••",{"k":"••••"}],"••••",true]}"#;
        assert_eq!(compact(deep.root(), Secrets::Hidden), expected);
        let sent = r#"{"a": {"Access_Token": "0123456789\u0061b\"c"}, "\u0070assword": "x", "Token": "t", "id_token": 7, "password": ""}"#;
        let document = Document::parse(sent).unwrap();
        let expected = r#"{"a":{"Access_Token":"••••ab\"c"},"\u0070assword":"••••","Token":"t","id_token":"••••","password":""}"#;
        assert_eq!(compact(document.root(), Secrets::Hidden), expected);
        let whole = pretty(document.root(), Style::plain(), Secrets::Hidden);
        let again = Document::parse(&whole).unwrap();
        assert_eq!(compact(again.root(), Secrets::Shown), expected);
        let inner = document.root().at("/a").unwrap();
        assert_eq!(compact(inner, Secrets::Hidden), r#"{"Access_Token":"••••ab\"c"}"#);
        let all = expected.replace(r#":"t""#, r#":"••••""#);
        assert_eq!(compact_below("/id_token", document.root(), Secrets::Hidden), all);
        let again = compact(
            Document::parse(r#"{"id_token": 123456789012345}"#).unwrap().root(),
            Secrets::Hidden,
        );
        assert_eq!(again, r#"{"id_token":"••••2345"}"#);
        let token = inner.at("/Access_Token").unwrap();
        assert_eq!(compact_below("/a/Access_Token", token, Secrets::Hidden), r#""••••ab\"c""#);
        assert_eq!(compact_below("/a/Access_Token", token, Secrets::Shown), token.raw());
    }

    #[test]
    fn what_a_custom_field_says_is_hidden_when_its_code_names_a_secret() {
        let sent = r#"{"AppointmentFieldValues":[{"AppointmentField":{"Code":"A"},"Value":"open"},{"Value":"hush","AppointmentField":{"Code":"access_token"}}]}"#;
        let document = Document::parse(sent).unwrap();
        let expected = sent.replace("hush", "••••");
        assert_eq!(compact(document.root(), Secrets::Hidden), expected);
        for (at, expected) in [(0, r#""open""#), (1, r#""••••""#)] {
            let pointer = format!("/AppointmentFieldValues/{at}/Value");
            let value = document.root().at(&pointer).unwrap();
            assert_eq!(compact_below(&pointer, value, Secrets::Hidden), expected);
        }
    }

    #[test]
    fn a_link_is_shown_without_its_secrets_however_it_is_written() {
        let sent = r#"["https:\/\/a:b@h\/?sig=s", "x\\y", {"k": "http://h/?a=1 http://h/?key=k"}]"#;
        let expected =
            r#"["https://••••@h/?sig=••••","x\\y",{"k":"http://h/?a=1 http://h/?key=••••"}]"#;
        let document = Document::parse(sent).unwrap();
        assert_eq!(compact(document.root(), Secrets::Hidden), expected);
        let whole = pretty(document.root(), Style::plain(), Secrets::Hidden);
        assert_eq!(compact(Document::parse(&whole).unwrap().root(), Secrets::Shown), expected);
        assert_eq!(
            compact(document.root(), Secrets::Shown),
            sent.replace(", ", ",").replace("\": ", "\":")
        );
    }

    #[test]
    fn what_a_payload_shows_of_a_request_is_seen_without_its_secrets() {
        for (sent, expected) in [
            (
                r#"{"headers":{"Authorization":"Bearer hush","X-Api-Key":["hush"],"Date":"now"}}"#,
                r#"{"headers":{"Authorization":"••••","X-Api-Key":["••••"],"Date":"now"}}"#,
            ),
            (r#"{"accessToken":"hush"}"#, r#"{"accessToken":"••••"}"#),
            (
                r#"{"body":"{\"access_token\": \"hush\", \"a\": 1}"}"#,
                r#"{"body":"{\"access_token\": \"••••\", \"a\": 1}"}"#,
            ),
            (r#"{"body":"a=1&access_token=hush"}"#, r#"{"body":"a=1&access_token=••••"}"#),
            (
                r#"{"body":"<a Authorization='hush'><Password>hush</Password></a>"}"#,
                r#"{"body":"<a Authorization='••••'><Password>••••</Password></a>"}"#,
            ),
        ] {
            let document = Document::parse(sent).unwrap();
            assert_eq!(compact(document.root(), Secrets::Hidden), expected);
        }
    }

    #[test]
    fn a_place_is_found_again_in_the_text_without_secrets() {
        let text = r#"{"a": 1, "password": "hunter2", "b": 2, "id_token": "", "password": "x"}"#;
        let document = Document::parse(text).unwrap();
        let found = hidden(document.root(), Secrets::Hidden);
        for (sought, expected) in [
            ("1", "1"),
            ("\"password\"", "\"password\""),
            ("\"hunter2\"", "\"••••\""),
            ("unter2", "\"••••\""),
            ("2", "\"••••\""),
            ("\"b\": 2", "\"b\": 2"),
            (text, r#"{"a": 1, "password": "••••", "b": 2, "id_token": "", "password": "••••"}"#),
        ] {
            let start = text.find(sought).unwrap();
            let (masked, span) = masked(text, &found, &(start..start + sought.len()));
            assert_eq!(&masked[span], expected, "{sought}");
        }
        let shown = hidden(document.root(), Secrets::Shown);
        assert_eq!(masked(text, &shown, &(1..2)), (text.into(), 1..2));
    }
}
