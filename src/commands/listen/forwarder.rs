//! The forwarder: sends on what is kept, and hands what came of it to the recorder.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Instant;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::{Semaphore, watch};
use tokio::task::{Id, JoinError, JoinSet};

use super::forward::Forward;
use super::job::Job;
use crate::capture::Capture;
use crate::client::Client;
use crate::commands::lanes::Lanes;
use crate::commands::network;
use crate::delivery::{Answered, Delivery, Failure};
use crate::server::Waiting;

/// How many requests are under way at once: each is a connection, and connections are files.
const AT_ONCE: usize = 64;

/// A capture that is kept, on its way to the target, and its sender who waits.
pub(super) struct Letter {
    /// What is sent on.
    pub capture: Capture,
    /// Who gets the answer.
    pub waiting: Waiting,
    /// Whose order it keeps; none is in nobody's way.
    pub appointment: Option<String>,
}

/// Begins to forward, on a thread of its own; it ends when nobody can send letters any more.
pub(super) fn start(forward: &Forward, jobs: Sender<Job>) -> UnboundedSender<Letter> {
    let (letters, taken) = unbounded_channel();
    let route = Arc::new(Route {
        forward: forward.clone(),
        client: Client::new(forward.timeout),
        at_once: Semaphore::new(AT_ONCE),
    });
    thread::spawn(move || {
        // Without a runtime no letter is taken, and whoever sends one is told so.
        let Ok(runtime) = network::runtime() else { return };
        runtime.block_on(Forwarder::new(route, jobs).run(taken));
        // A look-up of a name that nobody waits for any more must not hold the end.
        runtime.shutdown_background();
    });
    letters
}

/// The way to the target.
struct Route {
    forward: Forward,
    client: Client,
    at_once: Semaphore,
}

impl Route {
    /// Sends a request on; when the listener ends first, that is what came of it.
    async fn deliver(&self, capture: &Capture, mut ended: watch::Receiver<bool>) -> Delivery {
        let begun = Instant::now();
        let line = capture.request.as_ref().map_or("/", |request| &request.target);
        let target = self.forward.target.filled(line);
        let letter = self.forward.how.letter(capture, &target);
        let sent = async {
            // Never closed, so that only a permit can come of it.
            let _permit = self.at_once.acquire().await;
            self.client.send(&target, &letter).await
        };
        tokio::select! {
            biased;
            _ = ended.wait_for(|ended| *ended) => Delivery::of(
                target.shown().to_owned(),
                Err(Failure::Other("the listener ended first".to_owned())),
                begun.elapsed(),
            ),
            delivery = sent => whole(delivery),
        }
    }
}

/// An answer that is not whole is none: its sender would take it for all of it.
fn whole(delivery: Delivery) -> Delivery {
    let outcome = match delivery.outcome {
        Ok(Answered { cut: Some(failure), .. }) => Err(failure),
        outcome => outcome,
    };
    Delivery { outcome, ..delivery }
}

struct Forwarder {
    route: Arc<Route>,
    jobs: Sender<Job>,
    lanes: Lanes<Letter>,
    under_way: JoinSet<(Letter, Delivery)>,
    /// Whose letter each task carries, known even when a task panics.
    appointments: HashMap<Id, Option<String>>,
    ended: watch::Sender<bool>,
}

impl Forwarder {
    fn new(route: Arc<Route>, jobs: Sender<Job>) -> Self {
        let (lanes, ended) = (Lanes::new(), watch::Sender::new(false));
        let (under_way, appointments) = (JoinSet::new(), HashMap::new());
        Self { route, jobs, lanes, under_way, appointments, ended }
    }

    async fn run(mut self, mut letters: UnboundedReceiver<Letter>) {
        let mut is_open = true;
        loop {
            tokio::select! {
                letter = letters.recv(), if is_open => {
                    is_open = letter.is_some();
                    self.ended.send_replace(!is_open);
                    if let Some(letter) = letter {
                        self.take(letter);
                    }
                },
                Some(done) = self.under_way.join_next_with_id() => self.done(done),
                else => return,
            }
        }
    }

    fn take(&mut self, letter: Letter) {
        let appointment = letter.appointment.clone();
        if let Some(letter) = self.lanes.enter(appointment.as_deref(), letter) {
            self.send(letter);
        }
    }

    fn send(&mut self, letter: Letter) {
        let (route, ended) = (Arc::clone(&self.route), self.ended.subscribe());
        let appointment = letter.appointment.clone();
        let task = self.under_way.spawn(async move {
            let delivery = route.deliver(&letter.capture, ended).await;
            (letter, delivery)
        });
        self.appointments.insert(task.id(), appointment);
    }

    fn done(&mut self, done: Result<(Id, (Letter, Delivery)), JoinError>) {
        let id = done.as_ref().map_or_else(JoinError::id, |(id, _)| *id);
        let appointment = self.appointments.remove(&id).flatten();
        let job = match done {
            Ok((_, (letter, delivery))) => Job::Delivered(letter, delivery),
            // The letter is lost with its task, and its sender answered 500.
            Err(_) => Job::Lost,
        };
        // The recorder waits for every letter, so it is there to take it.
        let _ = self.jobs.send(job);
        if let Some(next) = self.lanes.leave(appointment.as_deref()) {
            self.send(next);
        }
    }
}
