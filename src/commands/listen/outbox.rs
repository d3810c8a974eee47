//! What is on its way to the target, as the recorder sees it: how much, and how it goes.

use tokio::sync::mpsc::UnboundedSender;

use super::advice::{advice, is_gone};
use super::counters::Counters;
use super::forward::Forward;
use super::forwarder::Errand;
use super::shown::Trouble;
use crate::capture::{Capture, Headers};
use crate::delivery::{Answered, Delivery, Failure};
use crate::render::json::Forwards;
use crate::server::{Answer, HeaderName, HeaderValue};

/// How many requests may wait for a target that does not answer; more are answered 503. They are
/// fewer than the connections that are let in, so that a target which hangs makes nobody deaf.
const MOST: usize = 192;

/// How many bytes their bodies may have in all.
const MOST_BYTES: usize = 64 << 20;

/// Letters to the target, counted until they come back.
pub(super) struct Outbox {
    forward: Forward,
    /// None once the listener has ended.
    errands: Option<UnboundedSender<Errand>>,
    waiting: usize,
    bytes: usize,
    is_full: bool,
    is_gone: bool,
    forwards: Forwards,
    counters: Counters,
}

impl Outbox {
    pub(super) fn new(
        forward: Forward,
        errands: UnboundedSender<Errand>,
        counters: Counters,
    ) -> Self {
        let (errands, forwards) = (Some(errands), Forwards::default());
        counters.forwards(forwards);
        let (waiting, bytes, is_full, is_gone) = (0, 0, false, false);
        Self { forward, errands, waiting, bytes, is_full, is_gone, forwards, counters }
    }

    /// Whether a request came from here.
    pub(super) fn is_round_trip(&self, capture: &Capture) -> bool {
        self.forward.how.is_round_trip(capture)
    }

    /// Whether one more can wait. A body that is too large alone may wait alone.
    pub(super) fn has_room(&self, body: usize) -> bool {
        self.waiting == 0 || self.waiting < MOST && self.bytes + body <= MOST_BYTES
    }

    /// Notes that a request is not forwarded; told once until all that waited has gone.
    pub(super) fn dropped(&mut self) -> Option<Trouble> {
        self.count(|forwards| forwards.dropped += 1);
        let is_told = std::mem::replace(&mut self.is_full, true);
        (!is_told).then(|| {
            let waiting = self.waiting;
            Trouble::of(&format!("{waiting} requests wait for the target: more are not forwarded"))
                .with(Some(self.forward.kept.dropped()))
        })
    }

    /// Sends an errand on its way; false when nobody takes it.
    pub(super) fn send(&mut self, errand: Errand) -> bool {
        let size = errand.capture.body.len();
        let is_sent = self.errands.as_ref().is_some_and(|errands| errands.send(errand).is_ok());
        if is_sent {
            self.waiting += 1;
            self.bytes += size;
        }
        is_sent
    }

    /// Notes what came of an errand. Returns what to try, and what to say of the target.
    pub(super) fn returned(
        &mut self,
        errand: &Errand,
        delivery: &Delivery,
    ) -> (Option<&'static str>, Option<Trouble>) {
        self.waiting -= 1;
        self.bytes -= errand.capture.body.len();
        self.is_full &= self.waiting > 0;
        let hint = advice(&delivery.outcome, &self.forward.target, self.forward.kept);
        match &delivery.outcome {
            Ok(_) => self.count(|forwards| forwards.forwarded += 1),
            Err(_) => self.count(|forwards| forwards.unreached += 1),
        }
        (hint, self.heard(&delivery.outcome, hint))
    }

    /// Notes that an errand was lost.
    pub(super) fn lost(&mut self) {
        self.waiting = self.waiting.saturating_sub(1);
        self.count(|forwards| forwards.unreached += 1);
    }

    /// Lets the forwarder end, and with it all that is still under way.
    pub(super) fn close(&mut self) {
        self.errands = None;
    }

    /// A line when the target has gone, and one when it is back.
    fn heard(
        &mut self,
        outcome: &Result<Answered, Failure>,
        hint: Option<&'static str>,
    ) -> Option<Trouble> {
        let to = self.forward.target.shown();
        let (is_gone, trouble) = match outcome {
            Ok(_) => (false, Trouble::of(&format!("the target is back: {to}"))),
            Err(failure) if is_gone(failure) => {
                let what = format!("the target is gone: {to}: {failure}");
                (true, Trouble::of(&what).with(hint))
            }
            Err(_) => return None,
        };
        (std::mem::replace(&mut self.is_gone, is_gone) != is_gone).then_some(trouble)
    }

    fn count(&mut self, count: impl FnOnce(&mut Forwards)) {
        count(&mut self.forwards);
        self.counters.forwards(self.forwards);
    }
}

/// What the sender is answered: what the target said, or 502 or 504 when it said nothing.
pub(super) fn answer(outcome: &Result<Answered, Failure>) -> Answer {
    match outcome {
        // An answer without an end, such as 101, cannot be handed on.
        Ok(answered) if answered.status < 200 => Answer::status(502),
        Ok(answered) => Answer {
            headers: headers(&answered.headers),
            body: answered.body.clone(),
            ..Answer::status(answered.status)
        },
        Err(Failure::TimedOut(_)) => Answer::status(504),
        Err(_) => Answer::status(502),
    }
}

fn headers(answered: &Headers) -> Vec<(HeaderName, HeaderValue)> {
    let pair = |(name, value): (String, bytes::Bytes)| {
        let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
        Some((name, HeaderValue::from_bytes(&value).ok()?))
    };
    answered.end_to_end().0.into_iter().filter_map(pair).collect()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::sync::mpsc::unbounded_channel;

    use super::*;
    use crate::client::{Changes, Forwarding, Target};
    use crate::commands::listen::advice::Kept;

    fn outbox() -> Outbox {
        let how = Forwarding::new(Changes::default(), false).unwrap();
        let target = Target::parse("http://h/").unwrap();
        let forward = Forward { target, how, timeout: Duration::ZERO, kept: Kept::Here };
        Outbox::new(forward, unbounded_channel().0, Counters::default())
    }

    fn answered(status: u16) -> Answered {
        let names = [("content-type", "a/b"), ("connection", "x-hop"), ("x-hop", "1")];
        let pair = |(name, value): (&str, &'static str)| (name.to_owned(), value.into());
        let headers = Headers(names.into_iter().map(pair).collect());
        let (reason, body) = (String::new(), "no".into());
        Answered { status, reason, headers, body, cut: None, location: None }
    }

    #[test]
    fn so_many_wait_and_no_more() {
        let mut outbox = outbox();
        assert!(outbox.has_room(usize::MAX), "one always goes");
        outbox.waiting = 1;
        assert!(outbox.has_room(MOST_BYTES) && !outbox.has_room(MOST_BYTES + 1));
        outbox.waiting = MOST;
        assert!(!outbox.has_room(0));
    }

    #[test]
    fn what_is_not_forwarded_is_told_once_and_counted() {
        let mut outbox = outbox();
        outbox.waiting = MOST;
        let what = outbox.dropped().map(|trouble| trouble.what);
        assert_eq!(
            what.as_deref(),
            Some("192 requests wait for the target: more are not forwarded")
        );
        assert!(outbox.dropped().is_none());
        assert_eq!(outbox.counters.told().forwards.map(|forwards| forwards.dropped), Some(2));
    }

    #[test]
    fn a_target_is_gone_once_and_back_once() {
        let mut outbox = outbox();
        let mut heard = |outcome| outbox.heard(&outcome, None).map(|trouble| trouble.what);
        assert_eq!(heard(Ok(answered(500))), None, "it answers, so it is there");
        let gone = Some("the target is gone: http://h/: connection refused".to_owned());
        assert_eq!(heard(Err(Failure::Refused)), gone);
        assert_eq!(heard(Err(Failure::Refused)), None);
        assert_eq!(heard(Err(Failure::TimedOut(Duration::ZERO))), None, "slow is not gone");
        assert_eq!(heard(Ok(answered(500))), Some("the target is back: http://h/".to_owned()));
        assert_eq!(heard(Ok(answered(200))), None);
    }

    #[test]
    fn the_answer_goes_back_without_what_speaks_of_its_connection() {
        let back = answer(&Ok(answered(404)));
        assert_eq!((back.status, &back.body[..]), (404, b"no".as_slice()));
        let names: Vec<_> = back.headers.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["content-type"]);
        assert_eq!(answer(&Ok(answered(101))).status, 502);
        assert_eq!(answer(&Err(Failure::ClosedEarly)).status, 502);
        assert_eq!(answer(&Err(Failure::TimedOut(Duration::ZERO))).status, 504);
    }
}
