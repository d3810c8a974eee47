//! The circuit breaker of the connector.

use super::{Basis, Logged};
use crate::delivery::{Delivery, Failure, Success};
use crate::entry::Sent;

/// How many failures in a row are told of: as many as one post is tried, for the number that
/// opens the breaker is not published.
const IN_A_ROW: usize = 3;

/// The circuit breaker of the connector, as far as it can be known from here: failures in a row.
#[derive(Debug, Default)]
pub struct Breaker {
    failures: usize,
}

impl Breaker {
    /// The same of a delivery; none that was not made as Dime.Scheduler makes it counts, and none
    /// that was not sent at all.
    pub fn saw_delivery(&mut self, delivery: &Delivery) -> Option<Logged> {
        if delivery.success != Success::Only200 {
            return None;
        }
        match &delivery.outcome {
            Ok(answered) => self.saw(Sent::Status(answered.status)),
            Err(Failure::TooLong(answered)) => self.saw(Sent::Status(answered.status)),
            Err(failure) if failure.is_unsent() => None,
            Err(Failure::TimedOut(_)) => self.saw(Sent::Silence),
            Err(_) => self.saw(Sent::HungUp),
        }
    }

    /// Takes note of what came back to a sender. Returns what may be logged from here on, once
    /// for each series of failures.
    pub fn saw(&mut self, sent: Sent) -> Option<Logged> {
        match sent {
            Sent::Forwarded | Sent::Simulated | Sent::Imported => return None,
            Sent::Status(200..300) => self.failures = 0,
            Sent::Status(_) | Sent::HungUp | Sent::Silence | Sent::Gone => self.failures += 1,
        }
        (self.failures == IN_A_ROW).then(|| Logged {
            text: format!("[DSWBHK030] after repeated failures, and these are {IN_A_ROW} in a row"),
            text_is: Basis::Unknown,
            then: "the circuit breaker is open then, and posts fail at once (documented); how many \
                   failures it takes, and for how long, is unknown",
            then_is: Basis::Documented,
        })
    }
}
