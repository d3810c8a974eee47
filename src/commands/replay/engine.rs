//! The engine: sends letters when they are due, so many at once, on one thread.

use std::collections::HashMap;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use fastrand::Rng;
use tokio::sync::mpsc::Receiver;
use tokio::task::{Id, JoinError, JoinSet};
use tokio::time::{Instant, sleep_until, timeout, timeout_at};

use super::courier::Courier;
use super::letters::{Letter, Mail};
use super::report::Report;
use super::schedule::Schedule;
use crate::commands::lanes::Lanes;
use crate::commands::network;
use crate::delivery::Delivery;
use crate::error::{Error, Exit};

/// How many letters may wait for those before them of their appointments: others are looked for
/// behind them, but not for ever, as all of them are held in memory.
const WAITING: usize = 256;

/// How long those under way may still take once somebody wants the run to end.
const GRACE: Duration = Duration::from_millis(700);

/// How long the letters that are left are counted.
const COUNTING: Duration = Duration::from_millis(200);

/// What is under way, what waits, and what comes next.
pub(super) struct Engine {
    courier: Arc<Courier>,
    schedule: Schedule,
    concurrency: usize,
    mail: Receiver<Mail>,
    is_open: bool,
    /// The next letter, and when it is due.
    next: Option<(Letter, Instant)>,
    lanes: Lanes<Letter>,
    waiting: usize,
    /// Whether enough has failed: nothing more is sent.
    stops: bool,
    under_way: JoinSet<(Letter, Delivery)>,
    /// Whose letter each task carries, known even when a task panics.
    appointments: HashMap<Id, Option<String>>,
    dice: Rng,
    begun: Instant,
}

/// A task that ended.
type Done = Result<(Id, (Letter, Delivery)), JoinError>;

impl Engine {
    pub(super) fn new(
        courier: Courier,
        schedule: Schedule,
        concurrency: usize,
        mail: Receiver<Mail>,
        dice: Rng,
    ) -> Self {
        Self {
            courier: Arc::new(courier),
            schedule,
            concurrency,
            mail,
            is_open: true,
            next: None,
            lanes: Lanes::new(),
            waiting: 0,
            stops: false,
            under_way: JoinSet::new(),
            appointments: HashMap::new(),
            dice,
            begun: Instant::now(),
        }
    }

    /// Sends all letters, unless somebody wants it to end before: then that is what it costs.
    pub(super) async fn run(mut self, report: &mut Report<'_, '_>) -> Result<Option<Exit>, Error> {
        let mut ended = pin!(network::ended());
        loop {
            self.send_what_is_due(report)?;
            report.flush()?;
            let (has_room, is_busy) = (self.has_room(), !self.under_way.is_empty());
            let due = self.next.as_ref().filter(|_| has_room).map(|(_, due)| *due);
            tokio::select! {
                biased;
                exit = &mut ended => {
                    self.end_early(report).await?;
                    return Ok(Some(exit));
                }
                Some(done) = self.under_way.join_next_with_id(), if is_busy => {
                    self.done(done, report)?;
                    while let Some(done) = self.under_way.try_join_next_with_id() {
                        self.done(done, report)?;
                    }
                }
                mail = self.mail.recv(), if self.is_open && self.next.is_none() && has_room => {
                    self.take(mail, report)?;
                }
                () = at(due), if due.is_some() => {}
                () = report.tick() => {}
                else => return Ok(None),
            }
            if self.stops && self.under_way.is_empty() {
                let is_cut = self.count_left(report).await;
                // What it costs is what the failures cost.
                return Ok(is_cut.then_some(Exit::Ok));
            }
            if !self.is_open && self.next.is_none() && self.under_way.is_empty() {
                return Ok(None);
            }
        }
    }

    /// Whether another letter can be taken: one that can go, or one that waits for its turn.
    fn has_room(&self) -> bool {
        !self.stops && self.under_way.len() < self.concurrency && self.waiting < WAITING
    }

    fn take(&mut self, mail: Option<Mail>, report: &mut Report<'_, '_>) -> Result<(), Error> {
        match mail {
            None => self.is_open = false,
            Some(Err(error)) => report.unread(&error)?,
            Some(Ok(letter)) if !report.log.wants(&letter.key) => {}
            Some(Ok(letter)) => {
                let came = letter.capture.request.as_ref().map(|request| request.received_at);
                let due = self.schedule.due(came, self.begun.elapsed());
                self.next = Some((letter, self.begun + due));
            }
        }
        Ok(())
    }

    fn send_what_is_due(&mut self, report: &mut Report<'_, '_>) -> Result<(), Error> {
        while self.has_room() {
            match self.next.take() {
                Some((letter, due)) if due <= Instant::now() => self.enter(letter, report),
                Some(waits) => {
                    self.next = Some(waits);
                    return Ok(());
                }
                None => match self.mail.try_recv() {
                    Ok(mail) => self.take(Some(mail), report)?,
                    Err(_) => return Ok(()),
                },
            }
        }
        Ok(())
    }

    fn enter(&mut self, letter: Letter, report: &mut Report<'_, '_>) {
        let lane = letter.lane.clone();
        match self.lanes.enter(lane.as_deref(), letter) {
            Some(letter) => self.send(letter, report),
            None => self.waiting += 1,
        }
    }

    fn send(&mut self, letter: Letter, report: &mut Report<'_, '_>) {
        // It is written down before the task is first run.
        report.log.sending(&letter.key);
        let (courier, dice) = (Arc::clone(&self.courier), self.dice.fork());
        let lane = letter.lane.clone();
        let task = self.under_way.spawn(async move {
            let delivery = courier.deliver(&letter, dice).await;
            (letter, delivery)
        });
        self.appointments.insert(task.id(), lane);
    }

    fn done(&mut self, done: Done, report: &mut Report<'_, '_>) -> Result<(), Error> {
        let id = done.as_ref().map_or_else(JoinError::id, |(id, _)| *id);
        let lane = self.appointments.remove(&id).flatten();
        match done {
            Ok((_, (letter, delivery))) => report.delivered(&letter, &delivery)?,
            Err(_) => report.lost(),
        }
        self.stops = report.is_enough();
        if !self.stops
            && let Some(next) = self.lanes.leave(lane.as_deref())
        {
            self.waiting -= 1;
            self.send(next, report);
        }
        Ok(())
    }

    /// Gives what is under way a little time, and counts what is left. A second wish to end is
    /// obeyed at once.
    async fn end_early(&mut self, report: &mut Report<'_, '_>) -> Result<(), Error> {
        let until = Instant::now() + GRACE;
        let mut ended = pin!(network::ended());
        while !self.under_way.is_empty() {
            let done = tokio::select! {
                biased;
                _ = &mut ended => break,
                done = timeout_at(until, self.under_way.join_next_with_id()) => done,
            };
            let Ok(Some(Ok((id, (letter, delivery))))) = done else { break };
            self.appointments.remove(&id);
            report.delivered(&letter, &delivery)?;
        }
        report.outcomes.unanswered += self.under_way.len();
        self.under_way.abort_all();
        self.count_left(report).await;
        Ok(())
    }

    /// Counts what is not sent any more, and tells whether there is, or may be, anything.
    async fn count_left(&mut self, report: &mut Report<'_, '_>) -> bool {
        let mut held_back = self.waiting + usize::from(self.next.is_some());
        let counting = async {
            while let Some(mail) = self.mail.recv().await {
                held_back += usize::from(mail.is_ok_and(|letter| report.log.wants(&letter.key)));
            }
        };
        let is_whole = timeout(COUNTING, counting).await.is_ok();
        report.left(held_back, is_whole);
        held_back > 0 || !is_whole
    }
}

async fn at(due: Option<Instant>) {
    if let Some(due) = due {
        sleep_until(due).await;
    }
}
