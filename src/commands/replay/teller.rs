//! The teller: shows what came of a run on a thread of its own, as fast as somebody reads.
//!
//! A reader who pauses stops the teller and, a little later, what is sent next; never a timer, a
//! signal or what is under way. A reader who closed stdout has seen enough, and no more than that:
//! the rest of the payloads is sent all the same, and the summary says so on stderr. What else
//! cannot be written ends the run, as nobody would learn what came of the payloads.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc::Receiver;
use tokio::sync::{Notify, oneshot};

use super::letters::Letter;
use crate::commands::judge::read;
use crate::commands::run::Run;
use crate::delivery::Delivery;
use crate::error::{Error, Exit};
use crate::outcomes::Outcomes;
use crate::render::delivered::Ended;
use crate::store::Named;
use crate::transaction::Breaker;

/// Something to be told.
pub(super) enum Told {
    /// A payload that came to its end.
    Delivered(Box<(Letter, Delivery)>),
    /// What is wrong with the run, or could not be read.
    Problem(Error),
    /// How it goes.
    Going(String),
    /// What it came to: there is nothing behind it.
    End(Box<End>),
}

/// What a run came to.
pub(super) struct End {
    /// What became of the payloads.
    pub outcomes: Outcomes,
    /// How many were not sent, and whether that is all of them.
    pub left: Option<(usize, bool)>,
    /// The run that another can go on with.
    pub run: Option<String>,
    /// How long it took.
    pub took: Duration,
}

/// Shows what comes of a run.
pub(super) struct Teller {
    run: Run,
    /// Where answers are kept.
    answers: Option<Named>,
    /// The circuit breaker of Dime.Scheduler, when it is sent as that does.
    breaker: Breaker,
    not_accepted: usize,
    /// Tells those who send that nothing can be told any more.
    stop: Arc<Notify>,
}

impl Teller {
    pub(super) fn new(run: Run, answers: Option<Named>, stop: Arc<Notify>) -> Self {
        Self { run, answers, breaker: Breaker::default(), not_accepted: 0, stop }
    }

    /// Works until the end is told, and says at last what it costs that something could not be.
    pub(super) fn run(mut self, mut all: Receiver<Told>, last_word: oneshot::Sender<Exit>) {
        while let Some(told) = self.next(&mut all) {
            let is_end = matches!(told, Told::End(_));
            // A payload that cannot be shown costs its own line alone.
            let shown = catch_unwind(AssertUnwindSafe(|| self.tell(told)));
            if shown.is_err() {
                self.run.costs(Exit::Failed);
                let talk = self.run.console.talk();
                talk.warn("a delivery could not be shown: a fault of dsw itself");
            }
            if is_end {
                break;
            }
        }
        // Nobody waits for it when the run was to end at once.
        let _ = last_word.send(self.run.exit);
    }

    /// The next thing to tell; what was written before is on its way while there is none.
    fn next(&mut self, all: &mut Receiver<Told>) -> Option<Told> {
        if let Ok(told) = all.try_recv() {
            return Some(told);
        }
        let flushed = self.run.console.flush();
        self.written(flushed);
        all.blocking_recv()
    }

    fn tell(&mut self, told: Told) {
        let written = match told {
            Told::Delivered(both) => self.delivered(&both.0, &both.1),
            Told::Problem(error) => self.run.problem(&error),
            Told::Going(line) => {
                self.run.console.talk().say(&line);
                Ok(())
            }
            Told::End(end) => self.end(&end),
        };
        self.written(written);
    }

    fn delivered(&mut self, letter: &Letter, delivery: &Delivery) -> Result<(), Error> {
        self.watch_breaker(delivery);
        self.not_accepted += usize::from(!delivery.is_accepted());
        self.run.console.progress(format!("{} not accepted", self.not_accepted));
        let shown = read(&letter.capture, self.run.secrets, |entry| {
            self.run.tell(|report| report.delivery(entry, delivery))
        });
        shown.and(self.keep(letter, delivery))
    }

    /// Keeps an answer, when answers are kept.
    fn keep(&mut self, letter: &Letter, delivery: &Delivery) -> Result<(), Error> {
        let (Some(answers), Some(answered)) = (&mut self.answers, delivery.answered()) else {
            return Ok(());
        };
        let file = answers.add(&letter.capture.origin, "http", &answered.message())?;
        if let Some(why) = answered.cut.as_ref().or(delivery.outcome.as_ref().err()) {
            let file = file.display();
            self.run.console.talk().warn(&format!("`{file}` is not all of the answer: {why}"));
        }
        Ok(())
    }

    /// Tells when Dime.Scheduler may send no more for a while.
    fn watch_breaker(&mut self, delivery: &Delivery) {
        if let Some(logged) = self.breaker.saw_delivery(delivery) {
            self.run.console.talk().warn(&format!("{}; {}", logged.text, logged.then));
        }
    }

    fn end(&mut self, end: &End) -> Result<(), Error> {
        self.run.console.end_progress();
        let End { outcomes, left, run, took } = end;
        let ended = Ended { outcomes, left: *left, run: run.as_deref(), took: *took };
        let told = self.run.tell(|report| report.end(&ended));
        told.and(self.run.end())
    }

    fn written(&mut self, written: Result<(), Error>) {
        let Err(error) = written else { return };
        if !error.is_closed_pipe() {
            self.run.costs(error.exit());
            self.run.console.talk().error(&error);
            self.stop.notify_one();
        }
    }
}
