//! Captures on disk: the folder that a listener records into, and every source payloads come from.
//!
//! A capture is safe once its body lies under its final name and its line stands in the journal,
//! in that order. What is left half done by a crash is told at the next opening, never deleted.

mod argument;
mod below;
mod chunks;
mod elements;
mod entries;
mod files;
mod folder;
#[cfg(test)]
mod full;
mod journal;
mod kept;
mod kin;
mod later;
mod latest;
mod line;
mod lines;
mod lock;
mod name;
mod named;
mod notice;
mod past;
mod pattern;
mod pieces;
mod plain;
mod record;
mod recover;
mod report;
mod run_line;
mod runs;
mod selection;
mod sinks;
mod source;
mod staged;
mod stamp;
mod stream;
mod unlisted;
mod walk;
mod wide;

use crate::capture::Capture;
use crate::error::Error;
use crate::sequence::Link;

pub use argument::Argument;
pub use below::{Below, below, place};
pub use elements::{elements, is_empty_list};
pub use folder::Folder;
pub use kept::{AllKept, Kept, has_journal, kept, lives};
pub use later::Later;
pub use latest::{Lies, id_in_name, latest};
pub use line::Lying;
pub use name::Body;
pub use named::Named;
pub use notice::Notice;
pub use past::Past;
pub use pieces::{Piece, Pieces};
pub use plain::{clear, given, read, secret, setting, temporary, write};
pub use record::{Reply, Stored};
pub use report::{Report, append};
pub use run_line::{RunKey, RunState, SaidOfHeaders, Started};
pub use runs::RunJournal;
pub use selection::Selection;
pub use sinks::is_source;
pub use source::{Source, captures, links, looks_into_captures, newest, pieces, pinned};
pub use stamp::Stamp;

/// Captures as they are read, one in memory at a time, among them what could not be read.
pub type Captures = Box<dyn Iterator<Item = Result<Capture, Error>> + Send>;

/// The same in their order, with the lines of the journals that name them.
pub type Links = Box<dyn Iterator<Item = Result<Link, Error>> + Send>;

/// Whether a capture could not be stored because there is no room left for it.
#[must_use]
pub fn is_full(error: &Error) -> bool {
    use std::io::ErrorKind::{QuotaExceeded, StorageFull};
    matches!(error, Error::Store(_, why) if matches!(why.kind(), StorageFull | QuotaExceeded))
}

#[cfg(test)]
mod tests;
