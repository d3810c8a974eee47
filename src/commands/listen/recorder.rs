//! The recorder: a capture is on disk before its sender hears of it.

use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError};

use super::change_from::route;
use super::guard::Guard;
use super::keeper::Keeper;
use super::stand_in::StandIn;
use super::tally::Tally;
use super::teller::{Shown, Trouble};
use crate::capture::Capture;
use crate::cli::ChangeFrom;
use crate::commands::judge::Arrived;
use crate::entry::Sent;
use crate::error::{Error, Exit};
use crate::server::{Answer, Arrival, Event, Refusal, Waiting};
use crate::store;

/// How many requests may share one commit to the disk.
const BATCH: usize = 256;

/// Keeps and answers what arrives, in the order of arrival.
pub(super) struct Recorder {
    keeper: Keeper,
    guard: Guard,
    stand_in: StandIn,
    change_from: Option<ChangeFrom>,
    told: SyncSender<Shown>,
    tally: Tally,
    not_shown: usize,
    exit: Exit,
    /// Whether a failure was told: more of them are not, until a capture was kept again.
    failing: bool,
    kept: Vec<Kept>,
}

/// A capture that is kept, and whose sender still waits.
struct Kept {
    capture: Capture,
    sha256: Option<String>,
    answer: Answer,
    waiting: Waiting,
}

impl Recorder {
    pub(super) fn new(
        keeper: Keeper,
        guard: Guard,
        stand_in: StandIn,
        change_from: Option<ChangeFrom>,
        told: SyncSender<Shown>,
        tally: Tally,
    ) -> Self {
        let (not_shown, exit, failing, kept) = (0, Exit::Ok, false, Vec::new());
        Self { keeper, guard, stand_in, change_from, told, tally, not_shown, exit, failing, kept }
    }

    /// Works until the server is gone. A panic costs one capture its answer, not the run.
    pub(super) fn run(mut self, events: &Receiver<Event>) -> Exit {
        while let Ok(event) = events.recv() {
            self.survive(|recorder| recorder.take(event));
            while self.keeper.shares_commits() && self.kept.len() < BATCH {
                let Ok(event) = events.try_recv() else { break };
                self.survive(|recorder| recorder.take(event));
            }
            self.survive(Self::answer_kept);
        }
        self.tell_not_shown();
        self.exit
    }

    fn survive(&mut self, work: impl FnOnce(&mut Self)) {
        if catch_unwind(AssertUnwindSafe(|| work(self))).is_err() {
            self.exit = self.exit.and(Exit::Failed);
            self.trouble("a capture could not be handled: a fault of dsw itself");
        }
    }

    fn take(&mut self, event: Event) {
        match event {
            Event::Arrival(arrival) => self.arrived(arrival),
            Event::Refused(refusal) => self.refused(refusal),
            Event::Trouble(what) => self.trouble(&what),
        }
    }

    fn arrived(&mut self, arrival: Arrival) {
        let (mut capture, waiting) = arrival.apart();
        #[cfg(test)]
        super::tests::panic_when_asked(&capture);
        if let Some(why) = self.guard.refusal(&capture) {
            return self.turned_away(&capture, waiting, why);
        }
        let answer = self.stand_in.answer();
        match self.keeper.keep(&mut capture, answer.sent()) {
            Ok(stored) => {
                let sha256 = stored.map(|stored| stored.sha256);
                self.kept.push(Kept { capture, sha256, answer, waiting });
            }
            Err(error) => self.not_kept(waiting, &error),
        }
        for notice in self.keeper.notices() {
            self.trouble(&notice);
        }
    }

    /// Answers the senders of what is kept, once it is there for good.
    fn answer_kept(&mut self) {
        if self.kept.is_empty() {
            return;
        }
        let committed = self.keeper.commit();
        for kept in mem::take(&mut self.kept) {
            if let Err(error) = &committed {
                self.not_kept(kept.waiting, error);
                continue;
            }
            if mem::take(&mut self.failing) {
                self.trouble("captures are kept again");
            }
            let answered = kept.waiting.answer(kept.answer);
            self.tally.kept();
            let route = route(&kept.capture, self.change_from.as_ref());
            let arrived = Arrived { answered, sha256: kept.sha256, route };
            self.tell(Shown::Capture(Box::new((kept.capture, arrived))));
        }
    }

    /// Who does not know the secret is answered 401, and what was sent is no capture.
    fn turned_away(&mut self, capture: &Capture, waiting: Waiting, why: &str) {
        waiting.answer(self.guard.challenge());
        let request = capture.request.as_ref();
        if let Some((at, remote)) = request.and_then(|one| Some((one.received_at, one.remote?))) {
            let (why, hint, status) = (why.to_owned(), Some(CREDENTIALS), Some(401));
            self.refused(Refusal { at, remote, status, why, hint, capture: None });
        }
    }

    fn refused(&mut self, mut refusal: Refusal) {
        self.tally.refused();
        // What came of a body is kept only of those who would have been let in.
        refusal.capture = refusal.capture.filter(|capture| self.guard.refusal(capture).is_none());
        if let Some(capture) = &mut refusal.capture {
            let sent = refusal.status.map_or(Sent::HungUp, Sent::Status);
            if let Err(error) = self.keeper.keep_partial(capture, sent) {
                self.failed(&error);
            }
        }
        self.tell(Shown::Refused(Box::new(refusal)));
    }

    fn not_kept(&mut self, waiting: Waiting, error: &Error) {
        waiting.answer(Answer::status(if store::is_full(error) { 507 } else { 500 }));
        self.failed(error);
    }

    fn failed(&mut self, error: &Error) {
        self.exit = self.exit.and(Exit::Io);
        if mem::replace(&mut self.failing, true) {
            return;
        }
        let hint = if store::is_full(error) {
            "senders are answered 507 until there is room; `--no-save` keeps nothing"
        } else {
            "senders are answered 500; `--no-save` keeps nothing"
        };
        self.tell(Shown::Trouble(Trouble { what: error.to_string(), hint: Some(hint) }));
    }

    fn trouble(&mut self, what: &str) {
        self.tell(Shown::Trouble(Trouble::of(what)));
    }

    /// Hands on what is to be shown. When the output does not keep up it is counted instead.
    fn tell(&mut self, shown: Shown) {
        if self.not_shown > 0 {
            self.tell_not_shown();
        }
        if let Err(TrySendError::Full(_)) = self.told.try_send(shown) {
            self.not_shown += 1;
        }
    }

    fn tell_not_shown(&mut self) {
        if self.not_shown > 0 && self.told.try_send(Shown::Left(self.not_shown)).is_ok() {
            self.not_shown = 0;
        }
    }
}

const CREDENTIALS: &str = "check login and password, or the client secret, of the connector";
