//! One connection, from its first byte to its last.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use hyper::server::conn::http1::Connection;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{Sleep, sleep, timeout};

use super::exchange::Exchange;
use super::fault::{self, Fault};
use super::peer::{Left, Order, Peer, Stage};
use super::tap::Tap;

type Served = Connection<TokioIo<Tap>, Exchange>;

enum End {
    /// hyper is done with it, or gave up.
    Done(Result<(), hyper::Error>),
    /// It is to be closed without an answer; why, when that is worth telling.
    Closed(Option<Fault>),
}

/// Serves a connection until it ends, is no longer wanted, or wears out patience.
pub(super) async fn serve(stream: TcpStream, peer: Arc<Peer>) {
    let tap = TokioIo::new(Tap { stream, peer: Arc::clone(&peer) });
    let mut served = peer.hub.http.serve_connection(tap, Exchange(Arc::clone(&peer)));
    let mut timer = pin!(sleep(peer.hub.limits.idle_time));
    match poll_fn(|cx| step(&mut served, timer.as_mut(), &peer, cx)).await {
        End::Done(Ok(())) => {}
        End::Done(Err(error)) => fail(&peer, &error),
        End::Closed(None) => return,
        End::Closed(Some(fault)) => {
            peer.hub.refused(peer.address, None, &fault);
            return;
        }
    }
    if peer.has_unread() {
        linger(served.into_parts().io.into_inner().stream, &peer).await;
    }
}

/// Goes on with a connection, on behalf of hyper, of the accept loop and of the clock.
fn step(
    served: &mut Served,
    mut timer: Pin<&mut Sleep>,
    peer: &Peer,
    cx: &mut Context<'_>,
) -> Poll<End> {
    loop {
        let half_head = |fault| End::Closed(peer.is_in_head().then_some(fault));
        let order = peer.order(cx.waker());
        match order {
            Order::Serve => {}
            Order::Finish | Order::Cut => Pin::new(&mut *served).graceful_shutdown(),
            Order::Yield => return Poll::Ready(half_head(fault::NO_ROOM)),
        }
        if let Poll::Ready(done) = served.poll_without_shutdown(cx) {
            return Poll::Ready(End::Done(done));
        }
        if peer.left() == Left::Gone {
            return Poll::Ready(End::Closed(None));
        }
        let is_waiting = peer.stage() == Stage::Waiting;
        if is_waiting && order != Order::Serve {
            return Poll::Ready(End::Closed(None));
        }
        if !is_due(timer.as_mut(), peer, cx) {
            return Poll::Pending;
        }
        if is_waiting {
            return Poll::Ready(half_head(fault::SLOW_HEAD));
        }
        // The exchange sees it in its next poll, and answers.
        peer.is_now_late();
    }
}

/// True when patience with the present stage has ended; else the timer will wake the task.
///
/// The timer is set anew only when it would be too late, not for every request.
fn is_due(mut timer: Pin<&mut Sleep>, peer: &Peer, cx: &mut Context<'_>) -> bool {
    while let Some(due) = peer.due() {
        if timer.is_elapsed() || timer.deadline().into_std() > due {
            timer.as_mut().reset(due.into());
        }
        if timer.as_mut().poll(cx).is_pending() {
            return false;
        }
        if Instant::now() >= due {
            return true;
        }
    }
    false
}

/// Tells why hyper gave up, when that was for what the sender sent.
fn fail(peer: &Peer, error: &hyper::Error) {
    let known = peer.fault();
    if error.is_incomplete_message() {
        peer.hub.refused(peer.address, None, &known.unwrap_or(fault::UNFINISHED));
    } else if error.is_parse() {
        let status = match error {
            error if error.is_parse_version_h2() => None,
            error if error.is_parse_too_large() => Some(431),
            _ => Some(400),
        };
        let known = known.filter(|fault| *fault != fault::UNFINISHED);
        peer.hub.refused(peer.address, status, &known.unwrap_or(fault::REQUEST));
        peer.leave_unread();
    }
    // Else the connection broke while an answer was written: whom it is for has gone.
}

/// Takes what the sender still sends, so that it gets to read the answer.
///
/// Closing on unread bytes resets the connection, and the answer with it.
async fn linger(mut stream: TcpStream, peer: &Peer) {
    const PATIENCE: Duration = Duration::from_secs(1);
    const PATIENCE_AT_END: Duration = Duration::from_millis(100);
    // Enough for a payload a little over the limit, nothing for one without end.
    const MOST: usize = 16 << 20;
    let before = poll_fn(|cx| Poll::Ready(peer.order(cx.waker()))).await;
    let patience = if before == Order::Serve { PATIENCE } else { PATIENCE_AT_END };
    peer.turn(Stage::Closing);
    let drain = async {
        stream.shutdown().await?;
        let (mut waste, mut left) = (vec![0; 16 << 10], MOST);
        while left > 0 {
            match stream.read(&mut waste).await? {
                0 => break,
                read => left = left.saturating_sub(read),
            }
        }
        std::io::Result::Ok(())
    };
    let hurry = poll_fn(|cx| match peer.order(cx.waker()) {
        order if order > before => Poll::Ready(()),
        _ => Poll::Pending,
    });
    tokio::select! {
        () = hurry => {}
        _ = timeout(patience, drain) => {}
    }
}
