//! A table of what failed in Markdown, for the page of a run.

use super::{Ended, Render, remark};
use crate::delivery::Delivery;
use crate::entry::Entry;
use crate::error::Error;
use crate::render::deliveries;
use crate::render::report::Root;
use crate::render::report::table::Table;

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
    fn delivery(&mut self, entry: &Entry<'_>, delivery: &Delivery) -> String {
        if let Some(remark) = remark(entry, delivery, &self.root) {
            self.table.add(&remark);
        }
        String::new()
    }

    fn problem(&mut self, error: &Error) -> String {
        self.table.add_placeless(&error.to_string());
        String::new()
    }

    fn end(&mut self, ended: &Ended<'_>) -> String {
        self.table.shown("dsw replay", &deliveries::summary(ended.outcomes).replace('\n', "  \n"))
    }
}
