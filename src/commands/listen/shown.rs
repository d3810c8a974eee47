//! What there is to show.

use super::passage::Passed;
use super::queue::Load;
use crate::capture::Capture;
use crate::commands::judge::Arrived;
use crate::delivery::Delivery;
use crate::entry::Answered;
use crate::render::counted;
use crate::server::{Refusal, Unanswered};
use crate::transaction::Logged;

/// What there is to show, in the order that it happened.
pub(super) enum Shown {
    /// A capture that was answered.
    Capture(Box<(Capture, Arrived)>),
    /// What became of a capture that was forwarded.
    Delivered(Box<Delivered>),
    /// A request that was not let in.
    Refused(Box<Refusal>),
    /// A sender who gave up before its answer.
    Unanswered(Unanswered),
    /// Something that went wrong, or goes well again.
    Trouble(Trouble),
}

impl Load for Shown {
    fn bytes(&self) -> usize {
        match self {
            Self::Capture(kept) => kept.0.body.len(),
            Self::Delivered(delivered) => {
                let answered = delivered.delivery.outcome.as_ref();
                delivered.capture.body.len() + answered.map_or(0, |answered| answered.body.len())
            }
            Self::Refused(_) | Self::Unanswered(_) | Self::Trouble(_) => 0,
        }
    }
}

impl Passed for Shown {
    fn passed(count: usize) -> Self {
        let captures = counted(count, "capture");
        Self::Trouble(Trouble::of(&format!(
            "{captures} not judged: more came than this machine can judge"
        )))
    }
}

/// A capture that was forwarded, and what came of it.
pub(super) struct Delivered {
    /// What was sent on.
    pub capture: Capture,
    /// What the target said.
    pub delivery: Delivery,
    /// What to try.
    pub hint: Option<&'static str>,
    /// What the sender was answered.
    pub answered: Answered,
}

/// Something that went wrong beside the captures.
pub(super) struct Trouble {
    /// What, in one line.
    pub what: String,
    /// What to try.
    pub hint: Option<&'static str>,
    /// What Dime.Scheduler would log, when it is about that.
    pub logged: Option<Logged>,
}

impl Trouble {
    /// Trouble that there is nothing to do about.
    pub(super) fn of(what: &str) -> Self {
        Self { what: what.to_owned(), hint: None, logged: None }
    }

    /// What Dime.Scheduler would log of what it was answered.
    pub(super) fn logged(logged: Logged) -> Self {
        let what = format!("Dime.Scheduler would log {}", logged.text);
        Self { what, hint: Some(logged.then), logged: Some(logged) }
    }

    /// The same with what to try.
    pub(super) fn with(self, hint: Option<&'static str>) -> Self {
        Self { hint, ..self }
    }
}
