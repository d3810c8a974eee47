//! What happened to an appointment between the payload seen last and this one.

use crate::appointment::{Appointment, Identity, key};
use crate::board_action::{Action, Past, Route, Standing, State, actions, standing};
use crate::change::Change;
use crate::compare::compare;
use crate::json::Document;

/// What differs, what the planner did, and how the payload stands to what was seen before.
#[derive(Clone, Debug)]
pub struct Story<'a> {
    /// The appointment as it was seen last; none at first sight.
    pub before: Option<Appointment<'a>>,
    /// What differs.
    pub changes: Vec<Change<'a>>,
    /// What the planner did.
    pub actions: Vec<Action>,
    /// First sight, duplicate, late, deleted before, echo.
    pub standing: Vec<Standing>,
    /// What tells this state of the appointment from others.
    pub state: State,
}

impl<'a> Story<'a> {
    /// The story of a payload, given the one seen last of the same appointment, and what is known
    /// from those before that.
    #[must_use]
    pub fn of(
        before: Option<&'a Document<'a>>,
        after: &'a Document<'a>,
        past: &Past,
        route: Option<Route>,
    ) -> Option<Self> {
        let now = Appointment::of(after).filter(Appointment::is_likely)?;
        let before = before
            .and_then(Appointment::of)
            .filter(|one| Identity::of(one).is(&Identity::of(&now)));
        let changes = before.map(|before| compare(before.payload(), after.root()));
        let changes = changes.unwrap_or_default();
        let state = State::of(&now, route);
        let standing = standing(before.as_ref(), &now, &changes, state, past);
        let actions = actions(before.as_ref(), &now, &changes, (route, state), &standing);
        Some(Self { before, changes, actions, standing, state })
    }

    /// Whether it is what stands on the board now: not when it came late, or again.
    #[must_use]
    pub fn stands(&self) -> bool {
        !self.standing.iter().any(|one| one.is_past())
    }

    /// What differs, but for what follows every action.
    pub fn told_changes(&self) -> impl Iterator<Item = &Change<'a>> {
        let is_told = |change: &&Change<'_>| {
            change.property().is_none_or(|property| !key::follows(&property))
        };
        self.changes.iter().filter(is_told)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::SAMPLES;
    use crate::secret::Secrets;

    fn told(before: usize, after: usize) -> String {
        let text = |at: usize| std::str::from_utf8(SAMPLES[at].body).unwrap();
        let (before, after) =
            (Document::parse(text(before)).unwrap(), Document::parse(text(after)).unwrap());
        let story = Story::of(Some(&before), &after, &Past::default(), None).unwrap();
        let actions = story.actions.iter().map(|action| action.kind.shown(Secrets::Hidden));
        let standing = story.standing.iter().map(|one| one.word().to_owned());
        actions.chain(standing).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn the_life_of_the_samples_is_told() {
        assert_eq!(told(0, 1), "moved +1 day 4 h 30 min");
        assert_eq!(told(1, 2), "resized 2 h → 3 h 30 min");
        assert_eq!(told(1, 1), "duplicate");
        assert_eq!(told(2, 1), "late");
    }

    #[test]
    fn a_state_seen_before_the_last_one_is_sent_again_and_undoes_nothing() {
        let undated = |at: usize| {
            let text = std::str::from_utf8(SAMPLES[at].body).unwrap();
            text.replace("LastModifiedDate", "Unread").replace("Timestamp", "Unread2")
        };
        let (first, second) = (undated(0), undated(1));
        let (first, second) = (Document::parse(&first).unwrap(), Document::parse(&second).unwrap());
        let seen = State::of(&Appointment::of(&first).unwrap(), None);
        let told = |seen: &[State]| {
            let past = Past { states: seen.to_vec(), is_deleted: false };
            let story = Story::of(Some(&second), &first, &past, None).unwrap();
            (story.actions.len(), story.standing)
        };
        assert_eq!(told(&[seen]), (0, vec![Standing::Duplicate]));
        assert_eq!(told(&[]).1, []);
    }

    #[test]
    fn another_appointment_is_no_earlier_state() {
        assert_eq!(told(0, 8), "first sight");
    }
}
