//! The planning board as a picture: a page, or text.

mod captured;
mod chart;
mod key;
mod page;
mod table;

pub use captured::{Captured, captured};
pub use page::{Page, page};

use jiff::civil::Date;

use super::View;
use crate::board::{Block, Board, rows};
use crate::render::counted;

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
    let drawn = match days {
        Days::Day(day) => chart::day(&rows, day, view),
        Days::Week(monday) => table::week(&rows, monday, view),
    };
    let timeless = board.blocks().filter(|block| block.time.is_none()).count();
    let left = format!("{} without a time that can be read", counted(timeless, "appointment"));
    if timeless > 0 { drawn + &view.style.warn(&left) + "\n" } else { drawn }
}
