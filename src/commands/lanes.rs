//! Who goes next: payloads of one appointment one after the other, all others side by side.

use std::collections::{HashMap, VecDeque};

use crate::appointment::{Identity, Register};

/// The lanes that something takes: that of its appointment, and more when what were taken for
/// several appointments turned out to be one. None is in nobody's way.
pub(super) type Lane = Vec<u32>;

/// A lane for each appointment. Who is who stays known to the end, some 100 bytes for each: a
/// payload may have another of its names than the one before.
#[derive(Debug)]
pub(super) struct Lanes<T> {
    who: Register,
    /// Who is in each lane, the one that is under way first.
    queues: HashMap<u32, VecDeque<u64>>,
    waiting: HashMap<u64, (Lane, T)>,
    next: u64,
}

impl<T> Lanes<T> {
    pub(super) fn new() -> Self {
        let (queues, waiting) = (HashMap::new(), HashMap::new());
        Self { who: Register::default(), queues, waiting, next: 0 }
    }

    /// Gives it back with its lanes when it can go at once; else it waits for those before it.
    pub(super) fn enter(&mut self, who: Option<&Identity>, one: T) -> Option<(Lane, T)> {
        let lane = who.map(|who| self.who.places(who)).unwrap_or_default();
        let own = self.next;
        self.next += 1;
        for place in &lane {
            self.queues.entry(*place).or_default().push_back(own);
        }
        if self.is_first(own, &lane) {
            return Some((lane, one));
        }
        self.waiting.insert(own, (lane, one));
        None
    }

    /// How many wait for those before them.
    pub(super) fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// What goes next, now that one that took these lanes has come to its end.
    pub(super) fn leave(&mut self, lane: &Lane) -> Vec<(Lane, T)> {
        let mut free = Vec::new();
        for place in lane {
            let Some(queue) = self.queues.get_mut(place) else { continue };
            queue.pop_front();
            match queue.front() {
                Some(next) => free.push(*next),
                None => drop(self.queues.remove(place)),
            }
        }
        let mut next = Vec::new();
        for own in free {
            if self.waiting.get(&own).is_some_and(|(lane, _)| self.is_first(own, lane)) {
                next.extend(self.waiting.remove(&own));
            }
        }
        next
    }

    fn is_first(&self, own: u64, lane: &Lane) -> bool {
        lane.iter().all(|place| self.queues.get(place).and_then(VecDeque::front) == Some(&own))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::appointment::Appointment;
    use crate::json::Document;

    fn who(payload: &str) -> Identity {
        let document = Document::parse(payload).unwrap();
        Identity::of(&Appointment::of(&document).unwrap())
    }

    /// Enters what goes, by its payload; the lanes of those that go at once.
    fn enter(lanes: &mut Lanes<u8>, payload: &str, one: u8) -> Option<Lane> {
        let (lane, went) = lanes.enter(Some(&who(payload)), one)?;
        assert_eq!(went, one);
        Some(lane)
    }

    fn next(lanes: &mut Lanes<u8>, lane: &Lane) -> Vec<u8> {
        lanes.leave(lane).into_iter().map(|(_, one)| one).collect()
    }

    #[test]
    fn one_appointment_is_kept_in_order_and_holds_nobody_else_up() {
        let mut lanes = Lanes::new();
        let first = enter(&mut lanes, r#"{"Id":1}"#, 1).unwrap();
        assert_eq!(enter(&mut lanes, r#"{"Id":1}"#, 2), None);
        assert_eq!(enter(&mut lanes, r#"{"Id":1}"#, 3), None);
        let other = enter(&mut lanes, r#"{"Id":2}"#, 4).unwrap();
        assert_eq!(lanes.enter(None, 5), Some((Vec::new(), 5)));
        assert_eq!(lanes.enter(None, 6), Some((Vec::new(), 6)));
        assert_eq!((lanes.waiting(), next(&mut lanes, &Vec::new())), (2, vec![]));
        assert_eq!(next(&mut lanes, &first), [2]);
        assert_eq!(next(&mut lanes, &first), [3]);
        assert_eq!(next(&mut lanes, &first), Vec::<u8>::new());
        assert_eq!(next(&mut lanes, &other), Vec::<u8>::new());
        assert!(lanes.queues.is_empty() && lanes.waiting.is_empty());
        assert!(enter(&mut lanes, r#"{"Id":1}"#, 7).is_some());
    }

    #[test]
    fn another_name_of_an_appointment_is_in_the_same_lane() {
        let mut lanes = Lanes::new();
        let first = enter(&mut lanes, r#"{"AppointmentNo":"A","Id":1}"#, 1).unwrap();
        assert_eq!(enter(&mut lanes, r#"{"Id":1}"#, 2), None);
        assert_eq!(enter(&mut lanes, r#"{"AppointmentNo":"a"}"#, 3), None);
        assert_eq!(next(&mut lanes, &first), [2]);
        assert_eq!(next(&mut lanes, &first), [3]);
    }

    #[test]
    fn what_turns_out_to_be_of_two_lanes_waits_for_both_and_is_waited_for() {
        let mut lanes = Lanes::new();
        let one = enter(&mut lanes, r#"{"Id":1}"#, 1).unwrap();
        let other = enter(&mut lanes, r#"{"AppointmentNo":"A"}"#, 2).unwrap();
        assert_eq!(enter(&mut lanes, r#"{"Id":1,"AppointmentNo":"A"}"#, 3), None);
        assert_eq!(enter(&mut lanes, r#"{"Id":1}"#, 4), None);
        assert_eq!(next(&mut lanes, &one), Vec::<u8>::new());
        let both = lanes.leave(&other);
        let [(both, 3)] = &both[..] else { panic!("{both:?}") };
        assert_eq!(next(&mut lanes, both), [4]);
    }
}
