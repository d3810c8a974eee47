//! What the deliveries of a run came to, counted and measured.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::delivery::{Delivery, Failure};

/// What the deliveries of a run came to.
#[derive(Clone, Debug, Default)]
pub struct Outcomes {
    /// Answered as expected: with 2xx, unless something else is.
    pub accepted: usize,
    /// Of them, with another status than the documented 200.
    pub not_200: usize,
    /// Answered otherwise.
    pub refused: usize,
    /// Of them, those of which more was expected than a success.
    pub unexpected: usize,
    /// Not answered.
    pub unreached: usize,
    /// Not sent, as they have errors.
    pub invalid: usize,
    /// Not sent, as they cannot be edited as asked for, or there is no URL or no request for them.
    pub unsendable: usize,
    /// Under way when the run ended: they may have arrived, or not.
    pub unanswered: usize,
    /// Sources that could not be read.
    pub unread: usize,
    /// How many answered deliveries took so many microseconds, of which three digits count: memory
    /// does not grow with the number of payloads.
    took: BTreeMap<u64, usize>,
    /// How long the longest of them took, with all its digits.
    longest: Duration,
}

/// How long deliveries took: the value that this share of them stayed within.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Latency {
    /// Half of them.
    pub p50: Duration,
    /// 95 of 100.
    pub p95: Duration,
    /// 99 of 100.
    pub p99: Duration,
    /// All of them.
    pub max: Duration,
}

impl Outcomes {
    /// Counts one more delivery.
    pub fn add(&mut self, delivery: &Delivery) {
        match &delivery.outcome {
            Ok(answered) if delivery.is_accepted() => {
                self.accepted += 1;
                let is_news = delivery.missed.is_none() && answered.status != 200;
                self.not_200 += usize::from(is_news);
            }
            Ok(_) => {
                self.refused += 1;
                self.unexpected += usize::from(delivery.missed.is_some());
            }
            // It was reached: what it says is too long.
            Err(Failure::TooLong(_)) => self.refused += 1,
            Err(Failure::Invalid { .. }) => self.invalid += 1,
            Err(failure) if failure.is_unsent() => self.unsendable += 1,
            Err(_) => self.unreached += 1,
        }
        if delivery.outcome.is_ok() {
            *self.took.entry(micros(delivery.took)).or_default() += 1;
            self.longest = self.longest.max(delivery.took);
        }
    }

    /// How many were sent, answered or not.
    #[must_use]
    pub fn sent(&self) -> usize {
        self.accepted + self.refused + self.unreached
    }

    /// How many came to their end, sent or not.
    #[must_use]
    pub fn ended(&self) -> usize {
        self.sent() + self.invalid + self.unsendable
    }

    /// How many failed, sent or not.
    #[must_use]
    pub fn failed(&self) -> usize {
        self.ended() - self.accepted
    }

    /// How long the answered ones took; none when there are none.
    #[must_use]
    pub fn latency(&self) -> Option<Latency> {
        let all: usize = self.took.values().sum();
        let last = *self.took.last_key_value()?.0;
        let within = |percent: usize| {
            let mut left = (all * percent).div_ceil(100).max(1);
            let mut counts = self.took.iter();
            let reached = counts.find(|(_, count)| {
                left = left.saturating_sub(**count);
                left == 0
            });
            Duration::from_micros(reached.map_or(last, |(micros, _)| *micros))
        };
        Some(Latency { p50: within(50), p95: within(95), p99: within(99), max: self.longest })
    }
}

/// Microseconds with three digits that count.
fn micros(took: Duration) -> u64 {
    let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    let unit = 10_u64.pow(micros.max(1).ilog10().saturating_sub(2));
    micros / unit * unit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_values_that_were_measured() {
        let took = (1..=100).rev().map(|ms| (micros(Duration::from_millis(ms)), 1)).collect();
        let (ms, longest) = (Duration::from_millis, Duration::from_micros(100_123));
        let outcomes = Outcomes { took, longest, ..Outcomes::default() };
        let expected = Latency { p50: ms(50), p95: ms(95), p99: ms(99), max: longest };
        assert_eq!(outcomes.latency(), Some(expected));
        assert_eq!(Outcomes::default().latency(), None);
    }

    #[test]
    fn three_digits_of_a_time_count() {
        for (took, expected) in [(0, 0), (7, 7), (999, 999), (1234, 1230), (98_765, 98_700)] {
            assert_eq!(micros(Duration::from_micros(took)), expected);
        }
    }
}
