//! A week of the board: a column a day, below each other what a resource does on it.

use jiff::Span;
use jiff::civil::Date;

use super::key::Key;
use crate::board::{Block, Row, in_order};
use crate::printable::printable;
use crate::render::View;
use crate::width::{cut, pad};

/// Columns of the names of resources.
const NAMES: usize = 16;

/// The fewest columns of a day: an hour, or the beginning of a word, and a gap.
const DAY: usize = 8;

/// As many days beside each other as there is room for, and the others of the week below them.
pub(super) fn week(rows: &[Row<'_>], monday: Date, view: &View) -> String {
    let days: Vec<Date> =
        (0..7).map(|day| monday.saturating_add(Span::new().days(i64::from(day)))).collect();
    let key = Key::of(rows);
    let room = view.width.saturating_sub(NAMES);
    let beside = (room / DAY).clamp(1, days.len());
    let mut text: String = days
        .chunks(beside)
        .map(|some| days_beside(rows, some, room / beside, (&key, view)))
        .collect();
    if rows.is_empty() {
        text.push_str(&(view.style.faint("no block stands in this week") + "\n"));
    }
    text + &key.legend(view)
}

fn days_beside<'b>(
    rows: &[Row<'b>],
    days: &[Date],
    columns: usize,
    (key, view): (&Key<'b>, &View),
) -> String {
    let heads = days.iter().map(|day| day.strftime("%a %-d %b").to_string());
    let year = days.first().map(|day| day.strftime("%Y").to_string()).unwrap_or_default();
    let mut text = line(&year, heads, columns, |text| view.style.strong(text));
    let mut kind = None;
    for row in rows {
        let own = row.resource.map_or("", |resource| resource.kind.as_str());
        if kind.replace(own) != Some(own) && !own.is_empty() {
            text.push_str(&(view.style.faint(&printable(own)) + "\n"));
        }
        text.push_str(&resource(row, days, columns, (key, view)));
    }
    text
}

/// The lines of a resource: two a block, in the columns of the days that it lasts.
fn resource<'b>(
    row: &Row<'b>,
    days: &[Date],
    columns: usize,
    (key, view): (&Key<'b>, &View),
) -> String {
    let cells: Vec<Vec<(String, Option<&str>)>> =
        days.iter().map(|day| cell(row, *day, columns, key)).collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
    let name = row.resource.map_or("not assigned", |resource| &resource.name);
    let mut text = String::new();
    for at in 0..height {
        let label = if at == 0 { printable(name) } else { "".into() };
        let mut own = pad(&cut(&label, NAMES - 1), NAMES);
        for cell in &cells {
            let (shown, colour) = cell.get(at).map_or(("", None), |(text, colour)| (text, *colour));
            own.push_str(&view.style.swatch(shown, colour));
            own.push_str(&" ".repeat(columns - crate::width::columns(shown)));
        }
        text.push_str(own.trim_end());
        text.push('\n');
    }
    text
}

/// What a resource does on a day: its time and its subject, block by block.
fn cell<'b>(
    row: &Row<'b>,
    day: Date,
    columns: usize,
    key: &Key<'b>,
) -> Vec<(String, Option<&'b str>)> {
    let mut blocks: Vec<&Block> =
        row.blocks.iter().copied().filter(|one| lasts(one, day)).collect();
    in_order(&mut blocks);
    let lines = blocks.into_iter().flat_map(|block| {
        let subject = if block.subject.is_empty() { &block.name } else { &block.subject };
        let about = format!("{}{}", key.signs(block), printable(subject));
        let colour = block.category.as_ref().and_then(|(_, colour)| colour.as_deref());
        [times(block, day, columns), about]
            .map(|line| (cut(&line, columns.saturating_sub(1)), colour))
    });
    lines.collect()
}

fn lasts(block: &Block, day: Date) -> bool {
    block
        .time
        .is_some_and(|(start, end)| start.date() == day || (start.date() < day && end > day.into()))
}

/// From when to when it lasts on a day, or from when alone where there is no room for both; a
/// side that is on another day is left open.
fn times(block: &Block, day: Date, columns: usize) -> String {
    let Some((start, end)) = block.time else { return String::new() };
    let from = if start.date() == day { start.strftime("%H:%M").to_string() } else { "…".into() };
    let until = if end.date() == day { end.strftime("%H:%M").to_string() } else { "…".into() };
    let both = format!("{from}–{until}");
    if crate::width::columns(&both) < columns { both } else { from }
}

fn line(
    name: &str,
    cells: impl Iterator<Item = String>,
    columns: usize,
    shown: impl Fn(&str) -> String,
) -> String {
    let cells: String = cells.map(|cell| pad(&cut(&cell, columns - 1), columns)).collect();
    shown(format!("{}{cells}", pad(name, NAMES)).trim_end()) + "\n"
}
