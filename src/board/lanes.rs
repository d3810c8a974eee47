//! What would cover each other lies in lanes below each other.

use jiff::civil::DateTime;

use super::Block;

/// The lane of each span, from 0: the first that is free by its start. Spans come in the order of
/// their starts.
#[must_use]
pub fn lanes<T: Ord + Copy>(spans: &[(T, T)]) -> Vec<usize> {
    let mut ends: Vec<T> = Vec::new();
    let placed = spans.iter().map(|(start, end)| {
        let lane = ends.iter().position(|taken| taken <= start).unwrap_or(ends.len());
        match ends.get_mut(lane) {
            Some(taken) => *taken = *end,
            None => ends.push(*end),
        }
        lane
    });
    placed.collect()
}

/// How many of the blocks of a row begin while another one lasts.
#[must_use]
pub fn overlaps(blocks: &[&Block]) -> usize {
    let mut times: Vec<_> = blocks.iter().filter_map(|block| block.time).collect();
    times.sort_unstable();
    let mut last = None;
    let begins_within = |(start, end): &(DateTime, DateTime)| {
        let is_within = last.is_some_and(|last| *start < last);
        last = last.max(Some(*end));
        is_within
    };
    times.iter().copied().filter(begins_within).count()
}
