//! What differs between two schemas, for people.

use crate::message::Message;
use crate::printable::printable;
use crate::render::{View, counted};
use crate::schema::drift::Drift;
use crate::secret::without_quoted;
use crate::width::{columns, cut, pad, wrapped};

/// How wide a column of places gets before its longest ones stick out.
const WIDEST: usize = 40;

/// Columns of the word before a place.
const WORD: usize = "harmless".len() + GAP;

/// Columns between one column and the next.
const GAP: usize = 2;

/// Columns that a message has beside its place at the least.
const LEAST: usize = 24;

/// A line for each difference; more where a terminal has no room for it.
#[must_use]
pub fn lines(drift: &[Drift], view: &View) -> String {
    let widths = drift.iter().map(|row| columns(&place(row)));
    let width = widths.max().unwrap_or_default().min(WIDEST);
    drift.iter().map(|row| line(row, width, view)).collect()
}

/// One difference, its place in a column of this width.
fn line(row: &Drift, width: usize, view: &View) -> String {
    let word = if row.breaks { view.style.bad("breaks") } else { view.style.faint("harmless") };
    let (word, place) = (pad(&word, WORD), place(row));
    let message = seen(row);
    let message = printable(&message);
    let line = format!("{word}{}  {message}", pad(&place, width));
    if !view.is_terminal || columns(&line) <= view.width {
        return line + "\n";
    }
    let margin = WORD + width + GAP;
    let is_beside = columns(&place) <= width && margin + LEAST <= view.width;
    let margin = if is_beside { margin } else { WORD + GAP };
    let folded = wrapped(&message, view.width.saturating_sub(margin), usize::MAX);
    let folded = folded.join(&format!("\n{}", " ".repeat(margin)));
    if is_beside {
        return format!("{word}{}  {folded}\n", pad(&place, width));
    }
    let place = cut(&place, view.width.saturating_sub(WORD));
    format!("{word}{place}\n{}{folded}\n", " ".repeat(margin))
}

fn place(row: &Drift) -> String {
    printable(if row.pointer.is_empty() { "/" } else { &row.pointer }).into_owned()
}

/// What differs, without the secrets of the payloads that a schema was learned from.
pub(super) fn seen(row: &Drift) -> Message {
    // Names tell a secret, and what a list holds has its list's.
    without_quoted(&row.message, &row.pointer.replace("/*", ""))
}

/// What it comes to, in a line.
#[must_use]
pub fn summary(drift: &[Drift]) -> String {
    let breaking = drift.iter().filter(|row| row.breaks).count();
    match (drift.len(), breaking) {
        (0, _) => "no difference".to_owned(),
        (all, 0) => format!("{}, none could break a receiver", counted(all, "difference")),
        (all, some) => {
            format!("{}, {some} could break a receiver", counted(all, "difference"))
        }
    }
}
