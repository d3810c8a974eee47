//! What was found in one payload: so much of it as is kept, all of it counted.

use std::collections::BTreeMap;

use super::{Finding, Severity};
use crate::json::Value;

/// How many findings of one body are kept; the rest is counted. Nobody reads more, and a small
/// hostile body must not make a large report.
pub const MOST_FINDINGS: usize = 10_000;

/// How many findings of a kind are kept of one payload; the rest is counted.
const MOST_OF_ONE: usize = 1000;

/// The same of one that is no appointment: the place of each finding is looked for among all that
/// is in it.
const MOST_OF_LARGE: usize = 10;

/// A payload made of more values than this is no appointment.
pub const LARGE: usize = 100_000;

/// How many findings of a kind are kept of a payload; the rest is counted.
#[must_use]
pub fn most_of(payload: Value<'_>) -> usize {
    if payload.size() > LARGE { MOST_OF_LARGE } else { MOST_OF_ONE }
}

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

    /// Puts the pointers below another, where they begin at its own top.
    pub fn move_below(&mut self, pointer: &str) {
        self.findings.iter_mut().for_each(|finding| finding.move_below(pointer));
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
