//! One payload on its way to its end: attempts, pauses and redirects.

use std::borrow::Cow;

use fastrand::Rng;
use jiff::Timestamp;
use tokio::time::{Instant, sleep};

use super::expectations::Expectations;
use super::letters::{Letter, Way};
use super::retry::{Attempt, Policy};
use super::tokens::Tokens;
use crate::client::{Client, Outgoing, Target};
use crate::delivery::{Delivery, Failure, Success};
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
    pub(super) async fn deliver(&self, letter: &Letter, mut dice: Rng) -> Delivery {
        let way = match &letter.way {
            Ok(way) => way,
            Err((to, failure)) => {
                let (to, failure) = (to.clone(), failure.clone());
                let unsent = Delivery::of(to, Err(failure), std::time::Duration::ZERO);
                return Delivery { success: self.policy.success, ..unsent };
            }
        };
        let begun = Instant::now();
        let mut count = 1;
        loop {
            let delivery = self.attempt(way).await;
            let delivery = Delivery { attempts: count, success: self.policy.success, ..delivery };
            let delivery = match &self.expectations {
                Some(expectations) => expectations.judged(delivery, &letter.capture).await,
                None => delivery,
            };
            // What Dime.Scheduler tries again does not follow from what a test expects.
            if delivery.is_accepted() && delivery.success != Success::Only200 {
                return delivery;
            }
            let method = &way.outgoing.method;
            let attempt =
                Attempt { count, method, elapsed: begun.elapsed(), now: Timestamp::now() };
            match self.policy.pause(attempt, &delivery.outcome, &mut dice) {
                Some(pause) => sleep(pause).await,
                None => return delivery,
            }
            count += 1;
        }
    }

    async fn attempt(&self, way: &Way) -> Delivery {
        let Some(tokens) = &self.tokens else {
            return self.sent(&way.target, &way.outgoing).await;
        };
        let token = match tokens.fresh(&self.client).await {
            Ok(token) => token,
            Err(failure) => {
                let to = way.target.shown().to_owned();
                return Delivery::of(to, Err(failure), std::time::Duration::ZERO);
            }
        };
        let delivery = self.sent(&way.target, &way.outgoing.bearing(&token)).await;
        if !delivery.outcome.as_ref().is_ok_and(|answered| answered.status == 401) {
            return delivery;
        }
        match tokens.in_place_of(&token, &self.client).await {
            Ok(token) => self.sent(&way.target, &way.outgoing.bearing(&token)).await,
            // What the receiver answered is still so.
            Err(_) => delivery,
        }
    }

    async fn sent(&self, target: &Target, outgoing: &Outgoing) -> Delivery {
        let mut delivery = self.client.send(target, outgoing).await;
        if !self.follows {
            return delivery;
        }
        let mut target = Cow::Borrowed(target);
        let mut outgoing = Cow::Borrowed(outgoing);
        for _ in 0..REDIRECTS {
            let Some((next, letter)) = redirected(&delivery, &target, &outgoing) else { break };
            (target, outgoing) = (Cow::Owned(next), Cow::Owned(letter));
            delivery = self.client.send(&target, &outgoing).await;
        }
        delivery.follows = true;
        delivery
    }
}

/// Where an answer leads to and what is sent there; none when it is the end.
fn redirected(
    delivery: &Delivery,
    target: &Target,
    outgoing: &Outgoing,
) -> Option<(Target, Outgoing)> {
    let answered = delivery.outcome.as_ref().ok()?;
    if !matches!(answered.status, 301 | 302 | 303 | 307 | 308) {
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
    if !matches!(answered.status, 307 | 308) {
        "GET".clone_into(&mut letter.method);
        letter.body = bytes::Bytes::new();
        letter.headers.0.retain(|(name, _)| !name.to_ascii_lowercase().starts_with("content-"));
    }
    Some((next, letter))
}
