//! Values to text: nothing here prints.

mod answer;
pub mod board;
pub mod card;
pub mod curl;
pub mod delivered;
pub mod deliveries;
pub mod diff;
pub mod drift;
pub mod explain;
mod folded;
pub mod forwarded;
pub mod frame;
pub mod har;
pub mod head;
pub mod history;
pub mod http;
pub mod json;
pub mod line;
pub mod mask;
pub mod outgoing;
pub mod payload;
pub mod report;
pub mod row;
pub mod simulated;

use std::time::Duration;

use jiff::tz::TimeZone;

use crate::entry::Entry;
use crate::printable::printable;
use crate::style::Style;

/// How a human view is laid out.
#[derive(Clone, Debug)]
pub struct View {
    /// Columns of a line.
    pub width: usize,
    /// Whether it is a terminal that shows it: of what is no terminal the end is never seen.
    pub is_terminal: bool,
    /// Colour or none.
    pub style: Style,
    /// The zone that times of this machine are shown in.
    pub zone: TimeZone,
    /// Whether the payload is shown below its card.
    pub body: bool,
}

impl View {
    /// The view of what is no terminal, in one colour.
    #[must_use]
    pub fn plain() -> Self {
        let (style, zone) = (Style::plain(), TimeZone::UTC);
        Self { width: usize::MAX, is_terminal: false, style, zone, body: false }
    }
}

/// A text of a payload for people: its links without secrets, what turns it around or hides in it
/// as escapes.
#[must_use]
pub fn legible(entry: &Entry<'_>, text: &str) -> String {
    printable(&entry.seen(text)).into_owned()
}

/// A number of bytes in a unit that people read: `512 B`, `2.1 kB`, `10.5 MB`.
#[must_use]
pub fn size_shown(bytes: usize) -> String {
    let tenths = |unit: usize| format!("{}.{}", bytes / unit, bytes % unit * 10 / unit);
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", tenths(1_000)),
        _ => format!("{} MB", tenths(1_000_000)),
    }
}

/// A length of time that a request took: `0.4 ms`, `12 ms`, `1.5 s`.
#[must_use]
pub fn took_shown(took: Duration) -> String {
    match took.as_micros() {
        0..10_000 => format!("{:.1} ms", took.as_secs_f64() * 1e3),
        10_000..1_000_000 => format!("{} ms", took.as_millis()),
        _ => format!("{:.1} s", took.as_secs_f64()),
    }
}

/// A count with its noun: `1 capture`, `2 captures`.
#[must_use]
pub fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}
