//! What few payloads cannot tell: a schema that was learned from them holds less than it might.

use serde_json::{Map, Value as Json};

use crate::schema::infer::{ENOUGH, ENOUGH_OF_A_CHOICE as ENOUGH_OF_A};

/// How many values must have been seen before their texts are a choice of few.
pub(super) const A_CHOICE: usize = ENOUGH_OF_A;

/// From how few payloads a schema was learned, when they are too few to tell what always comes.
#[must_use]
pub fn learned_from_few(schema: &Json) -> Option<u64> {
    schema.get("x-seen")?.get("of")?.as_u64().filter(|of| *of < ENOUGH as u64)
}

/// Whether a place was learned from fewer values than this.
pub(super) fn are_too_few(node: &Map<String, Json>, enough: usize) -> bool {
    count(node.get("x-seen"), "in").is_some_and(|seen| seen < enough as u64)
}

/// Whether a place was always there, in objects that were too few to tell.
pub(super) fn may_be_always_there(node: &Json) -> bool {
    let seen = node.get("x-seen");
    count(seen, "of").is_some_and(|of| of < ENOUGH as u64 && count(seen, "in") == Some(of))
}

/// Whether values of a type were seen at a place; none when enough were, or nobody counted.
pub(super) fn saw(node: &Map<String, Json>, of_type: &str) -> Option<bool> {
    let types = node.get("x-seen")?.get("types")?;
    are_too_few(node, ENOUGH).then(|| types.get(of_type).is_some())
}

fn count(seen: Option<&Json>, name: &str) -> Option<u64> {
    seen?.get(name)?.as_u64()
}
