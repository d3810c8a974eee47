//! What differs between two payloads of one appointment, property by property.
//!
//! Numbers are compared as numbers, dates as dates, everything else as sent. Whitespace, the
//! order of properties and the order of a list whose items can be told apart are no difference;
//! nor is the case of a key, which middleware likes to change, as long as it leaves no doubt.

mod digest;
mod equal;
mod ignored;
mod members;
mod pairs;
mod patch;

pub use digest::digest;
pub use ignored::Ignored;
use members::{Partners, by_name, have_same_keys, key_of, last_members};
pub(crate) use pairs::Pairs;
pub use patch::{Op, Operation, patch};

use crate::change::Change;
use crate::json::{Kind, Value};

/// Everything that differs, in the order of the later payload; what was removed from an object
/// or a list is told after the rest of it.
#[must_use]
pub fn compare<'d>(before: Value<'d>, after: Value<'d>) -> Vec<Change<'d>> {
    let mut walk = Walk { pointer: String::new(), changes: Vec::new() };
    walk.value("", before, after);
    walk.changes
}

/// A walk down both payloads at once.
struct Walk<'d> {
    pointer: String,
    changes: Vec<Change<'d>>,
}

/// Objects up to this many members are walked in step when they have the same keys, which is
/// quicker than hashing and at this size never slow.
const IN_STEP: usize = 256;

impl<'d> Walk<'d> {
    /// Two values under one key; the key tells which list it is.
    fn value(&mut self, key: &str, before: Value<'d>, after: Value<'d>) {
        if before.raw() == after.raw() {
            return;
        }
        match (before.kind(), after.kind()) {
            (Kind::Object, Kind::Object) => self.object(before, after),
            (Kind::Array, Kind::Array) => self.list(key, before, after),
            _ if equal::are_equal(key, before, after) => {}
            _ => self.differs(Some(before), Some(after)),
        }
    }

    fn object(&mut self, before: Value<'d>, after: Value<'d>) {
        if before.len() <= IN_STEP && have_same_keys(before, after) {
            self.object_in_step(before, after);
        } else {
            self.object_by_name(before, after);
        }
    }

    fn object_in_step(&mut self, before: Value<'d>, after: Value<'d>) {
        for (earlier, later) in before.members().zip(after.members()) {
            let key = key_of(&later);
            // Of repeated keys the last counts; the keys are the same, so it is last in both.
            let counts = || after.get(&key).is_some_and(|last| last.index() == later.value.index());
            if earlier.value.raw() != later.value.raw() && counts() {
                self.below(&key, |walk| walk.value(&key, earlier.value, later.value));
            }
        }
    }

    fn object_by_name(&mut self, before: Value<'d>, after: Value<'d>) {
        let (earlier, later) = (by_name(before), by_name(after));
        let mut partners = Partners::of(&earlier, &later);
        for (key, value) in last_members(after, &later) {
            self.below(&key, |walk| match partners.take(&key) {
                Some(old) => walk.value(&key, old, value),
                None => walk.differs(None, Some(value)),
            });
        }
        for (key, value) in last_members(before, &earlier) {
            if partners.is_left(&key) {
                self.below(&key, |walk| walk.differs(Some(value), None));
            }
        }
    }

    fn list(&mut self, key: &str, before: Value<'d>, after: Value<'d>) {
        let Pairs { later, removed } = Pairs::of(key, before, after);
        for (index, (earlier, later)) in later.into_iter().enumerate() {
            self.below(&index.to_string(), |walk| match earlier {
                Some(earlier) => walk.value("", earlier, later),
                None => walk.differs(None, Some(later)),
            });
        }
        for (index, item) in removed {
            self.below(&index.to_string(), |walk| walk.differs(Some(item), None));
        }
    }

    /// Looks one step further down.
    fn below(&mut self, step: &str, look: impl FnOnce(&mut Self)) {
        let length = self.pointer.len();
        self.pointer.push('/');
        for character in step.chars() {
            match character {
                '~' => self.pointer.push_str("~0"),
                '/' => self.pointer.push_str("~1"),
                other => self.pointer.push(other),
            }
        }
        look(self);
        self.pointer.truncate(length);
    }

    fn differs(&mut self, before: Option<Value<'d>>, after: Option<Value<'d>>) {
        self.changes.push(Change { pointer: self.pointer.clone(), before, after });
    }
}

#[cfg(test)]
mod tests;
