//! Which payloads are sent, how often and in which order.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::ffi::OsString;
use std::iter;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use fastrand::Rng;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::chance::Chance;
use crate::capture::{Capture, Origin};
use crate::cli::{ReplayArgs, SelectArgs};
use crate::commands::choice::Choice;
use crate::commands::sieve::Sieve;
use crate::env::Env;
use crate::error::Error;
use crate::origin;
use crate::store::{self, Captures, Later};

/// Which payloads of which sources are sent.
#[derive(Clone)]
pub(super) struct Selection {
    sources: Vec<OsString>,
    /// The folders of captures among them, and the newest capture of each that is meant.
    newest: Vec<(PathBuf, u64)>,
    from: PathBuf,
    choice: Choice,
    repeat: u64,
    shuffle: bool,
    chance: Chance,
    seed: u64,
    /// Whether the files of payloads go away with the run, and so are no names for them.
    is_passing: bool,
    /// Whether a payload has no time at which it came.
    is_timeless: Arc<AtomicBool>,
}

/// A payload that is sent, told apart from the same one in other rounds.
#[derive(Clone, Debug)]
pub(super) struct Picked {
    /// The payload.
    pub capture: Capture,
    /// Which round it belongs to, from 1.
    pub round: u64,
    /// Which time it comes in that round, from 1: sources may overlap.
    pub time: u64,
    /// Whether it was sent before in this round.
    pub is_duplicate: bool,
}

/// Payloads as they are sent, among them what could not be read.
pub(super) type Picks = Box<dyn Iterator<Item = Result<Picked, Error>>>;

impl Selection {
    /// What the command line asks for, by this clock.
    pub(super) fn of(
        args: &ReplayArgs,
        newest: &[(PathBuf, u64)],
        seed: u64,
        now: Timestamp,
        zone: &TimeZone,
        env: &Env,
    ) -> Result<Self, Error> {
        let SelectArgs { choice, repeat, shuffle } = &args.select;
        let choice = Choice::of(choice, args.sending.secrets.seen(), now, zone, env)?;
        if *repeat > 1 && args.sources.iter().any(|source| source == "-") {
            let why = "standard input comes once; name files or folders".to_owned();
            return Err(Error::Option("--repeat", why));
        }
        Ok(Self {
            sources: args.sources.clone(),
            newest: newest.to_vec(),
            from: args.from.clone(),
            choice,
            repeat: *repeat,
            shuffle: *shuffle,
            chance: Chance {
                duplicate: args.sending.times.duplicate,
                reorder: args.sending.times.reorder,
            },
            seed,
            is_passing: args.is_passing,
            is_timeless: Arc::default(),
        })
    }

    /// Whether some payloads of the sources may be left out.
    pub(super) fn is_choosy(&self) -> bool {
        self.choice.is_choosy()
    }

    /// What is to be said of payloads without a time, when they were to be sent with their gaps.
    pub(super) fn timeless(&self, args: &ReplayArgs) -> Option<String> {
        let has_any = self.is_timeless.load(Ordering::Relaxed);
        let why = "payloads without a time at which they came are sent without a gap";
        (args.sending.times.are_original() && has_any).then(|| why.to_owned())
    }

    /// Whether it can be read only once.
    pub(super) fn is_stream(&self) -> bool {
        self.sources.iter().any(|source| source == "-")
    }

    /// The payloads, read as they are asked for; for a shuffle those with a file of their own twice.
    pub(super) fn picks(&self) -> Picks {
        let own = self.clone();
        let sieve = Rc::new(RefCell::new(self.choice.sieve()));
        // Where the first round gave nothing, no other will.
        let gave = Rc::new(Cell::new(false));
        let gives = Rc::clone(&gave);
        let rounds = (1..=self.repeat)
            .take_while(move |round| *round == 1 || gave.get())
            .flat_map(move |round| own.round(round, &sieve))
            .inspect(move |picked| gives.set(gives.get() || picked.is_ok()));
        let mut dice = Rng::with_seed(self.seed);
        if !self.shuffle {
            return self.chance.mixed(Box::new(rounds), dice);
        }
        let later = |picked: Picked| (Later::of(picked.capture), picked.round, picked.time);
        let mut all: Vec<_> = rounds.map(|picked| picked.map(later)).collect();
        dice.shuffle(&mut all);
        let read = all.into_iter().map(|later| {
            let (later, round, time) = later?;
            Ok(Picked { capture: later.capture()?, round, time, is_duplicate: false })
        });
        self.chance.mixed(Box::new(read), dice)
    }

    /// Whether a capture came to its folder when the run had begun: else a replay to the listener
    /// that records there need not end, and what goes on with a run would send more than it.
    fn came_later(&self, origin: &Origin) -> bool {
        let dir = origin.path.as_deref().and_then(Path::parent);
        self.newest
            .iter()
            .any(|(own, newest)| dir == Some(own) && origin.seq.is_some_and(|seq| seq > *newest))
    }

    fn round(&self, round: u64, sieve: &Rc<RefCell<Option<Sieve>>>) -> Picks {
        let (own, asked, sieve) = (self.clone(), Rc::clone(sieve), Rc::clone(sieve));
        let is_asked = move |_: &_| !asked.borrow().as_ref().is_some_and(Sieve::is_given_up);
        let payloads = payloads(store::captures(&self.sources, &self.from));
        let wanted = payloads.take_while(is_asked).filter_map(move |payload| {
            let capture = match payload {
                Ok(capture) => capture,
                Err(error) => return Some(Err(error)),
            };
            if own.came_later(&capture.origin) {
                return None;
            }
            match own.choice.wants(&capture, sieve.borrow_mut().as_mut()) {
                Ok(wants) => wants.then_some(Ok(capture)),
                Err(error) => Some(Err(error)),
            }
        });
        let (is_passing, is_timeless) = (self.is_passing, Arc::clone(&self.is_timeless));
        // One source alone gives no payload twice.
        let mut times = (self.sources.len() > 1).then(HashMap::<String, u64>::new);
        Box::new(wanted.map(move |payload| {
            let mut capture = payload?;
            if is_passing {
                capture.origin.path = None;
            }
            is_timeless.fetch_or(capture.request.is_none(), Ordering::Relaxed);
            let time = times.as_mut().map_or(1, |times| {
                let time = times.entry(origin::within(&capture.origin)).or_default();
                *time += 1;
                *time
            });
            Ok(Picked { capture, round, time, is_duplicate: false })
        }))
    }
}

/// The payloads of captures: of a list each of its elements.
fn payloads(captures: Captures) -> impl Iterator<Item = Result<Capture, Error>> {
    captures.flat_map(|capture| -> Captures {
        match capture {
            // As a request it is one that came; as a file it is a list of payloads.
            Ok(capture) if capture.request.is_none() && store::is_empty_list(&capture) => {
                let what = origin::within(&capture.origin);
                Box::new(iter::once(Err(Error::Nothing(format!("`{what}` is an empty list")))))
            }
            Ok(capture) => Box::new(store::elements(capture).map(Ok)),
            Err(error) => Box::new(iter::once(Err(error))),
        }
    })
}
