//! Who is who among the appointments that were seen.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use super::Identity;
use super::identity::is_one;

/// The appointments that were seen, each at a place of its own, found by any of its names. A name
/// takes 64 bits, keyed by chance, so that nobody can send what collides.
#[derive(Debug, Default)]
pub struct Register {
    key: RandomState,
    places: HashMap<u64, u32>,
    known: Vec<[Option<u64>; 3]>,
}

impl Register {
    /// The place of an appointment, from 0; the next when none of its names was seen. Behind it
    /// stand those that it turns out to be as well, which are no more. None for one without a name.
    pub fn places(&mut self, one: &Identity) -> Vec<u32> {
        let names = self.digests(one);
        let mut found: Vec<u32> = Vec::new();
        for name in names.iter().flatten() {
            let place = self.places.get(name);
            let place = place.filter(|place| self.is(**place, &names));
            found.extend(place.filter(|place| !found.contains(place)));
        }
        if found.is_empty() && names.iter().any(Option::is_some) {
            let Ok(next) = u32::try_from(self.known.len()) else { return found };
            self.known.push([None; 3]);
            found.push(next);
        }
        if let Some(place) = found.first() {
            self.note(*place, &found[1..], &names);
        }
        found
    }

    /// Whether two places are surely not one appointment: by their ids, or else by their numbers.
    #[must_use]
    pub fn are_two(&self, one: u32, other: u32) -> bool {
        let ([number, id, _], [other_number, other_id, _]) =
            (self.known[one as usize], self.known[other as usize]);
        let differ = |one: Option<u64>, other: Option<u64>| Some(one? != other?);
        differ(id, other_id).or_else(|| differ(number, other_number)).unwrap_or(false)
    }

    /// Whether one of these names is at a place.
    fn is(&self, place: u32, names: &[Option<u64>; 3]) -> bool {
        let known = self.known[place as usize];
        is_one([0, 1, 2].map(|at| known[at].zip(names[at]).map(|(own, other)| own == other)))
    }

    fn note(&mut self, place: u32, others: &[u32], names: &[Option<u64>; 3]) {
        let mut own = self.known[place as usize];
        for (at, name) in names.iter().enumerate() {
            own[at] = name.or(own[at]);
        }
        for other in others {
            let theirs = self.known[*other as usize];
            self.places.extend(theirs.iter().flatten().map(|name| (*name, place)));
            own = [0, 1, 2].map(|at| own[at].or(theirs[at]));
        }
        self.known[place as usize] = own;
        // What another has too stays that of the first.
        for name in names.iter().flatten() {
            self.places.entry(*name).or_insert(place);
        }
    }

    fn digests(&self, one: &Identity) -> [Option<u64>; 3] {
        let names = one.names();
        [0, 1, 2].map(|at| names[at].map(|name| self.key.hash_one((at, name))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::appointment::Appointment;
    use crate::json::Document;

    fn places(payloads: &[&str]) -> Vec<Vec<u32>> {
        let mut register = Register::default();
        let mut place = |text: &&str| {
            let document = Document::parse(text).unwrap();
            register.places(&Identity::of(&Appointment::of(&document).unwrap()))
        };
        payloads.iter().map(&mut place).collect()
    }

    #[test]
    fn one_is_known_by_any_name_that_was_seen_with_another() {
        let payloads = [
            r#"{"AppointmentNo":"A","Id":1,"AppointmentGuid":"g"}"#,
            r#"{"AppointmentNo":"B","Id":2}"#,
            r#"{"Id":1}"#,
            r#"{"AppointmentGuid":"G"}"#,
            r#"{"AppointmentNo":"a"}"#,
            r#"{"Id":1,"AppointmentNo":"C"}"#,
            r#"{"AppointmentNo":"c"}"#,
            r#"{"AppointmentNo":"A"}"#,
            "{}",
        ];
        let expected = [&[0][..], &[1], &[0], &[0], &[0], &[2], &[2], &[0], &[]];
        assert_eq!(places(&payloads), expected);
    }

    #[test]
    fn two_that_turn_out_to_be_one_are_told_and_are_one_from_then_on() {
        let payloads = [
            r#"{"Id":1}"#,
            r#"{"AppointmentNo":"A","AppointmentGuid":"g"}"#,
            r#"{"AppointmentNo":"A","Id":1}"#,
            r#"{"Id":1}"#,
            r#"{"AppointmentGuid":"g"}"#,
        ];
        assert_eq!(places(&payloads), [&[0][..], &[1], &[1, 0], &[1], &[1]]);
    }

    #[test]
    fn a_copy_with_the_same_guid_is_another() {
        let payloads = [
            r#"{"Id":1,"AppointmentGuid":"g"}"#,
            r#"{"Id":2,"AppointmentGuid":"g"}"#,
            r#"{"Id":2}"#,
            r#"{"AppointmentGuid":"g"}"#,
        ];
        assert_eq!(places(&payloads), [[0], [1], [1], [0]]);
    }
}
