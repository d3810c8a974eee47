//! What a run came to so far, for those who send.

use super::log::is_unseen;
use crate::delivery::Delivery;
use crate::error::Exit;
use crate::outcomes::Outcomes;

/// What a run came to so far.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// What became of the payloads.
    pub outcomes: Outcomes,
    /// What it costs.
    pub exit: Exit,
    /// How many failed so that they may have arrived all the same.
    pub unseen: usize,
    /// How many may fail before the run stops; none stops it without an end.
    pub most_failures: Option<u64>,
}

impl Tally {
    /// Counts a payload that came to its end.
    pub(super) fn add(&mut self, delivery: &Delivery) {
        self.outcomes.add(delivery);
        self.costs(delivery.exit());
        self.unseen += usize::from(delivery.outcome.as_ref().is_err_and(is_unseen));
    }

    /// Counts payloads of which nobody knows whether they arrived.
    pub(super) fn add_unanswered(&mut self, count: usize) {
        if count > 0 {
            self.outcomes.unanswered += count;
            self.costs(Exit::Network);
        }
    }

    /// Notes what something costs.
    pub(super) fn costs(&mut self, exit: Exit) {
        self.exit = self.exit.and(exit);
    }

    /// Whether so many failed that nothing more is to be sent.
    pub(super) fn is_enough(&self) -> bool {
        self.most_failures.is_some_and(|most| self.outcomes.failed() as u64 >= most)
    }

    /// How many were sent and not accepted.
    pub(super) fn not_accepted(&self) -> usize {
        self.outcomes.sent() - self.outcomes.accepted
    }

    /// Whether nothing came of it at all.
    pub(super) fn is_empty(&self) -> bool {
        let Outcomes { unanswered, unread, .. } = self.outcomes;
        self.outcomes.ended() + unanswered + unread == 0
    }
}
