//! How each action is done to a block.

mod indicators;
mod life;
mod lists;
mod texts;
mod times;

pub(super) use times::quantity_of;

use super::action::Action;
use super::block::Block;
use super::board::Board;
use crate::appointment::key;

/// Does an action to a block, notes when and by whom, and gives the second block that came of it.
pub(super) fn done(
    action: &Action,
    block: &mut Block,
    board: &mut Board,
) -> Result<Option<Block>, String> {
    if block.is_deleted && !matches!(action, Action::Create | Action::Copy) {
        return Err("it was deleted before".to_owned());
    }
    // What cannot be done leaves no trace.
    let mut next = block.clone();
    let mut second = act(action, &mut next, board)?;
    board.stamp(&mut next)?;
    // What is posted later is the later version.
    second.as_mut().map_or(Ok(()), |second| board.stamp(second))?;
    *block = next;
    Ok(second)
}

fn act(action: &Action, block: &mut Block, board: &mut Board) -> Result<Option<Block>, String> {
    match action {
        Action::Create => life::create(block, board)?,
        Action::Copy => life::copy(block, board)?,
        Action::Delete => block.is_deleted = true,
        Action::Move(to) => times::moved(block, to)?,
        Action::Resize(by) => times::resized(block, *by)?,
        Action::Split(after) => return times::split(block, *after, board).map(Some),
        Action::Assign(number) => lists::assign(block, number, board)?,
        Action::Unassign(number) => lists::unassign(block, number)?,
        Action::Reassign(from, to) => lists::reassign(block, from, to, board)?,
        Action::Category(look) => indicators::category(block, look, board)?,
        Action::Marker(look) => indicators::marker(block, look, board)?,
        Action::Importance(importance) => texts::importance(block, *importance)?,
        Action::Lock => texts::lock(block, true)?,
        Action::Unlock => texts::lock(block, false)?,
        Action::Subject(text) => texts::text(block, key::SUBJECT, text)?,
        Action::Body(text) => texts::text(block, key::BODY, text)?,
        Action::Field(code, value) => lists::field(block, code, value, board)?,
        Action::Quantity(quantity) => texts::quantity(block, quantity)?,
        Action::Link(url) => lists::link(block, url, board)?,
    }
    Ok(None)
}
