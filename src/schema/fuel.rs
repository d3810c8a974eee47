//! What one payload may cost when it is judged by a stranger's schema.
//!
//! Parts of a schema that refer to each other may look at the same lists and objects again and
//! again, twice as often with every level of a payload. Every look burns fuel; when there is none
//! left, lists and objects look like nothing, so that judging soon ends, and what it came to is
//! thrown away.

use std::cell::Cell;

use crate::finding::{Finding, Severity};
use crate::json::Value;

/// The name of the rule about a payload that costs too much.
pub(super) const SCHEMA_LIMIT: &str = "schema-limit";

/// How often a payload may be looked into, and how often more for each byte of it: an appointment
/// is looked into some hundred times, and a look takes about 50 ns.
const LOOKS: usize = 50_000;
const LOOKS_A_BYTE: usize = 20;

thread_local! {
    /// How much is left to judge the payload at hand; what is bundled never comes to its end.
    static FUEL: Cell<usize> = const { Cell::new(usize::MAX) };
}

/// Takes one look; false when there is no fuel left for it.
pub(super) fn burn() -> bool {
    FUEL.with(|fuel| {
        let left = fuel.get();
        fuel.set(left.saturating_sub(1));
        left > 0
    })
}

/// Whether there is fuel for another look.
pub(super) fn is_left() -> bool {
    FUEL.with(|fuel| fuel.get() > 0)
}

/// Judges with as much fuel as a payload is worth, and tells whether it ran out.
pub(super) fn burning<T>(payload: Value<'_>, judge: impl FnOnce() -> T) -> (T, bool) {
    let most = LOOKS.saturating_add(payload.raw().len().saturating_mul(LOOKS_A_BYTE));
    FUEL.with(|fuel| fuel.set(most));
    let judged = judge();
    let is_out = !is_left();
    FUEL.with(|fuel| fuel.set(usize::MAX));
    (judged, is_out)
}

/// The only thing that can be said of a payload that cost too much.
pub(super) fn ran_out(payload: Value<'_>) -> Finding {
    let message = "the schema looks at this payload too often: it was not judged to its end";
    let help = "parts of the schema refer to each other, and look again with every level";
    let pointer = String::new();
    Finding::on(payload, pointer, Severity::Error, SCHEMA_LIMIT, message.to_owned())
        .with_help(Some(help.to_owned()))
}
