//! The reports of one run: all of them are told the same, and each goes to its own place.

mod place;
mod wanted;

use self::place::{Place, Report};
use crate::cli::WantedReport;
use crate::console::Console;
use crate::env::Env;
use crate::error::Error;
use crate::render::View;
use crate::render::report::{ReportFormat, Root};

/// All reports of a run; what they are told is up to the kind of them.
pub(super) struct Reports<R: ?Sized> {
    all: Vec<Report<R>>,
}

/// How reports of a kind begin.
pub(super) struct Kind<R: ?Sized> {
    /// An empty report of a format.
    pub(super) report: fn(ReportFormat, View, &Root) -> Box<R>,
    /// The summary of a step, which goes with annotations.
    pub(super) summary: fn(&Root) -> Box<R>,
}

impl<R: ?Sized> Reports<R> {
    /// No report at all.
    pub(super) fn none() -> Self {
        Self { all: Vec::new() }
    }

    /// Begins every report that is asked for, or that fits where it runs; a file that cannot be
    /// written is told before any work.
    pub(super) fn begin(
        formats: &[WantedReport],
        is_quiet: bool,
        kind: &Kind<R>,
        env: &Env,
        console: &mut Console,
    ) -> Result<Self, Error> {
        let top = Root::of(env.folder(), env.checkout());
        let wanted = wanted::wanted(formats, is_quiet, env, &top)?;
        let view = console.view();
        let begin = |one| Report::begin(one, kind, &view, &top);
        let mut all = wanted.iter().map(begin).collect::<Result<Vec<_>, _>>()?;
        if wanted.iter().any(wanted::is_commands) {
            console.expect_runner();
        }
        let summary = wanted::summary(&wanted, env);
        all.extend(summary.map(|file| Report::summary(file, (kind.summary)(&top))));
        Ok(Self { all })
    }

    /// Whether any of them is such.
    pub(super) fn any(&self, is: impl Fn(&R) -> bool) -> bool {
        self.all.iter().any(|report| is(&report.render))
    }

    /// Puts the text that each of them makes of something to its place. A place that cannot be
    /// written to is told once, and stands in the way of no other.
    pub(super) fn each(
        &mut self,
        console: &mut Console,
        text: impl Fn(&mut R) -> String,
    ) -> Result<(), Error> {
        let mut written = Ok(());
        for report in &mut self.all {
            let text = text(report.render.as_mut());
            let put = match &mut report.place {
                Place::Data => console.data(&text),
                Place::Words => console.words(&text),
                Place::Commands => console.commands(&text),
                Place::File(file) => file.add(&text),
                Place::Step(_, summary) => {
                    summary.push_str(&text);
                    Ok(())
                }
                Place::Gone => Ok(()),
            };
            if put.is_err() {
                report.place = Place::Gone;
            }
            written = written.and(put);
        }
        written
    }

    /// Ends them: what was written is where it is looked for.
    pub(super) fn end(self) -> Result<(), Error> {
        let ended: Vec<_> = self.all.into_iter().map(|report| report.place.end()).collect();
        ended.into_iter().collect()
    }
}
