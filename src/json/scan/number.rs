//! Numbers, which stay as they are written.

use super::{Scanner, Step};
use crate::json::{Cause, Fault, Kind, MAX_NUMBER};

impl Scanner<'_> {
    /// The number that starts here.
    pub(super) fn number(&mut self) -> Step {
        let start = self.at;
        self.at += usize::from(self.peek() == Some(b'-'));
        match self.peek() {
            Some(b'0') => self.at += 1,
            _ => self.digits("a digit must follow the minus sign")?,
        }
        if matches!(self.peek(), Some(b'0'..=b'9')) {
            return self.fault(Cause::Number("a leading zero"));
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits("a digit must follow the decimal point")?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            self.at += usize::from(matches!(self.peek(), Some(b'+' | b'-')));
            self.digits("a digit must follow the exponent sign")?;
        }
        self.end_of_number(start)
    }

    fn digits(&mut self, why: &'static str) -> Step {
        let first = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        if self.at > first {
            return Ok(());
        }
        let word = self.word_here();
        if word.is_empty() {
            return self.fault(Cause::Number(why));
        }
        self.fault_over(word.len(), Cause::Word(word))
    }

    fn end_of_number(&mut self, start: usize) -> Step {
        let length = self.at - start;
        if length > MAX_NUMBER {
            return Err(Fault::new(self.text, start..self.at, Cause::LongNumber(length)).into());
        }
        if matches!(self.peek(), Some(b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'.' | b'+')) {
            return self.fault(Cause::Number("it goes on with something else"));
        }
        self.nodes.push(self.node(Kind::Number, start));
        Ok(())
    }
}
