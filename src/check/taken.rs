//! What of a document is an appointment: what was captured is not always one, and may hold one.

use super::met::{Met, What};
use super::walk::Walk;
use crate::finding::{Finding, Found, Severity};
use crate::json::{Kind, Value};
use crate::schema::Schema;

/// What a value of a document is.
#[derive(Debug)]
pub enum Taken<'v> {
    /// An appointment, though perhaps not a good one.
    Appointment(Value<'v>),
    /// An appointment that was inside of another thing.
    Wrapped(Value<'v>),
    /// No appointment, and why; its line and column are still to be found.
    Not(Finding),
}

/// Tells what a payload is, by the same signs by which it is judged.
pub fn appointments(payload: Value<'_>, schema: &Schema, taken: &mut dyn FnMut(Taken<'_>)) {
    let is_accepted = |value: Value<'_>| schema.accepts(value);
    let mut visit = |met: &Met<'_>| match (&met.what, met.value.kind()) {
        (What::Appointment { .. }, Kind::Object) => {
            let value = met.value;
            taken(if met.is_inside { Taken::Wrapped(value) } else { Taken::Appointment(value) });
            Found::default()
        }
        (What::Appointment { .. }, kind) => vec![none(met.value, kind)].into(),
        // What is inside tells of itself.
        (What::Wrapper(..) | What::Marked, _) => Found::default(),
        _ => met.finding().into_iter().collect::<Vec<_>>().into(),
    };
    let left = Walk { is_accepted: &is_accepted, visit: &mut visit }.through(payload);
    left.findings.into_iter().map(Taken::Not).for_each(taken);
}

fn none(value: Value<'_>, kind: Kind) -> Finding {
    let message = if kind == Kind::Array && value.is_empty() {
        "an empty list holds no appointment".to_owned()
    } else {
        format!("an appointment is expected, not {}", kind.words())
    };
    Finding::on(value, String::new(), Severity::Error, "type", message)
}
