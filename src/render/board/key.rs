//! What the signs on blocks mean: they say without colour what colours say.

use std::collections::BTreeSet;

use crate::board::{Block, Row};
use crate::printable::printable;
use crate::render::View;
use crate::width::wrapped;

/// A space that no line breaks at.
const NO_BREAK: &str = "\u{a0}";

/// A letter for each category, a number for each time marker.
pub(super) struct Key<'b> {
    categories: Vec<&'b str>,
    markers: Vec<&'b str>,
}

impl<'b> Key<'b> {
    /// The key to the blocks of these rows.
    pub(super) fn of(rows: &[Row<'b>]) -> Self {
        let blocks = || rows.iter().flat_map(|row| row.blocks.iter().copied());
        let names = |named: fn(&'b Block) -> Option<&'b str>| {
            blocks().filter_map(named).collect::<BTreeSet<_>>().into_iter().collect()
        };
        Self { categories: names(category), markers: names(marker) }
    }

    /// The signs of a block, the most telling first.
    pub(super) fn signs(&self, block: &'b Block) -> String {
        let at =
            |names: &[&str], name: Option<&str>| names.iter().position(|one| Some(*one) == name);
        let letter = at(&self.categories, category(block)).map(letter).unwrap_or_default();
        let number = at(&self.markers, marker(block)).map(number).unwrap_or_default();
        let importance = match block.importance.as_deref() {
            Some("high") => "!",
            Some("low") => "↓",
            _ => "",
        };
        let lock = if block.locked { "#" } else { "" };
        let invalid = if block.invalid { "✗" } else { "" };
        let signs = [invalid, &letter, &number, importance, lock].concat();
        if signs.is_empty() { signs } else { signs + " " }
    }

    /// What they mean; the last lines of a board.
    pub(super) fn legend(&self, view: &View) -> String {
        let letters = self.categories.iter().enumerate().map(|(at, name)| (letter(at), *name));
        let numbers = self.markers.iter().enumerate().map(|(at, name)| (number(at), *name));
        let others = [("✗", "has errors"), ("!", "high importance"), ("↓", "low importance")];
        let others = others.into_iter().chain([("#", "locked")]);
        let others = others.map(|(sign, name)| (sign.to_owned(), name));
        let signs = letters.chain(numbers).chain(others);
        let signs = signs.map(|(sign, name)| format!("{sign} {}", printable(name)));
        let all = signs.chain(["times as sent, never converted".to_owned()]);
        // A line breaks between two of them.
        let all = all.map(|one| one.replace(' ', NO_BREAK)).collect::<Vec<_>>();
        let lines = wrapped(&all.join("   "), view.width, usize::MAX);
        let shown =
            |line: &String| view.style.faint(&line.trim_start().replace(NO_BREAK, " ")) + "\n";
        lines.iter().map(shown).collect()
    }
}

fn category(block: &Block) -> Option<&str> {
    block.category.as_ref().map(|(name, _)| name.as_str())
}

fn marker(block: &Block) -> Option<&str> {
    block.time_marker.as_ref().map(|(name, _)| name.as_str())
}

/// `a` to `z`, and `?` for what comes behind.
fn letter(at: usize) -> String {
    u8::try_from(at).ok().filter(|at| *at < 26).map_or('?', |at| char::from(b'a' + at)).to_string()
}

fn number(at: usize) -> String {
    (at + 1).to_string()
}
