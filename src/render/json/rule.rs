//! The lines of `explain`.

use serde::Serialize;

use super::line;
use crate::meaning::Meaning;

#[derive(Serialize)]
struct RuleLine<'a> {
    rule: &'a str,
    severity: &'a str,
    about: &'a str,
    why: &'a str,
    example: &'a str,
    fix: &'a str,
}

/// The `rule` line of one rule.
#[must_use]
pub fn rule(rule: &Meaning) -> String {
    let Meaning { name, severity, about, why, example, fix } = *rule;
    line("rule", RuleLine { rule: name, severity: severity.word(), about, why, example, fix })
}
