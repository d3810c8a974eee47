//! The block on the board: a payload, seen and edited in the planner's terms.

use jiff::civil::DateTime;

use super::length::written_like;
use crate::appointment::{Appointment, find, key};
use crate::edit::{Draft, Pointer, quoted};
use crate::json::{Kind, Value};
use crate::wall::WallTime;

/// A payload that is acted on; its properties are found however they are capitalised.
#[derive(Clone, Debug)]
pub(super) struct Block {
    draft: Draft,
    pub(super) is_deleted: bool,
}

impl Block {
    pub(super) fn of(draft: &Draft) -> Self {
        Self { draft: draft.clone(), is_deleted: false }
    }

    pub(super) fn draft(&self) -> &Draft {
        &self.draft
    }

    /// What an appointment says; none when the payload is no object.
    pub(super) fn see<T>(&self, look: impl FnOnce(&Appointment<'_>) -> Option<T>) -> Option<T> {
        let document = self.draft.document();
        look(&Appointment::of(&document)?)
    }

    pub(super) fn start(&self) -> Option<WallTime> {
        Appointment::of(&self.draft.document())?.start()
    }

    pub(super) fn end(&self) -> Option<WallTime> {
        Appointment::of(&self.draft.document())?.end()
    }

    pub(super) fn locked(&self) -> bool {
        self.see(|one| Some(one.locked())).unwrap_or(false)
    }

    /// What a value says, when these steps lead to one.
    pub(super) fn see_at<T>(
        &self,
        steps: &[&str],
        look: impl FnOnce(Value<'_>) -> Option<T>,
    ) -> Option<T> {
        let document = self.draft.document();
        look(steps.iter().try_fold(document.root(), |value, step| below(value, step))?)
    }

    /// The text of a value, or its digits.
    pub(super) fn text(&self, steps: &[&str]) -> Option<String> {
        self.see_at(steps, |value| {
            value.text().map(Into::into).or_else(|| value.number().map(str::to_owned))
        })
    }

    /// A number, as far as a float holds it.
    pub(super) fn number(&self, steps: &[&str]) -> Option<f64> {
        self.see_at(steps, |value| value.number()?.parse().ok())
    }

    /// Sets a value, which may not have been there.
    pub(super) fn set(&mut self, steps: &[&str], json: &str) -> Result<(), String> {
        self.put(&self.pointer(steps), json)
    }

    /// Puts a value there, where the payload spells it so.
    pub(super) fn put(&mut self, at: &Pointer, json: &str) -> Result<(), String> {
        self.draft.put(at, json).map_err(|refused| refused.to_string())
    }

    /// Sets a value, when there is one: what a payload leaves out is left out.
    pub(super) fn set_there(&mut self, steps: &[&str], json: &str) -> Result<(), String> {
        let is_there = self.see_at(steps, |_| Some(())).is_some();
        if is_there { self.set(steps, json) } else { Ok(()) }
    }

    /// Sets a time, when there is one, in the way it is written.
    pub(super) fn set_time(&mut self, name: &str, clock: DateTime) -> Result<(), String> {
        let old = self.text(&[name]);
        self.set_there(&[name], &quoted(&written_like(old.as_deref(), clock)))
    }

    /// Takes a value away.
    pub(super) fn remove(&mut self, steps: &[&str]) -> Result<(), String> {
        let at = self.pointer(steps);
        self.draft.remove(&at).map_err(|refused| refused.to_string())
    }

    /// The name of the list that is there, the first of these otherwise.
    pub(super) fn list_name(&self, names: &[&'static str]) -> &'static str {
        let is_there =
            |name: &&&str| self.see_at(&[name], |list| Some(!list.is_null())) == Some(true);
        names.iter().find(is_there).or_else(|| names.first()).copied().unwrap_or_default()
    }

    /// Where something is, its properties spelled as the payload spells them.
    fn pointer(&self, steps: &[&str]) -> Pointer {
        let document = self.draft.document();
        let root = document.root();
        let (mut value, mut pointer) = (Some(root), Pointer::to(&[]));
        for step in steps {
            let next = value.and_then(|value| below(value, step));
            let spelled = value.zip(next).and_then(|(value, next)| {
                let key = value.members().find(|member| member.value.index() == next.index())?.key;
                key.text().map(Into::<String>::into)
            });
            pointer = pointer.below(spelled.as_deref().unwrap_or(step));
            value = next;
        }
        pointer
    }

    /// The id of the appointment as JSON, for items that name it.
    pub(super) fn id(&self) -> Option<String> {
        self.see_at(&[key::ID], |id| Some(id.raw().to_owned()))
    }
}

fn below<'d>(value: Value<'d>, step: &str) -> Option<Value<'d>> {
    if value.kind() == Kind::Array {
        return value.elements().nth(step.parse().ok()?);
    }
    find(value, step)
}
