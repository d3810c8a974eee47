//! Which payloads are sent, how often and in which order.

use std::ffi::OsString;
use std::iter;
use std::path::PathBuf;

use fastrand::Rng;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::chance::Chance;
use crate::capture::Capture;
use crate::cli::{ReplayArgs, SelectArgs};
use crate::commands::filters::compiled;
use crate::commands::judge::read;
use crate::entry::Entry;
use crate::error::Error;
use crate::filter::{Filter, Question};
use crate::origin;
use crate::secret::Secrets;
use crate::store::{self, Captures};

/// Which payloads of which sources are sent.
#[derive(Clone)]
pub(super) struct Selection {
    sources: Vec<OsString>,
    from: PathBuf,
    wanted: Option<String>,
    since: Option<Timestamp>,
    until: Option<Timestamp>,
    appointments: Vec<String>,
    repeat: u64,
    shuffle: bool,
    chance: Chance,
    seed: u64,
}

/// A payload that is sent, told apart from the same one in other rounds.
#[derive(Clone, Debug)]
pub(super) struct Picked {
    /// The payload.
    pub capture: Capture,
    /// Which round it belongs to, from 1.
    pub round: u64,
    /// Whether it was sent before in this round.
    pub is_duplicate: bool,
}

/// Payloads as they are sent, among them what could not be read.
pub(super) type Picks = Box<dyn Iterator<Item = Result<Picked, Error>>>;

impl Selection {
    /// What the command line asks for, by this clock.
    pub(super) fn of(
        args: &ReplayArgs,
        seed: u64,
        now: Timestamp,
        zone: &TimeZone,
    ) -> Result<Self, Error> {
        let SelectArgs { wanted, since, until, appointments, repeat, shuffle } = &args.select;
        if let Some(text) = wanted {
            compiled("--where", text)?;
        }
        if *repeat > 1 && args.sources.iter().any(|source| source == "-") {
            let why = "standard input comes once; name files or folders".to_owned();
            return Err(Error::Option("--repeat", why));
        }
        let moment = |option, when: &Option<crate::cli::When>| {
            let no_moment = || Error::Option(option, "there is no such moment".to_owned());
            when.map(|when| when.moment(now, zone).ok_or_else(no_moment)).transpose()
        };
        Ok(Self {
            sources: args.sources.clone(),
            from: args.from.clone(),
            wanted: wanted.clone(),
            since: moment("--since", since)?,
            until: moment("--until", until)?,
            appointments: appointments.clone(),
            repeat: *repeat,
            shuffle: *shuffle,
            chance: Chance { duplicate: args.times.duplicate, reorder: args.times.reorder },
            seed,
        })
    }

    /// Whether some payloads of the sources may be left out.
    pub(super) fn is_choosy(&self) -> bool {
        self.wanted.is_some()
            || self.since.is_some()
            || self.until.is_some()
            || !self.appointments.is_empty()
    }

    /// Whether it can be read only once.
    pub(super) fn is_stream(&self) -> bool {
        self.sources.iter().any(|source| source == "-")
    }

    /// The payloads, read as they are asked for; a shuffle reads all of them first.
    pub(super) fn picks(&self) -> Picks {
        let own = self.clone();
        let rounds = (1..=self.repeat).flat_map(move |round| own.round(round));
        let mut dice = Rng::with_seed(self.seed);
        if !self.shuffle {
            return self.chance.mixed(Box::new(rounds), dice);
        }
        let mut all: Vec<_> = rounds.collect();
        dice.shuffle(&mut all);
        self.chance.mixed(Box::new(all.into_iter()), dice)
    }

    fn round(&self, round: u64) -> Picks {
        let filter = self.wanted.as_deref().and_then(|text| Filter::of(text).ok());
        let own = self.clone();
        let captures = store::captures(&self.sources, &self.from);
        let payloads = captures.flat_map(|capture| -> Captures {
            match capture {
                Ok(capture) => Box::new(store::elements(capture).map(Ok)),
                Err(error) => Box::new(iter::once(Err(error))),
            }
        });
        let wanted = payloads.filter_map(move |payload| {
            let capture = match payload {
                Ok(capture) => capture,
                Err(error) => return Some(Err(error)),
            };
            match own.wants(&capture, filter.as_ref()) {
                Ok(wants) => wants.then_some(Ok(capture)),
                Err(why) => {
                    let why = format!("it failed on `{}`: {why}", origin::within(&capture.origin));
                    Some(Err(Error::Option("--where", why)))
                }
            }
        });
        Box::new(wanted.map(move |payload| {
            payload.map(|capture| Picked { capture, round, is_duplicate: false })
        }))
    }

    /// Whether a payload is wanted, or why the filter cannot tell.
    fn wants(&self, capture: &Capture, filter: Option<&Filter>) -> Result<bool, String> {
        let came = capture.request.as_ref().map(|request| request.received_at);
        let is_late_enough = self.since.is_none_or(|since| came.is_some_and(|came| came >= since));
        let is_early_enough = self.until.is_none_or(|until| came.is_some_and(|came| came < until));
        if !(is_late_enough && is_early_enough) {
            return Ok(false);
        }
        if filter.is_none() && self.appointments.is_empty() {
            return Ok(true);
        }
        read(capture, Secrets::Shown, |entry| match filter {
            Some(filter) if self.names(entry) => filter.matches(&Question::of(entry)),
            _ => Ok(self.names(entry)),
        })
    }

    fn names(&self, entry: &Entry<'_>) -> bool {
        let appointment = entry.appointment();
        let names = appointment.map(|one| [one.number(), one.id(), one.guid()]);
        let is_named = |name: &String| {
            names.iter().flatten().flatten().any(|own| own.eq_ignore_ascii_case(name))
        };
        self.appointments.is_empty() || self.appointments.iter().any(is_named)
    }
}
