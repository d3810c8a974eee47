//! The report of code quality that GitLab shows in a merge request.

use std::time::Duration;

use serde::Serialize;

use super::concise::left_out;
use super::fingerprints::Fingerprints;
use super::remark::Remark;
use super::{Judged, Render, Root, Tally};
use crate::error::Error;
use crate::finding::Severity;
use crate::printable::{inert_json, printable};

/// The name of what says that there is more than is told.
const LEFT_OUT: &str = "left-out";

/// The report of code quality.
pub(super) struct GitLab {
    root: Root,
    fingerprints: Fingerprints,
    is_begun: bool,
}

#[derive(Serialize)]
struct Issue<'a> {
    description: &'a str,
    check_name: &'a str,
    fingerprint: String,
    severity: &'a str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
}

impl GitLab {
    pub(super) fn new(root: Root) -> Self {
        Self { root, fingerprints: Fingerprints::default(), is_begun: false }
    }

    fn issue(&mut self, remark: &Remark, identity: &str) -> String {
        let path = remark.file.as_deref().unwrap_or("stdin");
        let description = remark.message.replace('\n', "; ");
        let issue = Issue {
            description: &printable(&description),
            check_name: &remark.title,
            fingerprint: self.fingerprints.next(path, identity),
            severity: match remark.severity {
                Severity::Error => "major",
                Severity::Note => "info",
                Severity::Warning => "minor",
            },
            location: Location { path, lines: Lines { begin: remark.line } },
        };
        let before = if std::mem::replace(&mut self.is_begun, true) { ",\n" } else { "[\n" };
        before.to_owned() + &inert_json(&issue)
    }
}

impl Render for GitLab {
    fn entry(&mut self, judged: &Judged<'_>) -> String {
        let found = judged.verdict.findings.iter().zip(judged.identities);
        let told: String = found
            .map(|(finding, identity)| {
                let remark = Remark::of(judged, finding, &self.root);
                self.issue(&remark, identity)
            })
            .collect();
        let left = left_out(judged).map(|left| Remark {
            severity: Severity::Note,
            file: self.root.file(&judged.entry.capture.origin),
            title: LEFT_OUT.to_owned(),
            ..Remark::of_words(left)
        });
        told + &left.map(|left| self.issue(&left, LEFT_OUT)).unwrap_or_default()
    }

    fn unread(&mut self, error: &Error) -> String {
        let file = match error {
            Error::Read(path, _) | Error::JournalLine(path, ..) => Some(self.root.shown(path)),
            _ => None,
        };
        let remark = Remark { file, ..Remark::of_run(error) };
        self.issue(&remark, &remark.message)
    }

    fn end(&mut self, _tally: &Tally, _took: Duration) -> String {
        if self.is_begun { "\n]\n" } else { "[]\n" }.to_owned()
    }
}
