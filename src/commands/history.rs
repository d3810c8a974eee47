//! `dsw history`: the life of one appointment, action by action.

use std::collections::BTreeSet;
use std::slice;

use super::choice::Choice;
use super::reading::Reading;
use super::told::Told;
use crate::board_action::Standing;
use crate::cli::{Format, HistoryArgs};
use crate::console::Console;
use crate::entry::Entry;
use crate::env::Env;
use crate::error::{Error, Exit};
use crate::printable::printable;
use crate::render::{View, counted, history, json};
use crate::store;

/// Tells the life of an appointment.
pub(super) fn run(args: &HistoryArgs, env: &Env, console: &mut Console) -> Result<Exit, Error> {
    let view = View { zone: env.zone(), ..console.view() };
    let choice = Choice::of_appointment(&args.appointment);
    let is_wanted = |capture: &_| choice.is_named(capture);
    let sources = [args.from.clone().into()];
    let told = Told { sources: &sources, from: &args.from, is_wanted: &is_wanted };
    let mut reading = Reading::new(args.format, args.secrets.seen(), console);
    let mut life = Life::new(view);
    // Its name stands in the journal; its id and its GUID in the payloads alone.
    let names = slice::from_ref(&args.appointment);
    let lives = store::lives(&args.from, BTreeSet::new(), names);
    told.follow(lives, &mut reading, &mut |entry, reading| life.add(entry, reading))?;
    if life.payloads == 0 {
        told.each(&mut reading, &mut |entry, reading| life.add(entry, reading))?;
    }
    reading.console.flush()?;
    if life.payloads == 0 && reading.unread == 0 {
        let (name, from) = (printable(&args.appointment), args.from.display());
        let why = format!("appointment `{name}` has no payload in `{from}`");
        return Err(Error::Nothing(why));
    }
    if life.payloads > 0 {
        reading.console.talk().say(&life.shown());
    }
    Ok(reading.exit)
}

/// What is told so far.
struct Life {
    view: View,
    payloads: usize,
    actions: usize,
    duplicates: usize,
    late: usize,
}

impl Life {
    fn new(view: View) -> Self {
        Self { view, payloads: 0, actions: 0, duplicates: 0, late: 0 }
    }

    fn add(&mut self, entry: &Entry<'_>, reading: &mut Reading<'_>) -> Result<(), Error> {
        if entry.story.is_none() {
            return Ok(());
        }
        let is_first = self.payloads == 0;
        self.payloads += 1;
        if let Some(story) = entry.story {
            let stands = |standing| usize::from(story.standing.contains(&standing));
            self.actions += story.actions.len();
            self.duplicates += stands(Standing::Duplicate);
            self.late += stands(Standing::Late);
        }
        let heading = if is_first { history::heading(entry, &self.view) } else { String::new() };
        match reading.format {
            Format::Human => reading.console.words(&(heading + &history::step(entry, &self.view))),
            Format::Json => reading.console.data(&json::capture(entry)),
        }
    }

    /// How much there was of what.
    fn shown(&self) -> String {
        let Self { payloads, actions, duplicates, late, .. } = self;
        let duplicates = counted(*duplicates, "duplicate");
        let (payloads, actions) = (counted(*payloads, "payload"), counted(*actions, "action"));
        format!("{payloads}: {actions}, {duplicates}, {late} late")
    }
}
