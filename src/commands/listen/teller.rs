//! The teller: judges what was kept, counts it, and has it printed. Whoever reads the output keeps
//! it from nothing.

use std::collections::HashSet;
use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use tokio::sync::Notify;

use super::counters::Counters;
use super::looks::Looks;
use super::orders::{Show, Until};
use super::passage::Passage;
use super::printer::Page;
use super::queue::Out;
use super::shown::{Delivered, Shown, Trouble};
use super::wanted::Wanted;
use crate::capture::Capture;
use crate::cli::ListenFormat;
use crate::commands::judge::{Arrived, Judge, read};
use crate::commands::memory::{Memory, Who};
use crate::commands::words::Word;
use crate::entry::Sent;
use crate::error::Exit;
use crate::render::View;
use crate::render::forwarded::{Forwarded, forwarded, forwarded_line};
use crate::render::json::{self, LoggedPart, Problem};
use crate::secret::Secrets;
use crate::server::{Refusal, Unanswered};
use crate::transaction::{self, Logged};

/// Judges what happens, and counts it.
pub(super) struct Teller {
    judge: Judge,
    secrets: Secrets,
    looks: Looks,
    printer: Passage<Page>,
    until: Until,
    stop: Arc<Notify>,
    counters: Counters,
    memory: Memory,
    appointments: HashSet<String>,
    /// The capture whose sender is waited for at the end of the run.
    ends_with: Option<u64>,
    /// The captures that a filter has no wish to see, and whose target has not answered yet.
    unwanted: HashSet<u64>,
    /// Whether it was told that there is no room to remember more appointments.
    is_full_told: bool,
    exit: Exit,
}

impl Teller {
    pub(super) fn new(
        (show, view): (Show, View),
        wanted: Wanted,
        until: Until,
        memory: Memory,
        printer: Passage<Page>,
        stop: Arc<Notify>,
        counters: Counters,
    ) -> Self {
        if wanted.is_choosy() {
            counters.is_choosy();
        }
        let secrets = show.secrets;
        Self {
            judge: Judge::bundled().showing(secrets),
            secrets,
            looks: Looks::of(show, view, wanted),
            printer,
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
    pub(super) fn run(mut self, told: &Out<Shown>) -> Exit {
        while let Some(shown) = told.take() {
            if catch_unwind(AssertUnwindSafe(|| self.tell(shown))).is_err() {
                self.exit = self.exit.and(Exit::Failed);
                let fault = "a capture could not be shown: a fault of dsw itself";
                self.printer.tell(Page::warning(fault.to_owned()));
            }
        }
        // How often filters failed: until now it was told once.
        for failures in self.looks.wanted.failures() {
            let page = self.trouble(Trouble::of(&failures));
            self.printer.tell(page);
        }
        self.printer.tell_passed();
        self.exit
    }

    fn tell(&mut self, shown: Shown) {
        let page = match shown {
            Shown::Capture(kept) => self.captured(&kept.0, &kept.1),
            Shown::Delivered(delivered) => self.delivered(&delivered),
            Shown::Refused(refusal) => self.refused(&refusal),
            Shown::Unanswered(sender) => self.unanswered(&sender),
            Shown::Trouble(trouble) => self.trouble(trouble),
        };
        self.printer.tell(page);
    }

    fn captured(&mut self, capture: &Capture, arrived: &Arrived) -> Page {
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
        let (is_wanted, sent) = (judged.text.is_some(), arrived.answered.sent);
        if !is_wanted && sent == Sent::Forwarded {
            self.unwanted.extend(capture.origin.seq);
        }
        let come = self.counters.judged(is_wanted, judged.is_valid, self.appointments.len());
        if judged.is_last || self.until.count.is_some_and(|count| come >= count) {
            self.has_come(sent, capture.origin.seq);
        }
        let mut page = Page { captures: 1, ..Page::default() };
        for trouble in self.troubles() {
            page.join(self.trouble(trouble));
        }
        page.data.push_str(&judged.text.unwrap_or_default());
        page
    }

    /// What was waited for is here: the run ends once its sender is done with.
    fn has_come(&mut self, sent: Sent, seq: Option<u64>) {
        self.counters.has_come();
        match sent {
            Sent::Forwarded | Sent::Silence => self.ends_with = seq,
            _ => self.stop.notify_one(),
        }
    }

    /// Ends the run when it was this capture's sender that it waited for.
    fn is_done_with(&mut self, seq: Option<u64>) {
        if self.ends_with.is_some() && self.ends_with == seq {
            self.stop.notify_one();
        }
    }

    /// What there is to tell beside a capture.
    fn troubles(&mut self) -> Vec<Trouble> {
        let mut troubles = self.looks.wanted.troubles();
        if self.memory.is_full() && !mem::replace(&mut self.is_full_told, true) {
            troubles.push(Trouble::of(
                "no more appointments are remembered, as nothing is kept: each payload of another \
                 one is told as if it were the first",
            ));
        }
        troubles
    }

    fn delivered(&mut self, delivered: &Delivered) -> Page {
        let Delivered { capture, delivery, hint, answered } = delivered;
        self.is_done_with(capture.origin.seq);
        if capture.origin.seq.is_some_and(|seq| self.unwanted.remove(&seq)) {
            return Page::default();
        }
        let told = Forwarded { delivery, hint: *hint, answered: *answered };
        let (format, view) = (self.looks.format, &self.looks.view);
        let data = read(capture, self.secrets, |entry| match format {
            Some(ListenFormat::Human) => forwarded(entry, &told, view) + "\n",
            Some(ListenFormat::Line) => forwarded_line(entry, &told, view),
            Some(ListenFormat::Json) => json::forwarded(entry, &told),
            None => String::new(),
        });
        Page { data, ..Page::default() }
    }

    fn refused(&self, refusal: &Refusal) -> Page {
        let origin = refusal.capture.as_ref().map(|capture| &capture.origin);
        let kept = origin.and_then(|origin| origin.path.as_ref());
        let kept = kept.map(|path| format!("; incomplete, what came is {}", path.display()));
        let message = format!("{}{}", refusal.why, kept.unwrap_or_default());
        let answered = refusal.status.map_or_else(
            || "closed without an answer".to_owned(),
            |status| format!("answered {status}"),
        );
        let mut words = vec![Word::Warn(format!("{} was {answered}: {message}", refusal.remote))];
        words.extend(refusal.hint.map(|hint| Word::Hint(hint.to_owned())));
        let logged = transaction::logged(refusal.status.map_or(Sent::HungUp, Sent::Status));
        words.extend(logged.as_ref().map(|Logged { text, then, .. }| {
            Word::Hint(format!("Dime.Scheduler would log {text}; {then}"))
        }));
        let data = self.problem(&Problem {
            at: json::time(refusal.at),
            message,
            hint: refusal.hint.map(str::to_owned),
            remote: Some(refusal.remote.to_string()),
            status: refusal.status,
            seq: origin.and_then(|origin| origin.seq),
            logged: logged.map(LoggedPart::of),
        });
        Page { words, data, ..Page::default() }
    }

    fn unanswered(&mut self, sender: &Unanswered) -> Page {
        self.is_done_with(sender.seq);
        self.trouble(Trouble::of(&sender.to_string()))
    }

    fn trouble(&self, trouble: Trouble) -> Page {
        let Trouble { what, hint, logged } = trouble;
        let mut words = vec![Word::Warn(what.clone())];
        words.extend(hint.map(|hint| Word::Hint(hint.to_owned())));
        let logged = logged.map(LoggedPart::of);
        let data = self.problem(&Problem { logged, ..Problem::now(what, hint) });
        Page { words, data, ..Page::default() }
    }

    fn problem(&self, problem: &Problem) -> String {
        match self.looks.format {
            Some(ListenFormat::Json) => json::problem(problem),
            Some(ListenFormat::Human | ListenFormat::Line) | None => String::new(),
        }
    }
}
