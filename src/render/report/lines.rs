//! A JSON object a line: one a payload, one a source that cannot be read, one for the run.

use std::time::Duration;

use super::{Judged, Render, Tally};
use crate::entry::Entry;
use crate::error::Error;
use crate::render::json::{self, Problem};

/// The report of JSON lines.
pub(super) struct Lines;

impl Render for Lines {
    fn tells_all(&self) -> bool {
        true
    }

    fn entry(&mut self, judged: &Judged<'_>) -> String {
        json::document(judged.entry)
    }

    fn unjudged(&mut self, entry: &Entry<'_>) -> String {
        json::document(entry)
    }

    fn unread(&mut self, error: &Error) -> String {
        json::problem(&Problem::now(error.to_string(), error.hint()))
    }

    fn end(&mut self, tally: &Tally, took: Duration) -> String {
        json::validate_summary(*tally, took)
    }
}
