//! One block: an appointment as the board shows it.

use jiff::civil::DateTime;

use crate::appointment::{Assigned, Indicator, Text};
use crate::entry::Entry;

/// An appointment as the board shows it. All texts are a
/// stranger's, without the secrets of links.
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
    /// Whether its payload has errors.
    pub invalid: bool,
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
    /// The block of an appointment; none of what is none.
    #[must_use]
    pub fn of(entry: &Entry<'_>) -> Option<Self> {
        let appointment = entry.appointment()?;
        let shown = |text: Option<Text<'_>>| text.map(|text| entry.seen(&text));
        let indicator = |one: Indicator<'_>| (entry.seen(&one.name), shown(one.colour));
        let time = appointment.start().zip(appointment.end());
        let time = time.map(|(start, end)| (start.clock, end.clock));
        Some(Self {
            name: shown(appointment.name()).unwrap_or_default(),
            subject: shown(appointment.subject()).unwrap_or_default(),
            time: time.filter(|(start, end)| start <= end),
            all_day: appointment.all_day(),
            resources: appointment.assigned().map(|one| Resource::of(&one, entry)).collect(),
            category: appointment.category().map(indicator),
            time_marker: appointment.time_marker().map(indicator),
            importance: shown(appointment.importance()),
            locked: appointment.locked(),
            invalid: entry.verdict.is_some_and(|verdict| !verdict.is_valid()),
        })
    }
}

impl Resource {
    fn of(assigned: &Assigned<'_>, entry: &Entry<'_>) -> Self {
        let text = |text: &Option<Text<'_>>| entry.seen(text.as_deref().unwrap_or_default());
        let name = assigned.name.as_ref().or(assigned.number.as_ref());
        Self {
            kind: text(&assigned.kind),
            name: name.map_or_else(|| "without a name".to_owned(), |name| entry.seen(name)),
            number: text(&assigned.number),
        }
    }

    /// What tells it from others: its number, or else its name.
    #[must_use]
    pub fn key(&self) -> &str {
        if self.number.is_empty() { &self.name } else { &self.number }
    }
}
