//! What the name of a rule means: what `dsw explain` tells.

use crate::finding::Severity;

/// A rule in words, of whoever keeps it: a row of the rules, the schema, the reading of JSON.
#[derive(Clone, Copy, Debug)]
pub struct Meaning {
    /// Its name, as findings have it.
    pub name: &'static str,
    /// How bad it is to break it, where a finding does not say otherwise.
    pub severity: Severity,
    /// What breaks it, in one line.
    pub about: &'static str,
    /// Why it matters, and where the fact is from.
    pub why: &'static str,
    /// A piece of a payload that breaks it.
    pub example: &'static str,
    /// What to do about it.
    pub fix: &'static str,
}
