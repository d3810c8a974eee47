//! The values in a text that is JSON, or was meant to be.

use std::ops::Range;

use crate::secret::each_value;

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
pub(super) fn values(text: &str) -> Vec<Range<usize>> {
    let mut values = Vec::new();
    each_value(text, |_| false, &mut |value, _| values.push(value));
    values
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
