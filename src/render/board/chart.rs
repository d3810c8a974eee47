//! One day of the board: a line a resource, hours to the right, blocks as long as they last.

use jiff::civil::{Date, DateTime};

use super::key::Key;
use crate::board::{Block, Row, in_order, lanes, overlaps};
use crate::printable::printable;
use crate::render::View;
use crate::width::{cut, pad};

/// Columns of the names of resources, where there is room.
const NAMES: usize = 24;

/// Minutes of an hour.
const HOUR: usize = 60;

/// The hours that are shown when no block needs more.
const HOURS: (usize, usize) = (7, 18);

/// Minutes of a day, by the hour, and the columns that they take.
struct Scale {
    from: usize,
    until: usize,
    columns: usize,
}

pub(super) fn day(rows: &[Row<'_>], day: Date, view: &View) -> String {
    let names = NAMES.min(view.width / 3);
    let scale = Scale::of(rows, day, view.width.saturating_sub(names + 1));
    let heading = cut(&day.strftime("%a %-d %b %Y").to_string(), names);
    let heading = view.style.strong(&pad(&heading, names));
    let mut text = cut(&format!("{heading} {}", scale.heading()), view.width) + "\n";
    let (key, mut kind) = (Key::of(rows), None);
    for row in rows {
        let own = row.resource.map_or("", |resource| resource.kind.as_str());
        if kind.replace(own) != Some(own) && !own.is_empty() {
            text.push_str(&(view.style.faint(&printable(own)) + "\n"));
        }
        text.push_str(&lines(row, day, &scale, names, (&key, view)));
    }
    if rows.is_empty() {
        text.push_str(&(view.style.faint("no block stands on this day") + "\n"));
    }
    text + &key.legend(view)
}

/// The lines of a resource: one, or as many as its blocks need.
fn lines<'b>(
    row: &Row<'b>,
    day: Date,
    scale: &Scale,
    names: usize,
    (key, view): (&Key<'b>, &View),
) -> String {
    let mut blocks = row.blocks.clone();
    in_order(&mut blocks);
    let spans: Vec<_> = blocks.iter().filter_map(|block| scale.span(block.time?, day)).collect();
    let lanes = lanes(&spans);
    let name = row.resource.map_or("not assigned", |resource| &resource.name);
    let over = match overlaps(&blocks) {
        0 => String::new(),
        count => format!("  {count} overlapping"),
    };
    let mut text = String::new();
    for lane in 0..lanes.iter().max().map_or(1, |last| last + 1) {
        let label = match lane {
            0 => format!("  {}", printable(name)),
            1 => over.clone(),
            _ => String::new(),
        };
        let placed = lanes.iter().zip(&spans).zip(&blocks);
        let bars = placed.filter(|((own, _), _)| **own == lane).fold(
            String::new(),
            |line, ((_, (from, until)), block)| {
                pad(&line, *from) + &bar(block, until - from, key, view)
            },
        );
        text.push_str(&format!("{} {}", pad(&cut(&label, names), names), bars.trim_end()));
        text.push('\n');
    }
    text
}

impl Scale {
    /// Whole hours around every block of the day.
    fn of(rows: &[Row<'_>], day: Date, columns: usize) -> Self {
        let times = rows.iter().flat_map(|row| &row.blocks).filter_map(|block| block.time);
        let (mut from, mut until) = (HOURS.0 * HOUR, HOURS.1 * HOUR);
        for (start, end) in times {
            from = from.min(minute(start, day) / HOUR * HOUR);
            until = until.max(minute(end, day).div_ceil(HOUR) * HOUR);
        }
        Self { from, until, columns }
    }

    fn column(&self, time: DateTime, day: Date) -> usize {
        let within = minute(time, day).clamp(self.from, self.until) - self.from;
        let span = self.until - self.from;
        (within * self.columns + span / 2) / span
    }

    /// From which column to which a time lasts, three of them at least.
    fn span(&self, (start, end): (DateTime, DateTime), day: Date) -> Option<(usize, usize)> {
        const LEAST: usize = "[ ]".len();
        let from = self.column(start, day).min(self.columns.checked_sub(LEAST)?);
        Some((from, self.column(end, day).max(from + LEAST)))
    }

    /// The hours, as many as there is room for.
    fn heading(&self) -> String {
        const ROOM: usize = "07:00 ".len();
        let hours = (self.until - self.from) / HOUR;
        let fits = |step: &usize| self.columns * step / hours >= ROOM;
        let step = [1, 2, 3, 6].into_iter().find(fits).unwrap_or(12);
        let mut line = String::new();
        for hour in (0..hours).step_by(step) {
            line = pad(&line, hour * self.columns / hours);
            line.push_str(&format!("{:02}:00", self.from / HOUR + hour));
        }
        line
    }
}

/// A block of so many columns: brackets that need no colour, in the colour of its category. Where
/// there is no room for words, its first sign says more than dots.
fn bar<'b>(block: &'b Block, columns: usize, key: &Key<'b>, view: &View) -> String {
    let subject = if block.subject.is_empty() { &block.name } else { &block.subject };
    let (signs, room) = (key.signs(block), columns - 2);
    let inside = match signs.chars().next() {
        Some(first) if room < 3 => first.to_string(),
        _ => cut(&format!("{signs}{}", printable(subject)), room),
    };
    let colour = block.category.as_ref().and_then(|(_, colour)| colour.as_deref());
    view.style.swatch(&format!("[{}]", pad(&inside, room)), colour)
}

/// Minutes from the beginning of a day, within it.
fn minute(time: DateTime, day: Date) -> usize {
    let minutes = time.duration_since(day.into()).as_secs() / 60;
    usize::try_from(minutes).unwrap_or(0).min(24 * HOUR)
}
