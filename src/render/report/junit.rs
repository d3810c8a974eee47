//! A test case a document, failed when it has an error.

use std::time::Duration;

use super::cases::{Case, Cases, Wrong};
use super::concise::{head, left_out};
use super::{Judged, Render, Root, Tally};
use crate::entry::Entry;
use crate::error::Error;
use crate::finding::{Finding, Severity, Verdict};
use crate::origin::within;
use crate::printable::printable;
use crate::render::{View, counted};

/// The report of test cases, kept to the end.
pub(super) struct Junit {
    view: View,
    root: Root,
    cases: Cases,
}

impl Junit {
    pub(super) fn new(view: View, root: Root) -> Self {
        Self { view, root, cases: none() }
    }

    /// Every finding in a few lines, as text.
    fn told(&self, judged: &Judged<'_>) -> String {
        let origin = &judged.entry.capture.origin;
        let one = |finding: &Finding| {
            let help = finding.help.as_deref().map(|help| format!("  help: {}\n", printable(help)));
            let pointer = printable(&finding.pointer);
            let at = if pointer.is_empty() { String::new() } else { format!("  at {pointer}\n") };
            format!("{}\n{at}{}", head(origin, finding, &self.view), help.unwrap_or_default())
        };
        let told: String = judged.verdict.findings.iter().map(one).collect();
        told + &left_out(judged).unwrap_or_default()
    }
}

impl Render for Junit {
    fn tells_all(&self) -> bool {
        true
    }

    fn entry(&mut self, judged: &Judged<'_>) -> String {
        self.cases.add(&Case {
            name: case_name(judged.entry),
            file: self.root.file(&judged.entry.capture.origin),
            wrong: wrong(judged.verdict),
            told: self.told(judged),
            took: None,
        });
        String::new()
    }

    fn unread(&mut self, error: &Error) -> String {
        let (message, kind) = (error.to_string(), "unread".to_owned());
        let wrong = Wrong { is_untried: true, message: message.clone(), kind };
        self.cases.add(&Case { name: message, wrong: Some(wrong), ..Case::default() });
        String::new()
    }

    fn end(&mut self, _tally: &Tally, took: Duration) -> String {
        std::mem::replace(&mut self.cases, none()).shown(took)
    }
}

fn none() -> Cases {
    Cases::of("dsw validate")
}

/// The document, and its appointment when it is one.
fn case_name(entry: &Entry<'_>) -> String {
    let within = within(&entry.capture.origin);
    let name = entry.appointment().and_then(|appointment| appointment.name());
    name.map_or_else(|| within.clone(), |name| format!("{within} {name}"))
}

/// The first error, and how many there are.
fn wrong(verdict: &Verdict) -> Option<Wrong> {
    if verdict.is_valid() {
        return None;
    }
    let is_error = |finding: &&Finding| finding.severity == Severity::Error;
    let more = match verdict.errors {
        0 | 1 => String::new(),
        errors => format!(" (and {} more)", errors - 1),
    };
    let (message, kind) = verdict.findings.iter().find(is_error).map_or_else(
        // Its findings were not to be shown.
        || (counted(verdict.errors, "error"), "invalid".to_owned()),
        |first| (format!("{}{more}", first.message), first.rule.clone()),
    );
    Some(Wrong { is_untried: false, message, kind })
}
