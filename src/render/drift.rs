//! What differs between two schemas, for people.

use crate::message::Message;
use crate::printable::printable;
use crate::render::counted;
use crate::schema::drift::Drift;
use crate::secret::without_quoted;
use crate::style::Style;

/// How wide a column of places gets before its longest ones stick out.
const WIDEST: usize = 40;

/// A line for each difference.
#[must_use]
pub fn lines(drift: &[Drift], style: Style) -> String {
    let widths = drift.iter().map(|row| row.pointer.chars().count());
    let width = widths.max().unwrap_or_default().min(WIDEST);
    let line = |row: &Drift| {
        let word = if row.breaks { style.bad("breaks") } else { style.faint("harmless") };
        let gap = if row.breaks { "    " } else { "  " };
        let pointer = if row.pointer.is_empty() { "/" } else { row.pointer.as_str() };
        let space = " ".repeat(width.saturating_sub(pointer.chars().count()));
        let message = seen(row);
        let (pointer, message) = (printable(pointer), printable(&message));
        format!("{word}{gap}{pointer}{space}  {message}\n")
    };
    drift.iter().map(line).collect()
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
