//! A stream that sends the heads of requests letter by letter: hyper's own are cut out on their
//! way, for it spells names in one way and puts those of one name together.

mod slices;
mod slot;
#[cfg(test)]
mod tests;

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use self::slices::{END, behind, of_head};
pub(super) use self::slot::{Flood, Head, Slot};

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
            self.slot.went();
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
