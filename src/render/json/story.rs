//! What happened to an appointment, in a line of output.

use serde::Serialize;
use serde_json::value::RawValue;

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
    let part = |action: &crate::board_action::Action| ActionPart {
        action: action.kind.word(),
        text: secrets.links(&action.kind.shown()).into_owned(),
        guess: action.is_guess,
    };
    story.actions.iter().map(part).collect()
}

/// How the payload stands to what was seen before.
pub(super) fn standing(story: &Story<'_>) -> Vec<&'static str> {
    story.standing.iter().map(|standing| standing.word()).collect()
}

/// Every property that differs, values as sent.
pub(super) fn changes(story: &Story<'_>, secrets: Secrets) -> Vec<ChangePart> {
    let part = |change: &crate::change::Change<'_>| {
        let raw = |value: Option<Value<'_>>| {
            value.and_then(|one| {
                RawValue::from_string(compact_below(&change.pointer, one, secrets)).ok()
            })
        };
        ChangePart {
            pointer: change.pointer.clone(),
            before: raw(change.before),
            after: raw(change.after),
        }
    };
    story.changes.iter().map(part).collect()
}
