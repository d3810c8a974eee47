//! A day on the board: many appointments, and posts that come twice or late.

mod cast;
mod plan;

use std::collections::HashMap;

use jiff::civil::{Date, DateTime};
use jiff::{Span, ToSpan};

use super::action::Asked;
use super::block::Block;
use super::board::Board;
use super::known::Known;
use super::{Posted, act};
use crate::appointment::Appointment;
use crate::edit::Draft;

/// The posts of a day in the order that they arrive, the same for the same seed.
///
/// Every appointment begins as the payload does, with a job, a task, times and a resource of its
/// own. Some posts come twice, as a call that timed out is made again; some come after a newer one
/// of their appointment, as a failed call is retried later.
#[must_use]
pub fn day(on: &Draft, seed: u64, date: Date, mut known: Known) -> Vec<Posted> {
    cast::join(&mut known);
    let mut board = Board::new(date.at(7, 0, 0, 0), seed, None, known);
    let mut blocks: Vec<Block> = Vec::new();
    let mut posted = Vec::new();
    for step in plan::steps(&mut board.dice, date) {
        board.now = step.at;
        if step.block == blocks.len() {
            let mut block = cast::begun(on, step.block, date, &mut board);
            posted.extend(done(&mut block, "create", &mut board));
            blocks.push(block);
        } else if !blocks[step.block].is_deleted {
            let action = plan::action(&blocks[step.block], step.is_last, &mut board);
            posted.extend(done(&mut blocks[step.block], &action, &mut board));
        }
    }
    delivered(posted, &mut board)
}

/// What comes of an action; what cannot be done is something that no planner did.
fn done(block: &mut Block, action: &str, board: &mut Board) -> Vec<Posted> {
    let asked = action.parse::<Asked>();
    asked.and_then(|asked| act(block, &asked, board)).unwrap_or_default()
}

/// In the order of arrival: some late, some twice.
fn delivered(posted: Vec<Posted>, board: &mut Board) -> Vec<Posted> {
    let mut next: HashMap<String, DateTime> = HashMap::new();
    let mut arrived = Vec::new();
    for one in posted.into_iter().rev() {
        let newer = next.insert(name(&one), one.at);
        let soon = |board: &mut Board, from: DateTime| {
            let seconds: Span = i64::from(board.dice.u8(2..40)).seconds();
            from.saturating_add(seconds)
        };
        let dice = board.dice.u8(..100);
        if dice < 6 {
            let at = soon(board, one.at);
            arrived.push(Posted { at, ..one.clone() });
        }
        match newer.filter(|_| (6..12).contains(&dice)) {
            Some(newer) => arrived.push(Posted { at: soon(board, newer), ..one }),
            None => arrived.push(one),
        }
    }
    arrived.reverse();
    arrived.sort_by_key(|one| one.at);
    arrived
}

/// What names the appointment.
fn name(posted: &Posted) -> String {
    let document = posted.draft.document();
    let name = Appointment::of(&document).and_then(|one| one.name());
    name.unwrap_or_default().into_owned()
}

#[cfg(test)]
mod tests;
