//! What is in its lists: resources, custom fields, links.

use super::super::block::Block;
use super::super::board::Board;
use super::super::known::What;
use crate::appointment::key;
use crate::appointment::lists::{CUSTOM_FIELDS, LINKS, List, RESOURCES};
use crate::edit::quoted;

/// Where an item stands in a list, by what tells it apart, or else by its label.
fn index(block: &Block, list: &'static List, name: &str, wanted: &str) -> Option<usize> {
    let wanted = wanted.to_lowercase();
    block.see_at(&[name], |all| {
        let items: Vec<_> = all.elements().map(|item| list.item(item)).collect();
        let by_key = items
            .iter()
            .position(|item| item.as_ref().is_some_and(|item| item.key.to_lowercase() == wanted));
        by_key.or_else(|| {
            items.iter().position(|item| {
                item.as_ref().is_some_and(|item| item.label.to_lowercase() == wanted)
            })
        })
    })
}

/// Where a resource is assigned, or who is instead.
fn assigned(block: &Block, name: &str, wanted: &str) -> Result<usize, String> {
    index(block, &RESOURCES, name, wanted).ok_or_else(|| {
        let keys = block.see(|one| {
            let keys: Vec<String> =
                one.items(&RESOURCES).map(|item| format!("`{}`", item.key)).collect();
            Some(keys)
        });
        match keys.unwrap_or_default().join(", ") {
            none if none.is_empty() => format!("`{wanted}` is not assigned, nor is anybody"),
            keys => format!("`{wanted}` is not assigned; assigned: {keys}"),
        }
    })
}

fn not_assigned(block: &Block, name: &str, wanted: &str) -> Result<(), String> {
    match index(block, &RESOURCES, name, wanted) {
        Some(_) => Err(format!("`{wanted}` is assigned already")),
        None => Ok(()),
    }
}

/// Adds a resource that is known.
pub(super) fn assign(block: &mut Block, number: &str, board: &mut Board) -> Result<(), String> {
    let name = block.list_name(RESOURCES.names);
    not_assigned(block, name, number)?;
    let known = board.known.get(What::Resource, number)?.to_owned();
    let item = board.item(&known, block)?;
    block.set(&[name, "-"], &item)
}

/// Takes a resource away.
pub(super) fn unassign(block: &mut Block, number: &str) -> Result<(), String> {
    let name = block.list_name(RESOURCES.names);
    let at = assigned(block, name, number)?;
    block.remove(&[name, &at.to_string()])
}

/// Puts one resource in the place of another.
pub(super) fn reassign(
    block: &mut Block,
    from: &str,
    to: &str,
    board: &mut Board,
) -> Result<(), String> {
    let name = block.list_name(RESOURCES.names);
    let at = assigned(block, name, from)?;
    not_assigned(block, name, to)?;
    let known = board.known.get(What::Resource, to)?.to_owned();
    let item = board.item(&known, block)?;
    block.set(&[name, &at.to_string()], &item)
}

/// Fills in a custom field that it has, or one that is known.
pub(super) fn field(
    block: &mut Block,
    code: &str,
    value: &str,
    board: &mut Board,
) -> Result<(), String> {
    let name = block.list_name(CUSTOM_FIELDS.names);
    let Some(at) = index(block, &CUSTOM_FIELDS, name, code) else {
        let known = board.known.get(What::Field, code)?.to_owned();
        let mut item = Block::of(&board.draft_of(&known, block)?);
        item.set(&[key::VALUE], &quoted(value))?;
        return block.set(&[name, "-"], item.draft().text());
    };
    let at = at.to_string();
    let steps = [name, &at, key::VALUE];
    if block.text(&steps).unwrap_or_default() == value {
        return Err(format!("`{code}` is `{value}` already"));
    }
    block.set(&steps, &quoted(value))
}

/// Adds a link; how an item looks comes from the server's read models.
pub(super) fn link(block: &mut Block, url: &str, board: &mut Board) -> Result<(), String> {
    let name = block.list_name(LINKS.names);
    let is_there = block.see(|one| Some(one.links().any(|(_, own)| own == url)));
    if is_there == Some(true) {
        return Err(format!("`{url}` is there already"));
    }
    let appointment = block.id().map(|id| format!("{}:{id},", quoted(key::APPOINTMENT_ID)));
    let item = format!(
        "{{{}{}:{},{}:\"\",{}:{}}}",
        appointment.unwrap_or_default(),
        quoted(key::URL),
        quoted(url),
        quoted(key::DESCRIPTION),
        quoted(key::ID),
        board.new_item_id(),
    );
    block.set(&[name, "-"], &item)
}
