//! What the recorder is handed, in one queue.

use super::forwarder::Errand;
use crate::delivery::Delivery;
use crate::server::Event;

/// What the recorder has to do next.
pub(super) enum Job {
    /// Something happened at the port.
    Event(Event),
    /// A letter was delivered, or was not.
    Delivered(Errand, Box<Delivery>),
    /// A letter was lost, by a fault of dsw itself.
    Lost,
    /// Nothing more will happen at the port.
    Closed,
}

impl From<Event> for Job {
    fn from(event: Event) -> Self {
        Self::Event(event)
    }
}
