//! The planning board as payloads leave it: which block stands where after each capture.

mod block;
mod lanes;
mod rows;

use std::collections::BTreeMap;

pub use block::{Block, Resource};
pub use lanes::{lanes, overlaps};
pub use rows::{Row, in_order, rows};

use crate::board_action::{Kind, Standing};
use crate::entry::Entry;
use crate::story::Story;

/// What a capture does to the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Its block stands as the payload says.
    Placed,
    /// Its block is taken off.
    TakenOff,
    /// Nothing: it is older than what stands there.
    Nothing,
}

impl Effect {
    /// The effect of what happened to an appointment. That it was deleted may be a guess.
    #[must_use]
    pub fn of(story: Option<&Story<'_>>) -> Self {
        let Some(story) = story else { return Self::Placed };
        if story.standing.contains(&Standing::Late) {
            return Self::Nothing;
        }
        let is_gone = story.actions.iter().any(|action| action.kind == Kind::Deleted);
        if is_gone { Self::TakenOff } else { Self::Placed }
    }
}

/// The blocks that stand on the board, by the name of their appointment.
#[derive(Clone, Debug, Default)]
pub struct Board(BTreeMap<String, Block>);

impl Board {
    /// The board after one more capture; one that is no appointment changes nothing.
    pub fn take(&mut self, entry: &Entry<'_>) {
        let Some(block) = Block::of(entry) else { return };
        match Effect::of(entry.story) {
            Effect::Placed => drop(self.0.insert(block.name.clone(), block)),
            Effect::TakenOff => drop(self.0.remove(&block.name)),
            Effect::Nothing => {}
        }
    }

    /// Every block that stands, in the order of their appointments' names.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.0.values()
    }
}

#[cfg(test)]
mod tests;
