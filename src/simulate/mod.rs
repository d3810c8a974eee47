//! Actions of the planning board, done to a payload: the payload that would be posted after each.
//!
//! It is the other way round from [`board_action`](crate::board_action), and rests on the same
//! conclusions: which properties an action changes is told by their names, and by nobody else.
//! A payload is edited in place, so that what an action does not touch stays as it was sent.

mod action;
mod block;
mod board;
mod day;
mod deeds;
mod ids;
mod known;
mod length;
mod rows;

use jiff::civil::DateTime;

pub use action::{Action, Asked, Look, To};
pub use board::Board;
pub use day::day;
pub use known::Known;
pub use rows::{ROWS, Row};

use crate::board_action::Route;
use crate::edit::Draft;
use block::Block;

/// A payload that would be posted.
#[derive(Clone, Debug)]
pub struct Posted {
    /// The action it follows from, as it was asked for.
    pub action: String,
    /// The kind of change it brings: each can be registered on a URL of its own.
    pub change: Route,
    /// When, by the clock that its own dates are in.
    pub at: DateTime,
    /// Whether it was locked before; nobody has told whether the board then lets this be done.
    pub was_locked: bool,
    /// The payload.
    pub draft: Draft,
}

/// An action that cannot be done to a payload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The action, as it was asked for.
    pub action: String,
    /// Which of the actions it is, from 1.
    pub place: usize,
    /// Why not.
    pub why: String,
}

/// Does actions in order to a payload, and gives what would be posted after each.
///
/// After a split, what follows is done to the first half; after a copy, to the copy.
///
/// # Errors
/// The first action that cannot be done, and why.
pub fn simulate(on: &Draft, actions: &[Asked], board: &mut Board) -> Result<Vec<Posted>, Refusal> {
    let mut block = Block::of(on);
    let mut posted = Vec::new();
    for (at, asked) in actions.iter().enumerate() {
        let done = act(&mut block, asked, board);
        posted.extend(done.map_err(|why| Refusal {
            action: asked.text.clone(),
            place: at + 1,
            why,
        })?);
    }
    Ok(posted)
}

/// Does one action, and gives what would be posted.
fn act(block: &mut Block, asked: &Asked, board: &mut Board) -> Result<Vec<Posted>, String> {
    let was_locked = block.locked();
    board.tick();
    let second = deeds::done(&asked.action, block, board)?;
    let posted = |change, block: &Block| Posted {
        action: asked.text.clone(),
        change,
        at: board.now,
        was_locked,
        draft: block.draft().clone(),
    };
    let change = match asked.action {
        Action::Create | Action::Copy => Route::Created,
        Action::Delete => Route::Deleted,
        _ => Route::Updated,
    };
    let first = posted(change, block);
    let second = second.map(|second| posted(Route::Created, &second));
    Ok([first].into_iter().chain(second).collect())
}

#[cfg(test)]
mod tests;
