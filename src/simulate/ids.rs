//! The ids that go with an appointment: its own wherever it stands, and those of the items of its
//! lists. Resources, tasks, jobs, categories and containers have ids of their own, which stay.

use crate::appointment::{find, key};
use crate::edit::Pointer;
use crate::json::{Kind, Value};

/// An id that another appointment has not.
#[derive(Debug)]
pub(super) struct OwnId {
    /// Where it stands.
    pub(super) at: Pointer,
    /// Whose it is.
    pub(super) whose: Whose,
}

/// Whose an id is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    /// The appointment's.
    Appointment,
    /// That of an item of a list, which was this.
    Item(u64),
}

/// What an object is to the appointment.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// The payload.
    Payload,
    /// An item that is there for this appointment alone.
    Item,
    /// What others have as well, such as a resource.
    Shared,
}

/// The ids in a payload that go with its appointment, which had this id so far.
pub(super) fn of_payload(payload: Value<'_>, before: Option<u64>) -> Vec<OwnId> {
    let mut found = Vec::new();
    search(payload, &Pointer::to(&[]), Part::Payload, before, &mut found);
    found
}

/// The ids in an item of one of its lists.
pub(super) fn of_item(item: Value<'_>) -> Vec<OwnId> {
    let mut found = Vec::new();
    search(item, &Pointer::to(&[]), part(item), None, &mut found);
    found
}

/// What names an appointment is there for it; a resource or a tag in a list is not.
fn part(item: Value<'_>) -> Part {
    if find(item, key::APPOINTMENT_ID).is_some() { Part::Item } else { Part::Shared }
}

fn search(value: Value<'_>, at: &Pointer, own: Part, before: Option<u64>, found: &mut Vec<OwnId>) {
    for member in value.members() {
        let Some(name) = member.key.text() else { continue };
        let at = at.below(&name);
        let number = || member.value.number()?.parse::<u64>().ok();
        if name.eq_ignore_ascii_case(key::APPOINTMENT_ID) {
            let names_it = own == Part::Item || before.is_some() && number() == before;
            found.extend(names_it.then_some(OwnId { at, whose: Whose::Appointment }));
        } else if name.eq_ignore_ascii_case(key::ID) {
            let own = number().filter(|_| own == Part::Item);
            found.extend(own.map(|id| OwnId { at, whose: Whose::Item(id) }));
        } else if member.value.kind() == Kind::Array {
            for (nth, item) in member.value.elements().enumerate() {
                let part = match own {
                    Part::Payload => part(item),
                    own => own,
                };
                search(item, &at.below(&nth.to_string()), part, before, found);
            }
        } else {
            search(member.value, &at, Part::Shared, before, found);
        }
    }
}
