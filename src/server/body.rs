//! A body as it comes in, under a running limit and a time limit.

use std::error::Error as _;
use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::task::Poll;

use bytes::{Bytes, BytesMut};
use hyper::body::{Body as _, Incoming};

use super::peer::Peer;

/// A body that did not come whole.
pub(super) struct Broken {
    /// What came of it.
    pub(super) bytes: Bytes,
    /// What ended it.
    pub(super) cause: Cause,
}

/// What ended a body before its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// It is larger than the limit.
    TooLarge,
    /// It took too long.
    Late,
    /// The server was told to stop.
    Stopped,
    /// The sender said that it is done, too early.
    Ended,
    /// The connection broke.
    Reset,
    /// Its chunks make no sense.
    Malformed,
}

impl Cause {
    /// The status to answer, when there is still somebody to answer.
    pub(super) fn status(self) -> Option<u16> {
        match self {
            Self::TooLarge => Some(413),
            Self::Late => Some(408),
            Self::Stopped => Some(503),
            Self::Ended | Self::Malformed => Some(400),
            Self::Reset => None,
        }
    }

    /// Why, in plain words.
    pub(super) fn why(self) -> &'static str {
        match self {
            Self::TooLarge => "payload too large",
            Self::Late => "the body took too long",
            Self::Stopped => "dsw stopped before the body was received",
            Self::Ended => "the body ended before its announced length",
            Self::Reset => "the connection broke within the body",
            Self::Malformed => "the chunks of the body make no sense",
        }
    }

    /// True when what came of the body is worth showing.
    pub(super) fn leaves_capture(self) -> bool {
        !matches!(self, Self::TooLarge | Self::Malformed)
    }

    /// hyper tells kinds of broken bodies apart only by the I/O error inside.
    fn of(error: &hyper::Error) -> Self {
        let inner = error.source().and_then(|source| source.downcast_ref::<io::Error>());
        match inner.map(io::Error::kind) {
            Some(io::ErrorKind::UnexpectedEof) => Self::Ended,
            Some(io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData) => Self::Malformed,
            _ => Self::Reset,
        }
    }
}

/// Receives a body to its end.
pub(super) async fn receive(peer: &Peer, mut body: Incoming) -> Result<Bytes, Broken> {
    let mut gathered = Gathered::default();
    while !body.is_end_stream() {
        let frame = poll_fn(|cx| {
            if peer.is_cut() {
                return Poll::Ready(Some(Err(Cause::Stopped)));
            }
            if peer.is_late() {
                return Poll::Ready(Some(Err(Cause::Late)));
            }
            Pin::new(&mut body).poll_frame(cx).map_err(|error| Cause::of(&error))
        });
        match frame.await {
            None => break,
            Some(Err(cause)) => return Err(Broken { bytes: gathered.finish(), cause }),
            // A trailer is not a header: nothing here may depend on it.
            Some(Ok(frame)) => frame.into_data().map_or((), |piece| gathered.push(piece)),
        }
        if gathered.len() > peer.hub.limits.body {
            return Err(Broken { bytes: gathered.finish(), cause: Cause::TooLarge });
        }
    }
    Ok(gathered.finish())
}

/// The pieces of a body; the first is kept as it is, for most bodies come in one.
#[derive(Default)]
struct Gathered {
    first: Bytes,
    all: BytesMut,
}

impl Gathered {
    fn push(&mut self, piece: Bytes) {
        if self.len() == 0 {
            self.first = piece;
            return;
        }
        if self.all.is_empty() {
            self.all.extend_from_slice(&self.first);
        }
        self.all.extend_from_slice(&piece);
    }

    fn len(&self) -> u64 {
        self.first.len().max(self.all.len()) as u64
    }

    fn finish(self) -> Bytes {
        if self.all.is_empty() { self.first } else { self.all.freeze() }
    }
}
