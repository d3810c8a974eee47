//! The values in a text that is JSON, or was meant to be.

use std::ops::Range;

use super::is_end_of_link;

/// Hands over each value, and whether it is a secret: by the name that stands before its colon, or
/// before that of a list or an object around it.
///
/// A key is what stands before a colon and behind `{` or `,`, and is quoted or a plain name.
/// Everything else is a value: what is no JSON at all is one.
pub(crate) fn each_value(
    text: &str,
    is_secret: fn(&str) -> bool,
    take: &mut dyn FnMut(Range<usize>, bool),
) {
    let mut reader =
        Reader { text, at: 0, before: b' ', last: 0..0, within: Vec::new(), is_secret, take };
    while let Some(byte) = reader.skip_to_text() {
        match byte {
            b'{' | b'}' | b'[' | b']' | b',' | b':' => reader.sign(byte),
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
    /// Of each bracket that is open, whether a secret is in it.
    within: Vec<bool>,
    is_secret: fn(&str) -> bool,
    take: &'t mut dyn FnMut(Range<usize>, bool),
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

    /// A bracket, a comma or a colon.
    fn sign(&mut self, sign: u8) {
        match sign {
            b'{' | b'[' => self.within.push(self.is_secret_here()),
            b'}' | b']' => _ = self.within.pop(),
            _ => {}
        }
        self.before = sign;
        self.at += 1;
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
        self.at += link(&self.text[start..self.at], &self.text[self.at..]);
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
        let is_secret = self.is_secret_here();
        self.before = b' ';
        self.last = span.clone();
        if !is_key {
            (self.take)(span, is_secret);
        }
    }

    /// Whether what begins here is a secret.
    fn is_secret_here(&self) -> bool {
        let is_named = self.before == b':' && (self.is_secret)(&self.text[self.last.clone()]);
        is_named || self.within.last() == Some(&true)
    }
}

/// How much longer a word is that is the scheme of a link, which nobody put into quotes. Its user
/// part may hold whatever else ends a word.
fn link(scheme: &str, rest: &str) -> usize {
    let is_scheme = !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let Some(address) = rest.strip_prefix("://").filter(|_| is_scheme) else { return 0 };
    let address = &address[..address.find(is_end_of_link).unwrap_or(address.len())];
    let authority = address.split(['/', '?', '#']).next().unwrap_or_default();
    let user = authority.rfind('@').unwrap_or(0);
    let end = address[user..].find(['{', '}', '[', ']', ',']).unwrap_or(address.len() - user);
    "://".len() + user + end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(&str, bool)> {
        let mut found = Vec::new();
        each_value(text, |name| name == "a", &mut |value, is_secret| {
            found.push((&text[value], is_secret));
        });
        found
    }

    #[test]
    fn a_link_without_quotes_is_one_value() {
        for (text, expected) in [
            ("{a: http://h/x?b=c}", vec![("http://h/x?b=c", true)]),
            ("{a:http://h,b:c}", vec![("http://h", true), ("c", false)]),
            ("{a:http://u:p,w}@h/x,b:1}", vec![("http://u:p,w}@h/x", true), ("1", false)]),
            ("[ftp://u@h]", vec![("ftp://u@h", false)]),
            ("{http://h", vec![("http://h", false)]),
            ("{a: ://u@h}", vec![("//u@h", true)]),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_in_a_secret_is_one() {
        for (text, expected) in [
            (
                r#"{"a":{"b":"x","c":["y"]},"d":"z",,}"#,
                vec![("x", true), ("y", true), ("z", false)],
            ),
            (r#"{"b":[1,{"a":["x"#, vec![("1", false), ("x", true)]),
            (r#"}]{"a":["x"],"b":"y""#, vec![("x", true), ("y", false)]),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
