//! A compressed file, as it was before, without all of it in memory.

use std::io::{self, ErrorKind, Read, Write};

use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;

/// The most bytes of one payload in a compressed file: a few of them can stand for gigabytes.
pub const MOST_EXPANDED: u64 = 256 << 20;

/// The bytes before gzip compressed them, read as they are asked for.
///
/// A line that is longer than a payload may be ends the reading with an error.
pub fn expanded(file: impl Read + Send) -> impl Read + Send {
    Expanded { decoder: MultiGzDecoder::new(file), line: 0, most: MOST_EXPANDED }
}

/// Bytes, compressed with gzip.
#[must_use]
pub fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("memory takes every byte")
}

struct Expanded<R> {
    decoder: MultiGzDecoder<R>,
    /// Bytes since the last line break.
    line: u64,
    most: u64,
}

impl<R: Read> Read for Expanded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.decoder.read(buffer).map_err(in_words)?;
        let read = &buffer[..count];
        self.line = match read.iter().rposition(|byte| *byte == b'\n') {
            Some(last) => (count - last - 1) as u64,
            None => self.line + count as u64,
        };
        if self.line > self.most { Err(too_much(self.most)) } else { Ok(count) }
    }
}

/// Why no more is read of a payload.
#[must_use]
pub fn too_much(most: u64) -> io::Error {
    io::Error::other(format!("a payload of over {} MiB when decoded, stopped", most >> 20))
}

fn in_words(error: io::Error) -> io::Error {
    let words = match error.kind() {
        ErrorKind::UnexpectedEof => "the gzip data ends too early, or something else follows it",
        ErrorKind::InvalidInput if error.to_string().contains("header") => "it is not gzip data",
        ErrorKind::InvalidInput | ErrorKind::InvalidData => "the gzip data is damaged",
        _ => return error,
    };
    io::Error::new(error.kind(), words)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn read(file: &[u8]) -> Result<String, String> {
        let mut text = String::new();
        let read = expanded(file).read_to_string(&mut text);
        read.map(|_| text).map_err(|error| error.to_string())
    }

    #[test]
    fn several_parts_are_one_file() {
        assert_eq!(read(&[gzip(b"a\n"), gzip(b"b")].concat()).unwrap(), "a\nb");
    }

    #[test]
    fn what_cannot_be_read_is_told_in_words() {
        let whole = gzip(b"{\"a\": 1}");
        assert_eq!(
            read(&whole[..whole.len() - 6]).unwrap_err(),
            "the gzip data ends too early, or something else follows it"
        );
        assert_eq!(read(b"{\"a\": 1, \"b\": 2}").unwrap_err(), "it is not gzip data");
        let mut damaged = whole;
        let last = damaged.len() - 6;
        damaged[last] ^= 1;
        assert_eq!(read(&damaged).unwrap_err(), "the gzip data is damaged");
    }

    #[test]
    fn a_line_has_an_end_and_a_file_need_not() {
        let read = |text: &[u8]| {
            let file = gzip(text);
            let mut expanded =
                Expanded { decoder: MultiGzDecoder::new(&*file), line: 0, most: 40_000 };
            expanded.read_to_end(&mut Vec::new()).is_ok()
        };
        assert!(read(&b"x".repeat(40_000)) && !read(&b"x".repeat(80_000)));
        assert!(read(&b"xxxx\n".repeat(80_000)));
    }
}
