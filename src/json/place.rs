//! Where in a text: lines and columns as editors count them.

use std::ops::Range;

/// A stretch of a text, with the line and column of its start, both counted from 1.
///
/// Columns count characters; a byte-order mark takes none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The bytes it covers.
    pub span: Range<usize>,
    /// The line of the first byte.
    pub line: usize,
    /// The column of the first byte, in characters.
    pub column: usize,
}

impl Place {
    /// The place of a span in a text.
    #[must_use]
    pub fn of(text: &str, span: Range<usize>) -> Self {
        let mut place = Self::unlocated(span);
        locate(text, std::iter::once(&mut place));
        place
    }

    /// A span whose line and column [`locate`] will find.
    #[must_use]
    pub fn unlocated(span: Range<usize>) -> Self {
        Self { span, line: 1, column: 1 }
    }
}

/// Finds line and column of places that stand in the order of the text, in one walk over it.
pub fn locate<'p>(text: &str, places: impl Iterator<Item = &'p mut Place>) {
    let (mut at, mut line, mut column) = (0, 1, 1);
    for place in places {
        let to = text.floor_char_boundary(place.span.start).max(at);
        let passed = &text[at..to];
        if let Some(last) = passed.rfind('\n') {
            line += passed.matches('\n').count();
            column = 1 + characters(&passed[last + 1..]);
        } else {
            column += characters(passed);
        }
        at = to;
        (place.line, place.column) = (line, column);
    }
}

fn characters(text: &str) -> usize {
    text.trim_start_matches('\u{feff}').chars().count()
}
