//! What is noticed of payloads while they are made ready, and said once at the end.

use std::sync::OnceLock;

/// Something of a payload that `--shift-dates` leaves as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Left {
    /// It looks like a date, and is none by its form, or not one alone.
    LikeADate,
    /// A recurrence rule names days, such as Mondays, that its dates have left.
    DaysOfRule,
}

/// What was noticed so far, by whoever makes payloads ready.
#[derive(Debug, Default)]
pub(super) struct Remarks {
    like_a_date: OnceLock<String>,
    days_of_rule: OnceLock<String>,
}

impl Remarks {
    /// Notes what stays where dates move; the first of each kind stands for all.
    pub(super) fn left(&self, left: Left, at: &str, what: impl Fn() -> String) {
        let of = match left {
            Left::LikeADate => &self.like_a_date,
            Left::DaysOfRule => &self.days_of_rule,
        };
        of.get_or_init(|| format!("`{at}` of `{}`", what()));
    }

    /// What is to be said, a warning each.
    pub(super) fn told(&self) -> Vec<String> {
        let like_a_date = self.like_a_date.get().map(|place| {
            format!(
                "`--shift-dates` leaves what looks like a date within a text, or in a form that \
                 may be another: {place}, for one"
            )
        });
        let days_of_rule = self.days_of_rule.get().map(|place| {
            format!(
                "`--shift-dates` leaves the days that a recurrence rule names: {place}, for one"
            )
        });
        like_a_date.into_iter().chain(days_of_rule).collect()
    }
}
