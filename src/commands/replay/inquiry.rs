//! Filters at work on a thread of their own: one that takes long does not hold the network up.

use std::sync::mpsc::{Sender, channel};
use std::thread;

use tokio::sync::oneshot;
use tokio::time::timeout;

use crate::commands::sieve::{LIMIT, STACK};
use crate::filter::{Filter, Question};

/// What each filter says, in their order.
type Told = Vec<Result<bool, String>>;

/// The thread that filters are asked on.
pub(super) struct Inquiry {
    ask: Sender<(Question, oneshot::Sender<Told>)>,
    filters: usize,
}

impl Inquiry {
    /// Starts it, with filters that were compiled before.
    pub(super) fn start(filters: Vec<String>) -> Self {
        let (ask, asked) = channel::<(Question, oneshot::Sender<Told>)>();
        let count = filters.len();
        let work = move || {
            let filters: Vec<Filter> =
                filters.iter().filter_map(|filter| Filter::of(filter).ok()).collect();
            for (question, answer) in asked {
                let told = filters.iter().map(|filter| filter.matches(&question)).collect();
                // Nobody waits any more for what took too long.
                let _ = answer.send(told);
            }
        };
        // Without a thread every question is told to have no answer.
        drop(thread::Builder::new().stack_size(STACK).spawn(work));
        Self { ask, filters: count }
    }

    /// What each filter says of a payload.
    pub(super) async fn ask(&self, question: Question) -> Told {
        let (answer, told) = oneshot::channel();
        let is_asked = self.ask.send((question, answer)).is_ok();
        match timeout(LIMIT, told).await {
            Ok(Ok(told)) if is_asked => told,
            Ok(_) => vec![Err("there is no thread to ask it on".to_owned()); self.filters],
            Err(_) => {
                let why = format!("it took longer than {} s", LIMIT.as_secs());
                vec![Err(why); self.filters]
            }
        }
    }
}
