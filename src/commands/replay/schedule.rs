//! When each payload is due: at once, or with the gaps that the captures came with.

use std::time::Duration;

use jiff::Timestamp;

use crate::cli::TimeArgs;

/// The due times of a run, counted from its start.
#[derive(Clone, Debug)]
pub(super) struct Schedule {
    /// How gaps are changed; none when there is to be no gap.
    original: Option<Gaps>,
    /// When the one before was due; none before the first.
    last: Option<Duration>,
    /// When the one before was captured, or the last of them of which that is known; of those of
    /// this round.
    came: Option<Timestamp>,
    round: u64,
}

#[derive(Clone, Copy, Debug)]
struct Gaps {
    speed: f64,
    longest: Option<Duration>,
}

impl Schedule {
    /// The schedule that the command line asks for.
    pub(super) fn of(args: &TimeArgs) -> Self {
        let gaps = Gaps { speed: args.speed.unwrap_or(1.0), longest: args.max_gap };
        let original = args.are_original().then_some(gaps);
        Self { original, last: None, came: None, round: 0 }
    }

    /// When the next payload is due, captured at this time and sent in this round; `now` is counted
    /// from the start too.
    ///
    /// Due times follow from those before them and not from when each was sent, so that delays do
    /// not add up. What came earlier than the one before it makes no gap, as when a clock was put
    /// back; those behind it keep theirs.
    pub(super) fn due(&mut self, came: Option<Timestamp>, round: u64, now: Duration) -> Duration {
        let Some(Gaps { speed, longest }) = self.original else { return now };
        if round > self.round {
            (self.round, self.came) = (round, None);
        }
        let gap = self.gap(came).div_f64(speed);
        let gap = longest.map_or(gap, |longest| gap.min(longest));
        let due = self.last.map_or(now, |last| last.saturating_add(gap));
        (self.last, self.came) = (Some(due), came.or(self.came));
        due
    }

    /// The time between the capture before and this one.
    fn gap(&self, came: Option<Timestamp>) -> Duration {
        let both = self.came.zip(came);
        let gap = both.map(|(before, came)| came.duration_since(before));
        gap.and_then(|gap| Duration::try_from(gap).ok()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Timing;

    fn args() -> TimeArgs {
        TimeArgs {
            concurrency: 1,
            rate: None,
            timing: None,
            speed: None,
            max_gap: None,
            duplicate: None,
            reorder: false,
        }
    }

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + seconds).unwrap()
    }

    fn secs(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn without_a_wish_each_is_due_at_once() {
        let mut schedule = Schedule::of(&args());
        assert_eq!(schedule.due(Some(at(0)), 1, secs(3)), secs(3));
        assert_eq!(schedule.due(Some(at(100)), 1, secs(4)), secs(4));
    }

    #[test]
    fn gaps_are_those_of_the_captures_whatever_a_delivery_took() {
        let mut schedule = Schedule::of(&TimeArgs { timing: Some(Timing::Original), ..args() });
        assert_eq!(schedule.due(Some(at(10)), 1, secs(1)), secs(1));
        assert_eq!(schedule.due(Some(at(12)), 1, secs(1)), secs(3));
        assert_eq!(schedule.due(Some(at(15)), 1, secs(9)), secs(6), "long due");
        assert_eq!(schedule.due(Some(at(30)), 1, secs(9)), secs(21), "and still on time");
    }

    #[test]
    fn a_step_backwards_or_an_unknown_time_makes_no_gap_and_takes_none_away() {
        let original = TimeArgs { timing: Some(Timing::Original), ..args() };
        for (times, expected) in [
            // A clock that is put back, and later forward again.
            (&[0, 1, -3600, -3599, 2][..], &[0, 1, 1, 2, 3603][..]),
            // One that is an hour ahead, alone.
            (&[0, 3600, 1, 2, 3], &[0, 3600, 3600, 3601, 3602]),
        ] {
            let mut schedule = Schedule::of(&original);
            let due = times.iter().map(|came| schedule.due(Some(at(*came)), 1, secs(0)));
            let expected: Vec<_> = expected.iter().map(|due| secs(*due)).collect();
            assert_eq!(due.collect::<Vec<_>>(), expected, "{times:?}");
        }
        let mut schedule = Schedule::of(&original);
        assert_eq!(schedule.due(Some(at(3600)), 1, secs(0)), secs(0));
        assert_eq!(schedule.due(None, 1, secs(1)), secs(0));
        assert_eq!(schedule.due(Some(at(3603)), 1, secs(1)), secs(3), "since the last known");
        assert_eq!(schedule.due(Some(at(3600)), 2, secs(3)), secs(3), "another round");
        assert_eq!(schedule.due(Some(at(3601)), 2, secs(3)), secs(4), "has the same gaps");
    }

    #[test]
    fn gaps_are_sped_up_first_and_cut_then() {
        let speed = TimeArgs { speed: Some(10.0), max_gap: Some(secs(5)), ..args() };
        let mut schedule = Schedule::of(&speed);
        assert_eq!(schedule.due(Some(at(0)), 1, secs(0)), secs(0));
        assert_eq!(schedule.due(Some(at(20)), 1, secs(0)), secs(2));
        assert_eq!(schedule.due(Some(at(1020)), 1, secs(0)), secs(7));
    }
}
