//! What `replay` came to, as a report: a delivery is a row, passed or failed.

mod annotated;
mod human;
mod junit;
mod lines;
mod summary;

use std::time::Duration;

use super::View;
use super::deliveries::{reasons, says_nothing};
use super::outgoing::Planned;
use super::report::{Remark, ReportFormat, Root};
use crate::delivery::{Delivery, Failure};
use crate::entry::Entry;
use crate::error::Error;
use crate::finding::Severity;
use crate::origin::within;
use crate::outcomes::Outcomes;
use crate::style::Style;

/// The formats that deliveries are reported in.
pub const FORMATS: [ReportFormat; 5] = [
    ReportFormat::Human,
    ReportFormat::Json,
    ReportFormat::Junit,
    ReportFormat::GitHub,
    ReportFormat::Azure,
];

/// A report as it grows.
pub trait Render: Send {
    /// What one delivery adds.
    fn delivery(&mut self, entry: &Entry<'_>, delivery: &Delivery) -> String;

    /// What a request adds that is not sent.
    fn planned(&mut self, _entry: &Entry<'_>, _planned: &Planned<'_>) -> String {
        String::new()
    }

    /// What a source adds that could not be read, or anything else that is wrong with the run.
    fn problem(&mut self, _error: &Error) -> String {
        String::new()
    }

    /// What stands at the end.
    fn end(&mut self, _ended: &Ended<'_>) -> String {
        String::new()
    }
}

/// What a run came to.
#[derive(Clone, Copy, Debug)]
pub struct Ended<'a> {
    /// What became of the payloads.
    pub outcomes: &'a Outcomes,
    /// How many were not sent when it stopped, and whether that is all of them.
    pub left: Option<(usize, bool)>,
    /// The run that another can go on with.
    pub run: Option<&'a str>,
    /// How long it took.
    pub took: Duration,
}

/// An empty report; of a format without a word for deliveries it is the one for people.
#[must_use]
pub fn begin(format: ReportFormat, view: View, root: &Root) -> Box<dyn Render> {
    match format {
        ReportFormat::Json => Box::new(lines::Lines),
        ReportFormat::Junit => {
            let view = View { style: Style::plain(), ..view };
            Box::new(junit::Junit::new(view, root.clone()))
        }
        ReportFormat::GitHub => Box::new(annotated::GitHub::new(root.clone())),
        ReportFormat::Azure => Box::new(annotated::Azure(root.clone())),
        _ => Box::new(human::Human(view)),
    }
}

/// The summary of a step, which goes with annotations.
#[must_use]
pub fn summary(root: &Root) -> Box<dyn Render> {
    Box::new(summary::Summary::new(root.clone()))
}

/// How a delivery failed, as other programs tell one kind from another; none when it did not.
fn kind(delivery: &Delivery) -> Option<&'static str> {
    match &delivery.outcome {
        _ if delivery.is_accepted() => None,
        Ok(_) if delivery.missed.is_some() => Some("unexpected"),
        Ok(_) | Err(Failure::TooLong(_)) => Some("refused"),
        Err(Failure::Invalid { .. }) => Some("invalid"),
        Err(Failure::Unsendable(_) | Failure::WrongUrl(_) | Failure::SignIn(_)) => {
            Some("unsendable")
        }
        Err(_) => Some("unreached"),
    }
}

/// The payload, and its appointment when it is one.
fn name(entry: &Entry<'_>) -> String {
    let within = within(&entry.capture.origin);
    let name = entry.named().and_then(|appointment| appointment.name());
    name.map_or_else(|| within.clone(), |name| format!("{within} {name}"))
}

/// Why a delivery failed, in lines that are safe to show.
fn why(entry: &Entry<'_>, delivery: &Delivery, view: &View) -> Vec<String> {
    let mut why = reasons(delivery, entry, view);
    let Ok(answered) = &delivery.outcome else { return why };
    if why.is_empty() || delivery.missed.is_none() && says_nothing(answered, entry, delivery) {
        why.insert(0, answered.status.to_string());
    } else if delivery.missed.is_none() && answered.redirects_to().is_none() {
        why[0] = format!("{} {}", answered.status, why[0]);
    }
    why
}

/// A failed delivery as a remark about its file; none when it did not fail.
fn remark(entry: &Entry<'_>, delivery: &Delivery, root: &Root) -> Option<Remark> {
    let title = kind(delivery)?.to_owned();
    let origin = &entry.capture.origin;
    let message = format!("{}: {}", name(entry), why(entry, delivery, &View::plain()).join("\n"));
    let (line, column) = (origin.lines_before + 1, 1);
    let (severity, file) = (Severity::Error, root.file(origin));
    Some(Remark { severity, title, message, file, line, column, end_column: None })
}
