//! How much a broken rule counts for: as it is, or as the user says.

use crate::finding::{Finding, Found, Severity, in_order};
use crate::sequence;

/// What a user makes of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// It is not told.
    Allow,
    /// It is a warning.
    Warn,
    /// It is an error.
    Deny,
}

/// How much each rule counts for.
#[derive(Clone, Debug, Default)]
pub struct Levels {
    /// Whether warnings are errors, where nothing else is said of a rule; a note stays one.
    pub strict: bool,
    /// The rules of which something is said, by name.
    pub rules: Vec<(String, Level)>,
}

impl Levels {
    /// The findings that are left, each with the severity that it is to have.
    #[must_use]
    pub fn weighed(&self, findings: Vec<Finding>) -> Vec<Finding> {
        if !self.strict && self.rules.is_empty() {
            return findings;
        }
        let weighed = findings.into_iter().filter_map(|finding| self.weigh(finding));
        let mut weighed: Vec<Finding> = weighed.collect();
        // What is told in place of another may stand before it.
        in_order(&mut weighed);
        weighed
    }

    /// The same of what is kept of one payload, and of what is not.
    #[must_use]
    pub fn weighed_all(&self, found: Found) -> Found {
        let mut weighed = Found::from(self.weighed(found.findings));
        for ((rule, severity), count) in found.more {
            if let Some(severity) = self.severity(&rule, severity) {
                weighed.count(&rule, severity, count);
            }
        }
        weighed
    }

    fn weigh(&self, finding: Finding) -> Option<Finding> {
        match self.severity(&finding.rule, finding.severity) {
            Some(severity) => Some(Finding { severity, ..finding }),
            None => self.weigh(*finding.otherwise?),
        }
    }

    /// The rules that are to be told.
    pub fn told(&self) -> impl Iterator<Item = &str> {
        let told = self.rules.iter().filter(|(_, level)| *level != Level::Allow);
        told.map(|(rule, _)| rule.as_str())
    }

    /// The rules of which something is said, and that only several payloads together can break.
    pub fn of_sequences(&self) -> impl Iterator<Item = &str> {
        let is_of_them = |rule: &str| sequence::meanings().any(|meaning| meaning.name == rule);
        self.rules.iter().map(|(rule, _)| rule.as_str()).filter(move |rule| is_of_them(rule))
    }

    /// How badly a rule is broken that was broken so badly; none when nobody is to be told.
    #[must_use]
    pub fn severity(&self, rule: &str, severity: Severity) -> Option<Severity> {
        let said = self.rules.iter().find(|(known, _)| known == rule);
        match said.map(|(_, level)| *level) {
            Some(Level::Allow) => None,
            Some(Level::Warn) => Some(Severity::Warning),
            Some(Level::Deny) => Some(Severity::Error),
            None if self.strict && severity == Severity::Warning => Some(Severity::Error),
            None => Some(severity),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{Cause, Fault};

    fn weighed(strict: bool, rules: &[(&str, Level)]) -> Vec<(String, Severity)> {
        let finding = |rule: &str, severity| Finding {
            rule: rule.to_owned(),
            severity,
            ..Finding::unreadable(&Fault::of_body(Cause::Empty))
        };
        let rules = rules.iter().map(|(rule, level)| ((*rule).to_owned(), *level)).collect();
        let findings =
            vec![finding("date", Severity::Error), finding("no-route", Severity::Warning)];
        let weighed = Levels { strict, rules }.weighed(findings);
        weighed.into_iter().map(|finding| (finding.rule, finding.severity)).collect()
    }

    #[test]
    fn strict_leaves_a_note_alone_and_a_word_of_its_own_does_not() {
        let finding = Finding {
            severity: Severity::Note,
            ..Finding::unreadable(&Fault::of_body(Cause::Empty))
        };
        let weighed = |rules| {
            let levels = Levels { strict: true, rules };
            levels.weighed(vec![finding.clone()]).pop().map(|finding| finding.severity)
        };
        assert_eq!(weighed(Vec::new()), Some(Severity::Note));
        assert_eq!(weighed(vec![("empty".to_owned(), Level::Warn)]), Some(Severity::Warning));
    }

    #[test]
    fn what_is_said_of_a_rule_is_more_than_strict() {
        let (date, route) = ("date".to_owned(), "no-route".to_owned());
        let (error, warning) = (Severity::Error, Severity::Warning);
        assert_eq!(weighed(false, &[]), [(date.clone(), error), (route.clone(), warning)]);
        assert_eq!(weighed(true, &[]), [(date.clone(), error), (route.clone(), error)]);
        assert_eq!(
            weighed(true, &[("date", Level::Warn), ("no-route", Level::Warn)]),
            [(date.clone(), warning), (route.clone(), warning)]
        );
        assert_eq!(weighed(false, &[("no-route", Level::Deny)]), [(date, error), (route, error)]);
        assert_eq!(weighed(true, &[("date", Level::Allow), ("no-route", Level::Allow)]), []);
    }
}
