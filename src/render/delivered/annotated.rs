//! Commands that services show beside the files of payloads: one a delivery that failed.

use super::{Ended, Render, remark};
use crate::delivery::Delivery;
use crate::entry::Entry;
use crate::error::Error;
use crate::render::report::{Remark, Root, azure, github};

/// Annotations of GitHub Actions.
pub(super) struct GitHub {
    root: Root,
    annotations: github::Annotations,
}

impl GitHub {
    pub(super) fn new(root: Root) -> Self {
        Self { root, annotations: github::Annotations::default() }
    }
}

impl Render for GitHub {
    fn delivery(&mut self, entry: &Entry<'_>, delivery: &Delivery) -> String {
        let remark = remark(entry, delivery, &self.root);
        remark.and_then(|remark| self.annotations.next(&remark)).unwrap_or_default()
    }

    fn problem(&mut self, error: &Error) -> String {
        self.annotations.next(&Remark::of_run(error)).unwrap_or_default()
    }

    fn end(&mut self, ended: &Ended<'_>) -> String {
        self.annotations.left(ended.outcomes.failed() + ended.outcomes.unread, 0, 0)
    }
}

/// Issues of Azure Pipelines.
pub(super) struct Azure(pub(super) Root);

impl Render for Azure {
    fn delivery(&mut self, entry: &Entry<'_>, delivery: &Delivery) -> String {
        remark(entry, delivery, &self.0).map(|remark| azure::command(&remark)).unwrap_or_default()
    }

    fn problem(&mut self, error: &Error) -> String {
        azure::command(&Remark::of_run(error))
    }
}
