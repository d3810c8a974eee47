//! What is edited on its card.

use super::super::block::Block;
use crate::appointment::key;
use crate::edit::quoted;

/// Another subject or body.
pub(super) fn text(block: &mut Block, name: &str, text: &str) -> Result<(), String> {
    if block.text(&[name]).as_deref() == Some(text) {
        return Err("it says so already".to_owned());
    }
    block.set(&[name], &quoted(text))
}

/// Another importance, by its number.
pub(super) fn importance(block: &mut Block, importance: u8) -> Result<(), String> {
    let shown = |block: &Block| block.see(|one| Some(one.importance_shown().into_owned()));
    let old = shown(block);
    block.set(&[key::IMPORTANCE], &importance.to_string())?;
    match shown(block) {
        new if new == old => Err(format!("it is {} already", new.unwrap_or_default())),
        _ => Ok(()),
    }
}

/// Locked, or not.
pub(super) fn lock(block: &mut Block, locks: bool) -> Result<(), String> {
    if block.locked() == locks {
        return Err(if locks { "it is locked already" } else { "it is not locked" }.to_owned());
    }
    block.set(&[key::LOCKED], if locks { "true" } else { "false" })
}

/// Another planning quantity, with these digits.
pub(super) fn quantity(block: &mut Block, quantity: &str) -> Result<(), String> {
    let new: Option<f64> = quantity.parse().ok();
    if new.is_some() && block.number(&[key::QUANTITY]) == new {
        return Err(format!("it is {quantity} already"));
    }
    block.set(&[key::QUANTITY], quantity)
}
