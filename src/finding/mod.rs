//! What is wrong with a payload, how badly, and where.

mod found;
mod verdict;

pub use found::{Found, LARGE, MOST_FINDINGS, most_of};
pub use verdict::Verdict;

use std::cmp::Reverse;

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
    /// Where that value is a text, and what is wrong stands in it, the pointer from there.
    pub inside: String,
    /// Where the value stands in the text.
    pub place: Place,
    /// What to try.
    pub help: Option<Message>,
    /// What else is told, should nobody want to know of this: a property that has another name is
    /// missing all the same.
    pub otherwise: Option<Box<Finding>>,
}

/// Puts findings in the order of the document, then the worse first, then by rule: the same for
/// every run.
pub fn in_order(findings: &mut [Finding]) {
    fn key(finding: &Finding) -> (usize, Reverse<Severity>, &str, &str) {
        (finding.place.span.start, Reverse(finding.severity), &finding.rule, &finding.message)
    }
    findings.sort_by(|a, b| key(a).cmp(&key(b)));
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
        let (rule, inside) = (rule.to_owned(), String::new());
        Self { rule, severity, message, pointer, inside, place, help: None, otherwise: None }
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

    /// Puts something else in place of all that its words quote.
    pub fn quote_only(&mut self, instead: &str) {
        self.message = self.message.quoting(|_| instead.into());
        self.help = self.help.as_ref().map(|help| help.quoting(|_| instead.into()));
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
            inside: String::new(),
            place: fault.place.clone(),
            help: fault.cause.help().map(Message::from),
            otherwise: None,
        }
    }
}
