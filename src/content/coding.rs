//! Content codings undone: what a sender compressed, as it was before.

use std::borrow::Cow;
use std::io::{self, Read};

use brotli_decompressor::Decompressor;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

/// The most bytes that are decoded, as many as a body may have: a few of them can stand for
/// gigabytes.
pub const MOST_DECODED: usize = 10 << 20;

/// The most codings that are undone: nobody compresses more often, but for mischief.
const MOST_CODINGS: usize = 2;

#[derive(Clone, Copy)]
enum Coding {
    Gzip,
    Deflate,
    Brotli,
}

impl Coding {
    fn named(name: &str) -> Option<Self> {
        match name {
            "gzip" | "x-gzip" => Some(Self::Gzip),
            "deflate" => Some(Self::Deflate),
            "br" => Some(Self::Brotli),
            _ => None,
        }
    }

    fn undo(self, body: &[u8]) -> io::Result<Vec<u8>> {
        match self {
            Self::Gzip => limited(MultiGzDecoder::new(body)),
            // The standard wraps deflate in zlib; some senders do not.
            Self::Deflate => limited(ZlibDecoder::new(body))
                .or_else(|error| limited(DeflateDecoder::new(body)).map_err(|_| error)),
            // A window beyond 16 MiB, which this first byte asks for, is no part of `br`.
            Self::Brotli if body[0] & 0x7F == 0x11 => Err(io::ErrorKind::InvalidData.into()),
            Self::Brotli => limited(Decompressor::new(body, 4096)),
        }
    }
}

/// The body before the codings were applied, or why that cannot be told.
pub(super) fn undone<'b>(body: &'b [u8], codings: &[String]) -> Result<Cow<'b, [u8]>, String> {
    if codings.len() > MOST_CODINGS {
        return Err(format!("compressed {} times over; {MOST_CODINGS} are undone", codings.len()));
    }
    let mut decoded = Cow::Borrowed(body);
    for name in codings.iter().rev() {
        decoded = Cow::Owned(undo(name, &decoded)?);
    }
    if decoded.starts_with(GZIP) {
        return Err("gzip data, and no `Content-Encoding` says so".to_owned());
    }
    Ok(decoded)
}

/// How gzip data begins, and no text.
const GZIP: &[u8] = &[0x1F, 0x8B, 0x08];

fn undo(name: &str, body: &[u8]) -> Result<Vec<u8>, String> {
    let Some(coding) = Coding::named(name) else {
        let name: String = name.chars().take(40).collect();
        return Err(format!("`{name}` is not a content encoding that is known"));
    };
    if body.is_empty() {
        return Ok(Vec::new());
    }
    let decoded = match coding.undo(body) {
        Ok(decoded) => decoded,
        Err(_) if std::str::from_utf8(body).is_ok() => {
            return Err(format!("declared as `{name}`, but is not compressed"));
        }
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
            return Err(format!("the `{name}` data ends too early"));
        }
        Err(_) => return Err(format!("the `{name}` data is damaged")),
    };
    if decoded.len() > MOST_DECODED {
        return Err(format!("decoded body over {} MiB, stopped", MOST_DECODED >> 20));
    }
    Ok(decoded)
}

/// All that comes out, or one byte more than is wanted.
fn limited(decoder: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    decoder.take(MOST_DECODED as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
