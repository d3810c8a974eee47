//! When each payload is due: by a rate, or with the gaps that the captures came with.

use std::time::Duration;

use jiff::Timestamp;

use crate::cli::TimeArgs;

/// What a rate that fell behind makes up for: timers are late by a little each time.
const MADE_UP: Duration = Duration::from_millis(50);

/// The due times of a run, counted from its start.
#[derive(Clone, Debug)]
pub(super) struct Schedule {
    pace: Pace,
    /// When the one before was due; none before the first.
    last: Option<Duration>,
    /// When the one before was captured.
    came: Option<Timestamp>,
}

#[derive(Clone, Copy, Debug)]
enum Pace {
    AtOnce,
    Every(Duration),
    Original { speed: f64, max_gap: Option<Duration> },
}

impl Schedule {
    /// The schedule that the command line asks for.
    pub(super) fn of(args: &TimeArgs) -> Self {
        let pace = match args.rate {
            Some(rate) => Pace::Every(rate.interval()),
            None if args.are_original() => {
                Pace::Original { speed: args.speed.unwrap_or(1.0), max_gap: args.max_gap }
            }
            None => Pace::AtOnce,
        };
        Self { pace, last: None, came: None }
    }

    /// When the next payload is due, captured at this time; `now` is counted from the start too.
    ///
    /// Due times follow from those before them and not from when each was sent, so that delays do
    /// not add up. A clock that went backwards makes no gap.
    pub(super) fn due(&mut self, came: Option<Timestamp>, now: Duration) -> Duration {
        let due = match (self.pace, self.last) {
            (Pace::AtOnce, _) | (_, None) => now,
            // A rate is a promise to the receiver: who falls behind does not send a burst.
            (Pace::Every(interval), Some(last)) => {
                (last + interval).max(now.saturating_sub(MADE_UP.max(interval)))
            }
            (Pace::Original { speed, max_gap }, Some(last)) => {
                let gap = self.gap(came).div_f64(speed);
                last.saturating_add(max_gap.map_or(gap, |most| gap.min(most)))
            }
        };
        self.last = Some(due);
        self.came = came.or(self.came);
        due
    }

    /// The time between this capture and the one before.
    fn gap(&self, came: Option<Timestamp>) -> Duration {
        let both = self.came.zip(came);
        let gap = both.map(|(before, came)| came.duration_since(before));
        gap.and_then(|gap| Duration::try_from(gap).ok()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::{Rate, Timing};

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
        assert_eq!(schedule.due(Some(at(0)), secs(3)), secs(3));
        assert_eq!(schedule.due(Some(at(100)), secs(4)), secs(4));
    }

    #[test]
    fn gaps_are_those_of_the_captures_whatever_a_delivery_took() {
        let mut schedule = Schedule::of(&TimeArgs { timing: Some(Timing::Original), ..args() });
        assert_eq!(schedule.due(Some(at(10)), secs(1)), secs(1));
        assert_eq!(schedule.due(Some(at(12)), secs(1)), secs(3));
        assert_eq!(schedule.due(Some(at(15)), secs(9)), secs(6), "long due");
        assert_eq!(schedule.due(Some(at(30)), secs(9)), secs(21), "and still on time");
    }

    #[test]
    fn a_clock_that_went_backwards_and_a_missing_time_make_no_gap() {
        let mut schedule = Schedule::of(&TimeArgs { timing: Some(Timing::Original), ..args() });
        assert_eq!(schedule.due(Some(at(1000)), secs(0)), secs(0));
        assert_eq!(schedule.due(Some(at(0)), secs(0)), secs(0));
        assert_eq!(schedule.due(None, secs(0)), secs(0));
        assert_eq!(
            schedule.due(Some(at(2)), secs(0)),
            secs(2),
            "counted from the last that is known"
        );
    }

    #[test]
    fn gaps_are_sped_up_first_and_cut_then() {
        let speed = TimeArgs { speed: Some(10.0), max_gap: Some(secs(5)), ..args() };
        let mut schedule = Schedule::of(&speed);
        assert_eq!(schedule.due(Some(at(0)), secs(0)), secs(0));
        assert_eq!(schedule.due(Some(at(20)), secs(0)), secs(2));
        assert_eq!(schedule.due(Some(at(1020)), secs(0)), secs(7));
    }

    #[test]
    fn a_rate_is_kept_on_the_average_and_never_made_up_by_a_burst() {
        let mut schedule = Schedule::of(&TimeArgs { rate: Rate::read("10/s").ok(), ..args() });
        let ms = Duration::from_millis;
        assert_eq!(schedule.due(None, ms(0)), ms(0));
        assert_eq!(schedule.due(None, ms(7)), ms(100), "late timers do not add up");
        assert_eq!(schedule.due(None, ms(107)), ms(200));
        assert_eq!(schedule.due(None, ms(5000)), ms(4900), "at once after a halt");
        assert_eq!(schedule.due(None, ms(5000)), ms(5000));
        assert_eq!(schedule.due(None, ms(5000)), ms(5100));
    }
}
