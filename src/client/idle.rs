//! Connections that wait for their next request, and receivers that close such without saying so.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use hyper::header::CONNECTION;
use hyper::{Response, Version};
use tokio::task::yield_now;
use tokio::time::{Instant, timeout};

use super::connection::Connection;
use super::target::Target;

/// How long a connection may wait for its next request: receivers keep one open for some seconds,
/// those that say nothing else.
const IDLE: Duration = Duration::from_secs(1);

/// How long a receiver is watched before a connection to it is used again for the first time. One
/// that closes them without saying so does that behind its answer, and a payload that is sent
/// meanwhile is lost.
const WATCHED: Duration = Duration::from_millis(50);

/// Connections that wait for their next request.
pub(super) struct Idle {
    by_origin: Mutex<HashMap<String, Waiting>>,
    watched: Duration,
    closing: Closing,
    /// Whether a connection is worth more than what may be lost with it.
    is_forgiving: bool,
}

/// What waits of one origin.
#[derive(Default)]
struct Waiting {
    connections: Vec<(Connection, Instant)>,
    manners: Manners,
}

/// What a receiver does with a connection that it was to keep.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Manners {
    #[default]
    Unknown,
    /// It leaves it open.
    Keeps,
    /// It has closed one, and did not say so: none is used again.
    Closes,
}

/// A receiver that closed a connection that it was to keep, and then took another.
#[derive(Clone, Debug, Default)]
pub struct Closing(Arc<OnceLock<String>>);

impl Closing {
    /// What is to be said of it.
    #[must_use]
    pub fn told(&self) -> Option<String> {
        self.0.get().map(|origin| {
            format!(
                "{origin} closed a connection without a `Connection: close` in its answer; from \
                 then on each request had a connection of its own"
            )
        })
    }
}

impl Default for Idle {
    fn default() -> Self {
        Self::watching(WATCHED)
    }
}

impl Idle {
    /// None so far; each receiver is watched so long before one to it is used again.
    pub(super) fn watching(watched: Duration) -> Self {
        let (by_origin, closing) = (Mutex::default(), Closing::default());
        Self { by_origin, watched, closing, is_forgiving: false }
    }

    /// None so far of those that are signed in: a receiver may close one, and others to it are used
    /// again all the same, for each has to be signed in.
    pub(super) fn of_signed_in() -> Self {
        Self { is_forgiving: true, ..Self::default() }
    }

    /// Those who close without saying so.
    pub(super) fn closing(&self) -> Closing {
        self.closing.clone()
    }

    /// Lets what a receiver has done with its connections become known.
    pub(super) async fn settle(&self, target: &Target) {
        // A close that has come in by now is seen before the next request goes out.
        yield_now().await;
        let Some((mut connection, since)) = self.unwatched(target) else { return };
        let left = self.watched.saturating_sub(since.elapsed());
        let is_closed = timeout(left, connection.closed()).await.is_ok();
        let mut all = self.all();
        let waiting = all.entry(target.origin()).or_default();
        if is_closed {
            waiting.close();
        } else if waiting.manners != Manners::Closes {
            waiting.manners = Manners::Keeps;
            waiting.connections.push((connection, since));
        }
    }

    /// One to a receiver that nothing is known of.
    fn unwatched(&self, target: &Target) -> Option<(Connection, Instant)> {
        let mut all = self.all();
        let waiting = all.get_mut(&target.origin())?;
        let is_unknown = waiting.manners == Manners::Unknown;
        waiting.connections.pop_if(|_| is_unknown)
    }

    /// One that can still be used.
    pub(super) fn take(&self, target: &Target) -> Option<Connection> {
        let mut all = self.all();
        let waiting = all.get_mut(&target.origin())?;
        while let Some((connection, since)) = waiting.connections.pop() {
            let is_young = since.elapsed() < IDLE;
            if is_young && connection.is_ready() {
                return Some(connection);
            }
            if is_young && connection.is_closed() && !self.is_forgiving {
                waiting.close();
            }
        }
        None
    }

    /// Keeps one, unless so many wait already, or it would be closed.
    pub(super) fn keep(&self, target: &Target, connection: Connection, most: usize) {
        let mut all = self.all();
        let waiting = all.entry(target.origin()).or_default();
        if waiting.manners == Manners::Closes {
            self.closing.0.get_or_init(|| target.origin());
        } else if waiting.connections.len() < most {
            waiting.connections.push((connection, Instant::now()));
        }
    }

    /// Notes that a request was lost with a connection that was used before.
    pub(super) fn lost(&self, target: &Target) {
        self.all().entry(target.origin()).or_default().close();
    }

    fn all(&self) -> MutexGuard<'_, HashMap<String, Waiting>> {
        self.by_origin.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Waiting {
    fn close(&mut self) {
        self.manners = Manners::Closes;
        self.connections.clear();
    }
}

/// Whether an answer says that its connection is closed behind it.
pub(super) fn is_last<B>(response: &Response<B>) -> bool {
    let values = response.headers().get_all(CONNECTION).iter();
    let values: Vec<_> = values.filter_map(|value| value.to_str().ok()).collect();
    let says = |word: &str| {
        let mut all = values.iter().flat_map(|value| value.split(','));
        all.any(|own| own.trim().eq_ignore_ascii_case(word))
    };
    says("close") || response.version() == Version::HTTP_10 && !says("keep-alive")
}
