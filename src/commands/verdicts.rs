//! Verdicts, reported and counted.

use std::borrow::Cow;
use std::time::Instant;

use super::reports::{Kind, Reports};
use crate::cli::ReportArgs;
use crate::console::Console;
use crate::entry::Entry;
use crate::env::Env;
use crate::error::{Error, Exit};
use crate::finding::Verdict;
use crate::render::counted;
use crate::render::mask::Masked;
use crate::render::report::{self, Judged, Render, Tally, identities};

/// What reports say of verdicts.
const KIND: Kind<dyn Render> =
    Kind { report: |format, view, root| format.begin(view, root), summary: report::summary };

/// The verdicts of a run, and how it is going to end.
pub(super) struct Verdicts<'c> {
    reports: Reports<dyn Render>,
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

impl<'c> Verdicts<'c> {
    /// Begins every report that is wanted; a file that cannot be written is told before any work.
    pub(super) fn begin(
        args: &'c ReportArgs,
        env: &Env,
        console: &'c mut Console,
    ) -> Result<Self, Error> {
        let start = Instant::now();
        let reports = Reports::begin(&args.formats, args.quiet, &KIND, env, console)?;
        let room = args.max_findings.unwrap_or(usize::MAX);
        let (tally, exit) = (Tally::default(), Exit::Ok);
        let is_masked = args.is_masked(env.is_ci());
        Ok(Self { reports, console, tally, exit, start, room, unshown: 0, args, is_masked })
    }

    /// Whether there is more to report of a verdict than its counts.
    pub(super) fn tells(&self, verdict: Option<&Verdict>) -> bool {
        verdict.is_some_and(|verdict| verdict.found() > 0) || self.reports.any(Render::tells_all)
    }

    /// Counts a payload of which nothing else is to be told.
    pub(super) fn passed(&mut self, verdict: Option<&Verdict>) {
        match verdict {
            Some(verdict) => self.tally.add(verdict),
            None => self.tally.unjudged += 1,
        }
    }

    /// Reports one judged payload.
    pub(super) fn entry(&mut self, entry: &Entry<'_>) -> Result<(), Error> {
        self.passed(entry.verdict);
        let Some(verdict) = entry.verdict else {
            return self.each(|render| render.unjudged(entry));
        };
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
        let shown = verdict.findings.len().min(self.room);
        self.room -= shown;
        self.unshown += verdict.found() - shown;
        if shown == verdict.findings.len() {
            return Cow::Borrowed(verdict);
        }
        Cow::Owned(verdict.telling(verdict.findings[..shown].to_vec()))
    }

    /// Whether what comes after would not be reported any more.
    pub(super) fn is_enough(&self) -> bool {
        self.args.fail_fast && self.tally.invalid > 0
    }

    /// Reports a source that could not be read; the others are not stopped by it.
    pub(super) fn unread(&mut self, error: &Error) -> Result<(), Error> {
        self.tally.unread += 1;
        self.failed(error)
    }

    /// Ends the run before it began: there is nothing to judge by. Reports that are read elsewhere
    /// tell it too.
    pub(super) fn impossible(mut self, error: Error) -> Result<Exit, Error> {
        self.tally.unread += 1;
        self.each(|render| render.unread(&error))?;
        let (tally, took) = (self.tally, self.start.elapsed());
        self.each(|render| render.end(&tally, took))?;
        self.console.flush()?;
        self.reports.end()?;
        Err(error)
    }

    /// Tells that nothing was there to judge, though captures were: a run that passes says that
    /// payloads are good.
    fn nothing(&mut self) -> Result<(), Error> {
        let others = counted(self.tally.unjudged, "capture");
        self.failed(&Error::Nothing(format!(
            "{others}, none of them a payload to judge, but a form, an image, a text or nothing \
             at all: `dsw list` shows which"
        )))
    }

    fn failed(&mut self, error: &Error) -> Result<(), Error> {
        self.exit = self.exit.and(error.exit());
        self.console.flush()?;
        self.console.talk().error(error);
        self.each(|render| render.unread(error))
    }

    /// Ends every report, and says what the run came to.
    pub(super) fn end(mut self) -> Result<Exit, Error> {
        if self.tally.is_of_others() {
            self.nothing()?;
        }
        let (tally, took) = (self.tally, self.start.elapsed());
        self.each(|render| render.end(&tally, took))?;
        self.console.flush()?;
        self.reports.end()?;
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
        self.reports.each(self.console, |render| text(render))
    }
}
