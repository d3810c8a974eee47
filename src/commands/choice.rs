//! Which payloads are meant: by a filter, by when they came, by their appointment.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::filters::compiled;
use super::judge::read;
use crate::capture::Capture;
use crate::cli::{ChoiceArgs, When};
use crate::entry::Entry;
use crate::error::Error;
use crate::filter::{Filter, Question};
use crate::origin;
use crate::secret::Secrets;

/// What the command line asks for.
#[derive(Clone, Default)]
pub(super) struct Choice {
    wanted: Option<String>,
    since: Option<Timestamp>,
    until: Option<Timestamp>,
    appointments: Vec<String>,
}

impl Choice {
    /// What the command line asks for, by this clock.
    pub(super) fn of(args: &ChoiceArgs, now: Timestamp, zone: &TimeZone) -> Result<Self, Error> {
        let ChoiceArgs { wanted, since, until, appointments } = args;
        if let Some(text) = wanted {
            compiled("--where", text)?;
        }
        let moment = |option, when: &Option<When>| {
            let no_moment = || Error::Option(option, "there is no such moment".to_owned());
            when.map(|when| when.moment(now, zone).ok_or_else(no_moment)).transpose()
        };
        Ok(Self {
            wanted: wanted.clone(),
            since: moment("--since", since)?,
            until: moment("--until", until)?,
            appointments: appointments.clone(),
        })
    }

    /// The one appointment of this name.
    pub(super) fn of_appointment(name: &str) -> Self {
        Self { appointments: vec![name.to_owned()], ..Self::default() }
    }

    /// Whether some payloads may be left out.
    pub(super) fn is_choosy(&self) -> bool {
        self.wanted.is_some()
            || self.since.is_some()
            || self.until.is_some()
            || !self.appointments.is_empty()
    }

    /// The filter, compiled: each thread needs its own.
    pub(super) fn filter(&self) -> Option<Filter> {
        self.wanted.as_deref().and_then(|text| Filter::of(text).ok())
    }

    /// Whether a payload is wanted.
    ///
    /// # Errors
    /// [`Error::Option`] when the filter cannot tell.
    pub(super) fn wants(&self, capture: &Capture, filter: Option<&Filter>) -> Result<bool, Error> {
        if !self.is_in_time(capture) {
            return Ok(false);
        }
        if filter.is_none() && self.appointments.is_empty() {
            return Ok(true);
        }
        read(
            capture,
            Secrets::Shown,
            |entry| Ok(self.names(entry) && Self::matches(entry, filter)?),
        )
    }

    /// Whether a capture came when it should have.
    pub(super) fn is_in_time(&self, capture: &Capture) -> bool {
        let came = capture.request.as_ref().map(|request| request.received_at);
        self.since.is_none_or(|since| came.is_some_and(|came| came >= since))
            && self.until.is_none_or(|until| came.is_some_and(|came| came < until))
    }

    /// Whether a capture is of an appointment that is asked for.
    pub(super) fn is_named(&self, capture: &Capture) -> bool {
        self.appointments.is_empty() || read(capture, Secrets::Shown, |entry| self.names(entry))
    }

    fn names(&self, entry: &Entry<'_>) -> bool {
        let appointment = entry.appointment();
        let names = appointment.map(|one| [one.number(), one.id(), one.guid()]);
        let is_named = |name: &String| {
            names.iter().flatten().flatten().any(|own| own.eq_ignore_ascii_case(name))
        };
        self.appointments.is_empty() || self.appointments.iter().any(is_named)
    }

    /// Whether a filter gives anything but false or null.
    ///
    /// # Errors
    /// [`Error::Option`] when it fails.
    pub(super) fn matches(entry: &Entry<'_>, filter: Option<&Filter>) -> Result<bool, Error> {
        let Some(filter) = filter else { return Ok(true) };
        let entry = Entry { secrets: Secrets::Shown, ..*entry };
        filter.matches(&Question::of(&entry)).map_err(|why| {
            let place = origin::within(&entry.capture.origin);
            Error::Option("--where", format!("it failed on `{place}`: {why}"))
        })
    }
}
