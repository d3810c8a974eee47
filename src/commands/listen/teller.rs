//! The teller: judges what was kept and shows it, as fast as somebody reads.

use std::collections::HashSet;
use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::Receiver;

use tokio::sync::Notify;

use super::counters::Counters;
use super::looks::Looks;
use super::orders::{Show, Until};
use super::shown::{Delivered, Shown, Trouble};
use super::wanted::Wanted;
use crate::capture::Capture;
use crate::cli::ListenFormat;
use crate::commands::judge::{Arrived, Judge, read};
use crate::commands::memory::{Memory, Who};
use crate::console::Console;
use crate::entry::Sent;
use crate::error::{Error, Exit};
use crate::render::counted;
use crate::render::forwarded::{Forwarded, forwarded, forwarded_line};
use crate::render::json::{self, LoggedPart, Problem};
use crate::secret::Secrets;
use crate::server::Refusal;
use crate::transaction::{self, Logged};

/// Shows what happens, and counts it.
pub(super) struct Teller {
    judge: Judge,
    secrets: Secrets,
    looks: Looks,
    console: Console,
    until: Until,
    stop: Arc<Notify>,
    counters: Counters,
    memory: Memory,
    appointments: HashSet<String>,
    /// The capture whose answer ends the run, when it is forwarded.
    ends_with: Option<u64>,
    /// The captures that a filter has no wish to see, and whose target has not answered yet.
    unwanted: HashSet<u64>,
    /// Whether it was told that there is no room to remember more appointments.
    is_full_told: bool,
    exit: Exit,
}

impl Teller {
    pub(super) fn new(
        show: Show,
        wanted: Wanted,
        until: Until,
        memory: Memory,
        console: Console,
        stop: Arc<Notify>,
        counters: Counters,
    ) -> Self {
        if wanted.is_choosy() {
            counters.is_choosy();
        }
        let secrets = show.secrets;
        let looks = Looks::of(show, console.view(), wanted);
        Self {
            judge: Judge::bundled().showing(secrets),
            secrets,
            looks,
            console,
            until,
            stop,
            counters,
            memory,
            appointments: HashSet::new(),
            ends_with: None,
            unwanted: HashSet::new(),
            is_full_told: false,
            exit: Exit::Ok,
        }
    }

    /// Works until the recorder is gone. A payload that cannot be shown costs its card alone.
    pub(super) fn run(mut self, told: &Receiver<Shown>) -> Exit {
        while let Some(shown) = self.next(told) {
            if catch_unwind(AssertUnwindSafe(|| self.show(shown))).is_err() {
                self.exit = self.exit.and(Exit::Failed);
                self.console
                    .talk()
                    .warn("a capture could not be shown: a fault of dsw itself; it is kept");
            }
        }
        self.tell_failures();
        self.exit
    }

    /// Tells how often filters failed: until now it was told once.
    fn tell_failures(&mut self) {
        for failures in self.looks.wanted.failures() {
            let text = self.trouble(Trouble::of(&failures));
            self.write(|console| console.data(&text));
            self.write(Console::flush);
        }
    }

    /// The next thing to show; what was written before is on its way while there is none.
    fn next(&mut self, told: &Receiver<Shown>) -> Option<Shown> {
        if let Ok(shown) = told.try_recv() {
            return Some(shown);
        }
        self.write(Console::flush);
        told.recv().ok()
    }

    fn show(&mut self, shown: Shown) {
        let text = match shown {
            Shown::Capture(kept) => self.captured(&kept.0, &kept.1),
            Shown::Delivered(delivered) => self.delivered(&delivered),
            Shown::Refused(refusal) => self.refused(&refusal),
            Shown::Trouble(trouble) => self.trouble(trouble),
            Shown::Left(count) => self.left(count),
        };
        self.write(|console| console.data(&text));
    }

    fn write(&mut self, write: impl FnOnce(&mut Console) -> Result<(), Error>) {
        self.counters.write();
        let written = write(&mut self.console);
        self.counters.write();
        self.written(written);
    }

    fn captured(&mut self, capture: &Capture, arrived: &Arrived) -> String {
        let Self { judge, memory, looks, .. } = self;
        let judged = judge.arrived(
            capture,
            arrived,
            |one| memory.recall(&Who::of(one)?),
            |entry| looks.judged(entry),
        );
        if let Some((who, state)) = judged.appointment {
            memory.remember(&who, capture, state, judged.stands);
            self.appointments.insert(memory.name(&who));
        }
        let is_wanted = judged.text.is_some();
        if !is_wanted && arrived.answered.sent == Sent::Forwarded {
            self.unwanted.extend(capture.origin.seq);
        }
        let come = self.counters.judged(is_wanted, judged.is_valid, self.appointments.len());
        if judged.is_last || self.until.count.is_some_and(|count| come >= count) {
            self.counters.has_come();
            match arrived.answered.sent {
                // Its sender is still to be answered.
                Sent::Forwarded => self.ends_with = capture.origin.seq,
                _ => self.stop.notify_one(),
            }
        }
        let mut troubles = self.looks.wanted.troubles();
        if self.memory.is_full() && !mem::replace(&mut self.is_full_told, true) {
            troubles.push(Trouble::of(
                "no more appointments are remembered, as nothing is kept: each payload of another \
                 one is told as if it were the first",
            ));
        }
        let troubles: String = troubles.into_iter().map(|one| self.trouble(one)).collect();
        troubles + &judged.text.unwrap_or_default()
    }

    fn delivered(&mut self, delivered: &Delivered) -> String {
        let Delivered { capture, delivery, hint, answered } = delivered;
        if self.ends_with.is_some() && self.ends_with == capture.origin.seq {
            self.stop.notify_one();
        }
        if capture.origin.seq.is_some_and(|seq| self.unwanted.remove(&seq)) {
            return String::new();
        }
        let told = Forwarded { delivery, hint: *hint, answered: *answered };
        let (format, view) = (self.looks.format, &self.looks.view);
        read(capture, self.secrets, |entry| match format {
            Some(ListenFormat::Human) => forwarded(entry, &told, view) + "\n",
            Some(ListenFormat::Line) => forwarded_line(entry, &told, view),
            Some(ListenFormat::Json) => json::forwarded(entry, &told),
            None => String::new(),
        })
    }

    fn refused(&mut self, refusal: &Refusal) -> String {
        let origin = refusal.capture.as_ref().map(|capture| &capture.origin);
        let kept = origin.and_then(|origin| origin.path.as_ref());
        let kept = kept.map(|path| format!("; incomplete, what came is {}", path.display()));
        let message = format!("{}{}", refusal.why, kept.unwrap_or_default());
        let answered = refusal.status.map_or_else(
            || "closed without an answer".to_owned(),
            |status| format!("answered {status}"),
        );
        let talk = self.console.talk();
        talk.warn(&format!("{} was {answered}: {message}", refusal.remote));
        refusal.hint.inspect(|hint| talk.hint(hint));
        let logged = transaction::logged(refusal.status.map_or(Sent::HungUp, Sent::Status));
        if let Some(Logged { text, then, .. }) = &logged {
            talk.hint(&format!("Dime.Scheduler would log {text}; {then}"));
        }
        self.problem(&Problem {
            at: json::time(refusal.at),
            message,
            hint: refusal.hint.map(str::to_owned),
            remote: Some(refusal.remote.to_string()),
            status: refusal.status,
            seq: origin.and_then(|origin| origin.seq),
            logged: logged.map(LoggedPart::of),
        })
    }

    fn trouble(&mut self, trouble: Trouble) -> String {
        let talk = self.console.talk();
        talk.warn(&trouble.what);
        trouble.hint.inspect(|hint| talk.hint(hint));
        let Trouble { what, hint, logged } = trouble;
        self.problem(&Problem { logged: logged.map(LoggedPart::of), ..Problem::now(what, hint) })
    }

    fn left(&mut self, count: usize) -> String {
        let captures = counted(count, "capture");
        self.trouble(Trouble::of(&format!(
            "{captures} kept but not shown: the output did not keep up"
        )))
    }

    fn problem(&self, problem: &Problem) -> String {
        match self.looks.format {
            Some(ListenFormat::Json) => json::problem(problem),
            Some(ListenFormat::Human | ListenFormat::Line) | None => String::new(),
        }
    }

    /// A closed stdout ends the run; a full one is told once, and captures are kept all the same.
    fn written(&mut self, result: Result<(), Error>) {
        let Err(error) = result else { return };
        if error.is_closed_pipe() {
            self.stop.notify_one();
        } else {
            self.console.talk().error(&error);
        }
        self.exit = self.exit.and(error.exit());
    }
}
