//! A connection over which requests go one by one.

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::client::conn::http1::{self, SendRequest};
use hyper::{Method, Request, Response};
use hyper_util::rt::TokioIo;
use tokio::task::JoinHandle;

use super::dial::Stream;
use super::verbatim::{Head, Slot, Verbatim};

/// A connection to a target.
pub(super) struct Connection {
    sender: SendRequest<Full<Bytes>>,
    slot: Slot,
    /// What drives it: done when it is closed.
    driver: JoinHandle<hyper::Result<()>>,
}

/// What became of a request that brought no answer.
pub(super) struct Unanswered {
    /// Why.
    pub cause: hyper::Error,
    /// Whether nothing of it was on its way.
    pub is_unsent: bool,
    /// Whether nothing came back either, not even the beginning of an answer.
    pub is_silent: bool,
}

impl Connection {
    /// Speaks HTTP over a stream.
    pub(super) async fn over(stream: Box<dyn Stream>) -> hyper::Result<Self> {
        let slot = Slot::default();
        let stream = TokioIo::new(Verbatim::new(stream, slot.clone()));
        let (sender, connection) = http1::handshake(stream).await?;
        // It ends with the sender; why it broke is told to the request.
        let driver = tokio::spawn(connection);
        Ok(Self { sender, slot, driver })
    }

    /// Whether another request can go over it at once.
    pub(super) fn is_ready(&self) -> bool {
        self.sender.is_ready()
    }

    /// Whether it was closed.
    pub(super) fn is_closed(&self) -> bool {
        self.sender.is_closed()
    }

    /// Waits until it is closed.
    pub(super) async fn closed(&mut self) {
        // Why it was is nothing to those who wait.
        let _ = (&mut self.driver).await;
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
            is_unsent: error.take_message().is_some() || !self.slot.is_on_its_way(),
            is_silent: self.slot.is_silent(),
            cause: error.into_error(),
        })
    }
}
