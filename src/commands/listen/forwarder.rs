//! The forwarder: sends on what is kept, and hands what came of it to the recorder.

use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Instant;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::{Semaphore, watch};

use super::forward::Forward;
use super::job::Job;
use crate::appointment::Identity;
use crate::capture::Capture;
use crate::client::Client;
use crate::commands::network;
use crate::commands::under_way::UnderWay;
use crate::delivery::{Answered, Delivery, Failure};
use crate::server::Waiting;

/// How many requests are under way at once: each is a connection, and connections are files.
const AT_ONCE: usize = 64;

/// A capture that is kept, on its way to the target, and its sender who waits.
pub(super) struct Errand {
    /// What is sent on.
    pub capture: Capture,
    /// Who gets the answer.
    pub waiting: Waiting,
    /// Whose order it keeps; none is in nobody's way.
    pub whose: Option<Box<Identity>>,
}

/// Begins to forward, on a thread of its own; it ends when nobody can send errands any more.
pub(super) fn start(forward: &Forward, jobs: Sender<Job>) -> UnboundedSender<Errand> {
    let (errands, taken) = unbounded_channel();
    let route = Arc::new(Route {
        forward: forward.clone(),
        client: Client::new(forward.timeout),
        at_once: Semaphore::new(AT_ONCE),
    });
    thread::spawn(move || {
        // Without a runtime no errand is taken, and whoever sends one is told so.
        let Ok(runtime) = network::runtime() else { return };
        runtime.block_on(Forwarder::new(route, jobs).run(taken));
        // A look-up of a name that nobody waits for any more must not hold the end.
        runtime.shutdown_background();
    });
    errands
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
    jobs: Sender<Job>,
    under_way: UnderWay<Errand, Delivery>,
    ended: watch::Sender<bool>,
}

impl Forwarder {
    fn new(route: Arc<Route>, jobs: Sender<Job>) -> Self {
        let ended = watch::Sender::new(false);
        let end = ended.subscribe();
        let under_way = UnderWay::new(move |errand: Errand| {
            let (route, end) = (Arc::clone(&route), end.clone());
            Box::pin(async move {
                let delivery = route.deliver(&errand.capture, end).await;
                (errand, delivery)
            })
        });
        Self { jobs, under_way, ended }
    }

    async fn run(mut self, mut errands: UnboundedReceiver<Errand>) {
        let mut is_open = true;
        loop {
            tokio::select! {
                errand = errands.recv(), if is_open => {
                    is_open = errand.is_some();
                    self.ended.send_replace(!is_open);
                    if let Some(mut errand) = errand {
                        let whose = errand.whose.take();
                        self.under_way.enter(whose.as_deref(), errand);
                    }
                },
                Some(done) = self.under_way.done() => self.done(done),
                else => return,
            }
        }
    }

    fn done(&self, done: Option<(Errand, Delivery)>) {
        // Without an errand it is lost with its task, and its sender answered 500.
        let delivered = |(errand, delivery)| Job::Delivered(errand, Box::new(delivery));
        let job = done.map_or(Job::Lost, delivered);
        // The recorder waits for every errand, so it is there to take it.
        let _ = self.jobs.send(job);
    }
}
