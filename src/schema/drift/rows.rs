//! What differs, gathered.

use std::cmp::Reverse;

use super::Drift;
use crate::message::Message;

/// What differs, in the order that it was found in.
#[derive(Debug, Default)]
pub(super) struct Rows(Vec<Drift>);

impl Rows {
    pub(super) fn add(
        &mut self,
        change: &'static str,
        breaks: bool,
        at: &str,
        message: impl Into<Message>,
    ) {
        let message = message.into();
        self.0.push(Drift { pointer: at.to_owned(), change, breaks, message });
    }

    /// What could break first, and then by place.
    pub(super) fn sorted(mut self) -> Vec<Drift> {
        let key = |row: &Drift| (Reverse(row.breaks), row.pointer.clone());
        self.0.sort_by_cached_key(key);
        self.0.dedup();
        self.0
    }
}
