//! Connections over which requests go one by one, and those that wait for their next one.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::client::conn::http1::{self, SendRequest};
use hyper::{Method, Request, Response};
use hyper_util::rt::TokioIo;
use tokio::time::Instant;

use super::dial::Stream;
use super::target::Target;
use super::verbatim::{Head, Slot, Verbatim};

/// How long a connection may wait for its next request: less than any receiver keeps one open.
const IDLE: Duration = Duration::from_secs(1);

/// A connection to a target.
pub(super) struct Connection {
    sender: SendRequest<Full<Bytes>>,
    slot: Slot,
}

/// What became of a request that brought no answer.
pub(super) struct Unanswered {
    /// Why.
    pub cause: hyper::Error,
    /// Whether nothing of it was on its way.
    pub is_unsent: bool,
}

impl Connection {
    /// Speaks HTTP over a stream.
    pub(super) async fn over(stream: Box<dyn Stream>) -> hyper::Result<Self> {
        let slot = Slot::default();
        let stream = TokioIo::new(Verbatim::new(stream, slot.clone()));
        let (sender, connection) = http1::handshake(stream).await?;
        // It ends with the sender; why it broke is told to the request.
        tokio::spawn(connection);
        Ok(Self { sender, slot })
    }

    /// Waits until the next request can be sent, once the last answer was read to its end.
    pub(super) async fn ready(&mut self) -> hyper::Result<()> {
        self.sender.ready().await
    }

    /// Sends a request with this head, and waits for the head of the answer.
    pub(super) async fn send(
        &mut self,
        method: &str,
        head: &Bytes,
        body: &Bytes,
    ) -> Result<Response<Incoming>, Unanswered> {
        let mut request = Request::new(Full::new(body.clone()));
        // What is sent stands in the head. hyper has to know of this method alone, whose answer has
        // no body.
        *request.method_mut() = if method == "HEAD" { Method::HEAD } else { Method::POST };
        self.slot.put(Head { bytes: head.clone(), body: body.len() });
        let answer = self.sender.try_send_request(request).await;
        self.slot.is_answered();
        answer.map_err(|mut error| Unanswered {
            is_unsent: error.take_message().is_some(),
            cause: error.into_error(),
        })
    }
}

/// Connections that wait for their next request.
#[derive(Default)]
pub(super) struct Idle {
    by_origin: Mutex<HashMap<String, Vec<(Connection, Instant)>>>,
}

impl Idle {
    /// One that can still be used.
    pub(super) fn take(&self, target: &Target) -> Option<Connection> {
        let mut all = self.all();
        let waiting = all.get_mut(&target.origin())?;
        while let Some((connection, since)) = waiting.pop() {
            if since.elapsed() < IDLE && connection.sender.is_ready() {
                return Some(connection);
            }
        }
        None
    }

    /// Keeps one, unless so many wait already.
    pub(super) fn keep(&self, target: &Target, connection: Connection, most: usize) {
        let mut all = self.all();
        let waiting = all.entry(target.origin()).or_default();
        if waiting.len() < most && !connection.sender.is_closed() {
            waiting.push((connection, Instant::now()));
        }
    }

    fn all(&self) -> MutexGuard<'_, HashMap<String, Vec<(Connection, Instant)>>> {
        self.by_origin.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
