//! One number for all payloads between which nothing differs.

use std::hash::{BuildHasher, Hash, RandomState};
use std::sync::LazyLock;

use super::equal::date;
use super::members::{by_name, key_of, singles};
use super::pairs::are_told_apart;
use crate::json::{Kind, Value, canonical};

/// The same for two payloads when [`compare`](super::compare) finds nothing that differs but in
/// the properties of these names; as good as never the same otherwise. It holds for one run.
#[must_use]
pub fn digest(payload: Value<'_>, but: &[&str]) -> u64 {
    let is_left_out = |key: &str| but.iter().any(|name| name.eq_ignore_ascii_case(key));
    match payload.kind() {
        Kind::Object => of_object(payload, is_left_out),
        _ => of_value("", payload),
    }
}

fn of_value(name: &str, value: Value<'_>) -> u64 {
    match value.kind() {
        Kind::Object => of_object(value, |_| false),
        Kind::Array => of_list(name, value),
        Kind::Number => of((1, canonical(value.raw()))),
        Kind::String => of_text(name, &value.text().unwrap_or_default()),
        Kind::Null | Kind::True | Kind::False => of((2, value.raw())),
    }
}

/// A sum, so that the order of the members makes no difference.
fn of_object(object: Value<'_>, is_left_out: impl Fn(&str) -> bool) -> u64 {
    if have_own_letters(object) {
        let kept = object.members().map(|member| (key_of(&member), member.value));
        let kept = kept.filter(|(key, _)| !is_left_out(key));
        let sum =
            kept.map(|(key, value)| of((key.to_ascii_lowercase().as_str(), of_value(&key, value))));
        return of((3, sum.fold(0, u64::wrapping_add)));
    }
    let members = by_name(object);
    let singles = singles(members.keys().map(AsRef::as_ref));
    let kept = members.iter().filter(|(key, _)| !is_left_out(key));
    let sum = kept.map(|(key, value)| {
        let letters = key.to_ascii_lowercase();
        // Keys that differ in case alone are told apart by it.
        let key = if singles[&letters].is_some() { letters.as_str() } else { key };
        of((key, of_value(key, *value)))
    });
    of((3, sum.fold(0, u64::wrapping_add)))
}

/// Whether no two keys are the same but for their case, as far as their looks tell.
fn have_own_letters(object: Value<'_>) -> bool {
    let mut looks: Vec<u32> = object.members().map(|member| member.key.look()).collect();
    looks.sort_unstable();
    looks.windows(2).all(|pair| pair[0] != pair[1])
}

fn of_list(name: &str, list: Value<'_>) -> u64 {
    let items = list.elements().map(|item| of_value("", item));
    if are_told_apart(name, list) {
        return of((4, items.fold(0, u64::wrapping_add)));
    }
    of((4, items.collect::<Vec<_>>()))
}

/// A date by its clock, or by its instant when it has an offset.
fn of_text(name: &str, text: &str) -> u64 {
    let time = date(name, text);
    match time.as_ref().map(|time| (time.offset.is_empty(), time.instant())) {
        Some((true, _)) => of((5, time.map(|time| time.clock))),
        Some((false, Some(instant))) => of((6, instant)),
        _ => of((7, text)),
    }
}

/// Keys by chance, so that nobody can send what collides.
static KEYS: LazyLock<RandomState> = LazyLock::new(RandomState::new);

fn of(value: impl Hash) -> u64 {
    KEYS.hash_one(value)
}
