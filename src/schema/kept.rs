//! Which of the things found in a payload are kept, when there are too many.

use super::missing;
use crate::finding::{Finding, Found, Severity};

/// How badly a broken rule counts for whoever asked; none when it is not to be told.
pub type Weight<'w> = dyn Fn(&str, Severity) -> Option<Severity> + 'w;

/// So much of what was found as is kept: errors before the rest, and last what is not to be told,
/// which may have something to tell in its place.
pub(super) struct Kept<'w> {
    most: usize,
    weight: &'w Weight<'w>,
    /// Errors, the rest, what is not to be told; the first `most` of each.
    by_weight: [Vec<Finding>; 3],
    /// What is counted alone.
    more: Found,
}

impl<'w> Kept<'w> {
    pub(super) fn of(most: usize, weight: &'w Weight<'w>) -> Self {
        Self { most, weight, by_weight: Default::default(), more: Found::default() }
    }

    /// Whether there is room for anything at all.
    pub(super) fn has_room(&self) -> bool {
        self.by_weight.iter().map(Vec::len).sum::<usize>() < self.most
    }

    /// Whether there may be room for a rule that is broken so badly.
    pub(super) fn has_room_for(&self, rule: &str, severity: Severity) -> bool {
        self.by_weight[self.place(rule, severity)].len() < self.most
    }

    /// Keeps one more.
    pub(super) fn add(&mut self, one: Option<Finding>) {
        if let Some(one) = one {
            self.by_weight[self.place(&one.rule, one.severity)].push(one);
        }
    }

    /// Counts one more.
    pub(super) fn count(&mut self, rule: &str, severity: Severity) {
        self.more.count(rule, severity, 1);
    }

    fn place(&self, rule: &str, severity: Severity) -> usize {
        match (self.weight)(rule, severity) {
            Some(Severity::Error) => 0,
            Some(_) => 1,
            None => 2,
        }
    }

    /// What is kept in the end, and how much else there is.
    pub(super) fn end(self) -> Found {
        let Self { most, by_weight, mut more, .. } = self;
        let mut all = by_weight.into_iter().flatten();
        let kept = all.by_ref().take(most).collect();
        all.for_each(|one| more.count(&one.rule, one.severity, 1));
        more.findings = missing::missing_together(kept);
        more
    }
}
