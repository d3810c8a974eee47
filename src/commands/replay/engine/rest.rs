//! How a run comes to its end, and what is left of it then.

use std::time::Duration;

use tokio::time::{Instant, timeout, timeout_at};

use super::Engine;
use crate::commands::network::Ends;
use crate::commands::replay::log::RunLog;
use crate::commands::replay::outlet::Outlet;
use crate::commands::replay::tally::Tally;
use crate::commands::replay::teller::Told;
use crate::error::Exit;

/// How long those under way may still take once somebody wants the run to end.
const GRACE: Duration = Duration::from_millis(500);

/// How long the letters that are left are counted.
const COUNTING: Duration = Duration::from_millis(200);

/// What a run came to, still to be told.
pub(in crate::commands::replay) struct Sent {
    /// Why it ended before everything was sent; none when everything was.
    pub cut: Option<Cut>,
    /// How many are left, and whether that is all of them.
    pub left: Option<(usize, bool)>,
    pub log: RunLog,
    pub tally: Tally,
    pub outlet: Outlet,
    pub took: Duration,
}

/// Why a run ended before everything was sent.
#[derive(Clone, Copy, Debug)]
pub(in crate::commands::replay) enum Cut {
    /// Somebody wanted it to.
    Signal(Exit),
    /// Somebody wanted it to, and did not wait for what was under way.
    AtOnce(Exit),
    /// Enough has failed.
    Enough,
    /// What is sent cannot be written down, or what comes of it cannot be told.
    Stopped,
}

impl Engine {
    /// Sends all letters, unless something ends it before.
    pub(in crate::commands::replay) async fn run(mut self, ends: &mut Ends) -> Sent {
        let mut cut = match self.send_all(ends).await {
            Ok(cut) => cut,
            Err(error) => {
                self.tally.costs(error.exit());
                self.outlet.tell(Told::Problem(error));
                Some(Cut::Stopped)
            }
        };
        self.gate.close();
        if let Some(Cut::Signal(_) | Cut::Stopped) = cut {
            let at_once = self.wait_for_the_rest(ends).await;
            cut = at_once.map(Cut::AtOnce).or(cut);
        }
        self.tally.add_unanswered(self.under_way.len());
        let left = match cut {
            None => None,
            Some(Cut::AtOnce(_)) => Some((self.held_back(), false)),
            Some(_) => Some(self.count_left().await),
        };
        if let (Some(Cut::Enough), Some((0, true))) = (cut, left) {
            cut = None;
        }
        let Self { log, tally, outlet, begun, .. } = self;
        Sent {
            left: left.filter(|_| cut.is_some()),
            cut,
            log,
            tally,
            outlet,
            took: begun.elapsed(),
        }
    }

    /// Gives what is under way a little time; what waits for another attempt is turned back. A
    /// second wish to end is obeyed at once.
    async fn wait_for_the_rest(&mut self, ends: &mut Ends) -> Option<Exit> {
        let until = Instant::now() + GRACE;
        loop {
            let done = tokio::select! {
                biased;
                exit = ends.next() => return Some(exit),
                done = timeout_at(until, self.under_way.done()) => done,
            };
            let Ok(Some(done)) = done else { return None };
            // What cannot be written down now is unknown to whoever goes on.
            let _ = self.done(done);
        }
    }

    /// How many are known that are not sent any more.
    fn held_back(&self) -> usize {
        self.turned_back + self.under_way.waiting() + usize::from(self.next.is_some())
    }

    /// Counts what is not sent any more, and tells whether that is all of it.
    async fn count_left(&mut self) -> (usize, bool) {
        let mut count = self.held_back();
        // Its room is needed to read on.
        self.next = None;
        let counting = async {
            while let Some(mail) = self.mail.recv().await {
                count += usize::from(mail.is_ok_and(|mut letter| self.log.wants(&mut letter.key)));
            }
        };
        let is_whole = timeout(COUNTING, counting).await.is_ok();
        (count, is_whole)
    }
}
