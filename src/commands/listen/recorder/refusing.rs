//! Who is not let in, and what cannot be kept: told to the sender, and to whoever looks on.

use std::mem;

use super::Recorder;
use crate::capture::Capture;
use crate::commands::listen::shown::{Shown, Trouble};
use crate::entry::Sent;
use crate::error::{Error, Exit};
use crate::server::{Answer, Refusal, Waiting};
use crate::store;

/// Why a request that was here before is refused, and what to try.
pub(super) const ROUND_TRIP: (&str, &str) = (
    "it was forwarded from here and came back",
    "the target sends to this listener: check `--forward-to`, and what stands behind it",
);

impl Recorder {
    /// Who is not let in is told so, and what was sent is no capture.
    pub(super) fn turned_away(
        &mut self,
        capture: &Capture,
        waiting: Waiting,
        answer: Answer,
        (why, hint): (&str, &'static str),
    ) {
        let status = Some(answer.status);
        let _ = waiting.answer(answer);
        let request = capture.request.as_ref();
        if let Some((at, remote)) = request.and_then(|one| Some((one.received_at, one.remote?))) {
            let (why, hint) = (why.to_owned(), Some(hint));
            self.refused(Refusal { at, remote, status, why, hint, capture: None });
        }
    }

    pub(super) fn refused(&mut self, mut refusal: Refusal) {
        self.counters.refused();
        let sent = refusal.status.map_or(Sent::HungUp, Sent::Status);
        // What came of a body is kept only of those who would have been let in.
        refusal.capture = refusal.capture.filter(|one| self.answers.guard.refusal(one).is_none());
        if let Some(capture) = &mut refusal.capture
            && let Err(error) = self.keeper.keep_partial(capture, sent)
        {
            self.failed(&error);
        }
        self.teller.tell(Shown::Refused(Box::new(refusal)));
        self.came_back(sent);
    }

    pub(super) fn not_kept(&mut self, waiting: Waiting, error: &Error) {
        let answered =
            waiting.answer(Answer::status(if store::is_full(error) { 507 } else { 500 }));
        self.failed(error);
        self.came_back(answered.sent);
    }

    pub(super) fn failed(&mut self, error: &Error) {
        self.exit = self.exit.and(Exit::Io);
        if mem::replace(&mut self.failing, true) {
            return;
        }
        let hint = if store::is_full(error) {
            "senders are answered 507 until there is room; `--no-save` keeps nothing"
        } else {
            "senders are answered 500; `--no-save` keeps nothing"
        };
        self.teller.tell(Shown::Trouble(Trouble::of(&error.to_string()).with(Some(hint))));
    }
}
