//! Lines of UTF-16: each is a payload as it is stored, with the mark that its file begins with.

use crate::json::{Mark, Text};

/// A stream of UTF-16, by how it begins.
#[derive(Clone, Copy)]
pub(super) struct Wide {
    order: Mark,
    is_marked: bool,
}

impl Wide {
    /// What a stream is that begins like this; none when it is no UTF-16.
    pub(super) fn of(begun: &[u8]) -> Option<Self> {
        let marked = Mark::of(begun).filter(|mark| *mark != Mark::Utf8);
        let order = marked.or_else(|| Mark::by_look(begun))?;
        Some(Self { order, is_marked: marked.is_some() })
    }

    /// Its lines that are not blank, and how many stand before each. What is left of a unit at the
    /// end stays with the last, so that it is told.
    pub(super) fn lines(self, bytes: &[u8]) -> impl Iterator<Item = (usize, Vec<u8>)> {
        let mark = if self.is_marked { self.mark() } else { &[] };
        let lines = self.split(bytes.strip_prefix(mark).unwrap_or(bytes)).enumerate();
        let lines = lines.filter(move |(_, line)| !self.is_blank(line));
        lines.map(move |(before, line)| (before, [mark, line].concat()))
    }

    /// All of it in UTF-8, lines that are no text as they are.
    pub(super) fn utf_8(self, bytes: &[u8]) -> Vec<u8> {
        let text = bytes.strip_prefix(self.mark()).unwrap_or(bytes);
        let line = |line: &[u8]| match Text::of(&[self.mark(), line].concat()) {
            Ok(text) => text.text.into_owned().into_bytes(),
            Err(_) => line.to_owned(),
        };
        self.split(text).map(line).collect::<Vec<_>>().join(&b'\n')
    }

    fn split(self, mut rest: &[u8]) -> impl Iterator<Item = &[u8]> {
        let mut is_done = false;
        std::iter::from_fn(move || {
            if is_done {
                return None;
            }
            let end = rest.chunks_exact(2).position(|unit| self.unit(unit) == u16::from(b'\n'));
            let line = &rest[..end.map_or(rest.len(), |end| 2 * end)];
            is_done = end.is_none();
            rest = end.map_or(&[], |end| &rest[2 * end + 2..]);
            Some(line)
        })
    }

    fn is_blank(self, line: &[u8]) -> bool {
        let units = line.chunks_exact(2);
        let is_space =
            |unit| u8::try_from(self.unit(unit)).is_ok_and(|it| it.is_ascii_whitespace());
        units.remainder().is_empty() && units.into_iter().all(is_space)
    }

    fn unit(self, bytes: &[u8]) -> u16 {
        let pair = [bytes[0], bytes[1]];
        if self.order == Mark::Utf16Be {
            u16::from_be_bytes(pair)
        } else {
            u16::from_le_bytes(pair)
        }
    }

    fn mark(self) -> &'static [u8] {
        if self.order == Mark::Utf16Be { &[0xFE, 0xFF] } else { &[0xFF, 0xFE] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_keeps_the_mark_and_a_byte_too_much_stays_with_the_last() {
        let units = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>();
        let stream = units("\u{feff}{}\r\n \n[\"é\"]\n");
        let wide = Wide::of(&stream).unwrap();
        let lines: Vec<_> = wide.lines(&stream).collect();
        let expected = [(0, units("\u{feff}{}\r")), (2, units("\u{feff}[\"é\"]"))];
        assert_eq!(lines, expected);
        assert_eq!(wide.utf_8(&stream), "{}\r\n \n[\"é\"]\n".as_bytes());
        let odd = [&stream[..], b"\0"].concat();
        assert_eq!(wide.lines(&odd).last(), Some((3, b"\xfe\xff\0".to_vec())));
        let bare = units("{}\n[1]");
        let lines: Vec<_> = Wide::of(&bare).unwrap().lines(&bare).collect();
        assert_eq!(lines, [(0, units("{}")), (1, units("[1]"))]);
        assert!(Wide::of(b"{}\n{}").is_none() && Wide::of(b"\xff\xfe\0\0{\0\0\0").is_none());
    }
}
