//! The recorder: a capture is on disk before its sender hears of it.

mod refusing;

use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::Receiver;

use super::change_from::route;
use super::counters::Counters;
use super::forwarder::Errand;
use super::guard::Guard;
use super::job::Job;
use super::keeper::{self, Keeper};
use super::outbox::{self, Outbox};
use super::passage::Passage;
use super::shown::{Delivered, Shown, Trouble};
use super::stand_in::StandIn;
use crate::capture::Capture;
use crate::cli::ChangeFrom;
use crate::commands::judge::Arrived;
use crate::delivery::Delivery;
use crate::entry::Sent;
use crate::error::Exit;
use crate::server::{Answer, Arrival, Event, Unanswered, Waiting};
use crate::store::Reply;
use crate::transaction::Breaker;
use refusing::ROUND_TRIP;

/// How many requests may share one commit to the disk; each holds a file open until then.
const BATCH: usize = 64;

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
    teller: Passage<Shown>,
    counters: Counters,
    exit: Exit,
    /// Whether a failure was told: more of them are not, until a capture was kept again.
    failing: bool,
    kept: Vec<Kept>,
    breaker: Breaker,
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
        teller: Passage<Shown>,
        counters: Counters,
    ) -> Self {
        let (exit, failing, kept, breaker) = (Exit::Ok, false, Vec::new(), Breaker::default());
        Self { keeper, answers, change_from, teller, counters, exit, failing, kept, breaker }
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
        self.teller.tell_passed();
        self.exit
    }

    fn survive(&mut self, work: impl FnOnce(&mut Self)) {
        if catch_unwind(AssertUnwindSafe(|| work(self))).is_err() {
            self.exit = self.exit.and(Exit::Failed);
            self.trouble("a capture could not be handled: a fault of dsw itself");
        }
    }

    /// Tells of trouble that there is nothing to do about.
    fn trouble(&mut self, what: &str) {
        self.teller.tell(Shown::Trouble(Trouble::of(what)));
    }

    fn take(&mut self, job: Job) {
        match job {
            Job::Event(Event::Arrival(arrival)) => self.arrived(arrival),
            Job::Event(Event::Refused(refusal)) => self.refused(refusal),
            Job::Event(Event::Unanswered(sender)) => self.unanswered(sender),
            Job::Event(Event::Trouble(what)) => self.trouble(&what),
            Job::Delivered(errand, delivery) => self.delivered(errand, *delivery),
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
            let hint = self.answers.guard.hint();
            return self.turned_away(&capture, waiting, challenge, (&why, hint));
        }
        if self.answers.outbox.as_ref().is_some_and(|outbox| outbox.is_round_trip(&capture)) {
            return self.turned_away(&capture, waiting, Answer::status(508), ROUND_TRIP);
        }
        let answer = self.answer(&capture);
        let held_back = |answer: &Answer| Reply { sent: answer.sent(), after: answer.after };
        let reply = answer.as_ref().map_or(Sent::Forwarded.into(), held_back);
        match self.keeper.keep(&mut capture, reply) {
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
            self.teller.tell(Shown::Trouble(trouble));
        }
        Some(Answer::status(503))
    }

    /// Answers the senders of what is kept, once it is there for good.
    fn answer_kept(&mut self) {
        let committed = self.keeper.commit();
        if let (Err(error), true) = (&committed, self.kept.is_empty()) {
            // All that waited was a body that ended too early.
            self.failed(error);
        }
        for kept in mem::take(&mut self.kept) {
            if let Err(error) = &committed {
                self.not_kept(kept.waiting, error);
                continue;
            }
            if mem::take(&mut self.failing) {
                self.trouble("captures are kept again");
            }
            self.counters.kept();
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
            self.teller.tell(Shown::Capture(Box::new((capture.clone(), arrived))));
            return self.forward(capture, waiting);
        };
        let answered = waiting.answer(Answer { seq: capture.origin.seq, ..answer });
        let arrived = Arrived { answered, sha256, route };
        self.teller.tell(Shown::Capture(Box::new((capture, arrived))));
        self.came_back(answered.sent);
    }

    /// Notes what came back to a sender: after failures in a row more than one answer is logged.
    fn came_back(&mut self, sent: Sent) {
        if let Some(logged) = self.breaker.saw(sent) {
            self.teller.tell(Shown::Trouble(Trouble::logged(logged)));
        }
    }

    fn forward(&mut self, capture: Capture, waiting: Waiting) {
        let whose = keeper::identity(&capture).map(Box::new);
        let errand = Errand { capture, waiting, whose };
        if !self.answers.outbox.as_mut().is_some_and(|outbox| outbox.send(errand)) {
            self.lost();
        }
    }

    /// Notes what came of an errand, then answers its sender.
    fn delivered(&mut self, errand: Errand, delivery: Delivery) {
        let Some(outbox) = &mut self.answers.outbox else { return };
        let (hint, trouble) = outbox.returned(&errand, &delivery);
        let seq = errand.capture.origin.seq.unwrap_or_default();
        let answer = outbox::answer(&delivery.outcome);
        let sent = if errand.waiting.is_gone() { Sent::Gone } else { answer.sent() };
        if let Err(error) = self.keeper.note(seq, &delivery, sent) {
            self.failed(&error);
        }
        let answered = errand.waiting.answer(answer);
        if let Some(trouble) = trouble {
            self.teller.tell(Shown::Trouble(trouble));
        }
        let capture = errand.capture;
        self.teller.tell(Shown::Delivered(Box::new(Delivered {
            capture,
            delivery,
            hint,
            answered,
        })));
        self.came_back(answered.sent);
    }

    /// Notes that a sender got nothing of the answer that stands in the journal.
    fn unanswered(&mut self, sender: Unanswered) {
        let (seq, sent) = (sender.seq.filter(|_| sender.planned.none().is_none()), sender.sent());
        self.teller.tell(Shown::Unanswered(sender));
        // Nothing of a refused request is kept.
        if let Some(seq) = seq
            && let Err(error) = self.keeper.note_unanswered(seq, sent)
        {
            self.failed(&error);
        }
    }

    /// An errand whose sender the server answers 500.
    fn lost(&mut self) {
        self.came_back(Sent::Status(500));
        self.answers.outbox.iter_mut().for_each(Outbox::lost);
        self.exit = self.exit.and(Exit::Failed);
        self.trouble("a capture could not be forwarded: a fault of dsw itself");
    }
}
