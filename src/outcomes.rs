//! What the deliveries of a run came to, counted and measured.

use std::time::Duration;

use crate::delivery::Delivery;

/// What the deliveries of a run came to.
#[derive(Clone, Debug, Default)]
pub struct Outcomes {
    /// Answered with 2xx.
    pub accepted: usize,
    /// Of them, with another status than the documented 200.
    pub not_200: usize,
    /// Answered otherwise.
    pub refused: usize,
    /// Not answered.
    pub unreached: usize,
    /// Sources that could not be read.
    pub unread: usize,
    /// How long each answered delivery took.
    took: Vec<Duration>,
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
            Ok(answered) if answered.is_accepted() => {
                self.accepted += 1;
                self.not_200 += usize::from(answered.status != 200);
            }
            Ok(_) => self.refused += 1,
            Err(_) => self.unreached += 1,
        }
        if delivery.outcome.is_ok() {
            self.took.push(delivery.took);
        }
    }

    /// How many were sent, answered or not.
    #[must_use]
    pub fn sent(&self) -> usize {
        self.accepted + self.refused + self.unreached
    }

    /// How long the answered ones took; none when there are none.
    #[must_use]
    pub fn latency(&self) -> Option<Latency> {
        let mut took = self.took.clone();
        took.sort_unstable();
        let last = took.len().checked_sub(1)?;
        let within = |percent: usize| took[(took.len() * percent).div_ceil(100).saturating_sub(1)];
        Some(Latency { p50: within(50), p95: within(95), p99: within(99), max: took[last] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_values_that_were_measured() {
        let took = (1..=100).rev().map(Duration::from_millis).collect();
        let outcomes = Outcomes { took, ..Outcomes::default() };
        let ms = Duration::from_millis;
        let expected = Latency { p50: ms(50), p95: ms(95), p99: ms(99), max: ms(100) };
        assert_eq!(outcomes.latency(), Some(expected));
        assert_eq!(Outcomes::default().latency(), None);
    }
}
