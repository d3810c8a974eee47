//! `dsw validate`: payloads, judged.

use super::judge::Judge;
use super::reports::Reports;
use crate::cli::ValidateArgs;
use crate::console::Console;
use crate::env::Env;
use crate::error::{Error, Exit};
use crate::store;

/// Judges every payload of every source; one that cannot be read does not stop the others.
pub(super) fn once(args: &ValidateArgs, env: &Env, console: &mut Console) -> Result<Exit, Error> {
    let judge = Judge::of(args.schema.as_deref())?
        .weighing(args.levels.levels()?)
        .showing(args.secrets.seen());
    let mut reports = Reports::begin(&args.report, env, console)?;
    for capture in store::captures(&args.source.sources, &args.source.from) {
        match capture {
            Ok(capture) => judge.judged(&capture, |entry| reports.entry(entry))?,
            Err(error) => reports.unread(&error)?,
        }
        if reports.is_enough() {
            break;
        }
    }
    reports.end()
}
