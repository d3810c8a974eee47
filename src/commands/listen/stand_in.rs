//! What a stand-in answers in place of the receiver that is not there yet: as asked for, with
//! failures by the dice. The same seed throws the same dice.

use std::time::Duration;

use bytes::Bytes;
use fastrand::Rng;

use crate::cli::{Share, StandInArgs};
use crate::client;
use crate::error::Error;
use crate::server::{Answer, HeaderName, HeaderValue, Manner};
use crate::store;

/// A receiver that only answers.
pub(super) struct StandIn {
    answer: Answer,
    delay: (Duration, Duration),
    fail: Vec<(u16, Share)>,
    fail_first: Option<(u64, u16)>,
    drop: Option<Share>,
    answered: u64,
    dice: Rng,
}

impl StandIn {
    /// One that answers every request with 200 and an empty body.
    pub(super) fn plain() -> Self {
        Self {
            answer: Answer::ok(),
            delay: Default::default(),
            fail: Vec::new(),
            fail_first: None,
            drop: None,
            answered: 0,
            dice: Rng::with_seed(0),
        }
    }

    /// One that answers as the command line asks for.
    pub(super) fn of(args: &StandInArgs, seed: u64) -> Result<Self, Error> {
        let headers = args.respond_headers.iter().map(|header| read_header(header));
        let headers = headers.collect::<Result<Vec<_>, _>>()?;
        let body = args.respond_body.as_deref().map(read_body).transpose()?.unwrap_or_default();
        if matches!(args.respond, 204 | 205 | 304) && !body.is_empty() {
            let why = format!("an answer of status {} has no body", args.respond);
            return Err(Error::Option("--respond-body", why));
        }
        args.check()?;
        let is_bare = body.is_empty() && headers.is_empty();
        args.fails_otherwise(is_bare)?;
        let manner = if args.hang { Manner::Silence } else { Manner::Reply };
        Ok(Self {
            answer: Answer { headers, body, manner, ..Answer::status(args.respond) },
            delay: args.delay.unwrap_or_default(),
            fail: args.fail.clone(),
            fail_first: args.fail_first,
            drop: args.drop,
            dice: Rng::with_seed(seed),
            ..Self::plain()
        })
    }

    /// How long an answer may be held back.
    pub(super) fn longest_delay(&self) -> Duration {
        self.delay.1
    }

    /// The answer to the next request.
    pub(super) fn answer(&mut self) -> Answer {
        self.answered += 1;
        let (least, most) = self.delay;
        let spread = u64::try_from(most.saturating_sub(least).as_millis()).unwrap_or(u64::MAX);
        let after = least + Duration::from_millis(self.dice.u64(0..=spread));
        Answer { after, ..self.outcome() }
    }

    fn outcome(&mut self) -> Answer {
        if let Some((count, status)) = self.fail_first
            && self.answered <= count
        {
            return Answer::status(status);
        }
        // One throw, so that each share is one of all requests.
        let mut left = self.dice.f64();
        let mut falls = |share: Share| {
            left -= share.of_one();
            left < 0.0
        };
        if self.drop.is_some_and(&mut falls) {
            return Answer { manner: Manner::HangUp, ..Answer::ok() };
        }
        let failing = self.fail.iter().find(|(_, share)| falls(*share));
        failing.map_or_else(|| self.answer.clone(), |(status, _)| Answer::status(*status))
    }
}

/// `@file` is the content of a file, or of standard input when it is `@-`; anything else is the body itself.
fn read_body(given: &str) -> Result<Bytes, Error> {
    match given.strip_prefix('@') {
        Some(path) => store::setting(path.as_ref()).map(Bytes::from),
        None => Ok(Bytes::copy_from_slice(given.as_bytes())),
    }
}

fn read_header(given: &str) -> Result<(HeaderName, HeaderValue), Error> {
    let (name, value) = client::header("--respond-header", given)?;
    let name = HeaderName::from_bytes(name.as_bytes()).expect("it was read as the name of one");
    let value = HeaderValue::from_bytes(value.as_bytes()).expect("it was read as the value of one");
    Ok((name, value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Sent;

    fn sent(stand_in: &mut StandIn, count: usize) -> Vec<Sent> {
        (0..count).map(|_| stand_in.answer().sent()).collect()
    }

    fn failing(seed: u64) -> StandIn {
        let share = Share::read("30%").unwrap();
        StandIn {
            fail: vec![(503, share)],
            drop: Some(share),
            dice: Rng::with_seed(seed),
            ..StandIn::plain()
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_answers() {
        assert_eq!(sent(&mut failing(7), 200), sent(&mut failing(7), 200));
        assert_ne!(sent(&mut failing(7), 200), sent(&mut failing(8), 200));
    }

    #[test]
    fn shares_come_out_about_as_asked_for() {
        let sent = sent(&mut failing(1), 10_000);
        let hung_up = sent.iter().filter(|sent| **sent == Sent::HungUp).count();
        let failed = sent.iter().filter(|sent| **sent == Sent::Status(503)).count();
        assert!((2800..3200).contains(&hung_up), "{hung_up}");
        assert!((2800..3200).contains(&failed), "{failed}");
    }

    #[test]
    fn the_first_ones_fail_and_the_others_do_not() {
        let mut stand_in = StandIn { fail_first: Some((2, 500)), ..StandIn::plain() };
        let expected = [500, 500, 200, 200].map(Sent::Status);
        assert_eq!(sent(&mut stand_in, 4), expected);
    }

    #[test]
    fn a_delay_stays_within_its_bounds() {
        let (least, most) = (Duration::from_millis(10), Duration::from_millis(20));
        let mut stand_in = StandIn { delay: (least, most), ..StandIn::plain() };
        for _ in 0..100 {
            let after = stand_in.answer().after;
            assert!((least..=most).contains(&after), "{after:?}");
        }
    }
}
