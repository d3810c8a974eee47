//! The values in a text that is JSON, or was meant to be.

use std::ops::Range;

/// The text with every value covered by dots of the same length: as many characters, as many
/// bytes. Brackets, commas, colons, quotes, keys, `true`, `false` and `null` stay.
pub(super) fn covered(text: &str) -> String {
    let mut covered = String::with_capacity(text.len());
    let mut end = 0;
    for value in values(text) {
        covered.push_str(&text[end..value.start]);
        covered.extend(text[value.clone()].chars().map(dot));
        end = value.end;
    }
    covered + &text[end..]
}

/// A mark of as many bytes as a character has.
fn dot(character: char) -> char {
    match character.len_utf8() {
        1 => '*',
        2 => '·',
        3 => '•',
        _ => '𐄁',
    }
}

/// Where the values stand, in order, those of strings without their quotes.
///
/// A key is what stands before a colon and behind `{` or `,`, and is quoted or a plain name.
/// Everything else is a value: what is no JSON at all is covered whole.
pub(super) fn values(text: &str) -> Vec<Range<usize>> {
    let mut values = Vec::new();
    each_value(text, &mut |_, value| values.push(value));
    values
}

/// Hands over each value and before it the name that stands before its colon, which is empty where
/// there is none.
pub(in crate::render) fn each_value(text: &str, take: &mut dyn FnMut(Range<usize>, Range<usize>)) {
    let mut reader = Reader { text, at: 0, before: b' ', last: 0..0, take };
    while let Some(byte) = reader.skip_to_text() {
        match byte {
            b'{' | b'}' | b'[' | b']' | b',' | b':' => {
                reader.before = byte;
                reader.at += 1;
            }
            b'"' | b'\'' => reader.quoted(byte),
            _ => reader.bare(),
        }
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    /// The last bracket, comma, colon or value.
    before: u8,
    /// The last key or value.
    last: Range<usize>,
    take: &'t mut dyn FnMut(Range<usize>, Range<usize>),
}

/// The mark that a file may begin with is no value.
const MARK: char = '\u{feff}';

impl Reader<'_> {
    fn skip_to_text(&mut self) -> Option<u8> {
        let rest = &self.text[self.at..];
        let is_space = |c: char| c.is_ascii_whitespace() || c == MARK;
        self.at += rest.len() - rest.trim_start_matches(is_space).len();
        self.text.as_bytes().get(self.at).copied()
    }

    /// A string up to its closing quote, or to the end of its line.
    fn quoted(&mut self, quote: u8) {
        let start = self.at + 1;
        let bytes = self.text.as_bytes();
        let mut end = start;
        while bytes.get(end).is_some_and(|byte| *byte != quote && *byte != b'\n') {
            end += if bytes[end] == b'\\' && bytes.get(end + 1).is_some_and(|next| *next != b'\n') {
                2
            } else {
                1
            };
        }
        let end = self.text.ceil_char_boundary(end.min(bytes.len()));
        let is_closed = bytes.get(end) == Some(&quote);
        self.at = end + usize::from(is_closed);
        self.add(start..end, is_closed);
    }

    /// A number, a word, or what is no JSON.
    fn bare(&mut self) {
        let start = self.at;
        let ends = |c: char| c.is_ascii_whitespace() || "{}[],:\"".contains(c);
        let rest = &self.text[start..];
        self.at += rest.find(ends).unwrap_or(rest.len());
        let word = &self.text[start..self.at];
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '$');
        let is_word = matches!(word, "true" | "false" | "null");
        if is_word {
            self.before = b' ';
        } else {
            let is_name =
                word.chars().all(is_name) && !word.starts_with(|c: char| c.is_ascii_digit());
            self.add(start..self.at, is_name);
        }
    }

    /// Adds a value, unless it is where a key stands.
    fn add(&mut self, span: Range<usize>, may_be_key: bool) {
        let is_key = may_be_key
            && matches!(self.before, b'{' | b',')
            && self.text[self.at..].trim_start().starts_with(':');
        let is_named = std::mem::replace(&mut self.before, b' ') == b':';
        let last = std::mem::replace(&mut self.last, span.clone());
        if !is_key {
            (self.take)(if is_named { last } else { 0..0 }, span);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn values_are_covered_and_names_are_not() {
        for (text, expected) in [
            (r#"{"Subject": "Dana R.", "Id": 12.5}"#, r#"{"Subject": "*******", "Id": ****}"#),
            (r#"["a", true, null, {"b": [ -1e5 ]}]"#, r#"["*", true, null, {"b": [ **** ]}]"#),
            ("{\"a\": \"é日𝄞\\\"\\u00e9\"}", "{\"a\": \"·•𐄁********\"}"),
            ("\u{feff}{'Name': 'Dana', Age: 42}", "\u{feff}{'Name': '****', Age: **}"),
            ("{\"a\": \"cut\n\"b\": 1}", "{\"a\": \"***\n\"*\": *}"),
            ("<Subject>Dana R.</Subject>", "************* ************"),
            ("Dana: 12:30", "****: **:**"),
            ("{\"a\":\u{c}1\u{c}}", "{\"a\":\u{c}*\u{c}}"),
            ("\"\\", "\"*"),
            ("", ""),
        ] {
            let covered = covered(text);
            assert_eq!(covered, expected);
            assert_eq!(
                (covered.len(), covered.chars().count()),
                (text.len(), text.chars().count())
            );
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..Default::default() })]

        #[test]
        fn whatever_the_text_is_every_place_still_holds(
            text in "([\\[{}\\],:\"'\\\\ \n\x0cax1é日𝄞]|true|\"k\":)*",
        ) {
            let covered = covered(&text);
            let places = |text: &str| text.char_indices().map(|(at, _)| at).collect::<Vec<_>>();
            prop_assert_eq!(places(&covered), places(&text));
            let ends = |text: &str| text.match_indices('\n').map(|(at, _)| at).collect::<Vec<_>>();
            prop_assert_eq!(ends(&covered), ends(&text));
        }
    }
}
