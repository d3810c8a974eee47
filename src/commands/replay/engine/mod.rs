//! The engine: sends letters when they are due, so many at once, on one thread.

mod rest;

use std::sync::Arc;
use std::time::Duration;

use fastrand::Rng;
use tokio::sync::Notify;
use tokio::sync::mpsc::Receiver;
use tokio::time::{Instant, sleep_until};

pub(super) use rest::{Cut, Sent};

use super::courier::{Came, Courier};
use super::gate::Gate;
use super::letters::{Letter, Mail};
use super::log::RunLog;
use super::outlet::Outlet;
use super::schedule::Schedule;
use super::tally::Tally;
use super::teller::Told;
use crate::commands::network::Ends;
use crate::commands::under_way::UnderWay;
use crate::delivery::Delivery;
use crate::error::Error;

/// How many letters may wait for those before them of their appointments: others are looked for
/// behind them, but not for ever.
const WAITING: usize = 256;

/// How often a line tells how it goes where nobody sees a bar, but a log is read: in CI.
const NOW_AND_THEN: Duration = Duration::from_secs(10);

/// What is under way, what waits, and what comes next.
pub(super) struct Engine {
    gate: Arc<Gate>,
    schedule: Schedule,
    concurrency: usize,
    mail: Receiver<Mail>,
    is_open: bool,
    /// The next letter, and when it is due.
    next: Option<(Letter, Instant)>,
    under_way: UnderWay<Letter, Result<Came, Error>>,
    /// How many letters were turned back: before anything of them was sent, or in a pause before
    /// another attempt.
    turned_back: usize,
    log: RunLog,
    tally: Tally,
    outlet: Outlet,
    /// Notified when nothing can be told any more.
    stop: Arc<Notify>,
    begun: Instant,
    next_line: Option<Instant>,
}

/// When letters are sent, and how many at once.
pub(super) struct Plan {
    /// When each is due.
    pub schedule: Schedule,
    /// How many are under way at once.
    pub concurrency: usize,
    /// Whether a line tells now and then how it goes.
    pub tells_now_and_then: bool,
}

impl Engine {
    pub(super) fn new(
        plan: Plan,
        courier: Courier,
        mail: Receiver<Mail>,
        mut dice: Rng,
        (log, tally): (RunLog, Tally),
        (outlet, stop): (Outlet, Arc<Notify>),
    ) -> Self {
        let (gate, courier, begun) = (Arc::clone(&courier.gate), Arc::new(courier), Instant::now());
        let under_way = UnderWay::new(move |letter: Letter| {
            let (courier, dice) = (Arc::clone(&courier), dice.fork());
            Box::pin(async move {
                let came = courier.deliver(&letter, dice).await;
                (letter, came)
            })
        });
        Self {
            gate,
            schedule: plan.schedule,
            concurrency: plan.concurrency,
            mail,
            is_open: true,
            next: None,
            under_way,
            turned_back: 0,
            log,
            tally,
            outlet,
            stop,
            begun,
            next_line: plan.tells_now_and_then.then(|| begun + NOW_AND_THEN),
        }
    }

    async fn send_all(&mut self, ends: &mut Ends) -> Result<Option<Cut>, Error> {
        loop {
            self.send_what_is_due();
            let (has_room, is_behind) = (self.has_room(), self.outlet.is_behind());
            let due = self.next.as_ref().filter(|_| has_room).map(|(_, due)| *due);
            tokio::select! {
                biased;
                exit = ends.next() => return Ok(Some(Cut::Signal(exit))),
                () = self.stop.notified() => return Ok(Some(Cut::Stopped)),
                () = self.outlet.hand_on(), if is_behind => {}
                Some(done) = self.under_way.done() => self.done(done)?,
                mail = self.mail.recv(), if self.is_open && self.next.is_none() && has_room => {
                    self.take(mail);
                }
                () = at(due), if due.is_some() => {}
                () = at(self.next_line), if self.next_line.is_some() => self.tell_how_it_goes(),
            }
            let is_idle = self.under_way.len() == 0;
            if is_idle && self.tally.is_enough() {
                return Ok(Some(Cut::Enough));
            }
            if is_idle && !self.is_open && self.next.is_none() {
                return Ok(None);
            }
        }
    }

    /// Whether another letter can be taken: one that can go, or one that waits for its turn.
    fn has_room(&self) -> bool {
        !self.tally.is_enough()
            && !self.outlet.is_behind()
            && self.under_way.len() < self.concurrency
            && self.under_way.waiting() < WAITING
    }

    fn take(&mut self, mail: Option<Mail>) {
        match mail {
            None => self.is_open = false,
            Some(Err(error)) => self.problem(error),
            Some(Ok(mut letter)) => {
                if !self.log.wants(&mut letter.key) {
                    return;
                }
                let came = letter.capture.request.as_ref().map(|request| request.received_at);
                let due = self.schedule.due(came, letter.round, self.begun.elapsed());
                self.next = Some((letter, self.begun + due));
            }
        }
    }

    /// Tells of a source that could not be read; the others are not stopped by it.
    fn problem(&mut self, error: Error) {
        self.tally.outcomes.unread += 1;
        self.tally.costs(error.exit());
        self.outlet.tell(Told::Problem(error));
    }

    fn send_what_is_due(&mut self) {
        while self.has_room() {
            match self.next.take() {
                Some((mut letter, due)) if due <= Instant::now() => {
                    let whose = letter.whose.take();
                    self.under_way.enter(whose.as_ref(), letter);
                }
                Some(waits) => {
                    self.next = Some(waits);
                    return;
                }
                None => match self.mail.try_recv() {
                    Ok(mail) => self.take(Some(mail)),
                    Err(_) => return,
                },
            }
        }
    }

    /// Counts what came of a letter, has it told, and writes it down.
    fn done(&mut self, done: Option<(Letter, Result<Came, Error>)>) -> Result<(), Error> {
        let Some((letter, came)) = done else {
            // Lost by a fault of dsw itself.
            self.tally.add_unanswered(1);
            return Ok(());
        };
        let mut noted = Ok(());
        match came {
            Ok(Came::Unsent) => self.turned_back += 1,
            Err(error) => {
                self.turned_back += 1;
                noted = Err(error);
            }
            Ok(Came::Delivered(delivery)) => {
                noted = self.log.notes().ended(&letter.key, &delivery);
                self.tell(letter, delivery);
            }
            // That it was to be tried again is written down already.
            Ok(Came::Paused(delivery)) => {
                self.turned_back += 1;
                self.tell(letter, delivery);
            }
        }
        if self.tally.is_enough() {
            self.gate.close_to_new();
        }
        noted
    }

    fn tell(&mut self, letter: Letter, delivery: Delivery) {
        self.tally.add(&delivery);
        self.outlet.tell(Told::Delivered(Box::new((letter, delivery))));
    }

    fn tell_how_it_goes(&mut self) {
        self.next_line = Some(Instant::now() + NOW_AND_THEN);
        let (sent, not_accepted) = (self.tally.outcomes.sent(), self.tally.not_accepted());
        #[expect(clippy::cast_precision_loss, reason = "it is shown without decimals")]
        let rate = sent as f64 / self.begun.elapsed().as_secs_f64().max(1e-3);
        let said = format!("{sent} sent, {not_accepted} not accepted, {rate:.0}/s");
        self.outlet.tell(Told::Going(said));
    }
}

async fn at(due: Option<Instant>) {
    if let Some(due) = due {
        sleep_until(due).await;
    }
}
