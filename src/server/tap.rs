//! A connection that hyper reads and the framing follows.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

use super::peer::{Left, Peer, Stage};

/// A stream whose every byte read is seen by its peer first.
pub(super) struct Tap {
    pub(super) stream: TcpStream,
    pub(super) peer: Arc<Peer>,
}

impl Tap {
    /// Looks whether the sender is still there: hyper does not read while an answer is made, and
    /// comes by here each time that it has nothing else to do.
    fn watch(&mut self, cx: &mut Context<'_>) {
        if self.peer.stage() != Stage::Answer {
            return;
        }
        let left = match self.stream.poll_peek(cx, &mut ReadBuf::new(&mut [0])) {
            Poll::Pending | Poll::Ready(Ok(1..)) => return,
            Poll::Ready(Ok(0)) => Left::DoneSending,
            Poll::Ready(Err(_)) => Left::Gone,
        };
        if self.peer.has_left(left) {
            cx.waker().wake_by_ref();
        }
    }
}

impl AsyncRead for Tap {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        ready!(Pin::new(&mut self.stream).poll_read(cx, buf))?;
        self.peer.feed(&buf.filled()[before..]);
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Tap {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.watch(cx);
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(cx, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}
