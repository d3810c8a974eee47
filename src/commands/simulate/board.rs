//! The board that a payload is acted on at: its clock, its user and its dice.

use fastrand::Rng;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::appointment::Appointment;
use crate::cli::SimulateArgs;
use crate::edit::Draft;
use crate::env::Env;
use crate::simulate::{Board, Known};
use crate::wall::WallTime;

/// The board that the options ask for.
pub(super) fn of(args: &SimulateArgs, on: &Draft, env: &Env, known: Known) -> Board {
    let at = args.at.unwrap_or_else(|| now(on, env));
    let seed = args.seed.unwrap_or_else(|| Rng::new().u64(..));
    Board::new(at, seed, args.user.clone(), known)
}

/// Now by the clock of the payload, and later than its last change.
fn now(on: &Draft, env: &Env) -> DateTime {
    let document = on.document();
    let last = Appointment::of(&document).and_then(|one| one.last_modified());
    let next = last.as_ref().map(|last| last.clock.saturating_add(1.minute()));
    let zone = last.as_ref().and_then(zone).unwrap_or_else(|| env.zone());
    let now = zone.to_datetime(Timestamp::now());
    next.map_or(now, |next| now.max(next))
}

/// The zone of a time that has an offset.
fn zone(time: &WallTime) -> Option<TimeZone> {
    let text = format!("{}{}", time.clock, time.offset);
    let instant: Timestamp = text.parse().ok()?;
    let utc = TimeZone::UTC.to_datetime(instant);
    let offset = i32::try_from(time.clock.duration_since(utc).as_secs()).ok()?;
    Some(TimeZone::fixed(jiff::tz::Offset::from_seconds(offset).ok()?))
}
