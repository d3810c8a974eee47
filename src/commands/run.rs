//! A run over sources: where its results go, and how it is going to end.

use std::time::Duration;

use super::reports::{Kind, Reports};
use crate::cli::WantedReport;
use crate::console::Console;
use crate::env::Env;
use crate::error::{Error, Exit};
use crate::outcomes::Outcomes;
use crate::render::delivered::{self, Ended, Render};
use crate::secret::Secrets;

/// What reports say of deliveries.
const KIND: Kind<dyn Render> = Kind { report: delivered::begin, summary: delivered::summary };

/// A run that goes on to its end, whatever a single source comes to.
pub(super) struct Run {
    /// What is told of it.
    reports: Reports<dyn Render>,
    /// Whether secrets may be seen in them.
    pub secrets: Secrets,
    /// Where they are printed.
    pub console: Console,
    /// How it would end now.
    pub exit: Exit,
    /// Sources that could not be read.
    pub unread: usize,
}

impl Run {
    /// A run with the reports that are asked for, or that fit where it runs.
    pub(super) fn reported(
        formats: &[WantedReport],
        secrets: Secrets,
        env: &Env,
        console: &mut Console,
    ) -> Result<Self, Error> {
        let reports = Reports::begin(formats, false, &KIND, env, console)?;
        Ok(Self { reports, ..Self::unreported(secrets, console) })
    }

    /// A run that no report is told of.
    pub(super) fn unreported(secrets: Secrets, console: &Console) -> Self {
        let (reports, console) = (Reports::none(), console.another());
        Self { reports, secrets, console, exit: Exit::Ok, unread: 0 }
    }

    /// Notes what one capture costs.
    pub(super) fn costs(&mut self, exit: Exit) {
        self.exit = self.exit.and(exit);
    }

    /// Tells of a source that could not be read; the others are not stopped by it.
    pub(super) fn unread(&mut self, error: &Error) -> Result<(), Error> {
        self.unread += 1;
        self.problem(error)
    }

    /// Tells what is wrong with a run that goes on all the same.
    pub(super) fn problem(&mut self, error: &Error) -> Result<(), Error> {
        self.costs(error.exit());
        let flushed = self.console.flush();
        self.console.talk().error(error);
        let told = self.tell(|report| report.problem(error));
        flushed.and(told)
    }

    /// Tells of what ends the run before anything is sent, in every report.
    pub(super) fn failed(&mut self, error: &Error) -> Result<Exit, Error> {
        self.problem(error)?;
        let (outcomes, took) = (&Outcomes::default(), Duration::ZERO);
        self.tell(|report| report.end(&Ended { outcomes, left: None, run: None, took }))?;
        self.end()?;
        Ok(self.exit)
    }

    /// Tells every report.
    pub(super) fn tell(&mut self, what: impl Fn(&mut dyn Render) -> String) -> Result<(), Error> {
        self.reports.each(&mut self.console, |report| what(report))
    }

    /// Ends the reports, and sends all of them on their way.
    pub(super) fn end(&mut self) -> Result<(), Error> {
        let flushed = self.console.flush();
        flushed.and(std::mem::replace(&mut self.reports, Reports::none()).end())
    }
}
