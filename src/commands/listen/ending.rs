//! The end of a listener: what is still to be judged and printed, and a reader or a user who does
//! not wait for that.

use std::mem;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::printer::Page;
use crate::commands::network;
use crate::console::{Console, Talk};
use crate::error::{Error, Exit};

/// How long a write may stand still before it is given up.
const PATIENCE: Duration = Duration::from_millis(500);

/// Those who work on after the last answer.
pub(super) struct Crew {
    /// Keeps captures.
    pub recording: JoinHandle<Exit>,
    /// Judges them.
    pub telling: JoinHandle<Exit>,
    /// Shows them.
    pub printing: JoinHandle<Exit>,
}

/// What is heard of them, and of the user.
enum Heard {
    Judged(Exit),
    Printed(Exit),
    Signal(Exit),
}

/// Waits until all that came is judged and printed. Returns how that ended, and false when the last
/// of it was not printed: nobody read, or a signal wanted it to end at once.
pub(super) fn wait(crew: Crew, talk: &Talk) -> (Exit, bool) {
    let (tell, heard) = channel();
    let signal = tell.clone();
    thread::spawn(move || signal.send(Heard::Signal(again())));
    thread::spawn(move || {
        let end = |one: JoinHandle<Exit>| one.join().unwrap_or(Exit::Failed);
        let judged = end(crew.recording).and(end(crew.telling));
        // Who wanted it to end at once does not listen any more.
        let _ = tell.send(Heard::Judged(judged));
        let _ = tell.send(Heard::Printed(end(crew.printing)));
    });
    let mut judged = None;
    loop {
        match hear(&heard, talk, judged.is_some()) {
            Some(Heard::Judged(exit)) => judged = Some(exit),
            Some(Heard::Printed(exit)) => return (judged.unwrap_or_default().and(exit), true),
            Some(Heard::Signal(exit)) => return (exit, false),
            None => return (judged.unwrap_or_default().and(Exit::Io), false),
        }
    }
}

/// Waits for the signal that wants a listener to end at once.
fn again() -> Exit {
    network::runtime().map_or(Exit::Network, |runtime| runtime.block_on(network::ended()))
}

/// What is told next; nothing when a write stands still, and it is given up for that.
fn hear<T>(told: &Receiver<T>, talk: &Talk, gives_up: bool) -> Option<T> {
    let mut stands = None;
    loop {
        match told.recv_timeout(PATIENCE) {
            Ok(told) => return Some(told),
            Err(RecvTimeoutError::Disconnected) => return None,
            Err(RecvTimeoutError::Timeout) => {}
        }
        let before = mem::replace(&mut stands, talk.stands());
        if stands.is_some() && stands == before && gives_up {
            return None;
        }
    }
}

/// Prints the last page, on a thread of its own: nobody may read that either.
pub(super) fn print(page: Page, console: &Console) -> Result<(), Error> {
    let (tell, told) = channel();
    let mut own = console.another();
    thread::spawn(move || tell.send(page.print(&mut own)));
    hear(&told, &console.talk(), true).unwrap_or(Ok(()))
}
