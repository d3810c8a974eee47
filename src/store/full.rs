//! A disk of few bytes, for the tests of one thread.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, Write};

thread_local! {
    static ROOM: Cell<usize> = const { Cell::new(usize::MAX) };
}

/// Leaves room for this many bytes from here on.
pub(super) fn leave(room: usize) {
    ROOM.set(room);
}

/// The bytes, when there is room for them; else writes those that fit, as a full disk does.
pub(super) fn cut<'b>(mut file: &File, bytes: &'b [u8]) -> io::Result<&'b [u8]> {
    let room = ROOM.get();
    if room == usize::MAX || bytes.len() <= room {
        ROOM.set(if room == usize::MAX { room } else { room - bytes.len() });
        return Ok(bytes);
    }
    ROOM.set(0);
    file.write_all(&bytes[..room])?;
    Err(io::ErrorKind::StorageFull.into())
}
