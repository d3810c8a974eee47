//! Judges side by side: one for each core, and what they find in the order of the sources.
//!
//! ```text
//!                ┌─► judge ─┐
//!  sources ─────►┤          ├─► in order ─► reports
//!  (a reader)    └─► judge ─┘
//! ```

use std::iter::Peekable;
use std::num::NonZero;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use std::{io, mem, thread, vec};

use super::judge::Judge;
use crate::capture::Capture;
use crate::error::Error;
use crate::finding::Verdict;
use crate::json::Tape;
use crate::schema::STACK;
use crate::store::{Piece, Pieces};

/// A payload and what was found in it; nothing when it is of a type that is not judged.
pub(super) struct Judged {
    pub(super) capture: Capture,
    pub(super) verdict: Option<Verdict>,
}

/// What came of one piece, payload by payload.
type Found = Vec<Result<Judged, Error>>;

/// A piece to be judged, and where what is found in it is waited for.
type Task = (Piece, SyncSender<Found>);

/// For so long a judge works alone: what takes no longer is done before threads have started.
const ALONE: Duration = Duration::from_millis(1);

/// The most judges: one reader feeds no more.
const MOST_JUDGES: usize = 8;

/// Payloads judged, in the order of their sources.
pub(super) struct Judges {
    judge: Arc<Judge>,
    work: Work,
    found: vec::IntoIter<Result<Judged, Error>>,
}

/// Who does it.
enum Work {
    /// The one who asks, with the pieces that are left, until it takes too long.
    Alone(Peekable<Pieces>, Tape, Option<Instant>),
    /// Several threads; of each piece the place where what is found will come, in order.
    Shared(Receiver<Receiver<Found>>),
    /// Nobody: no piece is left.
    Done,
}

impl Judges {
    pub(super) fn of(judge: &Arc<Judge>, pieces: Pieces) -> Self {
        let work = Work::Alone(pieces.peekable(), Tape::default(), Some(Instant::now()));
        Self { judge: Arc::clone(judge), work, found: Vec::new().into_iter() }
    }
}

impl Iterator for Judges {
    type Item = Result<Judged, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(one) = self.found.next() {
                return Some(one);
            }
            self.found = self.work.next(&self.judge)?.into_iter();
        }
    }
}

impl Work {
    /// What is found in the next piece.
    fn next(&mut self, judge: &Arc<Judge>) -> Option<Found> {
        if let Self::Alone(pieces, _, Some(start)) = self
            && start.elapsed() > ALONE
            && pieces.peek().is_some()
        {
            *self = mem::replace(self, Self::Done).shared(judge);
        }
        match self {
            Self::Alone(pieces, tape, _) => Some(found(judge, pieces.next()?, tape)),
            Self::Shared(found) => {
                let found = found.recv().ok()?;
                Some(found.recv().expect("a judge ends its work unless it panics"))
            }
            Self::Done => None,
        }
    }

    /// The same work for several threads, or for the one as before when there can be no more.
    fn shared(self, judge: &Arc<Judge>) -> Self {
        match (self, crew(judge)) {
            (Self::Alone(pieces, ..), Ok(Some((reader, found)))) => {
                // A reader who is gone has its places closed, which ends the waiting for them.
                let _ = reader.send(pieces);
                Self::Shared(found)
            }
            (Self::Alone(pieces, tape, _), _) => Self::Alone(pieces, tape, None),
            (work, _) => work,
        }
    }
}

/// Who reads, and where what the judges find is waited for.
type Crew = (Sender<Peekable<Pieces>>, Receiver<Receiver<Found>>);

/// Starts a judge for each core, and a reader; none where there is one core alone. They end by
/// themselves when nobody waits for them any more.
fn crew(judge: &Arc<Judge>) -> io::Result<Option<Crew>> {
    let judges = thread::available_parallelism().map_or(1, NonZero::get).min(MOST_JUDGES);
    if judges == 1 {
        return Ok(None);
    }
    let (tasks, open) = sync_channel(judges);
    let open = Arc::new(Mutex::new(open));
    for _ in 0..judges {
        let (judge, open) = (Arc::clone(judge), Arc::clone(&open));
        // By a schema of the user's own, judging may go deep.
        let builder = thread::Builder::new().stack_size(STACK);
        builder.spawn(move || judge_all(&judge, &open))?;
    }
    // So many pieces are in memory at most, beside the one that is reported.
    let (places, found) = sync_channel(2 * judges);
    let (reader, pieces) = channel();
    thread::Builder::new().spawn(move || read_all(&pieces, &tasks, &places))?;
    Ok(Some((reader, found)))
}

/// Hands out pieces as they are read, each with a place for what is found in it.
fn read_all(
    pieces: &Receiver<Peekable<Pieces>>,
    tasks: &SyncSender<Task>,
    places: &SyncSender<Receiver<Found>>,
) {
    for piece in pieces.recv().into_iter().flatten() {
        let (found, place) = sync_channel(1);
        if places.send(place).is_err() || tasks.send((piece, found)).is_err() {
            return;
        }
    }
}

fn judge_all(judge: &Judge, open: &Mutex<Receiver<Task>>) {
    let mut tape = Tape::default();
    let next = || open.lock().ok()?.recv().ok();
    while let Some((piece, place)) = next() {
        // Nobody waits any more after the first error, when that is enough.
        let _ = place.send(found(judge, piece, &mut tape));
    }
}

fn found(judge: &Judge, piece: Piece, tape: &mut Tape) -> Found {
    let mut judged = |capture: Capture| {
        let verdict = judge.verdict(&capture, tape);
        Judged { capture, verdict }
    };
    piece.captures().map(|capture| capture.map(&mut judged)).collect()
}
