//! Escapes of a JSON string, decoded.

use std::ops::Range;

/// The text behind the escapes of a string that was scanned before.
pub(super) fn decoded(inner: &str) -> String {
    let mut text = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(at) = rest.find('\\') {
        text.push_str(&rest[..at]);
        let (character, taken) = escape(&rest[at..]);
        text.push(character);
        rest = &rest[at + taken..];
    }
    text + rest
}

/// Where parts of the text behind the escapes stand in the string with them.
#[derive(Clone, Debug)]
pub(super) struct Encoded<'t> {
    inner: &'t str,
    /// How far the text was passed, and the string.
    own: usize,
    at: usize,
}

impl<'t> Encoded<'t> {
    pub(super) fn of(inner: &'t str) -> Self {
        Self { inner, own: 0, at: 0 }
    }

    /// Where a stretch of the text stands, which begins no earlier than the one that was asked for
    /// before.
    pub(super) fn stretch(&mut self, stretch: &Range<usize>) -> Range<usize> {
        let start = self.pass(stretch.start);
        start..self.clone().pass(stretch.end)
    }

    /// Goes on to a place of the text; an escape that begins before it is passed whole.
    fn pass(&mut self, own: usize) -> usize {
        while self.own < own
            && let Some(first) = self.inner[self.at..].chars().next()
        {
            let (character, taken) = match first {
                '\\' => escape(&self.inner[self.at..]),
                plain => (plain, plain.len_utf8()),
            };
            self.own += character.len_utf8();
            self.at += taken;
        }
        self.at
    }
}

/// One escape, `\` first: its character and how many bytes it took.
fn escape(rest: &str) -> (char, usize) {
    let character = match rest.as_bytes()[1] {
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return unicode(rest),
        other => char::from(other),
    };
    (character, 2)
}

fn unicode(rest: &str) -> (char, usize) {
    let first = hex(&rest.as_bytes()[2..6]);
    if !(0xD800..0xDC00).contains(&first) {
        return (char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER), 6);
    }
    let second = hex(&rest.as_bytes()[8..12]);
    let both = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
    (char::from_u32(both).unwrap_or(char::REPLACEMENT_CHARACTER), 12)
}

/// Four hexadecimal digits as a number; the scanner has seen that they are digits.
pub(super) fn hex(digits: &[u8]) -> u32 {
    digits.iter().fold(0, |sum, digit| sum * 16 + char::from(*digit).to_digit(16).unwrap_or(0))
}
