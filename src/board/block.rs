//! One block: an appointment as the board shows it.

use std::borrow::Cow;

use jiff::civil::DateTime;

use crate::appointment::{Appointment, Assigned, Indicator, Text};

/// An appointment as the board shows it. All texts are a stranger's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What names the appointment.
    pub name: String,
    /// Its subject.
    pub subject: String,
    /// From when to when, by the clock on the wall, the end left out; none when that cannot be
    /// read, or is less than nothing.
    pub time: Option<(DateTime, DateTime)>,
    /// Whether it takes whole days.
    pub all_day: bool,
    /// The resources on whose rows it stands.
    pub resources: Vec<Resource>,
    /// The category's name and its colour, as sent.
    pub category: Option<(String, Option<String>)>,
    /// The time marker's name and its colour, as sent.
    pub time_marker: Option<(String, Option<String>)>,
    /// Its importance, when it is not the usual one.
    pub importance: Option<String>,
    /// Whether the board may not edit it.
    pub locked: bool,
}

/// A resource: a row of the board.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Resource {
    /// Its resource type; empty when it was not sent.
    pub kind: String,
    /// Its display name, or else its number.
    pub name: String,
    /// Its number; empty when it was not sent.
    pub number: String,
}

impl Block {
    /// The block of an appointment.
    #[must_use]
    pub fn of(appointment: &Appointment<'_>) -> Self {
        let time = appointment.start().zip(appointment.end());
        let time = time.map(|(start, end)| (start.clock, end.clock));
        Self {
            name: owned(appointment.name()),
            subject: owned(appointment.subject()),
            time: time.filter(|(start, end)| start <= end),
            all_day: appointment.all_day(),
            resources: appointment.assigned().map(|one| Resource::of(&one)).collect(),
            category: appointment.category().map(indicator),
            time_marker: appointment.time_marker().map(indicator),
            importance: appointment.importance().map(Cow::into_owned),
            locked: appointment.locked(),
        }
    }
}

impl Resource {
    fn of(assigned: &Assigned<'_>) -> Self {
        let text = |text: &Option<Text<'_>>| text.as_deref().unwrap_or_default().to_owned();
        let name = assigned.name.as_ref().or(assigned.number.as_ref());
        Self {
            kind: text(&assigned.kind),
            name: name.map_or_else(|| "without a name".to_owned(), ToString::to_string),
            number: text(&assigned.number),
        }
    }

    /// What tells it from others: its number, or else its name.
    #[must_use]
    pub fn key(&self) -> &str {
        if self.number.is_empty() { &self.name } else { &self.number }
    }
}

fn owned(text: Option<Text<'_>>) -> String {
    text.map(Cow::into_owned).unwrap_or_default()
}

fn indicator(indicator: Indicator<'_>) -> (String, Option<String>) {
    (indicator.name.into_owned(), indicator.colour.map(Cow::into_owned))
}
