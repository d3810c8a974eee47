//! Payloads judged one after the other, each beside those before it.

use super::judge::Judge;
use crate::capture::Origin;
use crate::entry::Entry;
use crate::error::Error;
use crate::finding::Finding;
use crate::json::Document;
use crate::sequence::{Link, Listed, Sequence};

/// A judge, and what it has seen so far.
pub(super) struct InOrder {
    judge: Judge,
    sequence: Sequence,
}

impl InOrder {
    pub(super) fn of(judge: Judge) -> Self {
        Self { judge, sequence: Sequence::default() }
    }

    /// Something that could not be read, which may have been the next line of a journal.
    pub(super) fn unread(&mut self) {
        self.sequence.forget_numbers();
    }

    /// Judges what comes next, and hands on each thing that is to be reported. What it was not
    /// able to read for that is an error of the run too, whatever the rule about it counts for.
    pub(super) fn judge(
        &mut self,
        link: Link,
        mut report: impl FnMut(&Entry<'_>) -> Result<(), Error>,
    ) -> Result<Option<Error>, Error> {
        let (origin, findings) = match link {
            Link::Source => {
                self.sequence.forget_numbers();
                return Ok(None);
            }
            Link::Unlisted(body) => {
                let findings = self.sequence.unlisted(&body);
                let (path, seq) = (Some(body.path), Some(body.seq));
                (Origin { path, seq, ..Origin::default() }, findings)
            }
            Link::Partial(listed) => told(*listed, |listed| self.sequence.line(listed)),
            Link::Bodiless(listed, error) => {
                let (origin, findings) = told(*listed, |listed| self.sequence.bodiless(listed));
                self.told(origin, findings, &mut report)?;
                return Ok(Some(error));
            }
            Link::Capture(capture, listed) => {
                let listed = listed.as_deref();
                if let Some(listed) = listed {
                    let findings = self.sequence.line(listed);
                    self.told(listed.origin.clone(), findings, &mut report)?;
                }
                let beside = |document: Option<&Document<'_>>| {
                    self.sequence.capture(&capture, listed, document)
                };
                return self.judge.judged_with(&capture, beside, report).map(|()| None);
            }
        };
        self.told(origin, findings, &mut report).map(|()| None)
    }

    fn told(
        &self,
        origin: Origin,
        findings: Vec<Finding>,
        report: impl FnOnce(&Entry<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.judge.told(origin, findings, report).unwrap_or(Ok(()))
    }
}

/// What is found in a line, and where that stands.
fn told(listed: Listed, find: impl FnOnce(&Listed) -> Vec<Finding>) -> (Origin, Vec<Finding>) {
    let findings = find(&listed);
    (listed.origin, findings)
}
