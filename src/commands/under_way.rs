//! What is under way: letters of one appointment one after the other, all others side by side.

use std::collections::HashMap;
use std::pin::Pin;

use tokio::task::{Id, JoinError, JoinSet};

use super::lanes::{Lane, Lanes};
use crate::appointment::Identity;

/// A letter on its way to its end, and what comes of it.
pub(super) type Delivering<L, D> = Pin<Box<dyn Future<Output = (L, D)> + Send>>;

/// Letters that are under way, and those that wait for others of their appointment.
pub(super) struct UnderWay<L, D> {
    deliver: Box<dyn FnMut(L) -> Delivering<L, D> + Send>,
    lanes: Lanes<L>,
    tasks: JoinSet<(L, D)>,
    /// Which lanes each task takes, known even when a task panics.
    taken: HashMap<Id, Lane>,
}

impl<L: Send + 'static, D: Send + 'static> UnderWay<L, D> {
    /// Nothing yet; this is how a letter is delivered.
    pub(super) fn new(deliver: impl FnMut(L) -> Delivering<L, D> + Send + 'static) -> Self {
        let (lanes, tasks, taken) = (Lanes::new(), JoinSet::new(), HashMap::new());
        Self { deliver: Box::new(deliver), lanes, tasks, taken }
    }

    /// Sends a letter on its way, once those before it of its appointment have come to their end.
    pub(super) fn enter(&mut self, whose: Option<&Identity>, letter: L) {
        if let Some((lane, letter)) = self.lanes.enter(whose, letter) {
            self.send(lane, letter);
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
        let lane = self.taken.remove(&id).unwrap_or_default();
        for (lane, next) in self.lanes.leave(&lane) {
            self.send(lane, next);
        }
        Some(done.ok().map(|(_, done)| done))
    }

    fn send(&mut self, lane: Lane, letter: L) {
        let task = self.tasks.spawn((self.deliver)(letter));
        self.taken.insert(task.id(), lane);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::appointment::Appointment;
    use crate::commands::network;
    use crate::json::Document;

    #[test]
    fn a_letter_that_is_lost_holds_up_none_behind_it() {
        let mut under_way = UnderWay::new(|letter: u8| {
            Box::pin(async move {
                assert_ne!(letter, 1, "a fault of this task alone");
                (letter, letter * 10)
            })
        });
        let document = Document::parse(r#"{"Id":1}"#).unwrap();
        let whose = Identity::of(&Appointment::of(&document).unwrap());
        network::runtime().unwrap().block_on(async {
            for letter in 1..4 {
                under_way.enter(Some(&whose), letter);
            }
            assert_eq!((under_way.len(), under_way.waiting()), (1, 2));
            assert_eq!(under_way.done().await, Some(None));
            assert_eq!(under_way.done().await, Some(Some((2, 20))));
            assert_eq!(under_way.done().await, Some(Some((3, 30))));
            assert_eq!(under_way.done().await, None);
        });
    }
}
