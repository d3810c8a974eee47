//! What is wrong with a payload, how badly, and where.

use crate::json::{Fault, Kind, Place, Value};

/// How badly it is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
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
    pub message: String,
    /// The JSON Pointer of the value, from the top of the document.
    pub pointer: String,
    /// Where the value stands in the text.
    pub place: Place,
    /// What to try.
    pub help: Option<String>,
}

impl Finding {
    /// Something wrong with one value; its line and column are still to be found.
    #[must_use]
    pub fn on(
        value: Value<'_>,
        pointer: String,
        severity: Severity,
        rule: &str,
        message: String,
    ) -> Self {
        let mut span = value.span();
        if matches!(value.kind(), Kind::Object | Kind::Array) {
            // Its bracket stands for all of it.
            span.end = span.start + 1;
        }
        let place = Place::unlocated(span);
        Self { rule: rule.to_owned(), severity, message, pointer, place, help: None }
    }

    /// The same finding, with what to try.
    #[must_use]
    pub fn with_help(self, help: Option<String>) -> Self {
        Self { help, ..self }
    }

    /// A text that could not be read at all.
    #[must_use]
    pub fn unreadable(fault: &Fault) -> Self {
        Self {
            rule: fault.cause.rule().to_owned(),
            severity: Severity::Error,
            message: fault.cause.to_string(),
            pointer: String::new(),
            place: fault.place.clone(),
            help: fault.cause.help().map(str::to_owned),
        }
    }
}

/// How many findings of one document are kept; the rest is counted. Nobody reads more, and a
/// small hostile body must not make a large report.
pub const MOST_FINDINGS: usize = 1000;

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
    /// What was found, in the order of the document, at most [`MOST_FINDINGS`].
    pub findings: Vec<Finding>,
}

impl Verdict {
    /// Adds what was found in one more payload.
    pub fn add(&mut self, findings: Vec<Finding>) {
        let errors = findings.iter().filter(|one| one.severity == Severity::Error).count();
        self.payloads += 1;
        self.invalid += usize::from(errors > 0);
        self.errors += errors;
        self.warnings += findings.len() - errors;
        let room = MOST_FINDINGS.saturating_sub(self.findings.len());
        self.findings.extend(findings.into_iter().take(room));
    }

    /// Adds, before all else, what was found about the body as a whole.
    pub fn note(&mut self, notes: Vec<Finding>) {
        let errors = notes.iter().filter(|one| one.severity == Severity::Error).count();
        self.invalid = self.invalid.max(usize::from(errors > 0));
        self.errors += errors;
        self.warnings += notes.len() - errors;
        self.findings.splice(0..0, notes);
    }

    /// Whether there is no error; warnings do not count.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.errors == 0
    }

    /// How many findings were counted and not kept.
    #[must_use]
    pub fn left_out(&self) -> usize {
        (self.errors + self.warnings).saturating_sub(self.findings.len())
    }
}
