//! Which reports a run gives: those asked for, or those that fit where it runs.

use std::path::PathBuf;

use crate::cli::WantedReport;
use crate::env::{Env, Runner};
use crate::error::Error;
use crate::render::report::{ReportFormat, Root};

/// What is asked for; else the report for people, and the commands of the runner that reads along.
pub(super) fn wanted(
    formats: &[WantedReport],
    is_quiet: bool,
    env: &Env,
    root: &Root,
) -> Result<Vec<WantedReport>, Error> {
    if formats.is_empty() && is_quiet {
        return Ok(Vec::new());
    }
    if formats.is_empty() {
        let commands = env.runner().map(|runner| match runner {
            Runner::GitHub => ReportFormat::GitHub,
            Runner::Azure => ReportFormat::Azure,
        });
        let formats = [Some(ReportFormat::Human), commands].into_iter().flatten();
        return Ok(formats.map(|format| WantedReport { format, file: None }).collect());
    }
    for (at, one) in formats.iter().enumerate() {
        if let Some(other) = formats[..at].iter().find(|other| !go_together(one, other, root)) {
            return Err(clash(other, one));
        }
    }
    let is_kept = |one: &&WantedReport| !is_quiet || one.file.is_some();
    Ok(formats.iter().filter(is_kept).cloned().collect())
}

/// Two reports in one place would be none; but people read commands that stand between.
fn go_together(one: &WantedReport, other: &WantedReport, root: &Root) -> bool {
    let with = |commands: &WantedReport, beside: &WantedReport| {
        let is_other = commands.format != beside.format;
        commands.format.is_commands()
            && is_other
            && (beside.format.is_read() || beside.format.is_commands())
    };
    let [file, same] = [one, other].map(|one| one.file.as_deref().map(|file| root.shown(file)));
    file != same || file.is_none() && (with(one, other) || with(other, one))
}

fn clash(one: &WantedReport, other: &WantedReport) -> Error {
    let [first, second] = [one, other].map(|one| one.format.name());
    let place = one.file.as_ref().map(|file| format!("`{}`", file.display()));
    let place = place.unwrap_or_else(|| "standard output".to_owned());
    let why = format!(
        "{first} and {second} cannot both go to {place}; give one a file of its own: {second}=FILE"
    );
    Error::Option("--format", why)
}

/// Whether a report is commands that go to the log.
pub(super) fn is_commands(wanted: &WantedReport) -> bool {
    wanted.format.is_commands() && wanted.file.is_none()
}

/// The file of the summary that goes with GitHub's annotations.
pub(super) fn summary(wanted: &[WantedReport], env: &Env) -> Option<PathBuf> {
    let is_annotated =
        wanted.iter().any(|one| one.format == ReportFormat::GitHub && one.file.is_none());
    env.path("GITHUB_STEP_SUMMARY").filter(|_| is_annotated)
}
