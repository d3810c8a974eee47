//! What every request passes before it goes out: the pace, and whether the run goes on.

use std::time::Duration;

use tokio::sync::{Mutex, watch};
use tokio::time::{Instant, sleep, sleep_until};

/// What a pace that fell behind makes up for: timers are late by a little each time.
const MADE_UP: Duration = Duration::from_millis(50);

/// The gate that all requests of a run go out by, those of other attempts and of redirects too.
pub(super) struct Gate {
    /// The time from one request to the next; none when they need not wait.
    interval: Option<Duration>,
    /// When the last one was due; who waits for it waits in order.
    last: Mutex<Option<Instant>>,
    open: watch::Sender<Open>,
}

/// How far the gate is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Open {
    Wide,
    /// For other attempts of what has begun alone.
    Narrow,
    Closed,
}

impl Gate {
    /// An open gate; a pace has so much time between two requests.
    pub(super) fn new(interval: Option<Duration>) -> Self {
        Self { interval, last: Mutex::new(None), open: watch::Sender::new(Open::Wide) }
    }

    /// Lets no payload pass any more of which nothing was sent.
    pub(super) fn close_to_new(&self) {
        self.narrow(Open::Narrow);
    }

    /// Lets nothing pass any more, and ends all pauses.
    pub(super) fn close(&self) {
        self.narrow(Open::Closed);
    }

    fn narrow(&self, to: Open) {
        self.open.send_if_modified(|open| std::mem::replace(open, to.max(*open)) < to);
    }

    /// Waits until the next request may go out, the first of its payload or a later one. False
    /// when it must not.
    pub(super) async fn pass(&self, is_first: bool) -> bool {
        self.unless_closed(is_first, self.turn()).await
    }

    /// Waits before another attempt. False when there is to be none.
    pub(super) async fn pause(&self, time: Duration) -> bool {
        self.unless_closed(false, sleep(time)).await
    }

    async fn turn(&self) {
        let Some(interval) = self.interval else { return };
        let mut last = self.last.lock().await;
        let due = due(*last, Instant::now(), interval);
        sleep_until(due).await;
        *last = Some(due);
    }

    async fn unless_closed(&self, is_first: bool, waited: impl Future<Output = ()>) -> bool {
        let shut = if is_first { Open::Narrow } else { Open::Closed };
        let mut open = self.open.subscribe();
        tokio::select! {
            biased;
            _ = open.wait_for(|open| *open >= shut) => false,
            () = waited => true,
        }
    }
}

/// When the next request may go out, by when the last one was due.
fn due(last: Option<Instant>, now: Instant, interval: Duration) -> Instant {
    let Some(last) = last else { return now };
    // A rate is a promise to the receiver: who falls behind does not send a burst.
    (last + interval).max(now.checked_sub(MADE_UP).unwrap_or(now))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::network;

    #[test]
    fn a_pace_is_kept_on_the_average_and_never_made_up_by_a_burst() {
        let (begun, ms) = (Instant::now(), Duration::from_millis);
        let due = |last, now| due(Some(begun + ms(last)), begun + ms(now), ms(100)) - begun;
        assert_eq!(due(0, 7), ms(100));
        assert_eq!(due(100, 107), ms(200), "late timers do not add up");
        assert_eq!(due(200, 5000), ms(4950), "at once after a halt");
        assert_eq!(due(4950, 5000), ms(5050), "and no other beside it");
        assert_eq!(super::due(None, begun, ms(100)), begun);
    }

    #[test]
    fn requests_pass_in_turn_whoever_asks() {
        network::runtime().unwrap().block_on(async {
            let (gate, begun) = (Gate::new(Some(Duration::from_millis(10))), Instant::now());
            let passed = std::cell::RefCell::new(String::new());
            let asks = async |who: char| {
                for _ in 0..3 {
                    assert!(gate.pass(false).await);
                    passed.borrow_mut().push(who);
                }
            };
            tokio::join!(asks('a'), asks('b'));
            assert_eq!(passed.into_inner(), "ababab");
            assert!(begun.elapsed() >= Duration::from_millis(50));
        });
    }

    #[test]
    fn a_closed_gate_turns_back_who_waits() {
        network::runtime().unwrap().block_on(async {
            let gate = Gate::new(None);
            gate.close_to_new();
            assert!(!gate.pass(true).await && gate.pass(false).await);
            let (went_on, ()) =
                tokio::join!(gate.pause(Duration::from_hours(1)), async { gate.close() });
            gate.close_to_new();
            assert!(!went_on && !gate.pass(false).await);
        });
    }
}
