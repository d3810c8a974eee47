//! The appointments that a payload is, or holds.

use crate::appointment::Appointment;
use crate::check::outside;
use crate::finding::Finding;
use crate::json::{Document, Kind, Value, locate};
use crate::look_alike::{self, Inside, MOST_WRAPPERS, Wrapped};

/// Finds something in an appointment, with pointers from the top of its document.
type Find<'f> = dyn FnMut(Value<'_>, Value<'_>) -> Vec<Finding> + 'f;

/// What is found in a payload, or in each appointment inside of it, with places in the document
/// that it is in.
pub(super) fn each(root: Value<'_>, payload: Value<'_>, find: &mut Find<'_>) -> Vec<Finding> {
    within(root, payload, 0, find)
}

fn within(
    root: Value<'_>,
    payload: Value<'_>,
    wrappers: usize,
    find: &mut Find<'_>,
) -> Vec<Finding> {
    // What is an appointment may have properties of its own that a wrapper has too.
    let is_one = Appointment::of_value(payload).is_some_and(|one| one.is_likely());
    let wrapped = look_alike::wrapped(payload).filter(|_| !is_one && wrappers < MOST_WRAPPERS);
    match wrapped {
        Some(Wrapped { inside: Inside::Value(inside), .. }) => {
            all(root, inside, wrappers + 1, find)
        }
        Some(Wrapped { inside: Inside::Text(text), at, .. }) => {
            let Ok(document) = Document::parse(&text) else { return Vec::new() };
            let mut found = all(document.root(), document.root(), wrappers + 1, find);
            locate(&text, found.iter_mut().map(|finding| &mut finding.place));
            outside(at, &root.pointer_to(at), found)
        }
        // What is told as something else is no second appointment.
        _ if look_alike::of(payload).is_some() => Vec::new(),
        _ => find(root, payload),
    }
}

/// The same of each of a list.
fn all(root: Value<'_>, inside: Value<'_>, wrappers: usize, find: &mut Find<'_>) -> Vec<Finding> {
    if inside.kind() != Kind::Array {
        return within(root, inside, wrappers, find);
    }
    inside.elements().flat_map(|one| within(root, one, wrappers, &mut *find)).collect()
}
