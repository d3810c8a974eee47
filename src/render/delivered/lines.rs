//! A JSON object a line: one a delivery, one for what is wrong with the run, one for its end.

use super::{Ended, Render};
use crate::delivery::Delivery;
use crate::entry::Entry;
use crate::error::Error;
use crate::render::json::{self, Problem};
use crate::render::outgoing::Planned;

/// The report of JSON lines.
pub(super) struct Lines;

impl Render for Lines {
    fn delivery(&mut self, entry: &Entry<'_>, delivery: &Delivery) -> String {
        json::delivery(entry, delivery)
    }

    fn planned(&mut self, entry: &Entry<'_>, planned: &Planned<'_>) -> String {
        json::planned(entry, planned)
    }

    fn problem(&mut self, error: &Error) -> String {
        json::problem(&Problem::now(error.to_string(), error.hint()))
    }

    fn end(&mut self, ended: &Ended<'_>) -> String {
        json::replay_summary(ended.outcomes, ended.left, ended.run)
    }
}
