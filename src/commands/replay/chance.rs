//! What chance makes of an order: payloads that come twice, and payloads that come late.

use std::collections::VecDeque;

use fastrand::Rng;

use super::selection::{Picked, Picks};
use crate::cli::Share;
use crate::error::Error;

/// How many payloads may overtake one another.
const WINDOW: usize = 5;

/// What a receiver must survive, on purpose.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Chance {
    /// The share that is sent a second time.
    pub duplicate: Option<Share>,
    /// Whether the order is changed a little.
    pub reorder: bool,
}

impl Chance {
    /// The same payloads, as these dice will have it.
    pub(super) fn mixed(self, picks: Picks, dice: Rng) -> Picks {
        if self.duplicate.is_none() && !self.reorder {
            return picks;
        }
        let (window, again) = (Vec::new(), VecDeque::new());
        Box::new(Mixed { picks, chance: self, dice, window, again })
    }
}

struct Mixed {
    picks: Picks,
    chance: Chance,
    dice: Rng,
    /// Those that may be next.
    window: Vec<Result<Picked, Error>>,
    /// Second times, and how many others go before them.
    again: VecDeque<(usize, Picked)>,
}

impl Mixed {
    fn first_time(&mut self) -> Option<Result<Picked, Error>> {
        let most = if self.chance.reorder { WINDOW } else { 1 };
        while self.window.len() < most {
            let Some(next) = self.picks.next() else { break };
            self.window.push(next);
        }
        if self.window.is_empty() {
            return None;
        }
        let at = if self.chance.reorder { self.dice.usize(..self.window.len()) } else { 0 };
        Some(self.window.remove(at))
    }

    fn second_time(&mut self) -> Option<Picked> {
        let due = self.again.front().is_some_and(|(before, _)| *before == 0);
        due.then(|| self.again.pop_front()).flatten().map(|(_, picked)| picked)
    }
}

impl Iterator for Mixed {
    type Item = Result<Picked, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(picked) = self.second_time() {
            return Some(Ok(picked));
        }
        let Some(next) = self.first_time() else {
            return self.again.pop_front().map(|(_, picked)| Ok(picked));
        };
        for (before, _) in &mut self.again {
            *before = before.saturating_sub(1);
        }
        if let Ok(picked) = &next
            && self.chance.duplicate.is_some_and(|share| share.falls(&mut self.dice))
        {
            let again = Picked { is_duplicate: true, ..picked.clone() };
            self.again.push_back((self.dice.usize(..3), again));
        }
        Some(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::{Capture, Origin};

    fn sent(count: u64, chance: Chance, seed: u64) -> Vec<(u64, bool)> {
        let picks = (0..count).map(|seq| {
            let origin = Origin { seq: Some(seq), ..Origin::default() };
            let capture = Capture::of_body(origin, "{}".into());
            Ok(Picked { capture, round: 1, time: 1, is_duplicate: false })
        });
        let mixed = chance.mixed(Box::new(picks), Rng::with_seed(seed));
        let told = mixed.map(|picked| {
            let picked = picked.unwrap();
            (picked.capture.origin.seq.unwrap(), picked.is_duplicate)
        });
        told.collect()
    }

    #[test]
    fn a_share_comes_twice_soon_after_the_first_time() {
        let chance = Chance { duplicate: Some(Share::read("10%").unwrap()), reorder: false };
        let sent = sent(1000, chance, 1);
        let twice = sent.iter().filter(|(_, is_duplicate)| *is_duplicate).count();
        assert!((60..140).contains(&twice), "{twice}");
        for (at, (seq, _)) in sent.iter().enumerate().filter(|(_, (_, again))| *again) {
            let first = sent.iter().position(|one| *one == (*seq, false)).unwrap();
            assert!(first < at && at - first < 6, "{first} and {at}");
        }
        let firsts = sent.iter().filter(|(_, again)| !again).map(|(seq, _)| *seq);
        assert!(firsts.eq(0..1000), "the first times keep their order");
        let all = Chance { duplicate: Some(Share::read("100%").unwrap()), reorder: false };
        assert_eq!(self::sent(5, all, 1).len(), 10, "all at the end too");
    }

    #[test]
    fn an_order_is_changed_a_little_and_nothing_is_lost() {
        let chance = Chance { duplicate: None, reorder: true };
        let mut order = sent(200, chance, 1);
        assert_eq!(order, sent(200, chance, 1), "the same dice");
        assert_ne!(order, sent(200, chance, 2));
        assert!(!order.is_sorted());
        order.sort_unstable();
        assert_eq!(order, (0..200).map(|seq| (seq, false)).collect::<Vec<_>>());
    }
}
