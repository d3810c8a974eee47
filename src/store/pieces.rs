//! Sources in pieces: what is read, and judged, in one go.

use std::iter::{self, Peekable};

use super::source::captures_of;
use super::{Captures, Links};
use crate::error::Error;
use crate::sequence::Link;

/// Some payloads in a row, read by whoever asks for them: on any thread.
pub struct Piece {
    links: Links,
    size: u64,
    /// False when it is known to have no payload that is whole.
    is_something: bool,
}

/// The pieces of a source, in its order.
pub type Pieces = Box<dyn Iterator<Item = Piece> + Send>;

/// Pieces up to this size are put together: handing one to a thread costs time, too.
const SMALL: u64 = 1 << 18;

/// What a file costs beside its bytes, as if it were bytes: to be found, opened and closed.
const A_FILE: u64 = 1 << 13;

impl Piece {
    /// What was read, or why it could not be.
    pub(super) fn one(read: Result<Link, Error>) -> Self {
        Self::large(Box::new(iter::once(read)))
    }

    /// Payloads that are in memory, or that take their time.
    pub(super) fn large(links: Links) -> Self {
        Self { links, size: SMALL, is_something: true }
    }

    /// A file of so many bytes that is opened when it is asked for.
    pub(super) fn of_file(bytes: u64, read: impl FnOnce() -> Links + Send + 'static) -> Self {
        let links = iter::once(read).flat_map(|read| read());
        Self { links: Box::new(links), size: A_FILE + bytes, is_something: true }
    }

    /// The same, of which it is known that no payload in it is whole.
    pub(super) fn partial(self) -> Self {
        Self { is_something: false, ..self }
    }

    /// Its payloads, read as they are asked for.
    #[must_use]
    pub fn captures(self) -> Captures {
        captures_of(self.links)
    }

    /// The same, with the lines of the journals that name them.
    pub(super) fn links(self) -> Links {
        self.links
    }
}

/// The pieces, and why there is nothing at the end of those without a payload.
pub(super) fn or_nothing(mut pieces: Pieces, nothing: Error) -> Pieces {
    let mut nothing = Some(nothing);
    Box::new(iter::from_fn(move || {
        let piece = pieces.next();
        if piece.as_ref().is_some_and(|piece| piece.is_something) {
            nothing = None;
        }
        piece.or_else(|| nothing.take().map(|nothing| Piece::one(Err(nothing))))
    }))
}

/// Pieces, the small ones among them put together.
pub(super) fn grouped(pieces: Pieces) -> Pieces {
    let mut pieces = pieces.peekable();
    Box::new(iter::from_fn(move || group(&mut pieces)))
}

/// The next piece, with those behind it that are small as well. One that was not found yet may
/// take its time to come, so it is not waited for after one that is large.
fn group(pieces: &mut Peekable<Pieces>) -> Option<Piece> {
    let Piece { links, mut size, .. } = pieces.next()?;
    let mut all = vec![links];
    while size < SMALL
        && let Some(piece) = pieces.next_if(|next| size + next.size <= SMALL)
    {
        size += piece.size;
        all.push(piece.links);
    }
    Some(Piece { links: Box::new(all.into_iter().flatten()), size, is_something: true })
}
