//! Lets connections in.

use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::net::TcpListener;

use super::Event;
use super::hub::Hub;
use super::table::Table;
use crate::error::why;

/// Serves connections until told to stop, waits for those in flight until what `stop` gives is over
/// too, and then gives them their grace.
pub(super) async fn accept(
    listener: TcpListener,
    hub: Arc<Hub>,
    stop: impl Future<Output: Future<Output = ()>>,
) {
    let mut table = Table::new(Arc::clone(&hub));
    let mut trouble = Trouble::default();
    let mut stop = pin!(stop);
    // One connection in hand, until there is room for it: only then is another taken.
    let mut next = None;
    let patience = loop {
        if let Some((stream, address)) = next.take_if(|_| table.has_room()) {
            table.open(stream, address);
        }
        tokio::select! {
            biased;
            patience = &mut stop => break patience,
            () = table.ended() => trouble.until = None,
            () = hub.room.notified(), if next.is_some() => {}
            () = trouble.over(), if trouble.until.is_some() => trouble.until = None,
            accepted = listener.accept(), if next.is_none() && trouble.until.is_none() => {
                match accepted {
                    Ok(accepted) => next = Some(accepted),
                    Err(error) if is_the_senders(&error) => {}
                    Err(error) => {
                        table.make_room();
                        trouble.tell(&hub, &error);
                    }
                }
            }
        }
    };
    drop((listener, next));
    table.finish(patience, hub.limits.grace).await;
}

/// True when a sender went away before it was let in.
fn is_the_senders(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionReset, Interrupted};
    matches!(error.kind(), ConnectionAborted | ConnectionReset | Interrupted)
}

/// What keeps connections out, mostly that no more files may be open.
#[derive(Default)]
struct Trouble {
    last: Option<Instant>,
    /// When accepting is worth another try.
    until: Option<Instant>,
}

impl Trouble {
    /// Tells of it, but once until it has been over for a while.
    fn tell(&mut self, hub: &Hub, error: &io::Error) {
        const WHILE: Duration = Duration::from_secs(10);
        // The system gives no sign of a file closed elsewhere, so time has to pass;
        // the end of a connection is the better sign, and ends the pause.
        const PAUSE: Duration = Duration::from_millis(50);
        if self.last.is_none_or(|last| last.elapsed() > WHILE) {
            let why = why(error).to_lowercase();
            hub.tell(Event::Trouble(format!("cannot accept a connection: {why}")));
        }
        let now = Instant::now();
        (self.last, self.until) = (Some(now), Some(now + PAUSE));
    }

    async fn over(&self) {
        if let Some(until) = self.until {
            tokio::time::sleep_until(until.into()).await;
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::server::Limits;

    #[test]
    fn running_out_of_files_is_told_once() {
        let (events, told) = std::sync::mpsc::channel();
        let hub = Hub::new(Limits::default(), events);
        let mut trouble = Trouble::default();
        let out_of_files = io::Error::from_raw_os_error(rustix::io::Errno::MFILE.raw_os_error());
        trouble.tell(&hub, &out_of_files);
        trouble.tell(&hub, &out_of_files);
        drop(hub);
        let told: Vec<Event> = told.into_iter().collect();
        let [Event::Trouble(why)] = &told[..] else { panic!("{told:?}") };
        assert_eq!(why, "cannot accept a connection: too many open files");
    }
}
