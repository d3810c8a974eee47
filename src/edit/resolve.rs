//! Where a pointer leads.

use super::pointer::index;
use super::{Pointer, Refused};
use crate::json::{Document, Kind, Value};

/// A value that a pointer leads to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found<'d> {
    pub(super) value: Value<'d>,
    /// Where its line of the text begins to be about it: at its key, or else at itself.
    pub(super) anchor: usize,
}

/// A pointer that leads nowhere: how far it went.
#[derive(Clone, Copy, Debug)]
pub(super) struct Short<'d> {
    pub(super) reached: Found<'d>,
    /// How many steps led there.
    pub(super) steps: usize,
}

/// The value that a pointer leads to; of repeated keys the last counts.
pub(super) fn resolve<'d>(
    document: &'d Document<'d>,
    pointer: &Pointer,
) -> Result<Found<'d>, Short<'d>> {
    let root = document.root();
    let mut reached = Found { value: root, anchor: root.span().start };
    for (steps, step) in pointer.steps().iter().enumerate() {
        reached = below(reached.value, step).ok_or(Short { reached, steps })?;
    }
    Ok(reached)
}

fn below<'d>(value: Value<'d>, step: &str) -> Option<Found<'d>> {
    if value.kind() == Kind::Array {
        let value = value.elements().nth(index(step)?)?;
        return Some(Found { value, anchor: value.span().start });
    }
    let member = value.members().filter(|member| member.key.is_text(step)).last()?;
    Some(Found { value: member.value, anchor: member.key.span().start })
}

impl Short<'_> {
    pub(super) fn refused(&self, pointer: &Pointer) -> Refused {
        let above = pointer.first(self.steps);
        Refused::not_there(pointer, &above, self.reached.value, &pointer.steps()[self.steps])
    }
}
