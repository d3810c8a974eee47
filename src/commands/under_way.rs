//! What is under way: letters of one appointment one after the other, all others side by side.

use std::collections::HashMap;
use std::pin::Pin;

use tokio::task::{Id, JoinError, JoinSet};

use super::lanes::Lanes;

/// A letter on its way to its end, and what comes of it.
pub(super) type Delivering<L, D> = Pin<Box<dyn Future<Output = (L, D)> + Send>>;

/// Letters that are under way, and those that wait for others of their appointment.
pub(super) struct UnderWay<L, D> {
    deliver: Box<dyn FnMut(L) -> Delivering<L, D> + Send>,
    lanes: Lanes<L>,
    tasks: JoinSet<(L, D)>,
    /// Whose letter each task carries, known even when a task panics.
    appointments: HashMap<Id, Option<String>>,
}

impl<L: Send + 'static, D: Send + 'static> UnderWay<L, D> {
    /// Nothing yet; this is how a letter is delivered.
    pub(super) fn new(deliver: impl FnMut(L) -> Delivering<L, D> + Send + 'static) -> Self {
        let (lanes, tasks, appointments) = (Lanes::new(), JoinSet::new(), HashMap::new());
        Self { deliver: Box::new(deliver), lanes, tasks, appointments }
    }

    /// Sends a letter on its way, once those before it of its appointment have come to their end.
    pub(super) fn enter(&mut self, appointment: Option<String>, letter: L) {
        if let Some(letter) = self.lanes.enter(appointment.as_deref(), letter) {
            self.send(appointment, letter);
        }
    }

    /// How many are under way.
    pub(super) fn len(&self) -> usize {
        self.tasks.len()
    }

    /// How many wait for those before them.
    pub(super) fn waiting(&self) -> usize {
        self.lanes.waiting()
    }

    /// The next that comes to its end, and what came of it: nothing when it was lost by a fault of
    /// dsw itself. The next of its appointment is sent. None when nothing is under way.
    pub(super) async fn done(&mut self) -> Option<Option<(L, D)>> {
        let done = self.tasks.join_next_with_id().await?;
        let id = done.as_ref().map_or_else(JoinError::id, |(id, _)| *id);
        let appointment = self.appointments.remove(&id).flatten();
        if let Some(next) = self.lanes.leave(appointment.as_deref()) {
            self.send(appointment, next);
        }
        Some(done.ok().map(|(_, done)| done))
    }

    fn send(&mut self, appointment: Option<String>, letter: L) {
        let task = self.tasks.spawn((self.deliver)(letter));
        self.appointments.insert(task.id(), appointment);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::network;

    #[test]
    fn a_letter_that_is_lost_holds_up_none_behind_it() {
        let mut under_way = UnderWay::new(|letter: u8| {
            Box::pin(async move {
                assert_ne!(letter, 1, "a fault of this task alone");
                (letter, letter * 10)
            })
        });
        network::runtime().unwrap().block_on(async {
            for letter in 1..4 {
                under_way.enter(Some("A".to_owned()), letter);
            }
            assert_eq!((under_way.len(), under_way.waiting()), (1, 2));
            assert_eq!(under_way.done().await, Some(None));
            assert_eq!(under_way.done().await, Some(Some((2, 20))));
            assert_eq!(under_way.done().await, Some(Some((3, 30))));
            assert_eq!(under_way.done().await, None);
        });
    }
}
