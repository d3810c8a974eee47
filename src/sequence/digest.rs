//! Payloads and names in 64 bits each: what is remembered of a hundred thousand must be small.

use std::hash::{BuildHasher, Hash, Hasher, RandomState};

use crate::appointment::{Appointment, is_of_calls};
use crate::json::{Kind, Value};

/// Digests of one run: keyed by chance, so that nobody can send what collides.
#[derive(Debug, Default)]
pub(super) struct Digests(RandomState);

impl Digests {
    /// Of anything that can be told apart.
    pub(super) fn of(&self, what: impl Hash) -> u64 {
        self.0.hash_one(what)
    }

    /// Of the state of an appointment, white space left out, and of what a retry adds to: the
    /// calls so far.
    pub(super) fn of_state(&self, appointment: &Appointment<'_>, is_delete: bool) -> u64 {
        let mut hasher = self.0.build_hasher();
        is_delete.hash(&mut hasher);
        for member in appointment.payload().members() {
            let key = member.key.text().unwrap_or_default();
            if !is_of_calls(&key) {
                key.hash(&mut hasher);
                add(member.value, &mut hasher);
            }
        }
        hasher.finish()
    }
}

fn add(value: Value<'_>, hasher: &mut impl Hasher) {
    std::mem::discriminant(&value.kind()).hash(hasher);
    value.len().hash(hasher);
    match value.kind() {
        Kind::Object => value.members().for_each(|member| {
            member.key.text().hash(hasher);
            add(member.value, hasher);
        }),
        Kind::Array => value.elements().for_each(|element| add(element, hasher)),
        _ => value.raw().hash(hasher),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Document;

    #[test]
    fn a_state_is_the_same_whatever_its_spaces_and_its_calls() {
        let digests = Digests::default();
        let of = |text: &str| {
            let document = Document::parse(text).unwrap();
            digests.of_state(&Appointment::of(&document).unwrap(), false)
        };
        let first = of(r#"{"Id":1,"A":[1,[2],{"b":"c"}],"Transactions":[]}"#);
        assert_eq!(first, of(r#"{ "Id": 1, "A": [1, [2], {"b": "c"}], "transactions": [{}] }"#));
        for other in [
            r#"{"Id":1,"A":[1,[2],{"b":"d"}]}"#,
            r#"{"Id":1,"A":[1,2,{"b":"c"}]}"#,
            r#"{"Id":1,"A":[[1,2],{"b":"c"}]}"#,
            r#"{"Id":1,"A":[1,[2],{"a":"c"}]}"#,
            r#"{"Id":1,"A":[1,[2],{}]}"#,
            r#"{"Id":1,"A":[1,[2],[]]}"#,
        ] {
            assert_ne!(first, of(other), "{other}");
        }
    }
}
