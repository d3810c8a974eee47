//! What stands in XML or HTML, with the name that it goes by.

use std::ops::Range;

/// Hands over the value of each attribute and the text behind each tag, in order, and before it
/// its name.
pub(super) fn each_value(text: &str, take: &mut dyn FnMut(&str, Range<usize>)) {
    let mut at = 0;
    for piece in text.split('<') {
        let (tag, behind) = piece.split_once('>').unwrap_or((piece, ""));
        let is_text = at == 0 || !piece.contains('>');
        if is_text {
            take("", at..at + piece.len());
        } else {
            attributes(tag, at, take);
            take(local(tag), at + tag.len() + 1..at + tag.len() + 1 + behind.len());
        }
        at += piece.len() + 1;
    }
}

fn attributes(tag: &str, start: usize, take: &mut dyn FnMut(&str, Range<usize>)) {
    let mut rest = tag;
    while let Some((before, behind)) = rest.split_once('=') {
        let name = before.split_ascii_whitespace().last().unwrap_or_default();
        let value = behind.trim_ascii_start();
        let quoted = value.strip_prefix(['"', '\'']);
        let quote = &value[..value.len() - quoted.unwrap_or(value).len()];
        let value = quoted.unwrap_or(value);
        let end = match quote {
            "" => value.find(|c: char| c.is_ascii_whitespace()),
            _ => value.find(quote),
        };
        let end = end.unwrap_or(value.len());
        let at = start + tag.len() - value.len();
        take(local(name), at..at + end);
        rest = &value[end..];
    }
}

/// A name without what it belongs to: `Password` of `ns:Password kind="x"`.
fn local(tag: &str) -> &str {
    let name = tag.split(|c: char| c.is_ascii_whitespace() || c == '/').next().unwrap_or_default();
    name.rsplit(':').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_is_handed_over_with_its_name() {
        let text = "a<r:Auth xmlns='u' Token = \"t t\" b=c/>d<Password>p</Password>\n<cut Id=\"7";
        let mut found = Vec::new();
        each_value(text, &mut |name, at| found.push((name.to_owned(), &text[at])));
        let found: Vec<_> = found.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        let expected = [
            ("", "a"),
            ("xmlns", "u"),
            ("Token", "t t"),
            ("b", "c/"),
            ("Auth", "d"),
            ("Password", "p"),
            ("", "\n"),
            ("", "cut Id=\"7"),
        ];
        assert_eq!(found, expected);
    }
}
