//! What happened to an appointment, in a line of output.

use serde::Serialize;
use serde_json::value::RawValue;

use crate::board_action::{Action, Kind};
use crate::change::Change;
use crate::json::Value;
use crate::render::payload::compact_below;
use crate::secret::Secrets;
use crate::story::Story;

/// Something that the planner did.
#[derive(Serialize)]
pub(super) struct ActionPart {
    action: &'static str,
    text: String,
    guess: bool,
}

/// A property that differs; a side that is missing was added or removed.
#[derive(Serialize)]
pub(super) struct ChangePart {
    pointer: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<Box<RawValue>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<Box<RawValue>>,
}

/// Everything that the planner did.
pub(super) fn actions(story: &Story<'_>, secrets: Secrets) -> Vec<ActionPart> {
    let part = |action: &Action| action_part(&action.kind, action.is_guess, secrets);
    story.actions.iter().map(part).collect()
}

/// One thing that the planner did.
pub(super) fn action_part(kind: &Kind, is_guess: bool, secrets: Secrets) -> ActionPart {
    ActionPart { action: kind.word(), text: kind.shown(secrets), guess: is_guess }
}

/// How the payload stands to what was seen before.
pub(super) fn standing(story: &Story<'_>) -> Vec<&'static str> {
    story.standing.iter().map(|standing| standing.word()).collect()
}

/// Every property that differs, values as sent.
pub(super) fn changes(story: &Story<'_>, secrets: Secrets) -> Vec<ChangePart> {
    story.changes.iter().map(|change| change_part(change, secrets)).collect()
}

/// One property that differs.
pub(super) fn change_part(change: &Change<'_>, secrets: Secrets) -> ChangePart {
    let raw = |value: Option<Value<'_>>| {
        let text = compact_below(&change.pointer, value?, secrets);
        RawValue::from_string(text).ok()
    };
    let (before, after) = (raw(change.before), raw(change.after));
    ChangePart { pointer: change.pointer.clone(), before, after }
}
