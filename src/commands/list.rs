//! `dsw list`: a line a capture.

use std::collections::VecDeque;
use std::ffi::OsString;

use jiff::Timestamp;

use super::choice::Choice;
use super::reading::Reading;
use super::sieve::Sieve;
use super::told::Told;
use crate::cli::{Format, ListArgs};
use crate::console::Console;
use crate::entry::Entry;
use crate::env::Env;
use crate::error::{Error, Exit};
use crate::render::row::row;
use crate::render::{View, json};
use crate::store;

/// Lists the captures that are wanted, as they are read.
pub(super) fn run(args: &ListArgs, env: &Env, console: &mut Console) -> Result<Exit, Error> {
    let zone = env.zone();
    let choice = Choice::of(&args.choice, args.secrets.seen(), Timestamp::now(), &zone, env)?;
    let view = View { zone, ..console.view() };
    let mut reading = Reading::new(args.format, args.secrets.seen(), console);
    let sieve = choice.sieve();
    let mut list = List {
        choice: &choice,
        sieve,
        view,
        last: args.last,
        rows: VecDeque::new(),
        count: 0,
        failures: 0,
    };
    let (sources, from) = (sources(args, &choice), &args.from);
    if sources.is_empty() {
        let from = from.display();
        let why = format!("no capture in `{from}` yet; `dsw listen` records them");
        return Err(Error::Nothing(why));
    }
    let is_wanted = |capture: &_| choice.is_named(capture);
    let told = Told { sources: &sources, from, is_wanted: &is_wanted };
    told.each(&mut reading, &mut |entry, reading| list.add(entry, reading))?;
    list.end(&mut reading)?;
    reading.console.flush()?;
    Ok(reading.exit)
}

/// What is listed: what is named, or else the capture folder. Its journal alone tells which its
/// last captures are.
fn sources(args: &ListArgs, choice: &Choice) -> Vec<OsString> {
    match args.last {
        _ if !args.sources.is_empty() => args.sources.clone(),
        Some(last) if !choice.is_choosy() && store::has_journal(&args.from) => {
            vec![format!("last:{last}").into()]
        }
        _ if args.from.exists() => vec![args.from.clone().into()],
        _ => Vec::new(),
    }
}

/// A list as it comes about.
struct List<'c> {
    choice: &'c Choice,
    sieve: Option<Sieve>,
    view: View,
    /// How many rows there are at most: the last ones.
    last: Option<u64>,
    /// The rows that may be among the last ones.
    rows: VecDeque<String>,
    count: usize,
    /// On how many captures the filter failed.
    failures: usize,
}

impl List<'_> {
    fn add(&mut self, entry: &Entry<'_>, reading: &mut Reading<'_>) -> Result<(), Error> {
        if !self.choice.is_in_time(entry.capture) {
            return Ok(());
        }
        if self.sieve.as_ref().is_some_and(Sieve::is_given_up) {
            return Ok(());
        }
        match Choice::matches(entry, self.sieve.as_mut()) {
            Ok(false) => return Ok(()),
            Err(error) => return self.failed(&error, reading),
            Ok(true) => self.count += 1,
        }
        let row = match reading.format {
            Format::Human => row(entry, &self.view),
            Format::Json => json::capture(entry),
        };
        let Some(last) = self.last else { return self.print(&row, reading) };
        self.rows.push_back(row);
        if self.rows.len() as u64 > last {
            self.rows.pop_front();
        }
        Ok(())
    }

    /// A filter that fails on one capture mostly does on all: it is told once, and counted.
    fn failed(&mut self, error: &Error, reading: &mut Reading<'_>) -> Result<(), Error> {
        self.failures += 1;
        if self.failures == 1 {
            return reading.unread(error);
        }
        reading.unread += 1;
        Ok(())
    }

    /// The first row is seen at once, however many there are; people see each of them.
    fn print(&self, row: &str, reading: &mut Reading<'_>) -> Result<(), Error> {
        write(row, reading)?;
        if self.count == 1 || self.view.is_terminal { reading.console.flush() } else { Ok(()) }
    }

    fn end(&self, reading: &mut Reading<'_>) -> Result<(), Error> {
        for row in &self.rows {
            write(row, reading)?;
        }
        if self.failures > 1 {
            let failed = format!("the filter failed on {} captures", self.failures);
            reading.console.talk().warn(&failed);
        }
        if self.count == 0 && reading.unread == 0 {
            let why = "none of the captures is wanted".to_owned();
            reading.problem(&Error::Nothing(why))?;
        }
        Ok(())
    }
}

fn write(row: &str, reading: &mut Reading<'_>) -> Result<(), Error> {
    match reading.format {
        Format::Human => reading.console.words(row),
        Format::Json => reading.console.data(row),
    }
}
