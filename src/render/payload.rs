//! A payload for people and for machines: pretty, or compact, never another value but where it
//! is a secret.

use std::borrow::Cow;

use crate::json::{Kind, Value};
use crate::printable::json_safe;
use crate::secret::{Hidden, Secrets, hidden, hidden_below};
use crate::style::Style;

/// The payload over several lines, digits, order and repeated keys as sent.
#[must_use]
pub fn pretty(value: Value<'_>, style: Style, secrets: Secrets) -> String {
    let (mut text, hidden) = (String::new(), hidden(value, secrets));
    write(value, &Looks { style, hidden: &hidden }, 0, &mut text);
    text
}

/// How values look.
struct Looks<'h> {
    style: Style,
    /// In the order of the document.
    hidden: &'h [Hidden],
}

impl Looks<'_> {
    /// A value that is no list and no object.
    fn raw<'v>(&self, value: Value<'v>) -> Cow<'v, str> {
        let start = value.span().start;
        match self.hidden.binary_search_by_key(&start, |hidden| hidden.span.start) {
            Ok(at) => json_safe(&self.hidden[at].shown).into_owned().into(),
            Err(_) => json_safe(value.raw()),
        }
    }
}

fn write(value: Value<'_>, looks: &Looks<'_>, depth: usize, out: &mut String) {
    let style = looks.style;
    match value.kind() {
        Kind::Object if !value.is_empty() => {
            let members = value.members().map(|member| (Some(member.key), member.value));
            write_all('{', members, '}', looks, depth, out);
        }
        Kind::Array if !value.is_empty() => {
            let elements = value.elements().map(|element| (None, element));
            write_all('[', elements, ']', looks, depth, out);
        }
        Kind::Object => out.push_str("{}"),
        Kind::Array => out.push_str("[]"),
        Kind::String => out.push_str(&style.good(&looks.raw(value))),
        Kind::Null => out.push_str(&style.faint(&looks.raw(value))),
        Kind::Number | Kind::True | Kind::False => {
            out.push_str(&style.strong(&looks.raw(value)));
        }
    }
}

fn write_all<'d>(
    open: char,
    below: impl Iterator<Item = (Option<Value<'d>>, Value<'d>)>,
    close: char,
    looks: &Looks<'_>,
    depth: usize,
    out: &mut String,
) {
    out.push(open);
    for (at, (key, value)) in below.enumerate() {
        out.push_str(if at == 0 { "\n" } else { ",\n" });
        out.push_str(&"  ".repeat(depth + 1));
        if let Some(key) = key {
            out.push_str(&looks.style.name(&json_safe(key.raw())));
            out.push_str(": ");
        }
        write(value, looks, depth + 1, out);
    }
    out.push('\n');
    out.push_str(&"  ".repeat(depth));
    out.push(close);
}

/// The payload on one line: white space outside strings removed, all else as sent.
#[must_use]
pub fn compact(value: Value<'_>, secrets: Secrets) -> String {
    compact_but(value, &hidden(value, secrets))
}

/// The same of a value that this JSON Pointer leads to: its own name may make it a secret.
#[must_use]
pub fn compact_below(pointer: &str, value: Value<'_>, secrets: Secrets) -> String {
    compact_but(value, &hidden_below(pointer, value, secrets))
}

fn compact_but(value: Value<'_>, hidden: &[Hidden]) -> String {
    let (raw, start) = (value.raw(), value.span().start);
    let (mut text, mut at) = (String::with_capacity(raw.len()), 0);
    for Hidden { span, shown } in hidden {
        without_space(&raw[at..span.start - start], &mut text);
        text.push_str(shown);
        at = span.end - start;
    }
    without_space(&raw[at..], &mut text);
    text
}

fn without_space(raw: &str, text: &mut String) {
    let mut rest = raw;
    while let Some(start) = rest.find('"') {
        text.extend(rest[..start].split_ascii_whitespace());
        let end = start + string_length(&rest[start..]);
        text.push_str(&rest[start..end]);
        rest = &rest[end..];
    }
    text.extend(rest.split_ascii_whitespace());
}

/// How many bytes the string has that a JSON text begins with, its quotes included.
fn string_length(json: &str) -> usize {
    let mut is_escaped = false;
    let is_end = |byte: u8| {
        let is_end = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        is_end
    };
    json.bytes().skip(1).position(is_end).map_or(json.len(), |at| at + 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Document;

    const SENT: &str =
        r#" {"z": 1.10, "a": [ ], "s": "a  \"b\\", "z": {"n": [9007199254740993, null]} } "#;

    #[test]
    fn compact_removes_white_space_outside_strings_only() {
        let document = Document::parse(SENT).unwrap();
        let expected = r#"{"z":1.10,"a":[],"s":"a  \"b\\","z":{"n":[9007199254740993,null]}}"#;
        assert_eq!(compact(document.root(), Secrets::Hidden), expected);
    }

    #[test]
    fn pretty_keeps_digits_order_and_repeated_keys() {
        let document = Document::parse(SENT).unwrap();
        let expected = "{\n  \"z\": 1.10,\n  \"a\": [],\n  \"s\": \"a  \\\"b\\\\\",\n  \"z\": {\n    \"n\": [\n      9007199254740993,\n      null\n    ]\n  }\n}";
        assert_eq!(pretty(document.root(), Style::plain(), Secrets::Hidden), expected);
    }

    #[test]
    fn hidden_characters_are_escapes_that_parse_back() {
        let document = Document::parse("[\"\u{9b}31m\u{202e}\"]").unwrap();
        let shown = pretty(document.root(), Style::plain(), Secrets::Hidden);
        assert!(shown.is_ascii());
        let again = Document::parse(&shown).unwrap();
        assert_eq!(again.root().at("/0").unwrap().text(), document.root().at("/0").unwrap().text());
    }
}
