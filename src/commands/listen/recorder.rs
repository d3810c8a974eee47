//! The recorder: a capture is on disk before its sender hears of it.

use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError};
use std::time::{Duration, Instant};

use super::change_from::route;
use super::forwarder::Letter;
use super::guard::Guard;
use super::job::Job;
use super::keeper::{self, Keeper};
use super::outbox::{self, Outbox};
use super::stand_in::StandIn;
use super::tally::Tally;
use super::teller::{Delivered, Shown, Trouble};
use crate::capture::Capture;
use crate::cli::ChangeFrom;
use crate::commands::judge::Arrived;
use crate::delivery::Delivery;
use crate::entry::Sent;
use crate::error::{Error, Exit};
use crate::server::{Answer, Arrival, Event, Refusal, Waiting};
use crate::store;

/// How often captures that could not be shown are told of: a line for each would be one more
/// thing that the output does not keep up with.
const PAUSE: Duration = Duration::from_secs(1);

/// How many requests may share one commit to the disk.
const BATCH: usize = 256;

/// Where answers come from.
pub(super) struct Answers {
    /// Whom to let in.
    pub guard: Guard,
    /// What is answered here.
    pub stand_in: StandIn,
    /// The way to the target that answers in its place.
    pub outbox: Option<Outbox>,
}

/// Keeps and answers what arrives, in the order of arrival.
pub(super) struct Recorder {
    keeper: Keeper,
    answers: Answers,
    change_from: Option<ChangeFrom>,
    told: SyncSender<Shown>,
    tally: Tally,
    not_shown: usize,
    /// When the first of them was passed over.
    not_shown_since: Option<Instant>,
    exit: Exit,
    /// Whether a failure was told: more of them are not, until a capture was kept again.
    failing: bool,
    kept: Vec<Kept>,
}

/// A capture that is kept, and whose sender still waits.
struct Kept {
    capture: Capture,
    sha256: Option<String>,
    /// None when the target is asked.
    answer: Option<Answer>,
    waiting: Waiting,
}

impl Recorder {
    pub(super) fn new(
        keeper: Keeper,
        answers: Answers,
        change_from: Option<ChangeFrom>,
        told: SyncSender<Shown>,
        tally: Tally,
    ) -> Self {
        let (not_shown, exit, failing, kept) = (0, Exit::Ok, false, Vec::new());
        let not_shown_since = None;
        Self {
            keeper,
            answers,
            change_from,
            told,
            tally,
            not_shown,
            not_shown_since,
            exit,
            failing,
            kept,
        }
    }

    /// Works until the server and the forwarder are gone. A panic costs one capture its answer,
    /// not the run.
    pub(super) fn run(mut self, jobs: &Receiver<Job>) -> Exit {
        while let Ok(job) = jobs.recv() {
            self.survive(|recorder| recorder.take(job));
            while self.keeper.shares_commits() && self.kept.len() < BATCH {
                let Ok(job) = jobs.try_recv() else { break };
                self.survive(|recorder| recorder.take(job));
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

    fn take(&mut self, job: Job) {
        match job {
            Job::Event(Event::Arrival(arrival)) => self.arrived(arrival),
            Job::Event(Event::Refused(refusal)) => self.refused(refusal),
            Job::Event(Event::Trouble(what)) => self.trouble(&what),
            Job::Delivered(letter, delivery) => self.delivered(letter, delivery),
            Job::Lost => self.lost(),
            Job::Closed => {
                // What was kept before goes out first.
                self.answer_kept();
                self.answers.outbox.iter_mut().for_each(Outbox::close);
            }
        }
    }

    fn arrived(&mut self, arrival: Arrival) {
        let (mut capture, waiting) = arrival.apart();
        #[cfg(test)]
        super::tests::panic_when_asked(&capture);
        if let Some(why) = self.answers.guard.refusal(&capture) {
            let challenge = self.answers.guard.challenge();
            return self.turned_away(&capture, waiting, challenge, (why, CREDENTIALS));
        }
        if self.answers.outbox.as_ref().is_some_and(|outbox| outbox.is_round_trip(&capture)) {
            return self.turned_away(&capture, waiting, Answer::status(508), ROUND_TRIP);
        }
        let answer = self.answer(&capture);
        let sent = answer.as_ref().map_or(Sent::Forwarded, Answer::sent);
        match self.keeper.keep(&mut capture, sent) {
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

    /// The answer to a request; none when it is the target's to give.
    fn answer(&mut self, capture: &Capture) -> Option<Answer> {
        let Some(outbox) = &mut self.answers.outbox else {
            return Some(self.answers.stand_in.answer());
        };
        if outbox.has_room(capture.body.len()) {
            return None;
        }
        if let Some(trouble) = outbox.dropped() {
            self.tell(Shown::Trouble(trouble));
        }
        Some(Answer::status(503))
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
            self.tally.kept();
            self.answer_one(kept);
        }
    }

    /// Answers the sender of a capture, or asks the target to.
    fn answer_one(&mut self, kept: Kept) {
        let Kept { capture, sha256, answer, waiting } = kept;
        let route = route(&capture, self.change_from.as_ref());
        let Some(answer) = answer else {
            let answered = waiting.forwarded();
            let arrived = Arrived { answered, sha256, route };
            self.tell(Shown::Capture(Box::new((capture.clone(), arrived))));
            return self.forward(capture, waiting);
        };
        let arrived = Arrived { answered: waiting.answer(answer), sha256, route };
        self.tell(Shown::Capture(Box::new((capture, arrived))));
    }

    fn forward(&mut self, capture: Capture, waiting: Waiting) {
        let appointment = keeper::appointment_name(&capture);
        let letter = Letter { capture, waiting, appointment };
        if !self.answers.outbox.as_mut().is_some_and(|outbox| outbox.send(letter)) {
            self.lost();
        }
    }

    /// Notes what came of a letter, then answers its sender.
    fn delivered(&mut self, letter: Letter, delivery: Delivery) {
        let Some(outbox) = &mut self.answers.outbox else { return };
        let (hint, trouble) = outbox.returned(&letter, &delivery);
        let seq = letter.capture.origin.seq.unwrap_or_default();
        if let Err(error) = self.keeper.note(seq, &delivery) {
            self.failed(&error);
        }
        let answered = letter.waiting.answer(outbox::answer(&delivery.outcome));
        if let Some(trouble) = trouble {
            self.tell(Shown::Trouble(trouble));
        }
        let capture = letter.capture;
        self.tell(Shown::Delivered(Box::new(Delivered { capture, delivery, hint, answered })));
    }

    /// A letter whose sender the server answers 500.
    fn lost(&mut self) {
        self.answers.outbox.iter_mut().for_each(Outbox::lost);
        self.exit = self.exit.and(Exit::Failed);
        self.trouble("a capture could not be forwarded: a fault of dsw itself; it is kept");
    }

    /// Who is not let in is told so, and what was sent is no capture.
    fn turned_away(
        &mut self,
        capture: &Capture,
        waiting: Waiting,
        answer: Answer,
        (why, hint): (&str, &'static str),
    ) {
        let status = Some(answer.status);
        waiting.answer(answer);
        let request = capture.request.as_ref();
        if let Some((at, remote)) = request.and_then(|one| Some((one.received_at, one.remote?))) {
            let (why, hint) = (why.to_owned(), Some(hint));
            self.refused(Refusal { at, remote, status, why, hint, capture: None });
        }
    }

    fn refused(&mut self, mut refusal: Refusal) {
        self.tally.refused();
        // What came of a body is kept only of those who would have been let in.
        refusal.capture = refusal.capture.filter(|one| self.answers.guard.refusal(one).is_none());
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
        if self.not_shown_since.is_some_and(|since| since.elapsed() >= PAUSE) {
            self.tell_not_shown();
        }
        if let Err(TrySendError::Full(_)) = self.told.try_send(shown) {
            self.not_shown += 1;
            self.not_shown_since.get_or_insert_with(Instant::now);
        }
    }

    fn tell_not_shown(&mut self) {
        if self.not_shown > 0 && self.told.try_send(Shown::Left(self.not_shown)).is_ok() {
            self.not_shown = 0;
            self.not_shown_since = None;
        }
    }
}

const CREDENTIALS: &str = "check login and password, or the client secret, of the connector";

const ROUND_TRIP: (&str, &str) = (
    "it was forwarded from here and came back",
    "the target sends to this listener: check `--forward-to`, and what stands behind it",
);
