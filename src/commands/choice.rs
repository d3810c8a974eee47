//! Which payloads are meant: by a filter, by when they came, by their appointment.

use std::path::PathBuf;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::filters::compiled;
use super::judge::read;
use super::sieve::Sieve;
use crate::capture::Capture;
use crate::cli::{ChoiceArgs, When};
use crate::entry::Entry;
use crate::env::Env;
use crate::error::Error;
use crate::filter::Question;
use crate::origin;
use crate::secret::Secrets;

/// What the command line asks for.
#[derive(Clone, Default)]
pub(super) struct Choice {
    /// A filter, and the program that asks it.
    wanted: Option<(String, PathBuf)>,
    /// Whether its errors may tell secrets.
    secrets: Secrets,
    since: Option<Timestamp>,
    until: Option<Timestamp>,
    appointments: Vec<String>,
}

impl Choice {
    /// What the command line asks for, by this clock.
    pub(super) fn of(
        args: &ChoiceArgs,
        secrets: Secrets,
        now: Timestamp,
        zone: &TimeZone,
        env: &Env,
    ) -> Result<Self, Error> {
        let ChoiceArgs { wanted, since, until, appointments } = args;
        let asked = |text: &String| {
            compiled("--where", text)?;
            Ok((text.clone(), env.program().map_err(Error::Runtime)?))
        };
        let moment = |option, when: &Option<When>| {
            let no_moment = || Error::Option(option, "there is no such moment".to_owned());
            when.map(|when| when.moment(now, zone).ok_or_else(no_moment)).transpose()
        };
        Ok(Self {
            secrets,
            wanted: wanted.as_ref().map(asked).transpose()?,
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

    /// The filter, to be asked one payload after the other.
    pub(super) fn sieve(&self) -> Option<Sieve> {
        let asked = self.wanted.as_ref();
        asked.map(|(filter, program)| Sieve::of(filter, program.clone(), self.secrets))
    }

    /// Whether a payload is wanted.
    ///
    /// # Errors
    /// [`Error::Option`] when the filter cannot tell.
    pub(super) fn wants(
        &self,
        capture: &Capture,
        sieve: Option<&mut Sieve>,
    ) -> Result<bool, Error> {
        if !self.is_in_time(capture) {
            return Ok(false);
        }
        if sieve.is_none() && self.appointments.is_empty() {
            return Ok(true);
        }
        read(capture, Secrets::Shown, |entry| Ok(self.names(entry) && Self::matches(entry, sieve)?))
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
        if self.appointments.is_empty() {
            return true;
        }
        let own = entry.identity().unwrap_or_default();
        self.appointments.iter().any(|name| own.is_named(name))
    }

    /// Whether a filter gives anything but false or null.
    ///
    /// # Errors
    /// [`Error::Option`] when it fails.
    pub(super) fn matches(entry: &Entry<'_>, sieve: Option<&mut Sieve>) -> Result<bool, Error> {
        let Some(sieve) = sieve else { return Ok(true) };
        let entry = Entry { secrets: Secrets::Shown, ..*entry };
        sieve.matches(&Question::of(&entry)).map_err(|why| {
            let place = origin::within(&entry.capture.origin);
            let end = if sieve.is_given_up() { "; it is asked no more" } else { "" };
            Error::Option("--where", format!("it failed on `{place}`: {why}{end}"))
        })
    }
}
