//! For people: a line a delivery, and why it failed.

use super::Render;
use crate::delivery::Delivery;
use crate::entry::Entry;
use crate::render::outgoing::{self, Planned};
use crate::render::{View, deliveries};

/// The report for people; what the run came to is said to them elsewhere.
pub(super) struct Human(pub(super) View);

impl Render for Human {
    fn delivery(&mut self, entry: &Entry<'_>, delivery: &Delivery) -> String {
        deliveries::delivery(entry, delivery, &self.0)
    }

    fn planned(&mut self, entry: &Entry<'_>, planned: &Planned<'_>) -> String {
        outgoing::planned(entry, planned, &self.0)
    }
}
