//! A stream that sends the heads of requests letter by letter: hyper's own are cut out on their
//! way, for it spells names in one way and puts those of one name together.

use std::error::Error;
use std::fmt;
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// What ends a head.
const END: &[u8; 4] = b"\r\n\r\n";

/// How many pieces of a body are handed on at once.
const PIECES: usize = 16;

/// What to send instead of the head that comes next.
pub(super) struct Head {
    /// The bytes of the head, with the empty line behind it.
    pub bytes: Bytes,
    /// How many bytes of body follow.
    pub body: usize,
}

/// How much may come before the head of an answer is whole: more than any head that is read, and
/// little enough to be read while nobody looks at the clock.
const BEFORE_AN_ANSWER: usize = 1 << 20;

/// Where the head of the next request is laid down before hyper is asked to send it.
#[derive(Clone, Default)]
pub(super) struct Slot(Arc<Mutex<Exchange>>);

/// What the stream has to know of a request and its answer.
#[derive(Default)]
struct Exchange {
    head: Option<Head>,
    /// How much may still come before the head of the answer is whole; none when it is.
    left: Option<usize>,
}

/// Interim answers without an end: hyper reads them all, and lets nobody else have the thread.
#[derive(Debug)]
pub(super) struct Flood;

impl fmt::Display for Flood {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("1 MiB came, and it has not begun")
    }
}

impl Error for Flood {}

impl Slot {
    pub(super) fn put(&self, head: Head) {
        *self.lock() = Exchange { head: Some(head), left: Some(BEFORE_AN_ANSWER) };
    }

    /// The head of the answer is whole.
    pub(super) fn is_answered(&self) {
        self.lock().left = None;
    }

    fn take(&self) -> Option<Head> {
        self.lock().head.take()
    }

    /// Counts what came in.
    fn came(&self, bytes: usize) -> Result<(), Flood> {
        match &mut self.lock().left {
            Some(left) if *left < bytes => Err(Flood),
            Some(left) => {
                *left -= bytes;
                Ok(())
            }
            None => Ok(()),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Exchange> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A stream below hyper, with the heads of the slot in place of hyper's.
pub(super) struct Verbatim<S> {
    inner: S,
    slot: Slot,
    /// How much of the end of hyper's head has gone by.
    matched: usize,
    /// What is left of the head that is sent.
    head: Bytes,
    /// What is left of the body behind it; without one, hyper's next byte begins a head.
    body: Option<usize>,
}

impl<S> Verbatim<S> {
    pub(super) fn new(inner: S, slot: Slot) -> Self {
        Self { inner, slot, matched: 0, head: Bytes::new(), body: None }
    }
}

/// How many bytes of the slices are of the head that they begin with or go on with, and how much of
/// its end has gone by then.
fn of_head(slices: &[IoSlice<'_>], mut matched: usize) -> (usize, usize) {
    let mut count = 0;
    for &byte in slices.iter().flat_map(|slice| slice.iter()) {
        count += 1;
        // A carriage return is also how the end begins anew.
        matched = if byte == END[matched] { matched + 1 } else { usize::from(byte == b'\r') };
        if matched == END.len() {
            break;
        }
    }
    (count, matched)
}

/// The bytes behind the first `skip`, `limit` of them at most.
fn behind<'a>(slices: &'a [IoSlice<'_>], mut skip: usize, mut limit: usize) -> Vec<IoSlice<'a>> {
    let mut rest = Vec::with_capacity(slices.len().min(PIECES) + 1);
    for slice in slices {
        let passed = skip.min(slice.len());
        let taken = limit.min(slice.len() - passed);
        if taken > 0 && rest.len() < PIECES {
            rest.push(IoSlice::new(&slice[passed..passed + taken]));
        }
        (skip, limit) = (skip - passed, limit - taken);
    }
    rest
}

impl<S: AsyncWrite + Unpin> Verbatim<S> {
    /// Sends what is left of the head and then of these pieces of the body; tells how much of the
    /// latter went.
    fn send(&mut self, cx: &mut Context<'_>, body: &[IoSlice<'_>]) -> Poll<io::Result<usize>> {
        loop {
            let mut all = Vec::with_capacity(body.len() + 1);
            if self.head.has_remaining() {
                all.push(IoSlice::new(&self.head));
            }
            all.extend(body.iter().map(|slice| IoSlice::new(slice)));
            if all.is_empty() {
                return Poll::Ready(Ok(0));
            }
            let sent = ready!(Pin::new(&mut self.inner).poll_write_vectored(cx, &all))?;
            if sent == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            let of_head = sent.min(self.head.len());
            self.head.advance(of_head);
            if sent > of_head || (body.is_empty() && !self.head.has_remaining()) {
                return Poll::Ready(Ok(sent - of_head));
            }
        }
    }

    fn write(&mut self, cx: &mut Context<'_>, slices: &[IoSlice<'_>]) -> Poll<io::Result<usize>> {
        let mut cut = 0;
        if self.body.is_none() {
            ready!(self.flush_head(cx))?;
            (cut, self.matched) = of_head(slices, self.matched);
            if self.matched < END.len() {
                return Poll::Ready(Ok(cut));
            }
            let head = self.slot.take().ok_or(io::ErrorKind::InvalidInput)?;
            (self.matched, self.head, self.body) = (0, head.bytes, Some(head.body));
        }
        let left = self.body.unwrap_or_default();
        let sent = match self.send(cx, &behind(slices, cut, left)) {
            // Hyper's head is done with, whatever becomes of what stands in its place.
            Poll::Pending if cut > 0 => 0,
            sent => ready!(sent)?,
        };
        self.body = Some(left - sent).filter(|left| *left > 0);
        Poll::Ready(Ok(cut + sent))
    }

    fn flush_head(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.send(cx, &[]).map_ok(drop)
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Verbatim<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.inner).poll_read(cx, buffer))?;
        let came = self.slot.came(buffer.filled().len() - before);
        Poll::Ready(came.map_err(io::Error::other))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Verbatim<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.write(cx, &[IoSlice::new(bytes)])
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.write(cx, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.flush_head(cx))?;
        Pin::new(&mut self.inner).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.flush_head(cx))?;
        Pin::new(&mut self.inner).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::AsyncWriteExt;

    use super::*;

    /// Takes so many bytes a time, and none every other time.
    struct Narrow {
        width: usize,
        is_full: bool,
        taken: Vec<u8>,
    }

    impl AsyncWrite for Narrow {
        fn poll_write(
            mut self: Pin<&mut Self>,
            cx: &mut Context<'_>,
            bytes: &[u8],
        ) -> Poll<io::Result<usize>> {
            self.is_full = !self.is_full;
            if self.is_full {
                cx.waker().wake_by_ref();
                return Poll::Pending;
            }
            let count = self.width.min(bytes.len());
            self.taken.extend_from_slice(&bytes[..count]);
            Poll::Ready(Ok(count))
        }

        fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
            Poll::Ready(Ok(()))
        }

        fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
            Poll::Ready(Ok(()))
        }
    }

    /// What arrives of requests that hyper writes so many bytes a time, each with a head of ours.
    async fn arrives(requests: &[(&str, &'static str, &str)], step: usize, width: usize) -> String {
        let slot = Slot::default();
        let narrow = Narrow { width, is_full: false, taken: Vec::new() };
        let mut stream = Verbatim::new(narrow, slot.clone());
        for (hyper, own, body) in requests {
            slot.put(Head { bytes: Bytes::from_static(own.as_bytes()), body: body.len() });
            for piece in format!("{hyper}{body}").as_bytes().chunks(step) {
                stream.write_all(piece).await.unwrap();
            }
            stream.flush().await.unwrap();
        }
        String::from_utf8(stream.inner.taken).unwrap()
    }

    #[tokio::test]
    async fn heads_are_replaced_and_bodies_pass_however_they_are_cut() {
        let requests = [
            ("A\r\nb: c\r\n\r\n", "POST / HTTP/1.1\r\nX-a: 1\r\n\r\n", "one\r\n\r\ntwo"),
            ("B\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", ""),
            ("C\r\n\r\n", "PUT / HTTP/1.1\r\n\r\n", "\r\n\r\n"),
        ];
        let expected: String =
            requests.iter().map(|(_, own, body)| format!("{own}{body}")).collect();
        for step in [1, 2, 3, 5, 100] {
            for width in [1, 2, 7, 100] {
                assert_eq!(arrives(&requests, step, width).await, expected, "{step} {width}");
            }
        }
    }

    #[tokio::test]
    async fn a_head_that_nobody_gave_is_not_sent() {
        let mut stream = Verbatim::new(Vec::new(), Slot::default());
        assert!(stream.write_all(b"A\r\n\r\n").await.is_err());
        assert_eq!(stream.inner, b"");
    }
}
