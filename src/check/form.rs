//! What a payload is, by the signs that judging it and learning from it share.

use crate::json::Value;
use crate::look_alike::{self, LookAlike, MOST_WRAPPERS, Wrapped};
use crate::schema::Schema;

/// What a payload is.
pub(super) enum Form<'v> {
    /// Known, and no appointment.
    LookAlike(&'static LookAlike),
    /// Something with an appointment inside.
    Wrapped(Wrapped<'v>),
    /// Meant to be an appointment, and whether the schema takes it.
    Plain { is_accepted: bool },
}

impl<'v> Form<'v> {
    /// The form of a payload inside of so many wrappers. What the schema takes is looked at no
    /// more.
    pub(super) fn of(payload: Value<'v>, schema: &Schema, wrappers: usize) -> Self {
        if schema.accepts(payload) {
            return Self::Plain { is_accepted: true };
        }
        if let Some(row) = look_alike::of(payload) {
            return Self::LookAlike(row);
        }
        match look_alike::wrapped(payload).filter(|_| wrappers < MOST_WRAPPERS) {
            Some(wrapped) => Self::Wrapped(wrapped),
            None => Self::Plain { is_accepted: false },
        }
    }
}
