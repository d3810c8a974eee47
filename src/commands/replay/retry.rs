//! Whether a payload is tried again, and after which pause.

use std::time::Duration;

use fastrand::Rng;
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;

use crate::cli::{AttemptArgs, Sender};
use crate::delivery::{Answered, Failure, Late, Success, answered};

/// Statuses that say: not now, or not by this machine.
const PASSING: [u16; 7] = [408, 425, 429, 500, 502, 503, 504];

/// How many attempts Dime.Scheduler makes of a post (documented).
const OF_DIME: u32 = 3;

/// How long a payload is tried again when nothing else is said.
const MOST_TIME: Duration = Duration::from_mins(2);

/// When a payload is tried again.
#[derive(Clone, Copy, Debug)]
pub(super) struct Policy {
    /// How many attempts there are at most.
    attempts: u32,
    /// The first pause; each later one is twice as long, up to `longest`.
    first: Duration,
    longest: Duration,
    /// Since its first attempt, a payload is not tried again after this.
    most_time: Duration,
    is_unsafe: bool,
    /// What counts as a success.
    pub success: Success,
}

/// An attempt that ended, and what is known beside its outcome.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attempt<'a> {
    /// How many there were, this one included.
    pub count: u32,
    /// Its method.
    pub method: &'a str,
    /// Since the first attempt.
    pub elapsed: Duration,
    /// What the clock says.
    pub now: Timestamp,
}

/// What follows an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Another one, after a pause.
    After(Duration),
    /// None, for want of time.
    Late(Late),
    /// None.
    End,
}

impl Policy {
    /// What the command line asks for.
    pub(super) fn of(args: &AttemptArgs) -> Self {
        let is_dime = args.sender == Some(Sender::Dime);
        Self {
            attempts: if is_dime { OF_DIME } else { args.retry.saturating_add(1) },
            first: if is_dime { Duration::from_secs(1) } else { Duration::from_millis(500) },
            longest: Duration::from_secs(30),
            most_time: args.retry_max_time.unwrap_or(MOST_TIME),
            is_unsafe: is_dime || args.retry_unsafe,
            success: if is_dime { Success::Only200 } else { Success::Any2xx },
        }
    }

    /// Whether there is another attempt, and how long to wait before it.
    pub(super) fn next(
        &self,
        attempt: Attempt<'_>,
        outcome: &Result<Answered, Failure>,
        dice: &mut Rng,
    ) -> Next {
        if attempt.count >= self.attempts || !self.helps(attempt.method, outcome) {
            return Next::End;
        }
        let asked = answered(outcome).and_then(|answered| retry_after(answered, attempt.now));
        let pause = asked.unwrap_or_else(|| self.backoff(attempt.count, dice));
        if attempt.elapsed.saturating_add(pause) <= self.most_time {
            return Next::After(pause);
        }
        Next::Late(asked.map_or(Late::Own, Late::Asked))
    }

    /// Twice as long each time; from half of that to all of it, so that senders that failed
    /// together do not come back together.
    fn backoff(&self, count: u32, dice: &mut Rng) -> Duration {
        let doubled = self.first.saturating_mul(1 << (count - 1).min(20)).min(self.longest);
        doubled.mul_f64(0.5 + dice.f64() / 2.0)
    }

    fn helps(&self, method: &str, outcome: &Result<Answered, Failure>) -> bool {
        let may_repeat = self.is_unsafe || is_idempotent(method);
        match (answered(outcome), outcome) {
            // One that is too long has come, too: its status says whether another would.
            (Some(answered), _) if self.success == Success::Only200 => !answered.is_accepted(),
            (Some(answered), _) => {
                PASSING.contains(&answered.status) && (may_repeat || is_turned_away(answered))
            }
            (_, Err(failure)) => {
                !failure.is_unsent() && (may_repeat || !failure.may_have_arrived())
            }
            (None, Ok(_)) => false,
        }
    }
}

/// Whether sending it twice is as good as once (RFC 9110, section 9.2.2).
fn is_idempotent(method: &str) -> bool {
    matches!(method, "GET" | "HEAD" | "OPTIONS" | "TRACE" | "PUT" | "DELETE")
}

/// Whether the receiver says that it has not taken it.
fn is_turned_away(answered: &Answered) -> bool {
    let is_told_when = answered.headers.get("retry-after").is_some();
    answered.status == 429 || answered.status == 503 && is_told_when
}

/// The pause that a receiver asks for: in seconds, or until a moment.
fn retry_after(answered: &Answered, now: Timestamp) -> Option<Duration> {
    let value = std::str::from_utf8(answered.headers.get("retry-after")?).ok()?.trim();
    if let Ok(seconds) = value.parse::<u32>() {
        return Some(Duration::from_secs(seconds.into()));
    }
    let moment = DateTimeParser::new().parse_timestamp(value).ok()?;
    // What has passed by now is no pause.
    Some(Duration::try_from(moment.duration_since(now)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::Headers;

    fn args() -> AttemptArgs {
        AttemptArgs {
            timeout: Duration::ZERO,
            sender: None,
            retry: 3,
            retry_max_time: None,
            retry_unsafe: false,
            follow: false,
        }
    }

    fn answer(status: u16, retry_after: Option<&str>) -> Answered {
        let header = |value: &str| ("retry-after".to_owned(), value.to_owned().into());
        Answered {
            status,
            reason: String::new(),
            headers: Headers(retry_after.map(header).into_iter().collect()),
            body: bytes::Bytes::new(),
            cut: None,
            location: None,
        }
    }

    fn too_long(status: u16) -> Failure {
        Failure::TooLong(Box::new(answer(status, None)))
    }

    fn attempt(count: u32, method: &str) -> Attempt<'_> {
        let now = "2026-03-02T12:00:00Z".parse().unwrap();
        Attempt { count, method, elapsed: Duration::from_secs(10), now }
    }

    fn pause(
        args: &AttemptArgs,
        attempt: Attempt<'_>,
        outcome: &Result<Answered, Failure>,
    ) -> Option<Duration> {
        match next(args, attempt, outcome) {
            Next::After(pause) => Some(pause),
            Next::Late(_) | Next::End => None,
        }
    }

    fn next(args: &AttemptArgs, attempt: Attempt<'_>, outcome: &Result<Answered, Failure>) -> Next {
        Policy::of(args).next(attempt, outcome, &mut Rng::with_seed(1))
    }

    #[test]
    fn a_post_is_tried_again_only_when_it_cannot_have_arrived() {
        let is_tried =
            |args: &AttemptArgs, outcome: &_| pause(args, attempt(1, "POST"), outcome).is_some();
        let always = AttemptArgs { retry_unsafe: true, ..args() };
        for (outcome, safe, all) in [
            (Err(Failure::Refused), true, true),
            (Err(Failure::Dns(String::new())), true, true),
            (Err(Failure::ClosedEarly), false, true),
            (Err(Failure::TimedOut(Duration::ZERO)), false, true),
            (Err(Failure::Unsendable(String::new())), false, false),
            (Ok(answer(500, None)), false, true),
            (Ok(answer(503, None)), false, true),
            (Ok(answer(503, Some("1"))), true, true),
            (Ok(answer(429, None)), true, true),
            (Ok(answer(200, None)), false, false),
            (Ok(answer(302, None)), false, false),
            (Ok(answer(404, None)), false, false),
            (Err(too_long(200)), false, false),
            (Err(too_long(500)), false, true),
        ] {
            assert_eq!(is_tried(&args(), &outcome), safe, "{outcome:?}");
            assert_eq!(is_tried(&always, &outcome), all, "{outcome:?}");
        }
        assert!(pause(&args(), attempt(1, "PUT"), &Ok(answer(500, None))).is_some());
        assert!(pause(&args(), attempt(1, "PATCH"), &Ok(answer(500, None))).is_none());
    }

    #[test]
    fn there_are_so_many_attempts_and_no_more() {
        let refused = Err(Failure::Refused);
        assert!(pause(&args(), attempt(3, "POST"), &refused).is_some());
        assert!(pause(&args(), attempt(4, "POST"), &refused).is_none());
        let none = AttemptArgs { retry: 0, ..args() };
        assert!(pause(&none, attempt(1, "POST"), &refused).is_none());
        let short = AttemptArgs { retry_max_time: Some(Duration::from_secs(10)), ..args() };
        let late = next(&short, attempt(1, "POST"), &refused);
        assert_eq!(late, Next::Late(Late::Own), "its time is over");
    }

    #[test]
    fn pauses_double_with_chance_in_them_up_to_half_a_minute() {
        let (policy, mut dice) = (Policy::of(&args()), Rng::with_seed(7));
        let ms = Duration::from_millis;
        for (count, least, most) in
            [(1, 250, 500), (2, 500, 1000), (3, 1000, 2000), (40, 15_000, 30_000)]
        {
            for _ in 0..100 {
                let pause = policy.backoff(count, &mut dice);
                assert!((ms(least)..=ms(most)).contains(&pause), "{count}: {pause:?}");
            }
        }
    }

    #[test]
    fn what_a_receiver_asks_for_is_waited_for_while_there_is_time() {
        let asked = |value| pause(&args(), attempt(1, "POST"), &Ok(answer(429, Some(value))));
        let secs = Duration::from_secs;
        assert_eq!(asked("7"), Some(secs(7)));
        assert_eq!(asked(" 0 "), Some(secs(0)));
        assert_eq!(asked("Mon, 02 Mar 2026 12:00:30 GMT"), Some(secs(30)));
        assert_eq!(asked("Mon, 02 Mar 2026 11:00:00 GMT"), Some(secs(0)), "passed by now");
        let late = next(&args(), attempt(1, "POST"), &Ok(answer(429, Some("111"))));
        assert_eq!(late, Next::Late(Late::Asked(secs(111))), "longer than there is time for");
        let own = asked("soon").unwrap();
        assert!(own <= Duration::from_millis(500), "not understood: a pause of our own");
    }

    #[test]
    fn dime_scheduler_makes_three_attempts_for_all_but_2xx() {
        let dime = AttemptArgs { sender: Some(Sender::Dime), retry: 0, ..args() };
        for outcome in [Ok(answer(404, None)), Ok(answer(500, None)), Err(Failure::ClosedEarly)] {
            assert!(pause(&dime, attempt(2, "POST"), &outcome).is_some());
            assert!(pause(&dime, attempt(3, "POST"), &outcome).is_none());
        }
        for outcome in [Ok(answer(202, None)), Err(too_long(200))] {
            assert!(pause(&dime, attempt(1, "POST"), &outcome).is_none(), "{outcome:?}");
        }
        assert_eq!(Policy::of(&dime).success, Success::Only200);
    }
}
