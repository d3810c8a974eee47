//! What the planner did, and what differs for it.

use super::Lines;
use crate::change::Change;
use crate::json::Value;
use crate::printable::printable;
use crate::render::payload::compact_below;
use crate::secret::Secrets;
use crate::story::Story;
use crate::width::cut;

/// How many changed properties a card shows.
const CHANGES: usize = 6;

/// How much of a value a card shows, in columns.
const VALUE: usize = 40;

/// What happened, in the planner's words: `moved +1 day`, `duplicate`. A guess has a mark.
#[must_use]
pub fn happened(story: &Story<'_>) -> String {
    let actions = story.actions.iter().map(|action| {
        let guess = if action.is_guess { " (a guess)" } else { "" };
        format!("{}{guess}", action.kind.shown())
    });
    let standing = story.standing.iter().map(|standing| standing.word().to_owned());
    printable(&actions.chain(standing).collect::<Vec<_>>().join(", ")).into_owned()
}

/// The properties that differ, before and after, but for those that follow every action.
pub(super) fn changes(story: &Story<'_>, lines: &mut Lines<'_>) {
    let secrets = lines.secrets();
    let all: Vec<&Change<'_>> = story.told_changes().collect();
    for (at, change) in all.iter().take(CHANGES).enumerate() {
        lines.add(if at == 0 { "changed" } else { "" }, &shown(change, secrets));
    }
    if all.len() > CHANGES {
        lines.add("", &format!("… and {} more", all.len() - CHANGES));
    }
}

/// A property before and after, on one line.
#[must_use]
pub fn shown(change: &Change<'_>, secrets: Secrets) -> String {
    let value = |value: Option<Value<'_>>| match value {
        Some(value) => cut(&printable(&compact_below(&change.pointer, value, secrets)), VALUE),
        None => "nothing".to_owned(),
    };
    let pointer = printable(&change.pointer);
    format!("{pointer}  {} → {}", value(change.before), value(change.after))
}
