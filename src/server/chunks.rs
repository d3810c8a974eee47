//! Where a chunked body ends, as hyper decides it.

/// A place in a chunked body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Chunks {
    /// Before the first digit of a chunk's size.
    Start,
    /// Behind a digit of the size.
    Size(u64),
    /// In the blanks behind the size.
    Blank(u64),
    /// In an extension of the size.
    Extension(u64),
    /// Before the line feed behind the size.
    SizeLf(u64),
    /// In the chunk, with this many bytes to come.
    Bytes(u64),
    /// Before the carriage return behind the chunk.
    BytesCr,
    /// Before the line feed behind the chunk.
    BytesLf,
    /// At the start of a line behind the last chunk.
    Line,
    /// In a trailer.
    Trailer,
    /// Before the line feed behind a trailer.
    TrailerLf,
    /// Before the last line feed.
    LastLf,
    /// Behind the body.
    End,
    /// Where hyper refuses to go on.
    Broken,
}

impl Chunks {
    /// Goes on to the end of the body or of the bytes; how many were used.
    pub(super) fn feed(&mut self, bytes: &[u8]) -> usize {
        let mut used = 0;
        while used < bytes.len() {
            match *self {
                Self::End | Self::Broken => break,
                Self::Bytes(left) => {
                    let here = bytes.len() - used;
                    let taken = usize::try_from(left).map_or(here, |left| left.min(here));
                    used += taken;
                    let left = left - taken as u64;
                    *self = if left == 0 { Self::BytesCr } else { Self::Bytes(left) };
                }
                place => {
                    *self = place.behind(bytes[used]);
                    used += 1;
                }
            }
        }
        used
    }

    fn behind(self, byte: u8) -> Self {
        match (self, byte) {
            (Self::Start, _) => Self::digit(0, byte),
            (Self::Size(n) | Self::Blank(n), b' ' | b'\t') => Self::Blank(n),
            (Self::Size(n) | Self::Blank(n), b';') => Self::Extension(n),
            (Self::Size(n) | Self::Blank(n) | Self::Extension(n), b'\r') => Self::SizeLf(n),
            (Self::Size(n), _) => Self::digit(n, byte),
            (Self::Extension(n), byte) if byte != b'\n' => Self::Extension(n),
            (Self::SizeLf(0) | Self::TrailerLf, b'\n') => Self::Line,
            (Self::SizeLf(n), b'\n') => Self::Bytes(n),
            (Self::BytesCr, b'\r') => Self::BytesLf,
            (Self::BytesLf, b'\n') => Self::Start,
            (Self::Line, b'\r') => Self::LastLf,
            (Self::Trailer, b'\r') => Self::TrailerLf,
            (Self::Line | Self::Trailer, _) => Self::Trailer,
            (Self::LastLf, b'\n') => Self::End,
            _ => Self::Broken,
        }
    }

    fn digit(size: u64, byte: u8) -> Self {
        let digit = char::from(byte).to_digit(16).map(u64::from);
        let size = digit.and_then(|digit| size.checked_mul(16)?.checked_add(digit));
        size.map_or(Self::Broken, Self::Size)
    }
}
