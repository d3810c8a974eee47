//! Blocks of one row that would cover each other lie in lanes below each other.

use jiff::civil::DateTime;

use super::Block;

/// The blocks of a row that have a time, by their starts, each with its lane from 0: the first
/// lane that is free by then.
#[must_use]
pub fn lanes<'b>(blocks: &[&'b Block]) -> Vec<(usize, &'b Block)> {
    let mut timed: Vec<_> = blocks.iter().filter_map(|block| Some((block.time?, *block))).collect();
    timed.sort_by_key(|(time, block)| (*time, &block.name));
    let mut ends: Vec<DateTime> = Vec::new();
    let placed = timed.into_iter().map(|((start, end), block)| {
        let lane = ends.iter().position(|taken| *taken <= start).unwrap_or(ends.len());
        // One that takes no time still takes its place.
        let until = end.max(start.saturating_add(jiff::Span::new().seconds(1)));
        match ends.get_mut(lane) {
            Some(end) => *end = until,
            None => ends.push(until),
        }
        (lane, block)
    });
    placed.collect()
}

/// How many of the blocks of a row begin while another one lasts.
#[must_use]
pub fn overlaps(placed: &[(usize, &Block)]) -> usize {
    placed.iter().filter(|(lane, _)| *lane > 0).count()
}
