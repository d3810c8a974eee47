//! What is told of a run while it goes on, and at its end.

use std::time::Duration;

use tokio::time::{Instant, sleep_until};

use super::letters::Letter;
use super::log::{RunLog, is_unseen};
use super::reader::Reader;
use crate::cli::ReplayArgs;
use crate::commands::judge::read;
use crate::commands::run::Run;
use crate::delivery::Delivery;
use crate::error::{Error, Exit};
use crate::outcomes::Outcomes;
use crate::render::delivered::Ended;
use crate::render::{counted, deliveries};
use crate::store::Named;
use crate::transaction::Breaker;

/// How often a line tells how it goes where nobody sees a bar, but a log is read: in CI.
const NOW_AND_THEN: Duration = Duration::from_secs(10);

/// The report of a run.
pub(super) struct Report<'r, 'c> {
    run: &'r mut Run<'c>,
    /// What is written down of it.
    pub log: RunLog,
    /// What it comes to.
    pub outcomes: Outcomes,
    begun: Instant,
    next_line: Option<Instant>,
    /// The circuit breaker of Dime.Scheduler, when it is sent as that does.
    breaker: Breaker,
    /// How many failed so that they may have arrived all the same.
    unseen: usize,
    /// How many were not sent, and whether all of them were counted.
    left: Option<(usize, bool)>,
    /// How many may fail before the run stops.
    most_failures: Option<u64>,
    /// Where answers are kept.
    answers: Option<Named>,
}

impl<'r, 'c> Report<'r, 'c> {
    pub(super) fn new(
        run: &'r mut Run<'c>,
        log: RunLog,
        most_failures: Option<u64>,
        answers: Option<Named>,
    ) -> Self {
        let begun = Instant::now();
        let next_line = run.console.is_ci().then(|| begun + NOW_AND_THEN);
        let outcomes = Outcomes::default();
        Self {
            run,
            log,
            outcomes,
            begun,
            next_line,
            breaker: Breaker::default(),
            unseen: 0,
            left: None,
            most_failures,
            answers,
        }
    }

    /// Tells of a payload that came to its end.
    pub(super) fn delivered(&mut self, letter: &Letter, delivery: &Delivery) -> Result<(), Error> {
        self.log.ended(&letter.key, delivery);
        self.outcomes.add(delivery);
        self.run.costs(delivery.exit());
        self.watch_breaker(delivery);
        self.unseen += usize::from(delivery.outcome.as_ref().is_err_and(is_unseen));
        let not_accepted = self.outcomes.sent() - self.outcomes.accepted;
        self.run.console.progress(format!("{not_accepted} not accepted"));
        read(&letter.capture, self.run.secrets, |entry| {
            self.run.tell(|report| report.delivery(entry, delivery))
        })?;
        self.keep(letter, delivery)
    }

    /// Keeps an answer, when answers are kept.
    fn keep(&mut self, letter: &Letter, delivery: &Delivery) -> Result<(), Error> {
        let (Some(answers), Ok(answered)) = (&mut self.answers, &delivery.outcome) else {
            return Ok(());
        };
        let file = answers.add(&letter.capture.origin, "http", &answered.message())?;
        if let Some(why) = &answered.cut {
            let file = file.display();
            self.run.console.talk().warn(&format!("`{file}` is not all of the answer: {why}"));
        }
        Ok(())
    }

    /// Whether so many failed that nothing more is to be sent.
    pub(super) fn is_enough(&self) -> bool {
        self.most_failures.is_some_and(|most| self.outcomes.failed() as u64 >= most)
    }

    /// Tells when Dime.Scheduler may send no more for a while.
    fn watch_breaker(&mut self, delivery: &Delivery) {
        if let Some(logged) = self.breaker.saw_delivery(delivery) {
            self.run.console.talk().warn(&format!("{}; {}", logged.text, logged.then));
        }
    }

    /// Counts a payload that was lost by a fault of dsw itself.
    pub(super) fn lost(&mut self) {
        self.outcomes.unanswered += 1;
        self.run.costs(Exit::Network);
    }

    /// Tells of a source that could not be read.
    pub(super) fn unread(&mut self, error: &Error) -> Result<(), Error> {
        self.run.unread(error)
    }

    /// Notes how many were not sent when it was cut short.
    pub(super) fn left(&mut self, count: usize, is_whole: bool) {
        self.left = Some((count, is_whole));
    }

    /// Writes down and shows what there is by now.
    pub(super) fn flush(&mut self) -> Result<(), Error> {
        self.log.write()?;
        self.run.console.flush()
    }

    /// Waits for the time of the next line on how it goes, and says it.
    pub(super) async fn tick(&mut self) {
        let Some(next) = self.next_line else { return std::future::pending().await };
        sleep_until(next).await;
        self.next_line = Some(Instant::now() + NOW_AND_THEN);
        let (sent, rate) = (self.outcomes.sent(), self.rate());
        let not_accepted = sent - self.outcomes.accepted;
        let said = format!("{sent} sent, {not_accepted} not accepted, {rate:.0}/s");
        self.run.console.talk().say(&said);
    }

    fn rate(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "it is shown without decimals")]
        let sent = self.outcomes.sent() as f64;
        sent / self.begun.elapsed().as_secs_f64().max(1e-3)
    }

    /// The last words, and how the run ends.
    pub(super) fn end(
        mut self,
        args: &ReplayArgs,
        cut_short: Option<Exit>,
        reader: &Reader,
    ) -> Result<Exit, Error> {
        self.run.console.end_progress();
        let (nothing, left_out) = reader.end();
        self.log.write()?;
        let before = || Error::Nothing("all of them were sent before".to_owned());
        let has_none = self.outcomes.ended() == 0;
        let is_nothing_left = self.log.left_out > 0 && has_none;
        let nothing = nothing.or_else(|| is_nothing_left.then(before));
        if let Some(nothing) = nothing.filter(|_| cut_short.is_none()) {
            self.run.problem(&nothing)?;
        }
        self.outcomes.unread = self.run.unread;
        let is_done = cut_short.is_none() && self.outcomes.failed() + self.outcomes.unanswered == 0;
        let unanswered = self.outcomes.unanswered + self.log.unknown();
        if unanswered > 0 {
            self.run.costs(Exit::Network);
        }
        let kept = self.log.end(is_done || reader.is_single(), args);
        let (outcomes, took) = (&self.outcomes, self.begun.elapsed());
        let ended = Ended { outcomes, left: self.left, run: kept.as_deref(), took };
        self.run.tell(|report| report.end(&ended))?;
        self.run.end()?;
        let talk = self.run.console.talk();
        let Outcomes { unanswered: cut, unread, .. } = self.outcomes;
        if self.outcomes.ended() + cut + unread > 0 {
            talk.say(&deliveries::summary(&self.outcomes));
        }
        if self.log.left_out > 0 {
            talk.say(&format!("{} sent before", counted(self.log.left_out, "payload")));
        }
        if self.outcomes.not_200 > 0 {
            talk.hint("any 2xx counts as accepted; Dime.Scheduler documents 200 only");
        }
        if let Some(left_out) = left_out {
            talk.warn(&left_out);
        }
        self.go_on(cut_short, unanswered, kept.as_deref());
        Ok(self.run.exit.and(cut_short.unwrap_or_default()))
    }

    /// How this run can be gone on with.
    fn go_on(&self, cut_short: Option<Exit>, unanswered: usize, kept: Option<&str>) {
        let talk = self.run.console.talk();
        if let (Some(_), Some((count, is_whole))) = (cut_short, self.left) {
            let more = if is_whole { "" } else { " or more" };
            let failed = self.outcomes.failed();
            let why = if self.is_enough() {
                format!("stopped after {}", counted(failed, "failure"))
            } else {
                "cut short".to_owned()
            };
            talk.warn(&format!("{why}: {}{more} left", counted(count, "payload")));
        }
        let unseen = unanswered + kept.map_or(0, |_| self.unseen);
        if unseen > 0 {
            talk.warn(&format!(
                "{} may have arrived, and no answer was seen; `--retry-unknown` sends such again",
                counted(unseen, "payload")
            ));
        }
        let is_failed = self.outcomes.failed() > self.unseen;
        let next = match kept {
            Some(run) if cut_short.is_some() => format!("go on with `dsw replay --resume {run}`"),
            Some(run) if is_failed => {
                format!("send what failed again with `dsw replay --only-failed {run}`")
            }
            Some(run) if unseen > 0 => format!("`dsw replay --resume {run} --retry-unknown`"),
            Some(_) | None => return,
        };
        talk.hint(&next);
    }
}
