//! Commands that GitHub Actions shows as annotations.

use std::time::Duration;

use super::remark::{Remark, inert};
use super::{Judged, Render, Root, Tally};
use crate::error::Error;
use crate::finding::Severity;
use crate::render::counted;

/// How many annotations of a kind a step may have; GitHub drops what comes after.
const MOST: usize = 10;

/// The report of annotations.
pub(super) struct GitHub {
    root: Root,
    /// Annotations written so far, those of sources that could not be read among the errors.
    errors: usize,
    warnings: usize,
    unread: usize,
}

impl GitHub {
    pub(super) fn new(root: Root) -> Self {
        Self { root, errors: 0, warnings: 0, unread: 0 }
    }

    /// The command of a remark, while there is room for one of its kind.
    fn annotation(&mut self, remark: &Remark) -> Option<String> {
        let written = match remark.severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        };
        *written += 1;
        (*written <= MOST).then(|| command(remark))
    }
}

impl Render for GitHub {
    fn entry(&mut self, judged: &Judged<'_>) -> String {
        let findings = judged.verdict.findings.iter();
        let remarks = findings.map(|finding| Remark::of(judged, finding, &self.root));
        let remarks: Vec<Remark> = remarks.collect();
        remarks.iter().filter_map(|remark| self.annotation(remark)).collect()
    }

    fn unread(&mut self, error: &Error) -> String {
        self.unread += 1;
        self.errors += 1;
        let is_shown = self.errors <= MOST;
        let told = || format!("::error::{}\n", data(&inert(&error.to_string())));
        is_shown.then(told).unwrap_or_default()
    }

    fn end(&mut self, tally: &Tally, _took: Duration) -> String {
        let left = |all: usize, written: usize, noun: &str| {
            let left = all - all.min(written.min(MOST));
            let noun = counted(left, noun).replacen(' ', " more ", 1);
            (left > 0).then(|| format!("… and {noun} without an annotation\n"))
        };
        let errors = left(tally.errors + self.unread, self.errors, "error");
        let warnings = left(tally.warnings, self.warnings, "warning");
        [errors, warnings].into_iter().flatten().collect()
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
    format!("::{} {}::{}\n", remark.severity.word(), properties.join(","), data(&message))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
