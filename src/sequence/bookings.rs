//! When each resource is where, by the newest state of every appointment.

use std::collections::{BTreeMap, HashMap};

use crate::appointment::Appointment;
use crate::wall::WallTime;

/// A stretch of time, in seconds of a clock: that on the wall, or that of the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) is_local: bool,
    start: i64,
    end: i64,
}

impl Span {
    /// The time that an appointment takes; none when it takes whole days, whose ends are not
    /// documented, or no time at all.
    pub(super) fn of(appointment: &Appointment<'_>) -> Option<Self> {
        let (start, end) = (appointment.start()?, appointment.end()?);
        let is_local = start.offset.is_empty();
        let clocks_agree = is_local == end.offset.is_empty();
        let from = WallTime::read(if is_local { "1970-01-01T00:00" } else { "1970-01-01T00:00Z" })?;
        let span =
            Self { is_local, start: from.seconds_until(&start)?, end: from.seconds_until(&end)? };
        (clocks_agree && span.start < span.end && !appointment.all_day()).then_some(span)
    }
}

/// How many bookings of one resource are looked at for one that clashes.
const MOST_LOOKED_AT: usize = 1000;

/// The bookings of all resources; a resource is known by a digest of its number and its clock.
#[derive(Debug, Default)]
pub(super) struct Bookings {
    /// Resource, start and appointment, and the end.
    spans: BTreeMap<(u64, i64, u32), i64>,
    /// The longest booking that a resource ever had.
    longest: HashMap<u64, i64>,
}

impl Bookings {
    pub(super) fn add(&mut self, resource: u64, span: Span, appointment: u32) {
        self.spans.insert((resource, span.start, appointment), span.end);
        let longest = self.longest.entry(resource).or_default();
        *longest = (*longest).max(span.end - span.start);
    }

    pub(super) fn remove(&mut self, resource: u64, span: Span, appointment: u32) {
        self.spans.remove(&(resource, span.start, appointment));
    }

    /// Another appointment that has the resource at that time.
    pub(super) fn clash(&self, resource: u64, span: Span, appointment: u32) -> Option<u32> {
        let longest = self.longest.get(&resource)?;
        let from = (resource, span.start.saturating_sub(*longest), 0);
        let near = self.spans.range(from..(resource, span.end, 0)).rev().take(MOST_LOOKED_AT);
        let mut others =
            near.filter(|((.., other), end)| *other != appointment && **end > span.start);
        others.next().map(|((.., other), _)| *other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_booking_clashes_with_one_that_it_shares_time_with_and_no_other() {
        let span = |start, end| Span { is_local: true, start, end };
        let mut bookings = Bookings::default();
        bookings.add(1, span(100, 200), 7);
        bookings.add(1, span(120, 130), 8);
        bookings.add(2, span(300, 400), 9);
        for (resource, at, mine, expected) in [
            (1, span(200, 300), 1, None),
            (1, span(50, 100), 1, None),
            (1, span(199, 300), 1, Some(7)),
            (1, span(110, 125), 1, Some(8)),
            (1, span(150, 160), 1, Some(7)),
            (1, span(150, 160), 7, None),
            (2, span(100, 200), 1, None),
            (2, span(0, 999), 1, Some(9)),
        ] {
            assert_eq!(bookings.clash(resource, at, mine), expected, "{resource} {at:?} {mine}");
        }
        bookings.remove(1, span(100, 200), 7);
        assert_eq!(bookings.clash(1, span(150, 160), 1), None);
    }
}
