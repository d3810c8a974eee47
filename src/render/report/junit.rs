//! A test case a payload, failed when it has an error: of a list, one for each.

use std::collections::BTreeMap;
use std::time::Duration;

use super::cases::{Case, Cases, Wrong};
use super::concise::{head, left_out};
use super::{Judged, Render, Root, Tally};
use crate::appointment::Appointment;
use crate::capture::Origin;
use crate::error::Error;
use crate::finding::{Finding, Severity, Verdict};
use crate::json::Document;
use crate::origin::within;
use crate::printable::printable;
use crate::render::{View, counted};

/// What is said of errors that there was no room for.
const UNTOLD: &str = "errors that are not shown, or told of another one of the list";

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

    /// Findings in a few lines each, as text.
    fn told(&self, origin: &Origin, findings: &[&Finding]) -> String {
        let one = |finding: &Finding| {
            let help = finding.help.as_deref().map(|help| format!("  help: {}\n", printable(help)));
            let pointer = printable(&finding.pointer);
            let at = if pointer.is_empty() { String::new() } else { format!("  at {pointer}\n") };
            format!("{}\n{at}{}", head(origin, finding, &self.view), help.unwrap_or_default())
        };
        findings.iter().copied().map(one).collect()
    }

    /// A case of what is about all of a body.
    fn whole(&mut self, judged: &Judged<'_>, findings: &[&Finding], wrong: Option<Wrong>) {
        let origin = &judged.entry.capture.origin;
        let left = left_out(judged).unwrap_or_default();
        let name = case_name(within(origin), judged.entry.named());
        self.add(origin, name, wrong, self.told(origin, findings) + &left);
    }

    /// A case of each payload of a list, and one of what is about all of it.
    fn list(&mut self, judged: &Judged<'_>) {
        let Judged { entry, verdict, .. } = *judged;
        let origin = &entry.capture.origin;
        let mut found: BTreeMap<Option<usize>, Vec<&Finding>> = BTreeMap::new();
        for finding in &verdict.findings {
            found.entry(verdict.index(finding)).or_default().push(finding);
        }
        let of_all = found.remove(&None).unwrap_or_default();
        if !of_all.is_empty() || left_out(judged).is_some() {
            self.whole(judged, &of_all, first_of(&of_all, errors(&of_all)));
        }
        let root = entry.document.ok().map(Document::root);
        let mut elements = root.iter().flat_map(|root| root.elements());
        for (index, is_broken) in verdict.broken.iter().enumerate() {
            let own = found.remove(&Some(index)).unwrap_or_default();
            let appointment = elements.next().and_then(Appointment::of_value);
            let name = case_name(format!("{}/{index}", within(origin)), appointment);
            let wrong = || first_of(&own, errors(&own)).unwrap_or_else(|| untold(UNTOLD));
            self.add(origin, name, is_broken.then(wrong), self.told(origin, &own));
        }
    }

    fn add(&mut self, origin: &Origin, name: String, wrong: Option<Wrong>, told: String) {
        let file = self.root.file(origin);
        self.cases.add(&Case { name, file, wrong, told, took: None });
    }
}

impl Render for Junit {
    fn tells_all(&self) -> bool {
        true
    }

    fn entry(&mut self, judged: &Judged<'_>) -> String {
        if judged.verdict.broken.is_empty() {
            let findings: Vec<_> = judged.verdict.findings.iter().collect();
            self.whole(judged, &findings, wrong(judged.verdict));
        } else {
            self.list(judged);
        }
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

/// A payload, and its appointment when it is one.
fn case_name(within: String, appointment: Option<Appointment<'_>>) -> String {
    let name = appointment.as_ref().and_then(Appointment::name);
    name.map(|name| format!("{within} {name}")).unwrap_or(within)
}

/// The first error of a body, and how many there are.
fn wrong(verdict: &Verdict) -> Option<Wrong> {
    let findings: Vec<_> = verdict.findings.iter().collect();
    (!verdict.is_valid()).then(|| {
        first_of(&findings, verdict.errors)
            .unwrap_or_else(|| untold(&counted(verdict.errors, "error")))
    })
}

/// The first error of these, of so many in all.
fn first_of(findings: &[&Finding], errors: usize) -> Option<Wrong> {
    let first = findings.iter().find(|one| one.severity == Severity::Error)?;
    let more = match errors {
        0 | 1 => String::new(),
        errors => format!(" (and {} more)", errors - 1),
    };
    let (message, kind) = (format!("{}{more}", first.message), first.rule.clone());
    Some(Wrong { is_untried: false, message, kind })
}

/// Errors whose findings were not to be shown.
fn untold(errors: &str) -> Wrong {
    Wrong { is_untried: false, message: errors.to_owned(), kind: "invalid".to_owned() }
}

fn errors(findings: &[&Finding]) -> usize {
    findings.iter().filter(|one| one.severity == Severity::Error).count()
}
