//! The scanner: one pass over the text, no recursion, strict RFC 8259.

mod number;
mod string;

use super::{Cause, Fault, Kind, MAX_DEPTH, Node};

/// What a step gives. There is one fault a text at most, and a step for every few bytes: so little
/// is handed on when there is none.
type Step<T = ()> = Result<T, Box<Fault>>;

/// The tape of a text that is one JSON value and nothing else, in memory that is used again.
pub(super) fn scan(text: &str, tape: Vec<Node>) -> Step<Vec<Node>> {
    let mut scanner = Scanner::new(text, tape)?;
    scanner.value()?;
    while !scanner.open.is_empty() {
        scanner.next_in_container()?;
    }
    scanner.end()?;
    Ok(scanner.nodes)
}

/// A text, scanned up to some place.
#[derive(Debug)]
pub(super) struct Scanner<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    pub(super) nodes: Vec<Node>,
    /// Indices of the arrays and objects around the current place, outermost first.
    open: Vec<usize>,
}

impl<'t> Scanner<'t> {
    /// A scanner at the first value of a text.
    pub(super) fn new(text: &'t str, mut nodes: Vec<Node>) -> Step<Self> {
        if u32::try_from(text.len()).is_err() {
            return Err(Fault::new(text, 0..1, Cause::TooLarge).into());
        }
        let at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        nodes.clear();
        // About as many as an appointment has, so that the tape does not grow on its way.
        nodes.reserve((text.len() / 8).min(512));
        let mut scanner = Self { text, bytes: text.as_bytes(), at, nodes, open: Vec::new() };
        scanner.skip_space()?;
        if scanner.at == text.len() {
            return scanner.fault(Cause::Empty);
        }
        Ok(scanner)
    }

    /// Moves on to the end of the next element of the array that the text is; false at its end.
    pub(super) fn element(&mut self) -> Step<bool> {
        self.next_in_container()?;
        while self.open.len() > 1 {
            self.next_in_container()?;
        }
        if self.open.is_empty() {
            self.end()?;
        }
        Ok(!self.open.is_empty())
    }

    /// Whether there is nothing behind the value.
    fn end(&mut self) -> Step {
        self.skip_space()?;
        if self.at < self.text.len() {
            return self.fault(Cause::TrailingText);
        }
        Ok(())
    }

    /// The byte that stands here.
    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    #[inline]
    fn skip_space(&mut self) -> Step {
        match self.peek() {
            Some(byte) if byte > b' ' && byte != b'/' => Ok(()),
            _ => self.skip_some(),
        }
    }

    fn skip_some(&mut self) -> Step {
        loop {
            match self.peek() {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                Some(b'/') if matches!(self.bytes[self.at..], [_, b'/' | b'*', ..]) => {
                    return self.fault_over(2, Cause::Comment);
                }
                _ => return Ok(()),
            }
        }
    }

    /// The value that starts here; of a container only its opening bracket.
    pub(super) fn value(&mut self) -> Step {
        match self.peek() {
            Some(b'{') => self.enter(Kind::Object),
            Some(b'[') => self.enter(Kind::Array),
            Some(b'"') => self.string(),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.word("true", Kind::True),
            Some(b'f') => self.word("false", Kind::False),
            Some(b'n') => self.word("null", Kind::Null),
            _ => self.unexpected("a value"),
        }
    }

    /// Moves on within the innermost container: its next member or element, or its end.
    fn next_in_container(&mut self) -> Step {
        let container = *self.open.last().expect("called only inside a container");
        let Node { kind, len, .. } = self.nodes[container];
        let close = if kind == Kind::Object { b'}' } else { b']' };
        self.skip_space()?;
        if self.peek() == Some(close) {
            self.leave(container);
            return Ok(());
        }
        if len > 0 {
            self.comma(kind, close)?;
        }
        if kind == Kind::Object {
            self.key()?;
        }
        self.nodes[container].len = len + 1;
        self.value()
    }

    #[inline]
    fn comma(&mut self, kind: Kind, close: u8) -> Step {
        let comma = self.at;
        let expected = if kind == Kind::Object { "`,` or `}`" } else { "`,` or `]`" };
        self.punctuation(b',', expected)?;
        self.skip_space()?;
        if self.peek() == Some(close) {
            self.at = comma;
            return self.fault(Cause::TrailingComma);
        }
        Ok(())
    }

    #[inline]
    fn key(&mut self) -> Step {
        match self.peek() {
            Some(b'"') => self.key_text()?,
            Some(first) if first.is_ascii_alphabetic() || first == b'_' || first == b'$' => {
                let key = self.word_here();
                return self.fault_over(key.len(), Cause::BareKey(key));
            }
            _ => return self.unexpected("a key in double quotes"),
        }
        self.skip_space()?;
        self.punctuation(b':', "`:`")?;
        self.skip_space()
    }

    #[inline]
    fn punctuation(&mut self, byte: u8, expected: &'static str) -> Step {
        if self.peek() != Some(byte) {
            return self.unexpected(expected);
        }
        self.at += 1;
        Ok(())
    }

    fn enter(&mut self, kind: Kind) -> Step {
        if self.open.len() == MAX_DEPTH {
            return self.fault(Cause::TooDeep);
        }
        self.open.push(self.nodes.len());
        let start = self.at;
        self.at += 1;
        self.nodes.push(self.node(kind, start));
        Ok(())
    }

    fn leave(&mut self, container: usize) {
        self.at += 1;
        self.open.pop();
        self.nodes[container].end = offset(self.at);
        self.nodes[container].next = offset(self.nodes.len());
    }

    /// The node of a value that ends here.
    fn node(&self, kind: Kind, start: usize) -> Node {
        let next = offset(self.nodes.len() + 1);
        Node { kind, escaped: false, start: offset(start), end: offset(self.at), next, len: 0 }
    }

    fn word(&mut self, word: &'static str, kind: Kind) -> Step {
        let behind = self.bytes[self.at..].strip_prefix(word.as_bytes());
        if !behind.is_some_and(|behind| matches!(behind, [] | [b',' | b'}' | b']', ..])) {
            let found = self.word_here();
            if found != word {
                return self.fault_over(found.len(), Cause::Word(found));
            }
        }
        let start = self.at;
        self.at += word.len();
        self.nodes.push(self.node(kind, start));
        Ok(())
    }

    /// The letters, digits and underscores that stand here.
    fn word_here(&self) -> String {
        let is_word = |c: &char| c.is_alphanumeric() || matches!(c, '_' | '$');
        self.text[self.at..].chars().take_while(is_word).take(40).collect()
    }

    #[cold]
    fn unexpected<T>(&self, expected: &'static str) -> Step<T> {
        let Some(found) = self.text[self.at..].chars().next() else {
            return self.fault(Cause::CutShort(expected));
        };
        let word = self.word_here();
        match found {
            '\'' => self.fault(Cause::SingleQuotes),
            _ if word.is_empty() || found.is_ascii_digit() => {
                let code = format!("U+{:04X}", u32::from(found));
                let found = if is_unseen(found) { code } else { format!("`{found}`") };
                self.fault(Cause::Expected(expected, found))
            }
            _ => self.fault_over(word.len(), Cause::Word(word)),
        }
    }

    #[cold]
    fn fault<T>(&self, cause: Cause) -> Step<T> {
        let length = self.text[self.at..].chars().next().map_or(1, char::len_utf8);
        self.fault_over(length, cause)
    }

    #[cold]
    fn fault_over<T>(&self, length: usize, cause: Cause) -> Step<T> {
        Err(Fault::new(self.text, self.at..self.at + length, cause).into())
    }
}

/// An offset on the tape.
#[expect(clippy::cast_possible_truncation, reason = "the text was checked to be below 4 GiB")]
fn offset(at: usize) -> u32 {
    at as u32
}

/// Whether a character looks like a blank, or like nothing at all.
fn is_unseen(character: char) -> bool {
    let is_mark = matches!(character, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    !character.is_ascii() && (character.is_whitespace() || is_mark)
}
