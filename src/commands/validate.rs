//! `dsw validate`: payloads, judged.

use std::time::Instant;

use super::judge::Judge;
use super::run::Run;
use crate::cli::{Format, ValidateArgs};
use crate::console::Console;
use crate::entry::Entry;
use crate::error::{Error, Exit};
use crate::render::json;
use crate::render::report::{self, Tally};
use crate::store;

/// Judges every payload of every source; one that cannot be read does not stop the others.
pub(super) fn run(args: &ValidateArgs, console: &mut Console) -> Result<Exit, Error> {
    let began = Instant::now();
    let judge = Judge::of(args.schema.as_deref())?.showing(args.secrets.seen());
    let mut run = Run::new(args.format, args.secrets.seen(), console);
    let mut tally = Tally::default();
    for capture in store::captures(&args.source.sources, &args.source.from) {
        match capture {
            Ok(capture) => judge.judged(&capture, |entry| show(entry, &mut tally, &mut run))?,
            Err(error) => run.unread(&error)?,
        }
    }
    end(tally, began, &mut run)
}

fn show(entry: &Entry<'_>, tally: &mut Tally, run: &mut Run<'_>) -> Result<(), Error> {
    let Some(verdict) = entry.verdict else { return Ok(()) };
    tally.add(verdict);
    if !verdict.is_valid() {
        run.costs(Exit::Failed);
    }
    let text = match run.format {
        Format::Human => report::findings(entry, verdict, &run.console.view()),
        Format::Json => json::document(entry),
    };
    run.console.data(&text)
}

fn end(mut tally: Tally, began: Instant, run: &mut Run<'_>) -> Result<Exit, Error> {
    tally.unread = run.unread;
    let took = began.elapsed();
    if run.format == Format::Json {
        run.console.data(&json::validate_summary(tally, took))?;
    }
    run.console.flush()?;
    run.console.talk().say(&tally.shown(took));
    Ok(run.exit)
}
