//! When it starts and ends.

use jiff::Span;
use jiff::civil::DateTime;

use super::super::action::To;
use super::super::block::Block;
use super::super::board::Board;
use crate::appointment::key;
use crate::wall::{WallTime, duration_shown};

/// When it starts and when it ends.
fn times(block: &Block) -> Result<(WallTime, WallTime), String> {
    let start = block.start().ok_or("its start cannot be read")?;
    let end = block.end().ok_or("its end cannot be read")?;
    Ok((start, end))
}

fn seconds(from: DateTime, to: DateTime) -> i64 {
    to.duration_since(from).as_secs()
}

fn later(clock: DateTime, by: Span) -> Result<DateTime, String> {
    clock.checked_add(by).map_err(|_| "no calendar goes that far".to_owned())
}

/// Moves both ends by the same time on the clock.
pub(super) fn moved(block: &mut Block, to: &To) -> Result<(), String> {
    let (start, end) = times(block)?;
    let new_start = match to {
        To::By(span) => later(start.clock, *span)?,
        To::At(clock) => *clock,
    };
    if new_start == start.clock {
        return Err(format!("it starts at {} already", start.shown()));
    }
    let shift = new_start.duration_since(start.clock);
    let new_end = end.clock.checked_add(shift).map_err(|_| "no calendar goes that far")?;
    block.set_time(key::START, new_start)?;
    block.set_time(key::END, new_end)
}

/// Moves its end.
pub(super) fn resized(block: &mut Block, by: Span) -> Result<(), String> {
    let (start, end) = times(block)?;
    let new_end = later(end.clock, by)?;
    if new_end == end.clock {
        return Err(format!("it ends at {} already", end.shown()));
    }
    if new_end <= start.clock {
        let length = duration_shown(seconds(start.clock, end.clock));
        return Err(format!("it lasts {length}, and nothing would be left of it"));
    }
    let (all, left) = (seconds(start.clock, end.clock), seconds(start.clock, new_end));
    // What is cut off is like the second half of a split.
    let cut = (left < all).then(|| shared(rest(block), [left, all - left])[0]);
    block.set_time(key::END, new_end)?;
    follow(block, all, left, cut)
}

/// Ends it at the cut, and begins another one there.
pub(super) fn split(block: &mut Block, after: Span, board: &mut Board) -> Result<Block, String> {
    let (start, end) = times(block)?;
    let cut = later(start.clock, after)?;
    if cut <= start.clock || cut >= end.clock {
        let length = duration_shown(seconds(start.clock, end.clock));
        return Err(format!("it lasts {length}: the cut would be outside of it"));
    }
    let mut second = block.clone();
    let lengths = [seconds(start.clock, cut), seconds(cut, end.clock)];
    let rests = shared(rest(block), lengths);
    let all = seconds(start.clock, end.clock);
    block.set_time(key::END, cut)?;
    follow(block, all, lengths[0], Some(rests[0]))?;
    board.renew(&mut second)?;
    second.set_time(key::START, cut)?;
    follow(&mut second, all, lengths[1], Some(rests[1]))?;
    Ok(second)
}

/// The time that nobody works, in seconds.
fn rest(block: &Block) -> f64 {
    block.number(&[key::NON_WORKING_TIME]).unwrap_or(0.0)
}

/// The time that nobody works in each half: the longer one takes it, as far as it has room. Where
/// in the whole it lies, no property says.
fn shared(rest: f64, lengths: [i64; 2]) -> [f64; 2] {
    #[expect(clippy::cast_precision_loss, reason = "no appointment lasts 2^52 seconds")]
    let room = lengths[0].max(lengths[1]) as f64;
    let (longer, other) = (rest.min(room), (rest - room).max(0.0));
    if lengths[0] > lengths[1] { [longer, other] } else { [other, longer] }
}

/// What follows the length: the length as a number, and the planning quantity unless it is fixed
/// or has not followed the length so far either. The time that nobody works stays as it is, unless
/// it is told.
fn follow(block: &mut Block, from: i64, to: i64, rest: Option<f64>) -> Result<(), String> {
    block.set_there(&[key::DURATION], &to.to_string())?;
    let is_fixed = block.see(|one| Some(one.has_fixed_quantity())).unwrap_or(false);
    let has_followed = || {
        let (old, units) = block.number(&[key::QUANTITY]).zip(units(block, from))?;
        Some((old - units).abs() < 1e-6)
    };
    let follows = !is_fixed && has_followed() == Some(true);
    let old = block.text(&[key::NON_WORKING_TIME]);
    // None at all stays as it is written.
    if let Some((rest, old)) = rest.zip(old).filter(|(_, old)| old.parse() != Ok(0.0)) {
        block.set(&[key::NON_WORKING_TIME], &written(rest, &old))?;
    }
    if follows { quantity_of(block, to) } else { Ok(()) }
}

/// Sets the planning quantity to what a length comes to, when it has one and a unit.
pub(in crate::simulate) fn quantity_of(block: &mut Block, length: i64) -> Result<(), String> {
    let (Some(units), Some(old)) = (units(block, length), block.text(&[key::QUANTITY])) else {
        return Ok(());
    };
    block.set(&[key::QUANTITY], &written(units, &old))
}

/// How many planning units a length comes to, without the time that nobody works.
fn units(block: &Block, length: i64) -> Option<f64> {
    let unit = block.number(&[key::CONVERSION]).filter(|unit| *unit > 0.0)?;
    let rest = rest(block);
    #[expect(clippy::cast_precision_loss, reason = "no appointment lasts 2^52 seconds")]
    let units = (length as f64 - rest).max(0.0) / unit;
    let rounded = [key::ROUNDED_QUANTITY];
    let is_rounded = block.see_at(&rounded, |it| it.boolean().filter(|is| *is)).is_some();
    Some(if is_rounded { units.ceil() } else { units })
}

/// A number with at most six decimals, as the database has it, and at least as many as before.
fn written(number: f64, old: &str) -> String {
    let least = old.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let all = format!("{number:.6}");
    let (whole, decimals) = all.split_once('.').unwrap_or((&all, ""));
    let decimals = decimals.trim_end_matches('0');
    let decimals = format!("{decimals:0<least$}");
    if decimals.is_empty() { whole.to_owned() } else { format!("{whole}.{decimals}") }
}
