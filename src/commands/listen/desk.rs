//! The desk: threads, so that nothing slow delays an answer. One serves the network, the recorder
//! keeps a capture on disk and answers it, the teller judges and counts it, the printer shows it. A
//! forwarder, when there is a target, sends it on and hands the target's answer to the recorder.

use std::future::ready;
use std::io;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use tokio::sync::Notify;

use super::counters::Counters;
use super::ending::{self, Crew};
use super::forwarder;
use super::job::Job;
use super::keeper::Keeper;
use super::orders::{Orders, Until};
use super::outbox::Outbox;
use super::passage::Passage;
use super::printer::Printer;
use super::queue::queue;
use super::recorder::{Answers, Recorder};
use super::teller::Teller;
use crate::cli::ListenFormat;
use crate::commands::network::{self, Ends};
use crate::console::{Console, Talk};
use crate::error::{Error, Exit};
use crate::render::json::Listened;
use crate::server::{Limits, Server};

/// How long the recorder waits for the teller, who has much to judge: past that, captures are kept
/// and answered all the same, and counted.
const PATIENCE: Duration = Duration::from_millis(100);

/// A listener at work.
pub(crate) struct Desk {
    stop: Arc<Notify>,
    ended: Receiver<Result<Served, Error>>,
    crew: Crew,
    talk: Talk,
    counters: Counters,
}

/// How serving came to its end.
enum Served {
    /// Every request that had begun was answered.
    ToTheEnd,
    /// A second signal wanted it to end at once.
    AtOnce,
}

/// What a listener came to.
pub(crate) struct Closed {
    /// How it ended.
    pub exit: Exit,
    /// What it did.
    pub listened: Listened,
    /// Whether the time it was given ran out.
    pub out_of_time: bool,
    /// False when the last captures could not be shown, since nobody read.
    pub all_shown: bool,
}

impl Desk {
    /// Begins to serve, to keep and to show.
    ///
    /// # Errors
    /// [`Error::Runtime`] when signals cannot be listened to.
    pub(crate) fn open(server: Server, orders: Orders, console: Console) -> Result<Self, Error> {
        // Before the forwarder has a runtime, which would take a signal that came by now.
        let signals = [network::hold_signals()?, network::hold_signals()?];
        let (stop, counters) = (Arc::new(Notify::new()), Counters::default());
        let (to_record, jobs) = channel();
        let ((to_tell, told), (to_print, pages)) = (queue(), queue());
        let Orders { limits, folder, memory, guard, stand_in, change_from, forward, show, .. } =
            orders;
        let (wanted, until) = (orders.wanted, orders.until);
        let outbox = forward.map(|forward| {
            let letters = forwarder::start(&forward, to_record.clone());
            Outbox::new(forward, letters, counters.clone())
        });
        let keeper = Keeper::new(folder);
        let end_of_work = EndOfWork {
            stop: Arc::clone(&stop),
            until,
            counters: counters.clone(),
            longest_delay: stand_in.longest_delay(),
        };
        let answers = Answers { guard, stand_in, outbox };
        let to_teller = Passage::new(to_tell, PATIENCE);
        let recorder = Recorder::new(keeper, answers, change_from, to_teller, counters.clone());
        let is_data = show.format == Some(ListenFormat::Json);
        let (looks, to_printer) = ((show, console.view()), Passage::new(to_print, Duration::ZERO));
        let (talk, own) = (console.talk(), (Arc::clone(&stop), counters.clone()));
        let teller = Teller::new(looks, wanted, until, memory, to_printer, own.0, own.1);
        let printer = Printer::new(console, counters.clone(), Arc::clone(&stop), is_data);
        let (end, ended) = channel();
        thread::spawn(move || end.send(serve(server, limits, &to_record, end_of_work, signals)));
        let crew = Crew {
            recording: thread::spawn(move || recorder.run(&jobs)),
            telling: thread::spawn(move || teller.run(&told)),
            printing: thread::spawn(move || printer.run(&pages)),
        };
        Ok(Self { stop, ended, crew, talk, counters })
    }

    /// Asks it to end once every request that has begun is answered.
    pub(crate) fn stop(&self) {
        self.stop.notify_one();
    }

    /// Waits until it has ended, by a signal or by [`Desk::stop`].
    pub(crate) fn close(self) -> Result<Closed, Error> {
        let served = self
            .ended
            .recv()
            .unwrap_or_else(|_| Err(Error::Runtime(io::Error::other("it panicked"))))?;
        if let Served::AtOnce = served {
            let listened = self.counters.told();
            let exit = Exit::Interrupted;
            return Ok(Closed { exit, listened, out_of_time: false, all_shown: false });
        }
        let (exit, all_shown) = ending::wait(self.crew, &self.talk);
        let (listened, out_of_time) = (self.counters.told(), self.counters.is_out_of_time());
        Ok(Closed { exit, listened, out_of_time, all_shown })
    }
}

fn serve(
    server: Server,
    limits: Limits,
    jobs: &Sender<Job>,
    end: EndOfWork,
    [first, second]: [Ends; 2],
) -> Result<Served, Error> {
    let runtime = network::runtime()?;
    let serving = server.serve(limits, jobs.clone(), end.comes(first));
    let came_to = runtime.block_on(until_second_signal(serving, second));
    // The recorder is gone first only when it has nothing left to do.
    let _ = jobs.send(Job::Closed);
    came_to
}

/// What ends a listener in good order.
struct EndOfWork {
    stop: Arc<Notify>,
    until: Until,
    counters: Counters,
    longest_delay: Duration,
}

impl EndOfWork {
    /// Waits for a signal, for whoever has seen enough, or for the time to run out. Returns what
    /// ends the patience with those who are not answered yet: the last one that was waited for may
    /// be held back on purpose, but whoever ends a listener by hand does not wait for it.
    async fn comes(self, mut signals: Ends) -> Patience {
        let mut out_of_time = Box::pin(async move {
            match self.until.timeout {
                Some(timeout) => tokio::time::sleep(timeout).await,
                None => std::future::pending().await,
            }
        });
        tokio::select! {
            _ = signals.next() => return Box::pin(ready(())),
            () = self.stop.notified() => {}
            () = &mut out_of_time => {
                self.counters.out_of_time();
                return Box::pin(ready(()));
            }
        }
        Box::pin(async move {
            tokio::select! {
                () = tokio::time::sleep(self.longest_delay) => {}
                _ = signals.next() => {}
                () = out_of_time => {}
            }
        })
    }
}

/// What ends the patience with those who wait.
type Patience = Pin<Box<dyn Future<Output = ()>>>;

/// Serves to the end, unless a second signal wants it to end at once.
async fn until_second_signal(
    serving: impl Future<Output = io::Result<()>>,
    mut signals: Ends,
) -> Result<Served, Error> {
    let mut serving = pin!(serving);
    let to_the_end =
        |served: io::Result<()>| served.map(|()| Served::ToTheEnd).map_err(Error::Runtime);
    tokio::select! {
        served = &mut serving => return to_the_end(served),
        _ = signals.next() => {}
    }
    tokio::select! {
        served = serving => to_the_end(served),
        _ = signals.next() => Ok(Served::AtOnce),
    }
}
