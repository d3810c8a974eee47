//! Who goes next: payloads of one appointment one after the other, all others side by side.

use std::collections::{HashMap, VecDeque};

/// A lane for each appointment that something is under way for.
#[derive(Debug)]
pub(super) struct Lanes<T>(HashMap<String, VecDeque<T>>);

impl<T> Lanes<T> {
    pub(super) fn new() -> Self {
        Self(HashMap::new())
    }

    /// Gives it back when it can go at once; else it waits for those before it.
    pub(super) fn enter(&mut self, appointment: Option<&str>, one: T) -> Option<T> {
        let Some(appointment) = appointment else { return Some(one) };
        if let Some(waiting) = self.0.get_mut(appointment) {
            waiting.push_back(one);
            return None;
        }
        self.0.insert(appointment.to_owned(), VecDeque::new());
        Some(one)
    }

    /// How many wait for those before them.
    pub(super) fn waiting(&self) -> usize {
        self.0.values().map(VecDeque::len).sum()
    }

    /// What goes next, now that one of this appointment has come to its end.
    pub(super) fn leave(&mut self, appointment: Option<&str>) -> Option<T> {
        let appointment = appointment?;
        let next = self.0.get_mut(appointment)?.pop_front();
        if next.is_none() {
            self.0.remove(appointment);
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_appointment_is_kept_in_order_and_holds_nobody_else_up() {
        let mut lanes = Lanes::new();
        assert_eq!(lanes.enter(Some("A"), 1), Some(1));
        assert_eq!(lanes.enter(Some("A"), 2), None);
        assert_eq!(lanes.enter(Some("A"), 3), None);
        assert_eq!(lanes.enter(Some("B"), 4), Some(4));
        assert_eq!(lanes.enter(None, 5), Some(5));
        assert_eq!(lanes.enter(None, 6), Some(6));
        assert_eq!(lanes.waiting(), 2);
        assert_eq!(lanes.leave(None), None);
        assert_eq!(lanes.leave(Some("A")), Some(2));
        assert_eq!(lanes.leave(Some("A")), Some(3));
        assert_eq!(lanes.leave(Some("A")), None);
        assert_eq!(lanes.leave(Some("B")), None);
        assert!(lanes.0.is_empty());
        assert_eq!(lanes.enter(Some("A"), 7), Some(7));
    }
}
