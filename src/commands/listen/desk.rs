//! The desk: threads, so that nothing slow delays an answer. One serves the network, the recorder
//! keeps a capture on disk and answers it, the teller judges it and shows it. A forwarder, when
//! there is a target, sends it on and hands the target's answer to the recorder.

use std::io;
use std::mem;
use std::pin::pin;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tokio::sync::Notify;

use super::counters::Counters;
use super::forwarder;
use super::job::Job;
use super::keeper::Keeper;
use super::orders::{Orders, Until};
use super::outbox::Outbox;
use super::recorder::{Answers, Recorder};
use super::shown::ToTeller;
use super::teller::Teller;
use crate::commands::network::{self, Ends};
use crate::console::Console;
use crate::error::{Error, Exit};
use crate::render::json::Listened;
use crate::server::{Limits, Server};

/// How many captures may wait to be shown; past that they are kept and answered all the same.
const QUEUE: usize = 4096;

/// How long a write may stand still when the listener ends, before it is given up.
const LAST_WORDS: Duration = Duration::from_millis(500);

/// A listener at work.
pub(crate) struct Desk {
    stop: Arc<Notify>,
    ended: Receiver<Result<Served, Error>>,
    recording: JoinHandle<Exit>,
    last_word: Sender<LastWord>,
    shown: Receiver<LastWord>,
    counters: Counters,
}

/// What a listener waits for after its last answer.
enum LastWord {
    /// Everything was shown, or cannot be.
    Shown(Exit),
    /// A signal wanted it to end at once.
    Interrupted(Exit),
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
        let (to_tell, told) = sync_channel(QUEUE);
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
        let recorder =
            Recorder::new(keeper, answers, change_from, ToTeller::new(to_tell), counters.clone());
        let teller =
            Teller::new(show, wanted, until, memory, console, stop.clone(), counters.clone());
        let (last_word, shown) = channel();
        let (end, ended) = channel();
        let teller_s = last_word.clone();
        thread::spawn(move || teller_s.send(LastWord::Shown(teller.run(&told))));
        thread::spawn(move || end.send(serve(server, limits, &to_record, end_of_work, signals)));
        let recording = thread::spawn(move || recorder.run(&jobs));
        Ok(Self { stop, ended, recording, last_word, shown, counters })
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
        let recorded = self.recording.join().unwrap_or(Exit::Failed);
        let interrupt = self.last_word.clone();
        thread::spawn(move || interrupt.send(LastWord::Interrupted(again())));
        let (exit, all_shown) = match last_word(&self.shown, &self.counters) {
            Some(LastWord::Shown(exit)) => (recorded.and(exit), true),
            Some(LastWord::Interrupted(exit)) => (exit, false),
            None => (recorded.and(Exit::Io), false),
        };
        let (listened, out_of_time) = (self.counters.told(), self.counters.is_out_of_time());
        Ok(Closed { exit, listened, out_of_time, all_shown })
    }
}

/// What the teller says last; nothing when it waits for a reader who does not read.
fn last_word(shown: &Receiver<LastWord>, counters: &Counters) -> Option<LastWord> {
    let mut waits = None;
    loop {
        if let Ok(word) = shown.recv_timeout(LAST_WORDS) {
            return Some(word);
        }
        let before = mem::replace(&mut waits, counters.waits());
        if waits.is_some() && waits == before {
            return None;
        }
    }
}

/// Waits for the signal that wants a listener to end at once.
fn again() -> Exit {
    network::runtime().map_or(Exit::Network, |runtime| runtime.block_on(network::ended()))
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
    /// Waits for a signal, for whoever has seen enough, or for the time to run out. Returns how
    /// much longer answers may take: the last one that was waited for may be held back on purpose,
    /// and whoever ends a listener by hand does not wait for it.
    async fn comes(self, mut signals: Ends) -> Duration {
        let timeout = async {
            match self.until.timeout {
                Some(timeout) => tokio::time::sleep(timeout).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            _ = signals.next() => Duration::ZERO,
            () = self.stop.notified() => self.longest_delay,
            () = timeout => {
                self.counters.out_of_time();
                Duration::ZERO
            }
        }
    }
}

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
