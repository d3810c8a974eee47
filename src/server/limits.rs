//! What one sender may cost: bytes, headers, connections, time.

use std::time::Duration;

/// How much the server takes, and for how long it waits.
#[derive(Clone, Debug)]
pub struct Limits {
    /// The bytes of a body; a larger one is answered 413.
    pub body: u64,
    /// The bytes of a request head; a longer one is answered 431.
    pub head_bytes: usize,
    /// The headers of a request; more are answered 431.
    pub headers: usize,
    /// The bytes of a request target; a longer one is answered 414.
    pub target: usize,
    /// From the first byte of a request head to its last.
    pub head_time: Duration,
    /// From the end of a request head to the end of its body; a slower one is answered 408.
    pub body_time: Duration,
    /// How long a connection may stay open without a byte of a request.
    pub idle_time: Duration,
    /// The connections open at once; at this number the one that waits longest is closed.
    pub connections: usize,
    /// How long requests in flight may take to finish once the server was told to stop.
    pub grace: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body: 10 << 20,
            head_bytes: 64 << 10,
            headers: 100,
            target: 8 << 10,
            head_time: Duration::from_secs(10),
            body_time: Duration::from_secs(30),
            idle_time: Duration::from_mins(2),
            connections: affordable(256),
            grace: Duration::from_secs(2),
        }
    }
}

/// As many connections as wanted, or as the limit on open files leaves.
fn affordable(wanted: usize) -> usize {
    // The captures, the journal, the streams and the listener are open files too.
    const OTHERS: usize = 32;
    // Fewer would make ordinary senders evict one another; accepting pauses when files run out.
    const FEWEST: usize = 8;
    open_files().map_or(wanted, |files| wanted.min(files.saturating_sub(OTHERS).max(FEWEST)))
}

#[cfg(unix)]
fn open_files() -> Option<usize> {
    let limit = rustix::process::getrlimit(rustix::process::Resource::Nofile);
    usize::try_from(limit.current?).ok()
}

#[cfg(not(unix))]
fn open_files() -> Option<usize> {
    None
}

#[cfg(test)]
mod tests {
    use super::affordable;

    #[test]
    fn the_limit_on_open_files_lowers_the_connections_but_never_to_none() {
        assert_eq!(affordable(8), 8);
        assert!((8..=256).contains(&affordable(256)));
    }
}
