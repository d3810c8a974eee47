//! Reads payloads ahead on a thread of its own, so that no disk and no pipe holds the network up.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::mpsc::{Receiver, Sender, channel};

use super::letters::{Letter, Mail, Writer};
use super::room::Room;
use super::selection::Selection;
use crate::cli::ReplayArgs;
use crate::console::Console;
use crate::error::Error;
use crate::render::counted;

/// How many letters are read ahead, and so held in memory.
const AHEAD: usize = 64;

/// The thread that reads, and what it has found.
pub(super) struct Reader {
    selection: Selection,
    mail: Option<Receiver<Mail>>,
    several: mpsc::Receiver<bool>,
    found: Arc<Found>,
}

/// What was found so far.
#[derive(Default)]
struct Found {
    letters: AtomicUsize,
    /// Payloads that are left out, since they came by a replay to the same receiver.
    replays: AtomicUsize,
    unread: AtomicUsize,
}

impl Reader {
    /// Begins to read.
    pub(super) fn start(selection: Selection, writer: Writer) -> Self {
        let (letters, mail) = channel(AHEAD);
        let (tell, several) = mpsc::channel();
        let found = Arc::new(Found::default());
        let own = Self { selection: selection.clone(), mail: Some(mail), several, found };
        let found = Arc::clone(&own.found);
        thread::spawn(move || {
            let (room, is_stream) = (Room::new(), selection.is_stream());
            let letterbox = Letterbox { letters, tell, first: None, room, is_stream };
            // Nobody takes more once the run has ended.
            let _ = read(&selection, &writer, &found, letterbox);
        });
        own
    }

    /// Whether there is more than one payload, or may be: with one alone there is nothing to go
    /// on with.
    pub(super) fn has_several(&self) -> bool {
        self.several.recv().unwrap_or(false)
    }

    /// The letters, once.
    pub(super) fn mail(&mut self) -> Receiver<Mail> {
        self.mail.take().expect("it is asked for once")
    }

    /// Counts all payloads beside the run, when somebody watches and they can be read twice.
    pub(super) fn count(&self, console: &Console) {
        let Some(bar) = console.bar().filter(|_| !self.selection.is_stream()) else { return };
        let selection = self.selection.clone();
        thread::spawn(move || {
            bar.expect(selection.picks().flatten().count() as u64);
        });
    }

    /// Whether there was one payload alone, of which a run has nothing to go on with.
    pub(super) fn is_single(&self) -> bool {
        self.found.letters.load(Ordering::Relaxed) == 1
    }

    /// What is to be said of payloads without a time.
    pub(super) fn timeless(&self, args: &ReplayArgs) -> Option<String> {
        self.selection.timeless(args)
    }

    /// Why there was nothing to send, and what is to be said of what was left out.
    pub(super) fn end(&self) -> (Option<Error>, Option<String>) {
        let count = |of: &AtomicUsize| of.load(Ordering::Relaxed);
        let Found { letters, replays, unread } = &*self.found;
        let replays = count(replays);
        let left_out = (replays > 0).then(|| {
            format!(
                "{} left out that came here by a replay; --exact sends them",
                counted(replays, "capture")
            )
        });
        let is_nothing = count(letters) == 0 && count(unread) == 0;
        match left_out {
            Some(why) if is_nothing => (Some(Error::Nothing(why)), None),
            left_out => (is_nothing.then(|| nothing(&self.selection)), left_out),
        }
    }
}

/// That no payload is left to be sent.
pub(super) fn nothing(selection: &Selection) -> Error {
    let what =
        if selection.is_choosy() { "none of the payloads is wanted" } else { "all is left out" };
    Error::Nothing(what.to_owned())
}

/// Where letters go; the first is held back until it is known whether there is a second.
struct Letterbox {
    letters: Sender<Mail>,
    tell: mpsc::Sender<bool>,
    first: Option<Letter>,
    room: Room,
    is_stream: bool,
}

/// The run has ended.
struct Ended;

fn read(
    selection: &Selection,
    writer: &Writer,
    found: &Found,
    mut letterbox: Letterbox,
) -> Result<(), Ended> {
    for picked in selection.picks() {
        match picked.map(|picked| writer.letter(picked)) {
            Err(error) => {
                found.unread.fetch_add(1, Ordering::Relaxed);
                letterbox.problem(error)?;
            }
            Ok(None) => drop(found.replays.fetch_add(1, Ordering::Relaxed)),
            Ok(Some(letter)) => {
                let is_first = found.letters.fetch_add(1, Ordering::Relaxed) == 0;
                letterbox.take(letter, is_first)?;
            }
        }
    }
    letterbox.release(false)
}

impl Letterbox {
    fn take(&mut self, letter: Letter, is_first: bool) -> Result<(), Ended> {
        if is_first && !self.is_stream {
            self.first = Some(letter);
            return Ok(());
        }
        if is_first || self.first.is_some() {
            self.release(true)?;
        }
        self.put(Ok(letter))
    }

    /// Tells of what could not be read. Who waits to hear whether there are several takes no mail:
    /// when no more can be laid down, there may be.
    fn problem(&mut self, error: Error) -> Result<(), Ended> {
        match self.letters.try_send(Err(error)) {
            Ok(()) => Ok(()),
            Err(TrySendError::Closed(_)) => Err(Ended),
            Err(TrySendError::Full(mail)) => {
                self.release(true)?;
                self.put(mail)
            }
        }
    }

    fn release(&mut self, has_several: bool) -> Result<(), Ended> {
        // Asked for once; whoever did not ask does not listen.
        let _ = self.tell.send(has_several);
        self.first.take().map_or(Ok(()), |first| self.put(Ok(first)))
    }

    fn put(&self, mut mail: Mail) -> Result<(), Ended> {
        if let Ok(letter) = &mut mail {
            letter.share = Some(self.room.take(letter.capture.body.len()));
        }
        self.letters.blocking_send(mail).map_err(|_| Ended)
    }
}
