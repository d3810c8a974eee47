//! A table of findings in Markdown, for the page of a run.

use std::time::Duration;

use super::remark::Remark;
use super::table::Table;
use super::{Judged, Render, Root, Tally};
use crate::error::Error;

/// The report of a table; it begins with the counts, so that it is kept to the end.
pub(super) struct Summary {
    root: Root,
    table: Table,
}

impl Summary {
    pub(super) fn new(root: Root) -> Self {
        Self { root, table: Table::default() }
    }
}

impl Render for Summary {
    fn entry(&mut self, judged: &Judged<'_>) -> String {
        for finding in &judged.verdict.findings {
            self.table.add(&Remark::of(judged, finding, &self.root));
        }
        self.table.leave_out(judged.verdict.left_out());
        String::new()
    }

    fn unread(&mut self, error: &Error) -> String {
        self.table.add_placeless(&error.to_string());
        String::new()
    }

    fn end(&mut self, tally: &Tally, took: Duration) -> String {
        self.table.shown("dsw validate", &tally.shown(took))
    }
}
