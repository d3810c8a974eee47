//! A finding as a service shows it beside the file that it stands in.

use super::{Judged, Root};
use crate::error::Error;
use crate::finding::{Finding, Severity};
use crate::printable::printable;

/// What is said of a place in a file, however a service wants it written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// How bad it is.
    pub severity: Severity,
    /// What it is called.
    pub title: String,
    /// What is wrong, and what to try on a line of its own.
    pub message: String,
    /// The file; none for what came by a pipe.
    pub file: Option<String>,
    /// Its line, from 1.
    pub line: usize,
    /// Its first column, from 1.
    pub column: usize,
    /// The column behind it, when it ends on its line.
    pub end_column: Option<usize>,
}

impl Remark {
    /// The remark of a finding.
    #[must_use]
    pub fn of(judged: &Judged<'_>, finding: &Finding, root: &Root) -> Self {
        let origin = &judged.entry.capture.origin;
        let help = finding.help.as_ref().map(|help| format!("\nhelp: {help}"));
        // A list may stand in one line, and a line is all that a service tells of a place.
        let index = judged.verdict.index(finding);
        let within = index.map(|index| format!(" (in /{index})")).unwrap_or_default();
        Self {
            severity: finding.severity,
            title: finding.rule.clone(),
            message: format!("{}{within}{}", finding.message, help.unwrap_or_default()),
            file: root.file(origin),
            line: finding.place.line + origin.lines_before,
            column: finding.place.column,
            end_column: end_column(judged.entry.text, finding),
        }
    }

    /// The remark of what cannot be read: it is about no place in a file.
    #[must_use]
    pub fn of_run(error: &Error) -> Self {
        Self::of_words(error.to_string())
    }

    /// The remark of something that is about no place in a file.
    pub(super) fn of_words(message: String) -> Self {
        Self {
            severity: Severity::Error,
            title: "unread".to_owned(),
            message,
            file: None,
            line: 1,
            column: 1,
            end_column: None,
        }
    }

    /// Its lines, each free of what a terminal obeys and of what a runner takes for a command.
    pub(super) fn lines(&self) -> impl Iterator<Item = String> {
        self.message.lines().map(inert)
    }
}

/// Text within a command to a runner that holds no command of its own.
pub(super) fn inert(text: &str) -> String {
    printable(text).replace("##", "#\\u0023")
}

fn end_column(text: &str, finding: &Finding) -> Option<usize> {
    let marked = text.get(finding.place.span.clone()).filter(|marked| !marked.contains('\n'))?;
    Some(finding.place.column + marked.chars().count())
}
