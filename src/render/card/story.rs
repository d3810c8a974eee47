//! What the planner did, and what differs for it.

use super::Lines;
use super::change::shown;
use crate::change::Change;
use crate::printable::printable;
use crate::secret::Secrets;
use crate::story::Story;

/// How many changed properties a card shows.
const CHANGES: usize = 6;

/// What happened, in the planner's words: `moved +1 day`, `duplicate`. A guess has a mark.
#[must_use]
pub fn happened(story: &Story<'_>, secrets: Secrets) -> String {
    let actions = story.actions.iter().map(|action| {
        let guess = if action.is_guess { " (a guess)" } else { "" };
        format!("{}{guess}", action.kind.shown(secrets))
    });
    let standing = story.standing.iter().map(|standing| standing.word().to_owned());
    printable(&actions.chain(standing).collect::<Vec<_>>().join(", ")).into_owned()
}

/// The properties that differ, before and after, but for those that follow every action.
pub(super) fn changes(story: &Story<'_>, lines: &mut Lines<'_>) {
    let (secrets, room) = (lines.secrets(), lines.room());
    let all: Vec<&Change<'_>> = story.told_changes().collect();
    let shown = all.iter().take(CHANGES).flat_map(|change| shown(change, secrets, room));
    let labels = std::iter::once("changed").chain(std::iter::repeat(""));
    for (line, label) in shown.zip(labels) {
        lines.add(label, &line);
    }
    if all.len() > CHANGES {
        lines.add("", &format!("… and {} more", all.len() - CHANGES));
    }
}
