//! Where in what hyper writes a head ends, and what of it is handed on.

use std::io::IoSlice;

/// What ends a head.
pub(super) const END: &[u8; 4] = b"\r\n\r\n";

/// How many pieces of a body are handed on at once.
const PIECES: usize = 16;

/// How many bytes of the slices are of the head that they begin with or go on with, and how much of
/// its end has gone by then.
pub(super) fn of_head(slices: &[IoSlice<'_>], mut matched: usize) -> (usize, usize) {
    let mut count = 0;
    for &byte in slices.iter().flat_map(|slice| slice.iter()) {
        count += 1;
        // A carriage return is also how the end begins anew.
        matched = if byte == END[matched] { matched + 1 } else { usize::from(byte == b'\r') };
        if matched == END.len() {
            break;
        }
    }
    (count, matched)
}

/// The bytes behind the first `skip`, `limit` of them at most.
pub(super) fn behind<'a>(
    slices: &'a [IoSlice<'_>],
    mut skip: usize,
    mut limit: usize,
) -> Vec<IoSlice<'a>> {
    let mut rest = Vec::with_capacity(slices.len().min(PIECES) + 1);
    for slice in slices {
        let passed = skip.min(slice.len());
        let taken = limit.min(slice.len() - passed);
        if taken > 0 && rest.len() < PIECES {
            rest.push(IoSlice::new(&slice[passed..passed + taken]));
        }
        (skip, limit) = (skip - passed, limit - taken);
    }
    rest
}
