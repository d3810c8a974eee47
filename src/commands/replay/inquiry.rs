//! Filters that are asked from a thread of their own: one that takes long does not hold the network
//! up.

use std::sync::mpsc::{Sender, channel};
use std::thread;

use tokio::sync::oneshot;

use crate::commands::sieve::Sieve;
use crate::filter::Question;

/// What each filter says, in their order.
type Told = Vec<Result<bool, String>>;

/// The thread that asks.
pub(super) struct Inquiry {
    ask: Sender<(Question, oneshot::Sender<Told>)>,
    filters: usize,
}

impl Inquiry {
    /// Starts it.
    pub(super) fn start(mut filters: Vec<Sieve>) -> Self {
        let (ask, asked) = channel::<(Question, oneshot::Sender<Told>)>();
        let count = filters.len();
        let work = move || {
            for (question, answer) in asked {
                let told = filters.iter_mut().map(|filter| filter.matches(&question)).collect();
                // The run may have ended meanwhile.
                let _ = answer.send(told);
            }
        };
        // Without a thread every question is told to have no answer.
        drop(thread::Builder::new().spawn(work));
        Self { ask, filters: count }
    }

    /// What each filter says of a payload.
    pub(super) async fn ask(&self, question: Question) -> Told {
        let (answer, told) = oneshot::channel();
        // What cannot be sent is dropped, and its answer with it.
        let _ = self.ask.send((question, answer));
        let nobody = || vec![Err("there is no thread to ask it on".to_owned()); self.filters];
        told.await.unwrap_or_else(|_| nobody())
    }
}
