//! From payloads to letters: what is sent, where to, and in whose order.

use std::sync::Arc;

use super::address::Address;
use super::edits::Edits;
use super::remarks::Remarks;
use super::room::Share;
use super::selection::Picked;
use crate::appointment::Identity;
use crate::capture::Capture;
use crate::client::{Outgoing, Replaying, Target, is_replay_to};
use crate::commands::judge::{self, Judge};
use crate::delivery::Failure;
use crate::error::Error;
use crate::finding::Verdict;
use crate::json::Tape;
use crate::origin;
use crate::store::RunKey;

/// A payload and the request that sends it.
pub(super) struct Letter {
    /// The payload as it is sent.
    pub capture: Capture,
    /// What tells it apart from all others of the run.
    pub key: RunKey,
    /// The way it goes, or the words for where it would have gone and why it cannot.
    pub way: Result<Way, (String, Failure)>,
    /// The appointment whose order it keeps; none is in nobody's way.
    pub whose: Option<Identity>,
    /// Which round it belongs to, from 1.
    pub round: u64,
    /// What it takes of the room for payloads, once it is handed on.
    pub share: Option<Share>,
}

/// A request and its target.
#[derive(Clone, Debug)]
pub(super) struct Way {
    /// Where it goes.
    pub target: Arc<Target>,
    /// What is sent there.
    pub outgoing: Outgoing,
}

/// How payloads become letters.
#[derive(Clone)]
pub(super) struct Writer {
    /// What is changed in them.
    pub edits: Edits,
    /// Where they go.
    pub address: Address,
    /// How their requests are changed.
    pub how: Replaying,
    /// Who judges them before they go, when somebody is to.
    pub judge: Option<Arc<Judge>>,
    /// Whether more than one is under way at once.
    pub has_lanes: bool,
    /// What is noticed of them.
    pub remarks: Arc<Remarks>,
}

impl Writer {
    /// The letter of a payload; none when it came here by a replay to this very receiver, so that
    /// sending it again would never end.
    pub(super) fn letter(&self, picked: Picked) -> Option<Letter> {
        let Picked { capture, round, time, is_duplicate } = picked;
        self.remarks.saw(&capture, &self.how);
        let is_piped = capture.request.is_none() && capture.origin.path.is_none();
        if is_piped && self.address.asks_for_change() {
            self.remarks.guessed();
        }
        let key =
            RunKey::of(&origin::within(&capture.origin), round, time, is_duplicate, &capture.body);
        let (capture, way) = match self.edits.edited(&capture) {
            Ok(body) => {
                let edited = with_body(capture, body);
                let way = self.judged(&edited).and_then(|()| self.way(&edited));
                (edited, way)
            }
            Err(failure) => (capture, Err(failure)),
        };
        if let Ok(way) = &way
            && !self.how.is_exact
            && is_replay_to(&capture, &way.target.host())
        {
            return None;
        }
        let way = way.map_err(|failure| (self.address.shown(), failure));
        let whose = self.has_lanes.then(|| judge::identity(&capture)).flatten();
        Some(Letter { capture, key, way, whose, round, share: None })
    }

    /// Whether a payload may go, by its judge.
    fn judged(&self, capture: &Capture) -> Result<(), Failure> {
        let Some(judge) = &self.judge else { return Ok(()) };
        match judge.verdict(capture, &mut Tape::default()) {
            Some(Verdict { errors, findings, .. }) if errors > 0 => {
                Err(Failure::Invalid { errors, findings })
            }
            _ => Ok(()),
        }
    }

    fn way(&self, capture: &Capture) -> Result<Way, Failure> {
        let target = self.address.target(capture)?;
        Ok(Way { target, outgoing: self.how.letter(capture) })
    }
}

fn with_body(capture: Capture, body: Option<Vec<u8>>) -> Capture {
    match body {
        Some(body) => Capture { body: body.into(), ..capture },
        None => capture,
    }
}

/// Letters as they are sent, among them what could not be read.
pub(super) type Mail = Result<Letter, Error>;
