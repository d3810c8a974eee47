//! `dsw validate`: payloads, judged.

use std::mem;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread;

use super::in_order::InOrder;
use super::judge::Judge;
use super::judges::{Judged, Judges};
use super::no_ops;
use super::sinks::is_no_source;
use super::stdin;
use super::verdicts::Verdicts;
use crate::cli::ValidateArgs;
use crate::console::Console;
use crate::env::Env;
use crate::error::{Error, Exit};
use crate::schema::STACK;
use crate::store;

/// Judges every payload of every source; one that cannot be read does not stop the others.
pub(super) fn once(args: &ValidateArgs, env: &Env, console: &mut Console) -> Result<Exit, Error> {
    let Some(schema) = &args.schema else { return judged(args, env, console) };
    // By a schema of the user's own, judging may go deeper than the stack of any thread is.
    thread::scope(|scope| {
        let builder = thread::Builder::new().stack_size(STACK);
        let started = builder.spawn_scoped(scope, || judged(args, env, console));
        let thread = started.map_err(|error| Error::Read(schema.clone(), error))?;
        thread.join().unwrap_or_else(|panic| resume_unwind(panic))
    })
}

fn judged(args: &ValidateArgs, env: &Env, console: &mut Console) -> Result<Exit, Error> {
    let levels = args.levels.levels()?;
    stdin::is_read_once(&readers(args))?;
    for file in args.report.formats.iter().filter_map(|one| one.file.as_deref()) {
        is_no_source("--format", file, &args.source)?;
    }
    let talk = console.talk();
    let mut verdicts = Verdicts::begin(&args.report, env, console)?;
    let judge = match Judge::of(args.schema.as_deref(), args.schema_dir.as_deref(), &talk) {
        Ok(judge) => judge,
        Err(error) => return verdicts.impossible(error),
    };
    for what in no_ops::of(args, &levels, judge.schema(), env) {
        talk.warn(&what);
    }
    let judge = judge.weighing(levels).showing(args.secrets.seen());
    if args.sequence {
        in_order(args, judge, &mut verdicts)?;
    } else {
        each(args, judge, &mut verdicts)?;
    }
    verdicts.end()
}

/// What asks for standard input.
fn readers(args: &ValidateArgs) -> Vec<&'static str> {
    let is_schema = args.schema.as_ref().is_some_and(|path| path.as_os_str() == "-");
    let sources = args.source.sources.iter().filter(|source| *source == "-").map(|_| "-");
    if is_schema { std::iter::once("--schema -").chain(sources).collect() } else { Vec::new() }
}

fn each(args: &ValidateArgs, judge: Judge, verdicts: &mut Verdicts<'_>) -> Result<(), Error> {
    let judge = Arc::new(judge);
    let pieces = store::pieces(&args.source.sources, &args.source.from);
    for judged in Judges::of(&judge, pieces) {
        match judged {
            Ok(Judged { capture, verdict }) if verdicts.tells(verdict.as_ref()) => {
                judge.shown(&capture, verdict.as_ref(), |entry| verdicts.entry(entry))?;
            }
            Ok(Judged { verdict, .. }) => verdicts.passed(verdict.as_ref()),
            Err(error) => verdicts.unread(&error)?,
        }
        if verdicts.is_enough() {
            break;
        }
    }
    // The process ends: to take a compiled schema apart costs more than to judge by it.
    mem::forget(judge);
    Ok(())
}

/// The same, and what only several of them together show.
fn in_order(args: &ValidateArgs, judge: Judge, verdicts: &mut Verdicts<'_>) -> Result<(), Error> {
    let mut order = InOrder::of(judge);
    for link in store::links(&args.source.sources, &args.source.from) {
        match link {
            Ok(link) => {
                if let Some(error) = order.judge(link, |entry| verdicts.entry(entry))? {
                    verdicts.unread(&error)?;
                }
            }
            Err(error) => {
                order.unread();
                verdicts.unread(&error)?;
            }
        }
        if verdicts.is_enough() {
            break;
        }
    }
    Ok(())
}
