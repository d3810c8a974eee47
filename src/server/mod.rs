//! The HTTP receiver: bound before it serves, every arrival answered exactly once.
//!
//! hyper speaks HTTP; `tap` lets `framing` see each byte that hyper reads, so that requests are
//! captured as they were sent and judged more strictly than hyper does. `table` holds a `peer`
//! for each connection, `connection` serves one, `exchange` serves one request of it.

use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Duration;

use crate::error::Error;

mod accept;
mod arrival;
mod body;
mod chunks;
mod connection;
mod exchange;
mod fault;
mod framing;
mod head;
mod hub;
mod limits;
mod peer;
mod reply;
mod table;
mod tap;
#[cfg(test)]
mod tests;

pub use arrival::{Answer, Arrival, Event, Manner, Refusal, Unanswered, Waiting};
pub use hyper::header::{HeaderName, HeaderValue};
pub use limits::Limits;

/// Whether somebody takes connections at an address of this machine; of any other nobody is asked.
#[must_use]
pub fn is_served(mut address: SocketAddr) -> bool {
    const PATIENCE: Duration = Duration::from_millis(500);
    if address.ip().is_unspecified() {
        // Not every system connects to all of its addresses.
        let is_v4 = address.is_ipv4();
        address.set_ip(if is_v4 { Ipv4Addr::LOCALHOST.into() } else { Ipv6Addr::LOCALHOST.into() });
    }
    address.ip().is_loopback() && TcpStream::connect_timeout(&address, PATIENCE).is_ok()
}

/// A port that is listened on, but not served yet: senders wait.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
}

impl Server {
    /// Takes the port; no runtime is needed yet.
    ///
    /// # Errors
    ///
    /// `Error::Bind` when the address cannot be listened on; no other one is tried.
    pub fn bind(address: SocketAddr) -> Result<Self, Error> {
        let bound = || {
            // The standard library reuses an address left in TIME_WAIT on Unix, and never a port
            // in use: elsewhere the option would steal it from another program.
            let listener = TcpListener::bind(address)?;
            listener.set_nonblocking(true)?;
            let address = listener.local_addr()?;
            Ok(Self { listener, address })
        };
        bound().map_err(|error| Error::Bind(address, error))
    }

    /// The address with the port that was chosen.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves until `stop` is over, then waits for requests in flight until what `stop` gives is
    /// over too, and then gives them their grace.
    ///
    /// Runs on a tokio runtime with I/O and time. The consumer may block as long as it likes:
    /// each of its arrivals waits by itself.
    ///
    /// # Errors
    ///
    /// When the runtime cannot watch the port.
    pub async fn serve<E: From<Event> + Send + 'static>(
        self,
        limits: Limits,
        events: Sender<E>,
        stop: impl Future<Output: Future<Output = ()>>,
    ) -> io::Result<()> {
        let listener = tokio::net::TcpListener::from_std(self.listener)?;
        let hub = Arc::new(hub::Hub::new(limits, events));
        accept::accept(listener, hub, stop).await;
        Ok(())
    }
}
