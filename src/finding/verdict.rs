//! What was found in one body, which may hold many payloads.

use std::collections::HashSet;

use super::{Finding, Found, MOST_FINDINGS, Severity, in_order};

/// What was found in one body.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    /// How many appointments were judged: more than one when the body is a list.
    pub payloads: usize,
    /// Of them, those with an error.
    pub invalid: usize,
    /// Of each payload of a list, whether it has an error; nothing when the body is no list. A
    /// byte a payload, which takes more itself.
    pub broken: Vec<bool>,
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
    /// The same verdict with other findings, or with fewer; its counts stay.
    #[must_use]
    pub fn telling(&self, findings: Vec<Finding>) -> Self {
        Self { findings, broken: self.broken.clone(), ..*self }
    }

    /// Adds what was found in one more payload of a list.
    pub fn add_element(&mut self, found: impl Into<Found>) {
        let invalid = self.invalid;
        self.add(found);
        self.broken.push(self.invalid > invalid);
    }

    /// Has the last payload of a list be invalid for what was told at one before it.
    pub fn break_last(&mut self) {
        if let Some(is_broken) = self.broken.last_mut().filter(|is_broken| !**is_broken) {
            *is_broken = true;
            self.invalid += 1;
        }
    }

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
        for index in broken.iter().filter_map(|index| index.parse::<usize>().ok()) {
            if let Some(is_broken) = self.broken.get_mut(index) {
                *is_broken = true;
            }
        }
        let room = MOST_FINDINGS.saturating_sub(self.findings.len());
        self.findings.extend(findings.into_iter().take(room));
        in_order(&mut self.findings);
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
        self.index(finding).map(|index| index.to_string()).unwrap_or_default()
    }

    /// Which payload of a list a finding is about; none when it is about all of the body.
    #[must_use]
    pub fn index(&self, finding: &Finding) -> Option<usize> {
        let index = finding.pointer.split('/').nth(1)?.parse().ok()?;
        (index < self.broken.len()).then_some(index)
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
