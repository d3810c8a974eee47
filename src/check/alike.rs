//! Look-alikes in a list: one finding explains all of a kind.

use std::collections::HashMap;

use crate::finding::{Found, Severity, Verdict};
use crate::look_alike;

/// The look-alikes of a list so far: where the first of each kind was told, and how many more came.
#[derive(Default)]
pub(super) struct Alike(HashMap<String, (usize, usize)>);

impl Alike {
    /// Adds what was found in the next payload of a list.
    pub(super) fn add(&mut self, verdict: &mut Verdict, found: Found) {
        let Some((rule, severity)) = only(&found) else { return verdict.add_element(found) };
        if let Some((_, more)) = self.0.get_mut(rule) {
            *more += 1;
            return verdict.add_alike(severity);
        }
        self.0.insert(rule.to_owned(), (verdict.findings.len(), 0));
        verdict.add_element(found);
    }

    /// Says of the first of each kind how many more there are.
    pub(super) fn end(self, verdict: &mut Verdict) {
        for (rule, (at, more)) in self.0 {
            let first = verdict.findings.get_mut(at).filter(|first| more > 0 && first.rule == rule);
            if let Some(first) = first {
                first.message.push_str(&format!(", and {more} more of the list alike"));
            }
        }
    }
}

/// The look-alike that is all that was found.
fn only(found: &Found) -> Option<(&str, Severity)> {
    let [one] = &found.findings[..] else { return None };
    let is_one = look_alike::ALL.iter().any(|row| row.meaning.name == one.rule);
    (is_one && found.more.is_empty()).then_some((&one.rule, one.severity))
}
