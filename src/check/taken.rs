//! What of a document is an appointment: what was captured is not always one, and may hold one.

use super::wrapped::{self, MOST_WRAPPERS};
use crate::finding::{Finding, Severity};
use crate::json::{Document, Fault, Kind, Value};
use crate::look_alike::{self, Inside};
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
    if let Err(why) = inside(payload, schema, 0, taken) {
        let not = Finding::on(payload, String::new(), Severity::Error, "type", why);
        taken(Taken::Not(not));
    }
}

fn inside(
    payload: Value<'_>,
    schema: &Schema,
    wrappers: usize,
    taken: &mut dyn FnMut(Taken<'_>),
) -> Result<(), String> {
    let is_accepted = schema.accepts(payload);
    if !is_accepted && let Some(row) = look_alike::of(payload) {
        return Err(wrapped::look_alike(payload, row).message.to_string());
    }
    let wrapped = look_alike::wrapped(payload).filter(|_| !is_accepted);
    if let Some(wrapped) = wrapped.filter(|_| wrappers < MOST_WRAPPERS) {
        return match &wrapped.inside {
            Inside::Value(value) => inside(*value, schema, wrappers + 1, taken),
            Inside::Text(text) => {
                let unreadable = |fault: Fault| format!("in the text inside: {}", fault.cause);
                let document = Document::parse(text).map_err(unreadable)?;
                inside(document.root(), schema, wrappers + 1, taken)
            }
            Inside::Unreadable => Err("Base64 of something that is no text".to_owned()),
        };
    }
    match (payload.kind(), wrappers) {
        (Kind::Object, 0) => taken(Taken::Appointment(payload)),
        (Kind::Object, _) => taken(Taken::Wrapped(payload)),
        (Kind::Array, _) if payload.is_empty() => {
            return Err("an empty list holds no appointment".to_owned());
        }
        (kind, _) => return Err(format!("an appointment is expected, not {}", kind.words())),
    }
    Ok(())
}
