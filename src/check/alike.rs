//! What the payloads of a list are in place of appointments, or wrapped in: told once for all that
//! are alike.

use std::collections::HashMap;

use crate::finding::{Finding, Found, Severity};
use crate::look_alike::{ALL, WRAPPERS};

/// What was told of the payloads of a list so far: which finding told it first, and how many more
/// payloads came of which the same would be told.
#[derive(Default)]
pub(super) struct Alike(HashMap<(String, String), (usize, usize)>);

impl Alike {
    /// Takes out of what was found in the next payload what was told of one before, and tells how
    /// badly that is; so many findings were kept before.
    pub(super) fn settle(&mut self, found: &mut Found, kept: usize) -> Option<Severity> {
        let at = found.findings.iter().position(is_one)?;
        let one = &found.findings[at];
        let key = (one.rule.clone(), one.message.to_string());
        let Some((_, more)) = self.0.get_mut(&key) else {
            self.0.insert(key, (kept + at, 0));
            return None;
        };
        *more += 1;
        Some(found.findings.remove(at).severity)
    }

    /// Says of the first of each kind how many more there are.
    pub(super) fn end(self, findings: &mut [Finding]) {
        for ((rule, _), (at, more)) in self.0 {
            let first = findings.get_mut(at).filter(|first| more > 0 && first.rule == rule);
            if let Some(first) = first {
                first.message.push_str(&format!(", and {more} more of the list alike"));
            }
        }
    }
}

fn is_one(finding: &Finding) -> bool {
    let looks = ALL.iter().map(|row| &row.meaning);
    looks.chain(WRAPPERS).any(|meaning| meaning.name == finding.rule)
}
