//! The one walk through what was captured: what a payload is, and what is inside of it.
//!
//! Whoever judges appointments, learns from them or remembers them has them from here, so that all
//! of them know the same ones, however they are wrapped.

use super::met::{Met, What};
use super::outside::outside;
use crate::finding::Found;
use crate::json::{Document, Kind, Value, locate};
use crate::look_alike::{self, Inside, MOST_WRAPPERS, Wrapped};

/// A walk, and who is on it.
pub(crate) struct Walk<'w> {
    /// Whether a payload is sure to be an appointment, whatever else it looks like: the same
    /// properties may stand in a wrapper too.
    pub(crate) is_sure: &'w dyn Fn(Value<'_>) -> bool,
    /// Finds something in what is met, with pointers from its own top.
    pub(crate) visit: &'w mut dyn FnMut(&Met<'_>) -> Found,
}

/// What is around a payload.
#[derive(Clone, Copy, Debug, Default)]
struct Around {
    /// How many wrappers.
    wrappers: usize,
    /// The rule of the innermost, which is not met again.
    met: Option<&'static str>,
}

impl Walk<'_> {
    /// Everything found in a payload and in what is inside, with pointers from its top and places
    /// in its document.
    pub(crate) fn through(mut self, payload: Value<'_>) -> Found {
        self.one(payload, Around::default())
    }

    fn one(&mut self, payload: Value<'_>, around: Around) -> Found {
        if (self.is_sure)(payload) {
            return self.meet(payload, What::Appointment { is_sure: true }, around);
        }
        if let Some(row) = look_alike::of(payload) {
            return self.meet(payload, What::LookAlike(row), around);
        }
        match opened(payload, around.wrappers) {
            Some(wrapped) => self.wrapped(payload, wrapped, around),
            None => self.meet(payload, What::Appointment { is_sure: false }, around),
        }
    }

    fn meet(&mut self, value: Value<'_>, what: What<'_>, around: Around) -> Found {
        (self.visit)(&Met { value, what, is_inside: around.wrappers > 0 })
    }

    /// What wraps a payload, met once however often it does, and what is inside.
    fn wrapped<'v>(&mut self, payload: Value<'v>, wrapped: Wrapped<'v>, around: Around) -> Found {
        let (Wrapped { meaning, at, inside }, wrappers) =
            self.innermost(wrapped, around.wrappers + 1);
        if matches!(inside, Inside::Nothing) {
            return self.meet(payload, What::Hollow(meaning, at), around);
        }
        let is_new = around.met != Some(meaning.name);
        let mut found = if is_new {
            self.meet(payload, What::Wrapper(meaning, at), around)
        } else {
            Found::default()
        };
        let around = Around { wrappers, met: Some(meaning.name) };
        found.join(self.inside(at, &payload.pointer_to(at), &inside, around));
        found
    }

    /// The innermost of wrappers of one kind, one in the other, and how many there are.
    fn innermost<'v>(&self, mut wrapped: Wrapped<'v>, mut wrappers: usize) -> (Wrapped<'v>, usize) {
        while let Inside::Value(value) = wrapped.inside
            && !(self.is_sure)(value)
            && look_alike::of(value).is_none()
            && let Some(inner) = opened(value, wrappers)
            && inner.meaning.name == wrapped.meaning.name
        {
            (wrapped, wrappers) = (inner, wrappers + 1);
        }
        (wrapped, wrappers)
    }

    /// What is found inside, with pointers from the top of what wraps it.
    fn inside(
        &mut self,
        at: Value<'_>,
        pointer: &str,
        inside: &Inside<'_>,
        around: Around,
    ) -> Found {
        let mut found = match inside {
            Inside::Value(value) => self.each(*value, around),
            Inside::Text(text) => return self.in_text(at, pointer, text, around),
            Inside::Unreadable => self.meet(at, What::Unreadable, around),
            Inside::Nothing => Found::default(),
        };
        found.findings.iter_mut().for_each(|finding| finding.move_below(pointer));
        found
    }

    /// What is found in a payload, or in each of a list.
    fn each(&mut self, value: Value<'_>, around: Around) -> Found {
        if value.kind() != Kind::Array {
            return self.one(value, around);
        }
        if value.is_empty() {
            return self.meet(value, What::EmptyList, around);
        }
        let mut all = Found::default();
        for (index, element) in value.elements().enumerate() {
            let mut found = self.one(element, around);
            let pointer = format!("/{index}");
            found.findings.iter_mut().for_each(|finding| finding.move_below(&pointer));
            all.join(found);
        }
        all
    }

    /// What is found in a text of its own, told at the value that holds it.
    fn in_text(&mut self, at: Value<'_>, pointer: &str, text: &str, around: Around) -> Found {
        let Found { findings, more } = match Document::parse(text) {
            Err(fault) => self.meet(at, What::Broken(text, &fault), around),
            Ok(document) => {
                let mut found = self.each(document.root(), around);
                locate(text, found.findings.iter_mut().map(|finding| &mut finding.place));
                found
            }
        };
        Found { findings: outside(at, pointer, findings), more }
    }
}

/// A wrapper inside of so many others, unless they are too many.
fn opened(payload: Value<'_>, wrappers: usize) -> Option<Wrapped<'_>> {
    look_alike::wrapped(payload).filter(|_| wrappers < MOST_WRAPPERS)
}
