//! A payload for people and for machines: pretty, or compact, never another value.

use crate::json::{Kind, Value};
use crate::printable::json_safe;
use crate::style::Style;

/// The payload over several lines, digits, order and repeated keys as sent.
#[must_use]
pub fn pretty(value: Value<'_>, style: Style) -> String {
    let mut text = String::new();
    write(value, style, 0, &mut text);
    text
}

fn write(value: Value<'_>, style: Style, depth: usize, out: &mut String) {
    let raw = json_safe(value.raw());
    match value.kind() {
        Kind::Object if !value.is_empty() => {
            let members = value.members().map(|member| (Some(member.key), member.value));
            write_all('{', members, '}', style, depth, out);
        }
        Kind::Array if !value.is_empty() => {
            let elements = value.elements().map(|element| (None, element));
            write_all('[', elements, ']', style, depth, out);
        }
        Kind::Object => out.push_str("{}"),
        Kind::Array => out.push_str("[]"),
        Kind::String => out.push_str(&style.good(&raw)),
        Kind::Null => out.push_str(&style.faint(&raw)),
        Kind::Number | Kind::True | Kind::False => out.push_str(&style.strong(&raw)),
    }
}

fn write_all<'d>(
    open: char,
    below: impl Iterator<Item = (Option<Value<'d>>, Value<'d>)>,
    close: char,
    style: Style,
    depth: usize,
    out: &mut String,
) {
    out.push(open);
    for (at, (key, value)) in below.enumerate() {
        out.push_str(if at == 0 { "\n" } else { ",\n" });
        out.push_str(&"  ".repeat(depth + 1));
        if let Some(key) = key {
            out.push_str(&style.name(&json_safe(key.raw())));
            out.push_str(": ");
        }
        write(value, style, depth + 1, out);
    }
    out.push('\n');
    out.push_str(&"  ".repeat(depth));
    out.push(close);
}

/// The payload on one line: white space outside strings removed, all else as sent.
#[must_use]
pub fn compact(value: Value<'_>) -> String {
    let mut rest = value.raw();
    let mut text = String::with_capacity(rest.len());
    while let Some(start) = rest.find('"') {
        text.extend(rest[..start].split_ascii_whitespace());
        let end = start + string_length(&rest[start..]);
        text.push_str(&rest[start..end]);
        rest = &rest[end..];
    }
    text.extend(rest.split_ascii_whitespace());
    text
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
        assert_eq!(compact(document.root()), expected);
    }

    #[test]
    fn pretty_keeps_digits_order_and_repeated_keys() {
        let document = Document::parse(SENT).unwrap();
        let expected = "{\n  \"z\": 1.10,\n  \"a\": [],\n  \"s\": \"a  \\\"b\\\\\",\n  \"z\": {\n    \"n\": [\n      9007199254740993,\n      null\n    ]\n  }\n}";
        assert_eq!(pretty(document.root(), Style::plain()), expected);
    }

    #[test]
    fn hidden_characters_are_escapes_that_parse_back() {
        let document = Document::parse("[\"\u{9b}31m\u{202e}\"]").unwrap();
        let shown = pretty(document.root(), Style::plain());
        assert!(shown.is_ascii());
        let again = Document::parse(&shown).unwrap();
        assert_eq!(again.root().at("/0").unwrap().text(), document.root().at("/0").unwrap().text());
    }
}
