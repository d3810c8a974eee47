//! What is written down of a run, so that another can go on with it.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;

use super::resumed::started;
use super::tally::Tally;
use crate::cli::ReplayArgs;
use crate::console::Talk;
use crate::delivery::{Delivery, Failure};
use crate::env::Env;
use crate::error::{Error, Exit};
use crate::store::{Past, RunJournal, RunKey, RunState};

/// The journal of a run, for those who send.
#[derive(Clone, Default)]
pub(super) struct Notes(Option<Arc<RunJournal>>);

/// What is written down of a run, and what was of an earlier one that it goes on with.
#[derive(Default)]
pub(super) struct RunLog {
    notes: Notes,
    past: Option<Past>,
    mode: Mode,
    /// What was left out, and why.
    pub left_out: LeftOut,
}

/// What of an earlier run is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mode {
    /// What failed, and nothing else.
    pub only_failed: bool,
    /// What may have arrived, too.
    pub retry_unknown: bool,
}

/// How many payloads are left out, since they were sent before or are not to be sent now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct LeftOut {
    /// Accepted before.
    pub accepted: usize,
    /// Failed before.
    pub failed: usize,
    /// Sent before, without an answer seen.
    pub unknown: usize,
    /// Not sent so far.
    pub unsent: usize,
    /// To be sent, and in no source any more.
    pub gone: usize,
    /// Known by their bytes, as they stand elsewhere by now: sent or not.
    pub moved: usize,
}

impl LeftOut {
    /// How many were sent before.
    pub(super) fn sent(self) -> usize {
        self.accepted + self.failed + self.unknown
    }
}

impl Notes {
    /// Notes that a payload goes out now.
    pub(super) fn sending(&self, key: &RunKey) -> Result<(), Error> {
        self.note(key, RunState::Sending)
    }

    /// Notes that a payload is to be tried again after a pause.
    pub(super) fn paused(&self, key: &RunKey, delivery: &Delivery) -> Result<(), Error> {
        // What may have arrived without an answer stays unknown.
        if delivery.outcome.as_ref().is_err_and(is_unseen) {
            return Ok(());
        }
        self.note(key, RunState::Paused)
    }

    /// Notes what came of a payload. What may have arrived without an answer stays unknown.
    pub(super) fn ended(&self, key: &RunKey, delivery: &Delivery) -> Result<(), Error> {
        match &delivery.outcome {
            _ if delivery.is_accepted() => self.note(key, RunState::Accepted),
            Err(failure) if is_unseen(failure) => Ok(()),
            _ => self.note(key, RunState::Failed),
        }
    }

    fn note(&self, key: &RunKey, state: RunState) -> Result<(), Error> {
        self.0.as_ref().map_or(Ok(()), |journal| journal.note(key, state))
    }
}

impl RunLog {
    /// Goes on with an earlier run.
    pub(super) fn of(journal: RunJournal, past: Past, mode: Mode) -> Self {
        let (notes, left_out) = (Notes(Some(Arc::new(journal))), LeftOut::default());
        Self { notes, past: Some(past), mode, left_out }
    }

    /// For those who send.
    pub(super) fn notes(&self) -> Notes {
        self.notes.clone()
    }

    /// Whether it goes on with an earlier run.
    pub(super) fn is_resumed(&self) -> bool {
        self.past.is_some()
    }

    /// What of an earlier run is sent.
    pub(super) fn mode(&self) -> Mode {
        self.mode
    }

    /// When the run was begun that this one goes on with: its today is still the same.
    pub(super) fn began(&self) -> Option<Timestamp> {
        self.past.as_ref().and_then(|past| past.started.at.parse().ok())
    }

    /// The folders of captures that the earlier run is of, and the newest number that each had.
    pub(super) fn newest(&self) -> Option<Vec<(PathBuf, u64)>> {
        let newest = self.past.as_ref()?.started.newest.iter();
        newest.map(|(dir, seq)| Some((dir.word()?.into(), *seq))).collect()
    }

    /// Begins to write down a run, or how an earlier one is gone on with. When there is no place
    /// for a new one it goes on without, unless the user named one.
    pub(super) fn begin(
        &mut self,
        args: &ReplayArgs,
        seed: Option<u64>,
        newest: &[(PathBuf, u64)],
        env: &Env,
        talk: &Talk,
    ) -> Result<(), Error> {
        let started = started(args, seed, newest, self.past.as_ref(), env);
        if let (Some(journal), Some(past)) = (&self.notes.0, &self.past) {
            return if started == past.started { Ok(()) } else { journal.start(&started) };
        }
        let file = args.run.journal.as_deref();
        match RunJournal::begin(file, &args.from, &started) {
            Ok(journal) => self.notes = Notes(Some(Arc::new(journal))),
            Err(error) if file.is_some() => return Err(error),
            Err(error) => talk.warn(&format!("this run cannot be gone on with: {error}")),
        }
        Ok(())
    }

    /// Whether a payload is to be sent: not when it was sent before. One that stood elsewhere then
    /// gets the key that it had.
    pub(super) fn wants(&mut self, key: &mut RunKey) -> bool {
        let Some(past) = &mut self.past else { return true };
        let (Mode { only_failed, retry_unknown }, left_out) = (self.mode, &mut self.left_out);
        let (wants, count) = match past.state(key) {
            None => (!only_failed, &mut left_out.unsent),
            Some(RunState::Paused) => (true, &mut left_out.failed),
            Some(RunState::Sending) => (retry_unknown, &mut left_out.unknown),
            Some(RunState::Failed) => (only_failed, &mut left_out.failed),
            Some(RunState::Accepted) => (false, &mut left_out.accepted),
        };
        *count += usize::from(!wants);
        wants
    }

    /// Counts what was to be sent and did not come by, now that all was looked at.
    pub(super) fn count_gone(&mut self) {
        let Some(past) = &self.past else { return };
        self.left_out.moved = past.moved();
        let Mode { only_failed, retry_unknown } = self.mode;
        self.left_out.gone = past.gone(RunState::Paused)
            + if only_failed { past.gone(RunState::Failed) } else { 0 }
            + if retry_unknown { past.gone(RunState::Sending) } else { 0 };
    }

    /// Why nothing was sent, when all of it was left out.
    pub(super) fn nothing(&self, tally: &Tally) -> Option<Error> {
        if !self.is_resumed() || !tally.is_empty() {
            return None;
        }
        Some(Error::Nothing(match self.left_out {
            LeftOut { gone, .. } if gone > 0 => {
                "what is to be sent is gone from its sources, or changed".to_owned()
            }
            LeftOut { unsent: 0, .. } if !self.mode.only_failed => {
                "all of them were sent before".to_owned()
            }
            _ => "nothing of that run failed".to_owned(),
        }))
    }

    /// What it costs that something of an earlier run is not sent though it was to be, or may have
    /// arrived or not.
    pub(super) fn cost(&self) -> Exit {
        let gone = if self.left_out.gone > 0 { Exit::Failed } else { Exit::Ok };
        gone.and(if self.unknown() > 0 { Exit::Network } else { Exit::Ok })
    }

    /// How many of an earlier run may have arrived, and are left out.
    pub(super) fn unknown(&self) -> usize {
        let past = self.past.as_ref().filter(|_| !self.mode.retry_unknown);
        past.map_or(0, |past| past.count(RunState::Sending))
    }

    /// Ends the journal: it is taken away once there is nothing to go on with. Returns the words
    /// that name it to another run, when it is kept.
    pub(super) fn end(&mut self, is_done: bool, args: &ReplayArgs) -> Option<String> {
        let journal = self.notes.0.take()?;
        let LeftOut { failed, unsent, gone, .. } = self.left_out;
        if is_done && self.unknown() + failed + unsent + gone == 0 {
            // Whoever else holds it is done with it, too.
            if let Some(journal) = Arc::into_inner(journal) {
                journal.remove();
            }
            return None;
        }
        Some(super::resumed::words(&journal.name(), &args.from))
    }
}

/// Whether nobody knows if the payload was taken: an answer that cannot be read is one, too.
pub(super) fn is_unseen(failure: &Failure) -> bool {
    let is_answer =
        matches!(failure, Failure::BadAnswer(_) | Failure::TooLong(_) | Failure::BrokeOff);
    failure.may_have_arrived() && !is_answer
}
