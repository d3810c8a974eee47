//! What `validate` found, as a report: a file for each format, text in the end.
//!
//! A report that can be read as it grows gives its text entry by entry; one that can not keeps
//! what it needs and gives its text at the end.

pub mod azure;
pub mod cases;
pub(in crate::render) mod concise;
mod fingerprints;
pub mod github;
mod gitlab;
mod human;
mod identity;
mod junit;
mod lines;
mod remark;
mod root;
mod sarif;
mod summary;
pub mod table;
mod tally;

use std::time::Duration;

pub use identity::identities;
pub use remark::Remark;
pub use root::Root;
pub use table::MOST_SUMMARY;
pub use tally::Tally;

use super::View;
use crate::entry::Entry;
use crate::error::Error;
use crate::finding::Verdict;
use crate::style::Style;

/// A report as it grows.
pub trait Render {
    /// Whether it has something to say of every payload, also of one with nothing to find.
    fn tells_all(&self) -> bool {
        false
    }

    /// What one judged payload adds.
    fn entry(&mut self, judged: &Judged<'_>) -> String;

    /// What a capture adds that is of no type that is judged.
    fn unjudged(&mut self, _entry: &Entry<'_>) -> String {
        String::new()
    }

    /// What a source adds that could not be read.
    fn unread(&mut self, _error: &Error) -> String {
        String::new()
    }

    /// What stands at the end.
    fn end(&mut self, _tally: &Tally, _took: Duration) -> String {
        String::new()
    }
}

/// A payload with its verdict, as much of both as is to be shown.
#[derive(Clone, Copy)]
pub struct Judged<'a> {
    /// The payload.
    pub entry: &'a Entry<'a>,
    /// What was found in it.
    pub verdict: &'a Verdict,
    /// What tells each finding from every other, wherever its line moves to.
    pub identities: &'a [String],
}

/// The formats of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportFormat {
    /// For people: each finding with its line and what to try.
    Human,
    /// A line a finding.
    Concise,
    /// A JSON object a payload, and one for the run.
    Json,
    /// Commands that GitHub Actions shows as annotations.
    GitHub,
    /// Commands that Azure Pipelines shows as issues.
    Azure,
    /// The report of code quality of GitLab.
    GitLab,
    /// Test cases, one a payload.
    Junit,
    /// The interchange format of code scanning.
    Sarif,
}

impl ReportFormat {
    /// Every format with its name.
    pub const ALL: [(&'static str, Self); 8] = [
        ("human", Self::Human),
        ("concise", Self::Concise),
        ("json", Self::Json),
        ("github", Self::GitHub),
        ("azure", Self::Azure),
        ("gitlab", Self::GitLab),
        ("junit", Self::Junit),
        ("sarif", Self::Sarif),
    ];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        let named = Self::ALL.iter().find(|(_, format)| *format == self);
        named.map_or("", |(name, _)| name)
    }

    /// Whether it is commands that a runner obeys in the log.
    #[must_use]
    pub fn is_commands(self) -> bool {
        matches!(self, Self::GitHub | Self::Azure)
    }

    /// Whether people read it, with commands in between if need be.
    #[must_use]
    pub fn is_read(self) -> bool {
        matches!(self, Self::Human | Self::Concise)
    }

    /// An empty report.
    #[must_use]
    pub fn begin(self, view: View, root: &Root) -> Box<dyn Render> {
        match self {
            Self::Human => Box::new(human::Human(view)),
            Self::Concise => Box::new(concise::Concise(view)),
            Self::Json => Box::new(lines::Lines),
            Self::GitHub => Box::new(github::GitHub::new(root.clone())),
            Self::Azure => Box::new(azure::Azure(root.clone())),
            Self::GitLab => Box::new(gitlab::GitLab::new(root.clone())),
            Self::Junit => {
                let view = View { style: Style::plain(), ..view };
                Box::new(junit::Junit::new(view, root.clone()))
            }
            Self::Sarif => Box::new(sarif::Sarif::new(root.clone())),
        }
    }
}

/// The summary of a step, which goes with annotations.
#[must_use]
pub fn summary(root: &Root) -> Box<dyn Render> {
    Box::new(summary::Summary::new(root.clone()))
}
