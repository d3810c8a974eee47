//! What of a document is an appointment: what was captured is not always one, and may hold one.

use super::form::Form;
use super::wrapped;
use crate::finding::{Finding, Severity};
use crate::json::{Document, Fault, Kind, Value};
use crate::look_alike::{Inside, Wrapped};
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
    match Form::of(payload, schema, wrappers) {
        Form::LookAlike(row) => return Err(wrapped::look_alike(payload, row).message.to_string()),
        Form::Wrapped(Wrapped { inside, meaning, .. }) => {
            return match inside {
                Inside::Value(value) => within(value, schema, wrappers + 1, taken),
                Inside::Text(text) => {
                    let unreadable = |fault: Fault| format!("in the text inside: {}", fault.cause);
                    let document = Document::parse(&text).map_err(unreadable)?;
                    within(document.root(), schema, wrappers + 1, taken)
                }
                Inside::Unreadable => Err("Base64 of something that is no text".to_owned()),
                Inside::Nothing => Err(format!("{}, and there is none", meaning.about)),
            };
        }
        Form::Plain { .. } => {}
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

/// What is inside, or each of a list of it.
fn within(
    value: Value<'_>,
    schema: &Schema,
    wrappers: usize,
    taken: &mut dyn FnMut(Taken<'_>),
) -> Result<(), String> {
    if value.kind() != Kind::Array || value.is_empty() {
        return inside(value, schema, wrappers, taken);
    }
    value.elements().try_for_each(|one| inside(one, schema, wrappers, taken))
}
