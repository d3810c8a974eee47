//! Strings and their escapes.

use super::Scanner;
use crate::json::string::hex;
use crate::json::{Cause, Fault, Kind};

impl Scanner<'_> {
    /// The string that starts here.
    pub(super) fn string(&mut self) -> Result<(), Fault> {
        let start = self.at;
        let mut escaped = false;
        self.at += 1;
        loop {
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => {
                    escaped = true;
                    self.escape()?;
                }
                Some(0x20..) => self.at += plain_length(&self.bytes[self.at..]),
                Some(control) => {
                    return Err(self.fault(Cause::ControlCharacter(char::from(control))));
                }
                None => return Err(self.fault(Cause::CutShort("the closing `\"`"))),
            }
        }
        self.at += 1;
        self.push(Kind::String, start, escaped);
        Ok(())
    }

    fn escape(&mut self) -> Result<(), Fault> {
        match self.bytes.get(self.at + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.at += 2,
            Some(b'u') => self.unicode_escape()?,
            Some(_) => {
                let escape: String = self.text[self.at..].chars().take(2).collect();
                return Err(self.fault_over(escape.len(), Cause::Escape(escape)));
            }
            None => return Err(self.fault(Cause::CutShort("an escape"))),
        }
        Ok(())
    }

    fn unicode_escape(&mut self) -> Result<(), Fault> {
        let first = self.hex_at(self.at)?;
        if !(0xD800..0xE000).contains(&first) {
            self.at += 6;
            return Ok(());
        }
        let paired = first < 0xDC00 && self.bytes[self.at + 6..].starts_with(b"\\u");
        if !(paired && (0xDC00..0xE000).contains(&self.hex_at(self.at + 6)?)) {
            let escape = self.text[self.at..self.at + 6].to_owned();
            return Err(self.fault_over(6, Cause::LoneSurrogate(escape)));
        }
        self.at += 12;
        Ok(())
    }

    /// The value of the `\uXXXX` at a place.
    fn hex_at(&self, at: usize) -> Result<u32, Fault> {
        let digits = self.bytes.get(at + 2..at + 6).unwrap_or_default();
        if digits.len() == 4 && digits.iter().all(u8::is_ascii_hexdigit) {
            return Ok(hex(digits));
        }
        let escape: String = self.text[at..].chars().take(6).collect();
        Err(Fault::new(self.text, at..at + escape.len(), Cause::Escape(escape)))
    }
}

/// How many bytes stand here that mean themselves in a string.
fn plain_length(bytes: &[u8]) -> usize {
    let is_special = |byte: &u8| matches!(byte, b'"' | b'\\' | ..0x20);
    bytes.iter().position(is_special).unwrap_or(bytes.len())
}
