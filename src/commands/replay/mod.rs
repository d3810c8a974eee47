//! `dsw replay`: saved payloads, sent again byte for byte.
//!
//! ```text
//! selection ─ chance ─► letters ─► engine ─► outlet ─► teller ─► ending
//! edits, address, judge ┘    schedule ┘ └ courier ─ gate, retry, expectations ─► log
//! ```

mod address;
mod auth;
mod chance;
mod courier;
mod dry_run;
mod edits;
mod ending;
mod engine;
mod expectations;
mod gate;
mod inquiry;
mod last_words;
mod letters;
mod log;
mod options;
mod outlet;
mod print;
mod reader;
mod ready;
mod remarks;
mod resumed;
mod retry;
mod room;
mod schedule;
mod selection;
mod tally;
mod teller;
mod tokens;
mod unsent;
mod wishes;

use std::borrow::Cow;
use std::path::PathBuf;

use fastrand::Rng;

use self::auth::TOKEN;
use self::courier::Courier;
use self::log::RunLog;
pub(super) use self::options::Options;
use self::reader::Reader;
use self::ready::engine;
use self::resumed::Resumed;
use self::selection::Selection;
use super::network::{self, Ends};
use super::run::Run;
use crate::cli::{Print, ReplayArgs};
use crate::console::Console;
use crate::env::Env;
use crate::error::{Error, Exit};
use crate::store::{self, Named};

/// Sends every payload of every source and tells what became of it.
pub(super) fn run(args: &ReplayArgs, env: &Env, console: &mut Console) -> Result<Exit, Error> {
    if let Some(Resumed { args, log, own }) = resumed::options(args, env, &console.talk())? {
        return go(&args, log, env, console).map_err(|error| own.blamed(error));
    }
    wishes::do_something(args)?;
    go(args, RunLog::default(), env, console)
}

/// Reads the options by which payloads are to be sent that are simulated, and kept nowhere so far.
pub(super) fn options(args: &ReplayArgs, env: &Env, console: &Console) -> Result<Options, Error> {
    wishes::of_sending(&args.sending)?;
    Options::of(args, RunLog::default(), env, &console.talk())
}

fn go(args: &ReplayArgs, log: RunLog, env: &Env, console: &mut Console) -> Result<Exit, Error> {
    let mut args = Cow::Borrowed(args);
    // What comes while it goes on, or before another goes on with it, is none of its payloads.
    let sources = store::pinned(&args.sources, &args.from);
    if sources != args.sources {
        args.to_mut().sources = sources;
    }
    let options = Options::of(&args, log, env, &console.talk())?;
    send(&args, options, env, console)
}

/// Sends every payload of every source by options that were read before.
pub(super) fn send(
    args: &ReplayArgs,
    options: Options,
    env: &Env,
    console: &mut Console,
) -> Result<Exit, Error> {
    let newest = options.log.newest().unwrap_or_else(|| store::newest(&args.sources));
    let selection = Selection::of(args, &newest, options.seed, options.now, &options.zone, env)?;
    let secrets = args.sending.secrets.seen();
    if let Some(print) = args.sending.print {
        return printed(args, print, &selection, options, Run::unreported(secrets, console));
    }
    let run = Run::reported(&args.sending.report.formats, secrets, env, console)?;
    if args.sending.dry_run {
        return planned(args, &selection, options, run);
    }
    deliver(args, (selection, &newest), options, run, env)
}

/// Prints commands that send the same.
fn printed(
    args: &ReplayArgs,
    print: Print,
    selection: &Selection,
    options: Options,
    mut run: Run,
) -> Result<Exit, Error> {
    let Options { mut log, writer, remarks, .. } = options;
    let exit = print::tell(args, print, selection, &writer, &mut log, &mut run)?;
    let told = print::left_aside(args).into_iter().chain(remarks.told(true));
    told.for_each(|remark| run.console.talk().warn(&remark));
    Ok(exit)
}

/// Tells what would be sent.
fn planned(
    args: &ReplayArgs,
    selection: &Selection,
    options: Options,
    mut run: Run,
) -> Result<Exit, Error> {
    let Options { mut log, writer, remarks, .. } = options;
    let talk = run.console.talk();
    if args.sending.auth.oauth2.is_some() && !args.sending.secrets.seen().are_hidden() {
        talk.hint(&format!("`{TOKEN}` stands for a token that is asked for when it is sent"));
    }
    let exit = dry_run::tell(selection, &writer, &args.sending.times, &mut log, &mut run)?;
    let told = selection.timeless(args).into_iter().chain(remarks.told(true));
    told.for_each(|remark| talk.warn(&remark));
    Ok(exit)
}

/// Sends what is selected, of folders whose newest captures were these.
fn deliver(
    args: &ReplayArgs,
    (selection, newest): (Selection, &[(PathBuf, u64)]),
    options: Options,
    mut run: Run,
    env: &Env,
) -> Result<Exit, Error> {
    let Options { mut log, remarks, writer, courier, seed, chosen, .. } = options;
    let (talk, closing) = (run.console.talk(), courier.client.closing());
    let answers = args.sending.expected.save_responses.as_deref().map(Named::open).transpose()?;
    network::warn_of_proxies(env, &talk);
    let runtime = network::runtime()?;
    if let Err(failure) = runtime.block_on(courier.prepare()) {
        return run.failed(&Error::Token(failure));
    }
    let mut reader = Reader::start(selection, writer);
    let is_kept = args.run.journal.is_some() || log.is_resumed();
    if is_kept || !args.is_passing && reader.has_several() {
        log.begin(args, chosen, newest, env, &talk)?;
    }
    let exit = runtime.block_on(async {
        let mut ends = Ends::now();
        let courier = Courier { notes: log.notes(), ..courier };
        let dice = Rng::with_seed(seed);
        let (engine, talk) = engine(args, courier, log, run, answers, &mut reader, dice);
        let sent = engine.run(&mut ends).await;
        ending::end(sent, args, (&reader, &remarks, &closing), &talk, &mut ends).await
    });
    // A look-up of a name that nobody waits for any more must not hold the end.
    runtime.shutdown_background();
    Ok(exit)
}
