//! What all connections of a server share.

use std::fmt;
use std::net::SocketAddr;
use std::sync::mpsc::Sender;

use hyper::server::conn::http1;
use jiff::Timestamp;
use tokio::sync::Notify;

use super::fault::Fault;
use super::{Event, Limits, Refusal};

/// The limits, the way to the consumer, and a bell for the accept loop.
#[derive(Debug)]
pub(super) struct Hub {
    pub(super) limits: Limits,
    pub(super) http: http1::Builder,
    /// Rung when a connection begins to wait and could make room for another.
    pub(super) room: Notify,
    events: Events,
}

/// The way to the consumer, whatever else it takes; false when it is gone.
struct Events(Box<dyn Fn(Event) -> bool + Send + Sync>);

impl fmt::Debug for Events {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Events")
    }
}

impl Hub {
    pub(super) fn new<E>(limits: Limits, events: Sender<E>) -> Self
    where
        E: From<Event> + Send + 'static,
    {
        // hyper panics when told to buffer less.
        const LEAST_BUFFER: usize = 8 << 10;
        let mut http = http1::Builder::new();
        // A sender may say that it is done sending and still wait for the answer.
        http.half_close(true).header_read_timeout(None);
        http.max_buf_size(limits.head_bytes.max(LEAST_BUFFER)).max_header_size(limits.head_bytes);
        if limits.headers != Limits::default().headers {
            // hyper's own default is the same and costs it no allocation.
            http.max_headers(limits.headers);
        }
        let events = Events(Box::new(move |event| events.send(event.into()).is_ok()));
        Self { limits, http, room: Notify::new(), events }
    }

    /// Hands an event over; false when nobody listens any more.
    pub(super) fn tell(&self, event: Event) -> bool {
        self.events.0(event)
    }

    /// Tells of something that was not let in.
    pub(super) fn refused(&self, remote: SocketAddr, status: Option<u16>, fault: &Fault) {
        let (why, hint) = (fault.why.to_owned(), fault.hint);
        let refusal = Refusal { at: Timestamp::now(), remote, status, why, hint, capture: None };
        self.tell(Event::Refused(refusal));
    }
}
