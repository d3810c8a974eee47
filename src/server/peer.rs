//! One sender: what is known of its connection, and what the server wants of it.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Waker;
use std::time::Instant;

use jiff::Timestamp;

use super::fault::Fault;
use super::framing::Framing;
use super::head::Head;
use super::hub::Hub;

/// A connection as its task, its requests and the accept loop see it.
#[derive(Debug)]
pub(super) struct Peer {
    pub(super) hub: Arc<Hub>,
    pub(super) address: SocketAddr,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    framing: Framing,
    heads: VecDeque<Head>,
    /// When the head that has begun and not ended did begin.
    head_since: Option<Instant>,
    stage: Stage,
    since: Instant,
    order: Order,
    is_late: bool,
    has_unread: bool,
    left: Left,
    waker: Option<Waker>,
}

/// How far a connection is with its present request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// For a head, or the rest of one.
    Waiting,
    /// Receiving a body.
    Body,
    /// Received whole, not answered yet.
    Answer,
    /// Answered for the last time.
    Closing,
}

/// What is known of a sender who waits for its answer; a later one is further away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Left {
    /// It is there.
    Not,
    /// It closed its side: it may have gone, or still read.
    DoneSending,
    /// It broke the connection off.
    Gone,
}

/// What the server wants of a connection; a later order goes further.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Order {
    /// Serve.
    Serve,
    /// Finish the request in flight, take no other.
    Finish,
    /// Refuse the body that is still coming.
    Cut,
    /// Close, so that another connection can be let in.
    Yield,
}

impl Peer {
    pub(super) fn new(hub: Arc<Hub>, address: SocketAddr) -> Self {
        let state = State {
            framing: Framing::new(),
            heads: VecDeque::new(),
            head_since: None,
            stage: Stage::Waiting,
            since: Instant::now(),
            order: Order::Serve,
            is_late: false,
            has_unread: false,
            left: Left::Not,
            waker: None,
        };
        Self { hub, address, state: Mutex::new(state) }
    }

    /// Nothing is held half changed when a task panics, so a poisoned lock is as good as any.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Follows what was read from the connection.
    pub(super) fn feed(&self, bytes: &[u8]) {
        let state = &mut *self.state();
        let before = state.heads.len();
        state.framing.feed(bytes, Timestamp::now(), &self.hub.limits, &mut state.heads);
        let since = state.head_since.filter(|_| before == state.heads.len());
        let is_in_head = state.framing.is_in_head();
        state.head_since = is_in_head.then(|| since.unwrap_or_else(Instant::now));
    }

    /// The head of the request that hyper begins to serve.
    pub(super) fn next_head(&self) -> Option<Head> {
        let state = &mut *self.state();
        let mut head = state.heads.pop_front()?;
        head.request.remote = Some(self.address);
        (state.stage, state.since) = (Stage::Body, Instant::now());
        Some(head)
    }

    /// What is wrong with the head that hyper refused.
    pub(super) fn fault(&self) -> Option<Fault> {
        let state = self.state();
        let whole = state.heads.front().and_then(|head| head.fault);
        whole.or_else(|| state.framing.fault(&self.hub.limits))
    }

    /// True when a head has begun and not ended.
    pub(super) fn is_in_head(&self) -> bool {
        self.state().head_since.is_some()
    }

    /// Notes how far the present request is.
    pub(super) fn turn(&self, to: Stage) {
        let state = &mut *self.state();
        (state.stage, state.since, state.is_late) = (to, Instant::now(), false);
        if matches!(to, Stage::Waiting | Stage::Closing) {
            self.hub.room.notify_one();
        }
    }

    /// Notes that the sender may go on sending what nobody will take.
    pub(super) fn leave_unread(&self) {
        self.state().has_unread = true;
    }

    /// True when the sender may go on sending what nobody will take.
    pub(super) fn has_unread(&self) -> bool {
        self.state().has_unread
    }

    /// Notes how far away the sender is; whether that is news.
    pub(super) fn has_left(&self, left: Left) -> bool {
        let state = &mut *self.state();
        let is_news = left > state.left;
        state.left = state.left.max(left);
        is_news
    }

    /// How far away the sender is, as far as is known.
    pub(super) fn left(&self) -> Left {
        self.state().left
    }

    /// How far the present request is.
    pub(super) fn stage(&self) -> Stage {
        self.state().stage
    }

    /// Since when the connection could be closed to make room for another.
    pub(super) fn spare_since(&self) -> Option<Instant> {
        let state = self.state();
        match state.stage {
            Stage::Waiting | Stage::Closing => Some(state.since),
            Stage::Body | Stage::Answer => None,
        }
    }

    /// When patience with the present stage ends.
    pub(super) fn due(&self) -> Option<Instant> {
        let (state, limits) = (self.state(), &self.hub.limits);
        match (state.stage, state.head_since) {
            _ if state.is_late => None,
            (Stage::Waiting, Some(begun)) => Some(begun.max(state.since) + limits.head_time),
            (Stage::Waiting, None) => Some(state.since + limits.idle_time),
            (Stage::Body, _) => Some(state.since + limits.body_time),
            (Stage::Answer | Stage::Closing, _) => None,
        }
    }

    /// Notes that patience with a body ended.
    pub(super) fn is_now_late(&self) {
        self.state().is_late = true;
    }

    /// True when patience with the body has ended.
    pub(super) fn is_late(&self) -> bool {
        self.state().is_late
    }

    /// Gives an order, which the connection's task sees at once.
    pub(super) fn command(&self, order: Order) {
        let waker = {
            let state = &mut *self.state();
            state.order = state.order.max(order);
            state.waker.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// The order in force, remembering whom to wake for the next.
    pub(super) fn order(&self, waker: &Waker) -> Order {
        let state = &mut *self.state();
        match &mut state.waker {
            Some(known) => known.clone_from(waker),
            none => *none = Some(waker.clone()),
        }
        state.order
    }

    /// True when the body that is still coming is to be refused.
    pub(super) fn is_cut(&self) -> bool {
        self.state().order >= Order::Cut
    }
}
