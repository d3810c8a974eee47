//! Planned, and planned once more.

use super::super::block::Block;
use super::super::board::Board;
use crate::appointment::key;

/// Another appointment for the same task, which nothing has happened to.
pub(super) fn create(block: &mut Block, board: &mut Board) -> Result<(), String> {
    copy(block, board)?;
    for list in [key::NOTIFICATIONS, key::TRANSACTIONS] {
        let is_empty = block.see_at(&[list], |list| Some(list.is_empty())).unwrap_or(true);
        if !is_empty {
            block.set(&[list], "[]")?;
        }
    }
    if block.locked() { block.set(&[key::LOCKED], "false") } else { Ok(()) }
}

/// Another appointment that looks the same.
pub(super) fn copy(block: &mut Block, board: &mut Board) -> Result<(), String> {
    block.is_deleted = false;
    board.renew(block)
}
