//! One payload on its way to its end: attempts, pauses and redirects.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use fastrand::Rng;
use jiff::Timestamp;
use tokio::time::Instant;

use super::expectations::Expectations;
use super::gate::Gate;
use super::letters::{Letter, Way};
use super::log::Notes;
use super::retry::{Attempt, Next, Policy};
use super::tokens::Tokens;
use crate::client::{Client, Outgoing, Target};
use crate::delivery::{Delivery, Failure, Success};
use crate::error::Error;
use crate::secret::is_secret_header;

/// How many redirects are followed.
const REDIRECTS: usize = 5;

/// Delivers payloads by the rules of a run.
pub(super) struct Courier {
    /// Who sends.
    pub client: Client,
    /// When it is tried again.
    pub policy: Policy,
    /// Whether redirects are followed.
    pub follows: bool,
    /// What answers are held against, when that is more than their status.
    pub expectations: Option<Expectations>,
    /// What shows who sends, when that is a token.
    pub tokens: Option<Tokens>,
    /// What each request passes.
    pub gate: Arc<Gate>,
    /// Where it is written down before it goes out.
    pub notes: Notes,
}

/// How far a payload came.
pub(super) enum Came {
    /// To its end.
    Delivered(Delivery),
    /// To a pause before another attempt, when the run ended.
    Paused(Delivery),
    /// Nowhere: the run ended before anything of it was sent.
    Unsent,
}

impl Courier {
    /// Gets the token, when there is to be one: without it nothing need be tried.
    pub(super) async fn prepare(&self) -> Result<(), Failure> {
        match &self.tokens {
            Some(tokens) => tokens.fresh(&self.client).await.map(drop),
            None => Ok(()),
        }
    }

    /// Sends a payload until it is accepted, or there is no other attempt.
    ///
    /// # Errors
    /// When what is sent cannot be written down: then it is not sent.
    pub(super) async fn deliver(&self, letter: &Letter, mut dice: Rng) -> Result<Came, Error> {
        let way = match &letter.way {
            Ok(way) => way,
            Err((to, failure)) => {
                let (to, failure) = (to.clone(), failure.clone());
                let unsent = Delivery::of(to, Err(failure), Duration::ZERO);
                let success = self.policy.success;
                return Ok(Came::Delivered(Delivery { success, ..unsent }));
            }
        };
        let (begun, mut before) = (Instant::now(), None);
        for count in 1.. {
            let Some(delivery) = self.attempt(letter, way, count == 1).await? else { break };
            let delivery = Delivery { attempts: count, success: self.policy.success, ..delivery };
            let delivery = match &self.expectations {
                Some(expectations) => expectations.judged(delivery, &letter.capture).await,
                None => delivery,
            };
            // What Dime.Scheduler tries again does not follow from what a test expects.
            let is_done = delivery.is_accepted() && delivery.success != Success::Only200;
            // Who was refused is not shown again.
            if is_done || self.client.is_refused() {
                return Ok(Came::Delivered(delivery));
            }
            let method = &way.outgoing.method;
            let attempt =
                Attempt { count, method, elapsed: begun.elapsed(), now: Timestamp::now() };
            let pause = match self.policy.next(attempt, &delivery.outcome, &mut dice) {
                Next::After(pause) => pause,
                Next::Late(late) => {
                    return Ok(Came::Delivered(Delivery { late: Some(late), ..delivery }));
                }
                Next::End => return Ok(Came::Delivered(delivery)),
            };
            self.notes.paused(&letter.key, &delivery)?;
            let goes_on = self.gate.pause(pause).await;
            before = Some(delivery);
            if !goes_on {
                break;
            }
        }
        Ok(before.map_or(Came::Unsent, Came::Paused))
    }

    /// One attempt; none when the run goes on no more, and nothing of it was sent.
    async fn attempt(
        &self,
        letter: &Letter,
        way: &Way,
        is_first: bool,
    ) -> Result<Option<Delivery>, Error> {
        let Some(tokens) = &self.tokens else {
            return self.sent(letter, is_first, &way.target, &way.outgoing).await;
        };
        let token = match tokens.fresh(&self.client).await {
            Ok(token) => token,
            Err(failure) => {
                let to = way.target.shown().to_owned();
                return Ok(Some(Delivery::of(to, Err(failure), Duration::ZERO)));
            }
        };
        let first = self.sent(letter, is_first, &way.target, &way.outgoing.bearing(&token)).await?;
        let is_refused = |delivery: &Delivery| {
            delivery.answered().is_some_and(|answered| answered.status == 401)
        };
        let Some(delivery) = first else { return Ok(None) };
        if !is_refused(&delivery) {
            tokens.saw(false);
            return Ok(Some(delivery));
        }
        if !tokens.may_help() {
            return Ok(Some(delivery));
        }
        // Without another token, what the receiver answered is still so.
        let Ok(token) = tokens.in_place_of(&token, &self.client).await else {
            return Ok(Some(delivery));
        };
        let again = self.sent(letter, false, &way.target, &way.outgoing.bearing(&token)).await?;
        tokens.saw(again.as_ref().is_some_and(is_refused));
        Ok(Some(again.unwrap_or(delivery)))
    }

    async fn sent(
        &self,
        letter: &Letter,
        is_first: bool,
        target: &Target,
        outgoing: &Outgoing,
    ) -> Result<Option<Delivery>, Error> {
        if !self.gate.pass(is_first).await {
            return Ok(None);
        }
        // From here on it may have arrived, whatever becomes of dsw.
        self.notes.sending(&letter.key)?;
        let mut delivery = self.client.send(target, outgoing).await;
        if !self.follows {
            return Ok(Some(delivery));
        }
        let mut target = Cow::Borrowed(target);
        let mut outgoing = Cow::Borrowed(outgoing);
        let mut turned_by = None;
        for _ in 0..REDIRECTS {
            let Some((next, letter)) = redirected(&delivery, &target, &outgoing) else { break };
            if !self.gate.pass(false).await {
                return Ok(Some(delivery));
            }
            let status = delivery.answered().map(|answered| answered.status);
            turned_by = turned_by.or(status
                .filter(|status| !keeps_the_payload(*status) && outgoing.method != letter.method));
            (target, outgoing) = (Cow::Owned(next), Cow::Owned(letter));
            delivery = self.client.send(&target, &outgoing).await;
        }
        delivery = Delivery { follows: true, turned_by, ..delivery };
        Ok(Some(delivery))
    }
}

/// Whether a redirect keeps the method and the payload.
fn keeps_the_payload(status: u16) -> bool {
    matches!(status, 307 | 308)
}

/// Where an answer leads to and what is sent there; none when it is the end.
fn redirected(
    delivery: &Delivery,
    target: &Target,
    outgoing: &Outgoing,
) -> Option<(Target, Outgoing)> {
    let answered = delivery.outcome.as_ref().ok()?;
    if !answered.is_redirect() {
        return None;
    }
    let location = String::from_utf8_lossy(answered.headers.get("location")?);
    let next = target.followed(&location).ok()?;
    let mut letter = outgoing.clone();
    if !next.is_same_origin(target) {
        letter.headers.0.retain(|(name, _)| !is_secret_header(name));
    }
    // The new host has its own name.
    letter.headers.0.retain(|(name, _)| !name.eq_ignore_ascii_case("host"));
    if !keeps_the_payload(answered.status) {
        "GET".clone_into(&mut letter.method);
        letter.body = bytes::Bytes::new();
        letter.headers.0.retain(|(name, _)| !name.to_ascii_lowercase().starts_with("content-"));
    }
    Some((next, letter))
}
