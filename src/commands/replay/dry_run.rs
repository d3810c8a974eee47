//! `--dry-run`: what would be sent, in order, secrets as they may be seen.

use std::time::Duration;

use super::letters::{Letter, Writer};
use super::log::RunLog;
use super::schedule::Schedule;
use super::selection::Selection;
use super::unsent::each;
use crate::cli::{Rate, TimeArgs};
use crate::commands::judge::read;
use crate::commands::run::Run;
use crate::delivery::Delivery;
use crate::error::{Error, Exit};
use crate::render::outgoing::Planned;

/// When each would be sent, counted from the first; the pace of the receiver has no part in it.
struct Times {
    schedule: Schedule,
    /// The gap that a rate makes.
    interval: Option<Duration>,
    are_original: bool,
    last: Option<Duration>,
}

impl Times {
    fn of(args: &TimeArgs) -> Self {
        Self {
            schedule: Schedule::of(args),
            interval: args.rate.map(Rate::interval),
            are_original: args.are_original(),
            last: None,
        }
    }

    /// When the next is due; none when each is as soon as the one before is done.
    fn due(&mut self, letter: &Letter) -> Option<Duration> {
        let due = match self.interval {
            Some(interval) => self.last.map_or(Duration::ZERO, |last| last + interval),
            None if self.are_original => {
                let came = letter.capture.request.as_ref().map(|request| request.received_at);
                self.schedule.due(came, letter.round, Duration::ZERO)
            }
            None => return None,
        };
        self.last = Some(due);
        self.last
    }
}

/// Tells of each payload what would go on the wire, and when.
pub(super) fn tell(
    selection: &Selection,
    writer: &Writer,
    times: &TimeArgs,
    log: &mut RunLog,
    run: &mut Run,
) -> Result<Exit, Error> {
    let mut times = Times::of(times);
    each(selection, writer, log, run, |letter, run| tell_one(letter, times.due(letter), run))?;
    run.end()?;
    run.console.talk().say("dry run: nothing was sent");
    Ok(run.exit)
}

fn tell_one(letter: &Letter, due: Option<Duration>, run: &mut Run) -> Result<(), Error> {
    let (capture, secrets) = (&letter.capture, run.secrets);
    match &letter.way {
        Ok(way) => {
            let planned = Planned {
                to: way.target.shown(),
                method: &way.outgoing.method,
                headers: &way.outgoing.headers_to(&way.target),
                size: way.outgoing.body.len(),
                due,
            };
            read(capture, secrets, |entry| run.tell(|report| report.planned(entry, &planned)))
        }
        Err((to, failure)) => {
            let (to, failure) = (to.clone(), failure.clone());
            let delivery = Delivery::of(to, Err(failure), Duration::ZERO);
            run.costs(delivery.exit());
            read(capture, secrets, |entry| run.tell(|report| report.delivery(entry, &delivery)))
        }
    }
}
