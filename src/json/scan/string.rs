//! Strings and their escapes.

use super::{Scanner, Step};
use crate::json::look::{look_of, look_of_bytes};
use crate::json::string::{decoded, hex};
use crate::json::{Cause, Fault, Kind, Node};

impl Scanner<'_> {
    /// The string that starts here.
    pub(super) fn string(&mut self) -> Step {
        let start = self.at;
        let escaped = self.text_in_quotes()?;
        self.nodes.push(Node { escaped, ..self.node(Kind::String, start) });
        Ok(())
    }

    /// The string that starts here, which is a key.
    pub(super) fn key_text(&mut self) -> Step {
        let start = self.at;
        let escaped = self.text_in_quotes()?;
        let text = &self.bytes[start + 1..self.at - 1];
        let look = if escaped { self.look_of_decoded(start) } else { look_of_bytes(text) };
        self.nodes.push(Node { escaped, len: look, ..self.node(Kind::String, start) });
        Ok(())
    }

    #[cold]
    fn look_of_decoded(&self, start: usize) -> u32 {
        look_of(&decoded(&self.text[start + 1..self.at - 1]))
    }

    /// Moves on behind the string that starts here, and tells whether there is an escape in it.
    #[inline]
    fn text_in_quotes(&mut self) -> Step<bool> {
        self.at += 1;
        self.at += plain_length(&self.bytes[self.at..]);
        let escaped = self.peek() != Some(b'"');
        if escaped {
            self.rest_with_escapes()?;
        }
        self.at += 1;
        Ok(escaped)
    }

    /// Moves on to the closing quote, from something else than that.
    #[cold]
    fn rest_with_escapes(&mut self) -> Step {
        loop {
            match self.peek() {
                Some(b'"') => return Ok(()),
                Some(b'\\') => self.escape()?,
                Some(control) => {
                    return self.fault(Cause::ControlCharacter(char::from(control)));
                }
                None => return self.fault(Cause::CutShort("the closing `\"`")),
            }
            self.at += plain_length(&self.bytes[self.at..]);
        }
    }

    fn escape(&mut self) -> Step {
        match self.bytes.get(self.at + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.at += 2,
            Some(b'u') => self.unicode_escape()?,
            Some(_) => {
                let escape: String = self.text[self.at..].chars().take(2).collect();
                return self.fault_over(escape.len(), Cause::Escape(escape));
            }
            None => return self.fault(Cause::CutShort("an escape")),
        }
        Ok(())
    }

    fn unicode_escape(&mut self) -> Step {
        let first = self.hex_at(self.at)?;
        if !(0xD800..0xE000).contains(&first) {
            self.at += 6;
            return Ok(());
        }
        let paired = first < 0xDC00 && self.bytes[self.at + 6..].starts_with(b"\\u");
        if !(paired && (0xDC00..0xE000).contains(&self.hex_at(self.at + 6)?)) {
            let escape = self.text[self.at..self.at + 6].to_owned();
            return self.fault_over(6, Cause::LoneSurrogate(escape));
        }
        self.at += 12;
        Ok(())
    }

    /// The value of the `\uXXXX` at a place.
    fn hex_at(&self, at: usize) -> Step<u32> {
        let digits = self.bytes.get(at + 2..at + 6).unwrap_or_default();
        if digits.len() == 4 && digits.iter().all(u8::is_ascii_hexdigit) {
            return Ok(hex(digits));
        }
        let escape: String = self.text[at..].chars().take(6).collect();
        Err(Fault::new(self.text, at..at + escape.len(), Cause::Escape(escape)).into())
    }
}

/// How many bytes stand here that mean themselves in a string.
#[inline]
fn plain_length(bytes: &[u8]) -> usize {
    let (eights, rest) = bytes.as_chunks::<8>();
    for (at, eight) in eights.iter().enumerate() {
        let special = specials(u64::from_le_bytes(*eight));
        if special != 0 {
            return at * 8 + special.trailing_zeros() as usize / 8;
        }
    }
    let is_special = |byte: &u8| matches!(byte, b'"' | b'\\' | ..0x20);
    eights.len() * 8 + rest.iter().position(is_special).unwrap_or(rest.len())
}

/// The high bits of those of eight bytes that mean something in a string; above the lowest of
/// them, others may be set too.
fn specials(eight: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let below =
        |bytes: u64, limit: u8| bytes.wrapping_sub(ONES * u64::from(limit)) & !bytes & (ONES << 7);
    let are = |byte: u8| below(eight ^ (ONES * u64::from(byte)), 1);
    are(b'"') | are(b'\\') | below(eight, 0x20)
}

#[cfg(test)]
mod tests {
    use super::plain_length;

    #[test]
    fn the_first_byte_that_means_something_is_found_wherever_it_stands() {
        for length in 0..40 {
            for special in [b'"', b'\\', 0, 0x1F, b'\n'] {
                let mut bytes = vec![0xC3; length];
                bytes.extend([special, b'"', b'a', 0x7F, b'\\']);
                assert_eq!(plain_length(&bytes), length, "{special}");
            }
            let plain: Vec<u8> = (0x20..=0xFF).filter(|b| !b"\"\\".contains(b)).collect();
            let plain = &plain.repeat(2)[length..];
            assert_eq!(plain_length(plain), plain.len());
        }
    }
}
