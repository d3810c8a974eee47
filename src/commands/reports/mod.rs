//! The reports of one run: each entry goes to all of them, in order, and each to its own place.

mod place;
mod wanted;

use std::borrow::Cow;
use std::time::Instant;

use self::place::{Place, Report};
use crate::cli::ReportArgs;
use crate::console::Console;
use crate::entry::Entry;
use crate::env::Env;
use crate::error::{Error, Exit};
use crate::finding::Verdict;
use crate::render::counted;
use crate::render::mask::Masked;
use crate::render::report::{Judged, Render, Root, Tally, identities};

/// All reports of a run, and how it is going to end.
pub(super) struct Reports<'c> {
    all: Vec<Report>,
    console: &'c mut Console,
    tally: Tally,
    exit: Exit,
    start: Instant,
    /// How many more findings are to be shown.
    room: usize,
    /// How many were not, since there was no room.
    unshown: usize,
    args: &'c ReportArgs,
    /// Whether values of payloads are left out.
    is_masked: bool,
}

impl<'c> Reports<'c> {
    /// Begins every report that is wanted; a file that cannot be written is told before any work.
    pub(super) fn begin(
        args: &'c ReportArgs,
        env: &Env,
        console: &'c mut Console,
    ) -> Result<Self, Error> {
        let start = Instant::now();
        let top = Root::of(env.folder(), env.checkout());
        let wanted = wanted::wanted(args, env, &top)?;
        let view = console.view();
        let begin = |one| Report::begin(one, &view, &top);
        let mut all = wanted.iter().map(begin).collect::<Result<Vec<_>, _>>()?;
        if wanted.iter().any(wanted::is_commands) {
            console.expect_runner();
        }
        all.extend(wanted::summary(&wanted, env).map(|file| Report::summary(file, &top)));
        let room = args.max_findings.unwrap_or(usize::MAX);
        let (tally, exit) = (Tally::default(), Exit::Ok);
        let is_masked = args.mask || env.is_ci() && !args.no_mask;
        Ok(Self { all, console, tally, exit, start, room, unshown: 0, args, is_masked })
    }

    /// Whether there is more to report of a verdict than its counts.
    pub(super) fn tells(&self, verdict: &Verdict) -> bool {
        let is_silent = verdict.errors + verdict.warnings + verdict.notes == 0;
        !is_silent || self.all.iter().any(|report| report.render.tells_all())
    }

    /// Counts a payload of which nothing else is to be told.
    pub(super) fn passed(&mut self, verdict: &Verdict) {
        self.tally.add(verdict);
    }

    /// Reports one judged payload.
    pub(super) fn entry(&mut self, entry: &Entry<'_>) -> Result<(), Error> {
        let Some(verdict) = entry.verdict else { return Ok(()) };
        self.tally.add(verdict);
        if !verdict.is_valid() && !self.args.exit_zero {
            self.exit = self.exit.and(Exit::Failed);
        }
        let verdict = &*self.fitting(verdict);
        let identities = &identities(entry, &verdict.findings);
        let entry = &Entry { verdict: Some(verdict), ..*entry };
        if self.is_masked {
            let masked = Masked::of(entry, verdict);
            return masked.judged(identities, |judged| self.each(|render| render.entry(judged)));
        }
        self.each(|render| render.entry(&Judged { entry, verdict, identities }))
    }

    /// As much of a verdict as there is room for; its counts stay.
    fn fitting<'v>(&mut self, verdict: &'v Verdict) -> Cow<'v, Verdict> {
        let found = verdict.findings.len();
        if found <= self.room {
            self.room -= found;
            return Cow::Borrowed(verdict);
        }
        self.unshown += found - self.room;
        let findings = verdict.findings[..std::mem::take(&mut self.room)].to_vec();
        Cow::Owned(Verdict { findings, ..*verdict })
    }

    /// Whether what comes after would not be reported any more.
    pub(super) fn is_enough(&self) -> bool {
        self.args.fail_fast && self.tally.invalid > 0
    }

    /// Reports a source that could not be read; the others are not stopped by it.
    pub(super) fn unread(&mut self, error: &Error) -> Result<(), Error> {
        self.tally.unread += 1;
        self.exit = self.exit.and(error.exit());
        self.console.flush()?;
        self.console.talk().error(error);
        self.each(|render| render.unread(error))
    }

    /// Ends every report, and says what the run came to.
    pub(super) fn end(mut self) -> Result<Exit, Error> {
        let (tally, took) = (self.tally, self.start.elapsed());
        self.each(|render| render.end(&tally, took))?;
        self.console.flush()?;
        for report in self.all {
            report.place.end()?;
        }
        if !self.args.quiet {
            let talk = self.console.talk();
            if self.unshown > 0 {
                talk.say(&format!("{} not shown", counted(self.unshown, "more finding")));
            }
            talk.say(&tally.shown(took));
        }
        Ok(self.exit)
    }

    fn each(&mut self, text: impl Fn(&mut dyn Render) -> String) -> Result<(), Error> {
        for report in &mut self.all {
            let text = text(report.render.as_mut());
            match &mut report.place {
                Place::Data => self.console.data(&text)?,
                Place::Commands => self.console.commands(&text)?,
                Place::File(file) => file.add(&text)?,
                Place::Step(_, summary) => summary.push_str(&text),
            }
        }
        Ok(())
    }
}
