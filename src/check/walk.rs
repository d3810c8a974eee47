//! The one walk through what was captured: what a payload is, and what is inside of it.
//!
//! Whoever judges appointments, learns from them or remembers them has them from here, so that all
//! of them know the same ones, however they are wrapped.

use super::alike::Alike;
use super::met::{Met, What};
use super::outside::outside;
use crate::appointment::Appointment;
use crate::finding::Found;
use crate::json::{Document, Kind, Value, locate};
use crate::look_alike::{self, Inside, LookAlike, MARK, MOST_WRAPPERS, Wrapped};

/// A walk, and who is on it.
pub(crate) struct Walk<'w> {
    /// Whether a payload is taken for an appointment, whatever it looks like.
    pub(crate) is_accepted: &'w dyn Fn(Value<'_>) -> bool,
    /// Finds something in what is met, with pointers from its own top.
    pub(crate) visit: &'w mut dyn FnMut(&Met<'_>) -> Found,
}

/// What a payload is.
enum Form<'v> {
    Appointment {
        is_accepted: bool,
    },
    LookAlike(&'static LookAlike),
    Wrapped(Wrapped<'v>),
    /// A wrapper inside of as many as are opened.
    Closed(Value<'v>),
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
        let what = match self.form(payload, around.wrappers) {
            Form::Wrapped(wrapped) => return self.wrapped(payload, wrapped, around),
            Form::LookAlike(row) => What::LookAlike(row),
            Form::Closed(at) => What::Closed(at),
            Form::Appointment { is_accepted } => What::Appointment { is_accepted },
        };
        self.meet(payload, what, around)
    }

    /// What a payload is, inside of so many wrappers. An appointment may have properties of its
    /// own that a look-alike or a wrapper has too.
    fn form<'v>(&self, payload: Value<'v>, wrappers: usize) -> Form<'v> {
        let appointment = Appointment::of_value(payload);
        let is_one = |is_it: fn(&Appointment<'v>) -> bool| appointment.as_ref().is_some_and(is_it);
        if (self.is_accepted)(payload) {
            return Form::Appointment { is_accepted: true };
        }
        if is_one(Appointment::is_sure) {
            return Form::Appointment { is_accepted: false };
        }
        if let Some(row) = look_alike::of(payload) {
            return Form::LookAlike(row);
        }
        match look_alike::wrapped(payload).filter(|_| !is_one(Appointment::is_likely)) {
            Some(wrapped) if wrappers < MOST_WRAPPERS => Form::Wrapped(wrapped),
            Some(wrapped) => Form::Closed(wrapped.at),
            None => Form::Appointment { is_accepted: false },
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
            && let Form::Wrapped(inner) = self.form(value, wrappers)
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
            Inside::Unreadable(what) => self.meet(at, What::Unreadable(what), around),
            Inside::Nothing => Found::default(),
        };
        found.move_below(pointer);
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
        let (mut all, mut alike) = (Found::default(), Alike::default());
        for (index, element) in value.elements().enumerate() {
            let mut found = self.one(element, around);
            found.move_below(&format!("/{index}"));
            alike.settle(&mut found, all.findings.len());
            all.join(found);
        }
        alike.end(&mut all.findings);
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
        let mut found = Found::default();
        if text.starts_with(MARK) {
            found = self.meet(at, What::Marked, around);
            found.move_below(pointer);
        }
        found.join(Found { findings: outside(at, pointer, text, findings), more });
        found
    }
}
