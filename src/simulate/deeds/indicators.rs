//! Its colours: category and time marker.

use super::super::action::Look;
use super::super::block::Block;
use super::super::board::Board;
use super::super::known::What;
use crate::appointment::key;
use crate::edit::quoted;
use crate::json::Kind;

/// Another category.
pub(super) fn category(block: &mut Block, look: &Look, board: &Board) -> Result<(), String> {
    let now = block.see(|one| Some(one.category()?.name.into_owned()));
    change(block, look, board, now.as_deref(), (key::CATEGORY, What::Category))
}

/// Another time marker.
pub(super) fn marker(block: &mut Block, look: &Look, board: &Board) -> Result<(), String> {
    let now = block.see(|one| Some(one.time_marker()?.name.into_owned()));
    change(block, look, board, now.as_deref(), (key::TIME_MARKER, What::Marker))
}

fn change(
    block: &mut Block,
    look: &Look,
    board: &Board,
    now: Option<&str>,
    (property, what): (&str, What),
) -> Result<(), String> {
    let known = board.known.find(what, &look.name);
    let shown = board.known.shown(what, &look.name).unwrap_or(&look.name);
    if now == Some(shown) {
        return Err(is_already(block, look, shown, (property, what)));
    }
    let kind = block.see_at(&[property], |value| Some(value.kind()));
    if kind == Some(Kind::String) {
        return block.set(&[property], &quoted(&look.name));
    }
    match (known, &look.colour) {
        (Some(known), _) => block.set(&[property], known)?,
        (None, Some(_)) => rename(block, property, what, &look.name)?,
        (None, None) => {
            let why = board.known.get(what, &look.name).err().unwrap_or_default();
            return Err(format!("{why}; or give its colour: `{}#22d3ee`", look.name));
        }
    }
    match &look.colour {
        Some(colour) => block.set(&[property, key::COLOUR], &quoted(colour)),
        None => Ok(()),
    }
}

/// That there is nothing to change; another colour is one that the board gives to the name.
fn is_already(block: &Block, look: &Look, shown: &str, (property, what): (&str, What)) -> String {
    let colour = block.text(&[property, key::COLOUR]);
    let is_other = |wanted: &String| {
        !colour.as_ref().is_some_and(|colour| colour.eq_ignore_ascii_case(wanted))
    };
    if !look.colour.as_ref().is_some_and(is_other) {
        return format!("it is `{shown}` already");
    }
    let colour = colour.map_or("a colour".to_owned(), |colour| format!("its colour {colour}"));
    format!("it is `{shown}` already; {colour} belongs to the {}, not to this one", what.words())
}

/// Gives it another name by what it has for one.
fn rename(block: &mut Block, property: &str, what: What, name: &str) -> Result<(), String> {
    let name = quoted(name);
    let has = |one| block.see_at(&[property, one], |_| Some(())).is_some();
    let names: Vec<_> =
        [key::NAME, key::DISPLAY_NAME].into_iter().filter(|name| has(name)).collect();
    if names.is_empty() {
        let best = if what == What::Category { key::DISPLAY_NAME } else { key::NAME };
        return block.set(&[property, best], &name);
    }
    names.into_iter().try_for_each(|one| block.set(&[property, one], &name))
}
