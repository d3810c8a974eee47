//! Captures in their order, each with what it changed: read, compared with what was seen before of
//! its appointment, judged.

use bytes::Bytes;

use super::judge::Judge;
use super::memory::{Memory, Who};
use crate::appointment::Appointment;
use crate::board_action::{State, route_of};
use crate::capture::{Capture, Origin};
use crate::entry::{Answered, Entry};
use crate::look_alike;
use crate::secret::Secrets;
use crate::store::Kept;

/// Follows appointments through their captures.
pub(super) struct Follower {
    judge: Judge,
    memory: Memory,
}

/// What is remembered of a capture: its appointment, its state, and whether it stands now.
type Told = (Who, State, bool);

impl Follower {
    /// One who has seen nothing so far.
    pub(super) fn new(secrets: Secrets) -> Self {
        Self::with_room(usize::MAX, secrets)
    }

    /// The same, with room for so many appointments whose payloads are in no file of their own.
    pub(super) fn with_room(room: usize, secrets: Secrets) -> Self {
        Self { judge: Judge::bundled().showing(secrets), memory: Memory::with_room(room) }
    }

    /// Whether there was no room for an appointment, so that its later payloads had no past.
    pub(super) fn has_forgotten(&self) -> bool {
        self.memory.is_full()
    }

    /// Shows a capture with its story, its verdict and its answer.
    pub(super) fn follow_kept<T>(&mut self, kept: &Kept, show: impl FnOnce(&Entry<'_>) -> T) -> T {
        let answered = kept.sent.map(|sent| Answered { sent, took: None });
        let sha256 = kept.sha256.as_deref();
        self.follow(&kept.capture, |entry| show(&Entry { answered, sha256, ..*entry }))
    }

    /// Shows a capture with its story and its verdict.
    pub(super) fn follow<T>(&mut self, capture: &Capture, show: impl FnOnce(&Entry<'_>) -> T) -> T {
        let route = capture.request.as_ref().and_then(|request| route_of(&request.target));
        let recall = |one: &Appointment<'_>| self.memory.recall(&Who::of(one)?);
        let (shown, told) = self.judge.followed(capture, route, recall, |entry| {
            // What is no webhook's payload tells nothing of what a planner did.
            let story = entry.story.filter(|_| !is_look_alike(entry));
            let entry = &Entry { story, ..*entry };
            (show(entry), told(entry))
        });
        if let Some((who, state, is_last)) = told {
            self.memory.remember(&who, &held(capture), state, is_last);
        }
        shown
    }
}

/// Whether it is known to be something else than a webhook's payload.
pub(super) fn is_look_alike(entry: &Entry<'_>) -> bool {
    // A newer payload may have `Resources` too: then they are named.
    let is_of_action_uri = |one: Appointment<'_>| {
        let names_none = || one.assigned().all(|who| who.name.is_none() && who.number.is_none());
        one.is_of_action_uri() && one.assigned().next().is_some() && names_none()
    };
    entry.document.is_ok_and(|document| look_alike::of(document.root()).is_some())
        || entry.appointment().is_some_and(is_of_action_uri)
}

fn told(entry: &Entry<'_>) -> Option<Told> {
    let (who, story) = (Who::of(&entry.appointment()?)?, entry.story?);
    Some((who, story.state, story.stands()))
}

/// The capture as it is remembered: where its body lies, or the body itself when the file that it
/// is from holds more than it, or holds it compressed.
fn held(capture: &Capture) -> Capture {
    let is_own_file = capture.request.is_some() && capture.origin.element.is_none();
    let path = capture.origin.path.clone().filter(|_| is_own_file);
    // A body that is held shares no memory with all that was read along with it.
    let body = if path.is_some() { Bytes::new() } else { Bytes::copy_from_slice(&capture.body) };
    Capture { origin: Origin { path, ..capture.origin.clone() }, body, ..capture.clone() }
}
