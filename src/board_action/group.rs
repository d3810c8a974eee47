//! What differs, by what the planner did.

use super::step::{Step, is_any_of};
use super::{Kind, rows};
use crate::appointment::Appointment;
use crate::change::Change;
use crate::json::Value;

/// Changes that go with what was done.
#[derive(Clone, Debug)]
pub struct Group<'c, 'd> {
    /// What was done; nothing for what follows every action, or is set by nobody.
    pub kinds: Vec<Kind>,
    /// What differs for it.
    pub changes: Vec<&'c Change<'d>>,
}

/// All changes between two payloads, by what was done; what follows every action comes last.
#[must_use]
pub fn groups<'c, 'd>(
    before: Value<'d>,
    after: Value<'d>,
    changes: &'c [Change<'d>],
) -> Vec<Group<'c, 'd>> {
    let mut left: Vec<&Change<'_>> = changes.iter().collect();
    let (Some(before), Some(after)) = (Appointment::of_value(before), Appointment::of_value(after))
    else {
        return left_over(left).into_iter().collect();
    };
    let step = Step::of(&before, &after, changes);
    let mut groups: Vec<Group<'c, 'd>> = Vec::new();
    for (kinds, properties) in rows::groups(&step) {
        let is_own = |change: &&&Change<'_>| {
            change.property().is_some_and(|property| is_any_of(&property, &properties))
        };
        // A quantity follows from a length, without anybody's doing.
        let is_time = |one: &Group<'_, '_>| one.kinds.iter().any(is_of_time);
        let led = groups.iter().position(is_time).filter(|_| kinds.is_empty());
        if kinds.is_empty() && led.is_none() {
            continue;
        }
        let own: Vec<_> = left.iter().filter(is_own).copied().collect();
        left.retain(|change| !is_own(&change));
        match led {
            Some(led) => groups[led].changes.extend(own),
            None => groups.push(Group { kinds, changes: own }),
        }
    }
    groups.extend(left_over(left));
    groups
}

fn is_of_time(kind: &Kind) -> bool {
    matches!(kind, Kind::Moved { .. } | Kind::Resized { .. })
}

fn left_over<'c, 'd>(changes: Vec<&'c Change<'d>>) -> Option<Group<'c, 'd>> {
    (!changes.is_empty()).then(|| Group { kinds: Vec::new(), changes })
}
