//! The lines of `diff`, and a JSON Patch.

use std::fmt::Write;

use serde::Serialize;
use serde_json::value::RawValue;

use super::line;
use super::story::{ActionPart, ChangePart, action_part, change_part};
use crate::board_action::Group;
use crate::compare::{Op, Operation};
use crate::json::Value;
use crate::printable::json_safe;
use crate::render::payload::compact_below;
use crate::secret::Secrets;

#[derive(Serialize)]
struct ChangeLine {
    actions: Vec<ActionPart>,
    #[serde(flatten)]
    change: ChangePart,
}

#[derive(Serialize)]
struct DiffSummary<'a> {
    command: &'static str,
    before: &'a str,
    after: &'a str,
    differences: usize,
    ignored: usize,
}

/// A `change` line for every change of a group.
#[must_use]
pub fn changes(group: &Group<'_, '_>, secrets: Secrets) -> String {
    let actions = || group.kinds.iter().map(|kind| action_part(kind, false, secrets)).collect();
    let lines = group.changes.iter().map(|change| {
        line("change", ChangeLine { actions: actions(), change: change_part(change, secrets) })
    });
    lines.collect()
}

/// The `summary` line of `diff`: what was compared, and in how many places it differs.
#[must_use]
pub fn diff_summary(names: [&str; 2], differences: usize, ignored: usize) -> String {
    let [before, after] = names;
    let command = "diff";
    line("summary", DiffSummary { command, before, after, differences, ignored })
}

/// One operation of a patch.
#[derive(Serialize)]
struct OperationPart<'a> {
    op: &'static str,
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Box<RawValue>>,
}

/// A JSON Patch, a line an operation.
#[must_use]
pub fn patch(operations: &[Operation<'_>], secrets: Secrets) -> String {
    let mut text = String::from("[");
    for (at, operation) in operations.iter().enumerate() {
        let raw = |value: Value<'_>| {
            RawValue::from_string(compact_below(&operation.path, value, secrets)).ok()
        };
        let (op, value) = match operation.op {
            Op::Add(value) => ("add", raw(value)),
            Op::Remove => ("remove", None),
            Op::Replace(value) => ("replace", raw(value)),
        };
        let part = OperationPart { op, path: &operation.path, value };
        let part = serde_json::to_string(&part).expect("it is text and plain JSON");
        // Writing to a String cannot fail.
        let _ = write!(text, "{}\n  {}", if at == 0 { "" } else { "," }, json_safe(&part));
    }
    text + if operations.is_empty() { "]\n" } else { "\n]\n" }
}
