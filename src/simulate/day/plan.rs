//! What happens on the day: when, to which appointment, and what.

use fastrand::Rng;
use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use super::super::block::Block;
use super::super::board::Board;
use crate::appointment::lists::RESOURCES;

/// Something that happens to an appointment.
pub(super) struct Step {
    pub(super) at: DateTime,
    /// Which of the appointments, in the order of their first step.
    pub(super) block: usize,
    pub(super) is_last: bool,
}

/// All steps of a day in order: two to four dozen appointments, planned in the morning for the
/// most part, each with up to five actions after it.
pub(super) fn steps(dice: &mut Rng, date: Date) -> Vec<Step> {
    let mut lives: Vec<Vec<DateTime>> = (0..dice.usize(24..48)).map(|_| life(dice, date)).collect();
    lives.sort_unstable();
    let mut steps: Vec<Step> = Vec::new();
    for (block, life) in lives.into_iter().enumerate() {
        let last = life.len() - 1;
        let step = |(nth, at)| Step { at, block, is_last: nth == last && nth > 0 };
        steps.extend(life.into_iter().enumerate().map(step));
    }
    steps.sort_unstable_by_key(|step| (step.at, step.block));
    steps
}

/// When something happens to one appointment, no two at once.
fn life(dice: &mut Rng, date: Date) -> Vec<DateTime> {
    let seconds = i64::from(dice.u32(0..4 * 3600).min(dice.u32(0..8 * 3600)));
    let mut at = date.at(6, 45, 0, 0).saturating_add(seconds.seconds());
    let mut life = vec![at];
    for _ in 0..dice.u8(0..6) {
        at = at.saturating_add(i64::from(dice.u32(40..5400)).seconds());
        life.push(at);
    }
    life.retain(|at| at.date() == date);
    life
}

/// What a planner does next, as it would be asked for.
pub(super) fn action(block: &Block, is_last: bool, board: &mut Board) -> String {
    let dice = &mut board.dice;
    if is_last && dice.u8(..10) < 3 {
        return "delete".to_owned();
    }
    let quarters = i32::from(dice.u8(1..12)) * 15;
    match dice.u8(..14) {
        0..4 => format!("move:{}{quarters}m", if dice.bool() { "+" } else { "-" }),
        4 => "postpone:day".to_owned(),
        5..7 => format!("resize:+{}m", i32::from(dice.u8(1..5)) * 15),
        7..10 => reassigned(block, board),
        10 => assigned(board),
        11 => {
            format!("category:{}", ["Planned", "Waiting for parts", "Done#16a34a"][dice.usize(..3)])
        }
        12 => format!("importance:{}", ["high", "medium", "low"][dice.usize(..3)]),
        _ => if block.locked() { "unlock" } else { "lock" }.to_owned(),
    }
}

fn reassigned(block: &Block, board: &mut Board) -> String {
    let from = block.see(|one| Some(one.items(&RESOURCES).next()?.key.into_owned()));
    format!("reassign:{}={}", from.unwrap_or_default(), anybody(board))
}

fn assigned(board: &mut Board) -> String {
    format!("assign:{}", anybody(board))
}

/// Somebody who is known.
pub(super) fn anybody(board: &mut Board) -> String {
    let all: Vec<String> = board.known.resources().map(str::to_owned).collect();
    board.dice.choice(all).unwrap_or_default()
}
