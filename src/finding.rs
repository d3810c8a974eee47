//! What is wrong with a payload, how badly, and where.

use std::collections::{BTreeMap, HashSet};

use crate::json::{Fault, Kind, Place, Value};
use crate::message::Message;

/// How badly it is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is wrong, but somebody may want to know; it counts for nothing.
    Note,
    /// Legal, but worth a look.
    Warning,
    /// A receiver that trusts the contract would break on it.
    Error,
}

impl Severity {
    /// The word on screen and in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One thing that is wrong with a payload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The name of the rule that was broken.
    pub rule: String,
    /// How badly.
    pub severity: Severity,
    /// What is wrong, in one line; it may quote a stranger's text.
    pub message: Message,
    /// The JSON Pointer of the value, from the top of the document.
    pub pointer: String,
    /// Where the value stands in the text.
    pub place: Place,
    /// What to try.
    pub help: Option<Message>,
    /// What else is told, should nobody want to know of this: a property that has another name is
    /// missing all the same.
    pub otherwise: Option<Box<Finding>>,
}

impl Finding {
    /// Something wrong with one value; its line and column are still to be found.
    #[must_use]
    pub fn on(
        value: Value<'_>,
        pointer: String,
        severity: Severity,
        rule: &str,
        message: impl Into<Message>,
    ) -> Self {
        let mut span = value.span();
        if matches!(value.kind(), Kind::Object | Kind::Array) {
            // Its bracket stands for all of it.
            span.end = span.start + 1;
        }
        let place = Place::unlocated(span);
        let message = message.into();
        let (rule, help, otherwise) = (rule.to_owned(), None, None);
        Self { rule, severity, message, pointer, place, help, otherwise }
    }

    /// The same finding, with what to try.
    #[must_use]
    pub fn with_help<M: Into<Message>>(self, help: Option<M>) -> Self {
        Self { help: help.map(Into::into), ..self }
    }

    /// The same finding, which says more.
    #[must_use]
    pub fn saying(mut self, more: &str) -> Self {
        self.message.push_str(more);
        self
    }

    /// The same finding, without any value of a payload.
    #[must_use]
    pub fn masked(&self) -> Self {
        let help = self.help.as_ref().filter(|help| help.says_something()).map(Message::masked);
        Self { message: self.message.masked(), help, ..self.clone() }
    }

    /// Its pointer from further up, where this pointer leads to its own top.
    pub fn move_below(&mut self, pointer: &str) {
        self.pointer.insert_str(0, pointer);
        if let Some(other) = &mut self.otherwise {
            other.move_below(pointer);
        }
    }

    /// A text that could not be read at all.
    #[must_use]
    pub fn unreadable(fault: &Fault) -> Self {
        Self {
            rule: fault.cause.rule().to_owned(),
            severity: Severity::Error,
            message: fault.cause.told(),
            pointer: String::new(),
            place: fault.place.clone(),
            help: fault.cause.help().map(Message::from),
            otherwise: None,
        }
    }
}

/// How many findings of one body are kept; the rest is counted. Nobody reads more, and a small
/// hostile body must not make a large report.
pub const MOST_FINDINGS: usize = 10_000;

/// How many findings of a kind are kept of one payload; the rest is counted.
pub const MOST_OF_ONE: usize = 1000;

/// What was found in one payload: as much of it as is kept, and how much else there is.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// What is kept.
    pub findings: Vec<Finding>,
    /// How often each other rule was broken, and how badly.
    pub more: BTreeMap<(String, Severity), usize>,
}

impl Found {
    /// Counts what is not kept.
    pub fn count(&mut self, rule: &str, severity: Severity, count: usize) {
        if count > 0 {
            *self.more.entry((rule.to_owned(), severity)).or_default() += count;
        }
    }

    /// Adds what was found in another payload, as much of it as there is room for.
    pub fn join(&mut self, other: Self) {
        for ((rule, severity), count) in &other.more {
            self.count(rule, *severity, *count);
        }
        let room = MOST_FINDINGS.saturating_sub(self.findings.len());
        let mut findings = other.findings.into_iter();
        self.findings.extend(findings.by_ref().take(room));
        findings.for_each(|finding| self.count(&finding.rule, finding.severity, 1));
    }
}

impl From<Vec<Finding>> for Found {
    fn from(findings: Vec<Finding>) -> Self {
        Self { findings, ..Self::default() }
    }
}

/// What was found in one body.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    /// How many appointments were judged: more than one when the body is a list.
    pub payloads: usize,
    /// Of them, those with an error.
    pub invalid: usize,
    /// Errors in all.
    pub errors: usize,
    /// Warnings in all.
    pub warnings: usize,
    /// Notes in all.
    pub notes: usize,
    /// What was found, in the order of the document, at most [`MOST_FINDINGS`].
    pub findings: Vec<Finding>,
}

impl Verdict {
    /// Adds what was found in one more payload.
    pub fn add(&mut self, found: impl Into<Found>) {
        let Found { findings, more } = found.into();
        let mut errors = self.count(&findings);
        for ((_, severity), count) in more {
            errors += if severity == Severity::Error { count } else { 0 };
            *self.counter(severity) += count;
        }
        self.payloads += 1;
        self.invalid += usize::from(errors > 0);
        let room = MOST_FINDINGS.saturating_sub(self.findings.len());
        self.findings.extend(findings.into_iter().take(room));
    }

    /// Adds, before all else, what was found about the body as a whole.
    pub fn note(&mut self, notes: Vec<Finding>) {
        let errors = self.count(&notes);
        self.invalid = self.invalid.max(usize::from(errors > 0));
        self.findings.splice(0..0, notes);
    }

    /// Adds, behind all else, what was found about the body as a whole.
    pub fn end(&mut self, findings: Vec<Finding>) {
        let errors = self.count(&findings);
        self.invalid = self.invalid.max(usize::from(errors > 0));
        self.findings.extend(findings);
    }

    /// Adds what is only seen beside other payloads; each finding has its place already.
    pub fn join(&mut self, findings: Vec<Finding>) {
        let is_error = |finding: &&Finding| finding.severity == Severity::Error;
        let known: HashSet<String> =
            self.findings.iter().filter(is_error).map(|one| self.element(one)).collect();
        let broken: HashSet<String> =
            findings.iter().filter(is_error).map(|one| self.element(one)).collect();
        self.count(&findings);
        self.invalid += broken.difference(&known).count();
        let room = MOST_FINDINGS.saturating_sub(self.findings.len());
        self.findings.extend(findings.into_iter().take(room));
        self.findings.sort_by_key(|finding| finding.place.span.start);
    }

    /// Counts findings by severity; tells how many are errors.
    fn count(&mut self, findings: &[Finding]) -> usize {
        for one in findings {
            *self.counter(one.severity) += 1;
        }
        findings.iter().filter(|one| one.severity == Severity::Error).count()
    }

    fn counter(&mut self, severity: Severity) -> &mut usize {
        match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
            Severity::Note => &mut self.notes,
        }
    }

    /// What tells the payload of a finding from the others of a list.
    fn element(&self, finding: &Finding) -> String {
        let index = finding.pointer.split('/').nth(1).filter(|_| self.payloads > 1);
        index.unwrap_or_default().to_owned()
    }

    /// Whether there is no error; warnings do not count.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.errors == 0
    }

    /// How many findings there are, kept or not.
    #[must_use]
    pub fn found(&self) -> usize {
        self.errors + self.warnings + self.notes
    }

    /// How many findings were counted and not kept.
    #[must_use]
    pub fn left_out(&self) -> usize {
        self.found().saturating_sub(self.findings.len())
    }
}
