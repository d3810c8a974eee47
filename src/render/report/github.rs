//! Commands that GitHub Actions shows as annotations.

use std::time::Duration;

use super::remark::{Remark, inert};
use super::{Judged, Render, Root, Tally};
use crate::error::Error;
use crate::finding::Severity;
use crate::render::counted;

/// How many annotations of a kind a step may have; GitHub drops what comes after.
const MOST: usize = 10;

/// Annotations as they are written, as many of a kind as GitHub shows.
#[derive(Clone, Copy, Debug, Default)]
pub struct Annotations {
    errors: usize,
    warnings: usize,
    notices: usize,
}

impl Annotations {
    /// The command of a remark, while there is room for one of its kind.
    #[must_use]
    pub fn next(&mut self, remark: &Remark) -> Option<String> {
        let written = match remark.severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
            Severity::Note => &mut self.notices,
        };
        let has_room = *written < MOST;
        *written += usize::from(has_room);
        has_room.then(|| command(remark))
    }

    /// What is said of those that have none, of so many in all.
    #[must_use]
    pub fn left(&self, errors: usize, warnings: usize, notices: usize) -> String {
        let left = |left: usize, noun: &str| {
            (left > 0).then(|| format!("… and {} without an annotation\n", counted(left, noun)))
        };
        let errors = left(errors.saturating_sub(self.errors), "more error");
        let warnings = left(warnings.saturating_sub(self.warnings), "more warning");
        let notices = left(notices.saturating_sub(self.notices), "more notice");
        [errors, warnings, notices].into_iter().flatten().collect()
    }
}

/// The report of annotations.
pub(super) struct GitHub {
    root: Root,
    annotations: Annotations,
}

impl GitHub {
    pub(super) fn new(root: Root) -> Self {
        Self { root, annotations: Annotations::default() }
    }
}

impl Render for GitHub {
    fn entry(&mut self, judged: &Judged<'_>) -> String {
        let findings = judged.verdict.findings.iter();
        let remarks = findings.map(|finding| Remark::of(judged, finding, &self.root));
        remarks.filter_map(|remark| self.annotations.next(&remark)).collect()
    }

    fn unread(&mut self, error: &Error) -> String {
        self.annotations.next(&Remark::of_run(error)).unwrap_or_default()
    }

    fn end(&mut self, tally: &Tally, _took: Duration) -> String {
        self.annotations.left(tally.errors + tally.unread, tally.warnings, tally.notes)
    }
}

/// A remark as a command to the runner.
#[must_use]
pub fn command(remark: &Remark) -> String {
    let mut properties = Vec::new();
    if let Some(file) = &remark.file {
        properties.push(format!("file={}", property(&inert(file))));
        properties.push(format!("line={},col={}", remark.line, remark.column));
        properties.extend(remark.end_column.map(|column| format!("endColumn={column}")));
    }
    properties.push(format!("title={}", property(&inert(&remark.title))));
    let message = remark.lines().collect::<Vec<_>>().join("\n");
    format!("::{} {}::{}\n", level(remark.severity), properties.join(","), data(&message))
}

/// What GitHub calls it.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "notice",
        Severity::Warning | Severity::Error => severity.word(),
    }
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
