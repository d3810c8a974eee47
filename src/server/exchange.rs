//! One request: judged by its head, received, handed over, answered.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::{Duration, Instant};

use bytes::Bytes;
use hyper::body::Incoming;
use hyper::service::Service;
use jiff::Timestamp;
use tokio::sync::oneshot;
use tokio::time::{sleep, timeout};

use super::body::{self, Broken, Cause};
use super::fault::{self, Fault};
use super::head::{Framed, Head};
use super::peer::{Left, Order, Peer, Stage};
use super::reply::{self, Reply};
use super::{Arrival, Event, Manner, Refusal, Unanswered};
use crate::capture::{Capture, Origin, Request};
use crate::entry::Sent;

/// What hyper hands each request of a connection to.
pub(super) struct Exchange(pub(super) Arc<Peer>);

impl Service<hyper::Request<Incoming>> for Exchange {
    type Response = Reply;
    type Error = HungUp;
    type Future = Pin<Box<dyn Future<Output = Result<Reply, HungUp>> + Send>>;

    fn call(&self, request: hyper::Request<Incoming>) -> Self::Future {
        let peer = Arc::clone(&self.0);
        Box::pin(async move {
            let reply = exchange(&peer, request).await;
            peer.turn(Stage::Waiting);
            reply.ok_or(HungUp)
        })
    }
}

/// Why hyper is given no answer: the connection is to be closed instead.
#[derive(Debug)]
pub(super) struct HungUp;

impl fmt::Display for HungUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("closed without an answer, as was asked for")
    }
}

impl std::error::Error for HungUp {}

/// The answer to a request, or none when the connection is to be closed without one.
async fn exchange(peer: &Peer, request: hyper::Request<Incoming>) -> Option<Reply> {
    let Some(head) = peer.next_head() else { return Some(refuse_head(peer, &fault::LOST)) };
    Some(match verdict(&head, request.method(), peer.hub.limits.body) {
        Verdict::Faulty(fault) => refuse_head(peer, &fault),
        Verdict::TooLarge => {
            let nothing = Broken { bytes: Bytes::new(), cause: Cause::TooLarge };
            refuse_body(peer, head.request, nothing)
        }
        Verdict::Page(page) => page,
        Verdict::Take => return take(peer, head.request, request.into_body()).await,
    })
}

enum Verdict {
    Faulty(Fault),
    TooLarge,
    Page(Reply),
    Take,
}

fn verdict(head: &Head, method: &hyper::Method, limit: u64) -> Verdict {
    if let Some(fault) = head.fault {
        return Verdict::Faulty(fault);
    }
    if method.as_str() != head.request.method {
        // Two readers of one stream that disagree have lost their place in it.
        return Verdict::Faulty(fault::LOST);
    }
    let path = head.request.target.split('?').next().unwrap_or_default();
    match (head.request.method.as_str(), path, head.body) {
        (.., Framed::Length(length)) if length > limit => Verdict::TooLarge,
        // Browsers ask for these by themselves; a payload they are not.
        ("GET" | "HEAD", "/", Framed::Length(0)) => Verdict::Page(reply::welcome()),
        ("GET", "/favicon.ico", Framed::Length(0)) => Verdict::Page(reply::empty(404)),
        _ => Verdict::Take,
    }
}

async fn take(peer: &Peer, request: Request, body: Incoming) -> Option<Reply> {
    let began = Instant::now();
    match body::receive(peer, body).await {
        Ok(body) => deliver(peer, capture(request, body, true), began).await,
        Err(broken) => Some(refuse_body(peer, request, broken)),
    }
}

async fn deliver(peer: &Peer, capture: Capture, began: Instant) -> Option<Reply> {
    peer.turn(Stage::Answer);
    let (answer, answered) = oneshot::channel();
    if !peer.hub.tell(Event::Arrival(Arrival { capture, began, answer })) {
        return Some(reply::error(503, "nobody takes what is received"));
    }
    let Ok(answer) = answered.await else {
        return Some(reply::error(500, "the request was received but not answered"));
    };
    let waits = Waits { peer, began, seq: answer.seq, planned: answer.sent() };
    if answer.manner == Manner::Silence {
        if !silence(peer).await {
            return None;
        }
    } else if !answer.after.is_zero() {
        sleep(answer.after).await;
    }
    waits.no_more();
    (answer.manner == Manner::Reply).then(|| reply::of(answer))
}

/// Tells when the connection ends while its sender still waits.
struct Waits<'p> {
    peer: &'p Peer,
    began: Instant,
    seq: Option<u64>,
    planned: Sent,
}

impl Waits<'_> {
    fn no_more(self) {
        std::mem::forget(self);
    }
}

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        let (remote, waited) = (self.peer.address, self.began.elapsed());
        let (seq, planned, has_left) = (self.seq, self.planned, self.peer.left() != Left::Not);
        self.peer.hub.tell(Event::Unanswered(Unanswered {
            seq,
            remote,
            waited,
            planned,
            has_left,
        }));
    }
}

/// Says nothing until the sender gives up, or the server is to end: who was never to be answered
/// holds nothing up. False when the sender gave up.
async fn silence(peer: &Peer) -> bool {
    let ended = poll_fn(|cx| match (peer.order(cx.waker()), peer.left()) {
        (_, Left::DoneSending | Left::Gone) => Poll::Ready(false),
        (Order::Serve, Left::Not) => Poll::Pending,
        (Order::Finish | Order::Cut | Order::Yield, Left::Not) => Poll::Ready(true),
    });
    timeout(SILENCE, ended).await.unwrap_or(true)
}

/// Longer than any sender waits; a silence without end would hold its connection for ever.
const SILENCE: Duration = Duration::from_mins(10);

fn refuse_head(peer: &Peer, fault: &Fault) -> Reply {
    peer.leave_unread();
    peer.hub.refused(peer.address, Some(fault.status), fault);
    reply::last(reply::error(fault.status, fault.why))
}

fn refuse_body(peer: &Peer, request: Request, broken: Broken) -> Reply {
    let Broken { bytes, cause } = broken;
    let status = cause.status();
    peer.leave_unread();
    let kept = cause.leaves_capture().then(|| capture(request, bytes, false));
    peer.hub.tell(Event::Refused(Refusal {
        at: Timestamp::now(),
        remote: peer.address,
        status,
        why: cause.why().to_owned(),
        hint: None,
        capture: kept,
    }));
    reply::last(match (cause, status) {
        (Cause::TooLarge, _) => reply::too_large(peer.hub.limits.body),
        (_, status) => reply::error(status.unwrap_or(400), cause.why()),
    })
}

fn capture(request: Request, body: Bytes, complete: bool) -> Capture {
    Capture { origin: Origin::default(), request: Some(request), body, complete }
}
