//! The planning board as a picture: a page, or text.

mod captured;
mod chart;
mod page;
mod table;

pub use captured::{Captured, captured};
pub use page::{Page, page};

use jiff::civil::Date;

use super::View;
use crate::board::{Block, Board, rows};
use crate::width::wrapped;

/// Which days of the board are shown as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Days {
    /// One day, hour by hour.
    Day(Date),
    /// The seven days from this Monday on.
    Week(Date),
}

impl Days {
    fn first(self) -> Date {
        match self {
            Self::Day(day) | Self::Week(day) => day,
        }
    }

    fn count(self) -> i64 {
        match self {
            Self::Day(_) => 1,
            Self::Week(_) => 7,
        }
    }
}

/// The board as text, as wide as the view, ending in a line break.
#[must_use]
pub fn text(board: &Board, days: Days, view: &View) -> String {
    let last = days.first().saturating_add(jiff::Span::new().days(days.count()));
    let is_within = |block: &&Block| {
        block.time.is_some_and(|(start, end)| start < last.into() && end > days.first().into())
    };
    let rows = rows(board.blocks().filter(is_within));
    match days {
        Days::Day(day) => chart::day(&rows, day, view),
        Days::Week(monday) => table::week(&rows, monday, view),
    }
}

/// What marks a block in signs: importance, a lock.
fn marks(block: &Block) -> String {
    let importance = match block.importance.as_deref() {
        Some("high") => "! ",
        Some("low") => "↓ ",
        _ => "",
    };
    let lock = if block.locked { "# " } else { "" };
    format!("{importance}{lock}")
}

/// What the signs mean; the last lines of a board.
fn legend(view: &View) -> String {
    const LEGEND: &str =
        "! high importance   ↓ low importance   # locked   times as sent, never converted";
    let lines = wrapped(LEGEND, view.width, usize::MAX);
    lines.iter().map(|line| view.style.faint(line) + "\n").collect()
}
