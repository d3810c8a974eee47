//! `dsw replay`: saved payloads, sent again byte for byte.
//!
//! ```text
//! selection ─ chance ─► letters ─► engine ─► report ─► log
//! edits, address, judge ┘    schedule ┘ └ courier ─ retry, expectations
//! ```

mod address;
mod auth;
mod chance;
mod courier;
mod dry_run;
mod edits;
mod engine;
mod expectations;
mod inquiry;
mod letters;
mod log;
mod print;
mod reader;
mod report;
mod retry;
mod schedule;
mod selection;
mod tokens;
mod wishes;

use std::sync::Arc;
use std::sync::atomic::Ordering;

use fastrand::Rng;
use jiff::Timestamp;

use self::address::Address;
use self::auth::TOKEN;
use self::courier::Courier;
use self::edits::Edits;
use self::engine::Engine;
use self::expectations::Expectations;
use self::letters::Writer;
use self::log::RunLog;
use self::reader::Reader;
use self::report::Report;
use self::retry::Policy;
use self::schedule::Schedule;
use self::selection::Selection;
use self::tokens::Tokens;
use super::judge::Judge;
use super::run::Run;
use super::{headers, network, stdin};
use crate::cli::{ReplayArgs, Sender};
use crate::client::{Changes, Client, Replaying, Trust};
use crate::console::{Console, Talk};
use crate::env::Env;
use crate::error::{Error, Exit};
use crate::render::report::ReportFormat;
use crate::store::Named;
use crate::transaction;

/// Sends every payload of every source and tells what became of it.
pub(super) fn run(args: &ReplayArgs, env: &Env, console: &mut Console) -> Result<Exit, Error> {
    wishes::do_something(args)?;
    go(args, env, console)
}

/// The same for payloads that were simulated, which have dice of their own.
pub(super) fn deliver(args: &ReplayArgs, env: &Env, console: &mut Console) -> Result<Exit, Error> {
    wishes::of_sending(&args.sending)?;
    go(args, env, console)
}

fn go(args: &ReplayArgs, env: &Env, console: &mut Console) -> Result<Exit, Error> {
    match log::options(args, env)? {
        Some((merged, log)) => send(&merged, log, env, console),
        None => send(args, RunLog::none(), env, console),
    }
}

fn send(
    args: &ReplayArgs,
    mut log: RunLog,
    env: &Env,
    console: &mut Console,
) -> Result<Exit, Error> {
    let talk = console.talk();
    let (now, zone) = (log.began().unwrap_or_else(Timestamp::now), env.zone());
    let edits = Edits::of(&args.edits, zone.to_datetime(now).date())?;
    is_read_once(args)?;
    let writer = writer(args, edits, env, &talk)?;
    let tokens =
        auth::tokens(&args.sending.auth, args.sending.secrets.seen(), env)?.map(Tokens::of);
    let trust = auth::trust(&args.sending.auth, &args.sending.trust, &talk)?;
    let (seed, chosen) = seed(args, &talk);
    let selection = Selection::of(args, seed, now, &zone, env)?;
    let is_timeless = selection.is_timeless();
    let warn_of_times = || {
        if args.sending.times.are_original() && is_timeless.load(Ordering::Relaxed) {
            talk.warn("payloads without a time at which they came are sent without a gap");
        }
    };
    let courier = courier(args, trust, tokens, env)?;
    if let Some(print) = args.sending.print {
        let mut run = Run::unreported(args.sending.secrets.seen(), console);
        return print::tell(args, print, &selection, &writer, &mut log, &mut run);
    }
    let mut run =
        Run::reported(&args.sending.report.formats, args.sending.secrets.seen(), env, console)?;
    if args.sending.dry_run {
        is_planned(args)?;
        if args.sending.auth.oauth2.is_some() && !args.sending.secrets.seen().are_hidden() {
            talk.hint(&format!("`{TOKEN}` stands for a token that is asked for when it is sent"));
        }
        let exit = dry_run::tell(&selection, &writer, &args.sending.times, &mut log, &mut run)?;
        warn_of_times();
        return Ok(exit);
    }
    let answers = args.sending.expected.save_responses.as_deref().map(Named::open).transpose()?;
    network::warn_of_proxies(env, &talk);
    let runtime = network::runtime()?;
    if let Err(failure) = runtime.block_on(courier.prepare()) {
        return run.failed(&Error::Token(failure));
    }
    let mut reader = Reader::start(selection, writer);
    if args.run.journal.is_some() || !args.is_passing && reader.has_several() {
        log.begin(args, chosen, env, &talk)?;
    }
    run.console.start_progress();
    reader.count(run.console);
    let mut report = Report::new(&mut run, log, args.sending.expected.most_failures(), answers);
    let sent = runtime.block_on(async {
        let (schedule, at_once) =
            (Schedule::of(&args.sending.times), args.sending.times.concurrency.into());
        let engine = Engine::new(courier, schedule, at_once, reader.mail(), Rng::with_seed(seed));
        engine.run(&mut report).await
    });
    // A look-up of a name that nobody waits for any more must not hold the end.
    runtime.shutdown_background();
    let exit = report.end(args, sent?, &reader)?;
    warn_of_times();
    Ok(exit)
}

/// Fails when a source, the secret and a header share standard input.
fn is_read_once(args: &ReplayArgs) -> Result<(), Error> {
    let source = args.sources.iter().any(|source| source == "-").then_some("-");
    let secret = args.sending.auth.secret.is_stdin().then_some("--secret-file -");
    let readers =
        source.into_iter().chain(secret).chain(stdin::of_headers(&args.sending.headers.headers));
    stdin::is_read_once(&readers.collect::<Vec<_>>())
}

/// Fails when a report of tests is asked for, and nothing is tested.
fn is_planned(args: &ReplayArgs) -> Result<(), Error> {
    let is_test = args.sending.report.formats.iter().any(|one| one.format == ReportFormat::Junit);
    let why = "a dry run tests nothing that a report of test cases could tell".to_owned();
    if is_test { Err(Error::Option("--format", why)) } else { Ok(()) }
}

fn writer(args: &ReplayArgs, edits: Edits, env: &Env, talk: &Talk) -> Result<Writer, Error> {
    let to = args.to.as_deref().unwrap_or_default();
    let given = &args.sending.headers;
    let mut added = headers::given(&given.headers, talk)?;
    let address = Address::of(to, args.sending.secrets.seen(), given.keep_path, given.keep_auth);
    let address = address.map_err(|error| as_logged(error, args))?;
    if address.names_user {
        headers::warn_of_user(&address.shown(), talk);
    }
    let is_own = |name: &String| name.eq_ignore_ascii_case("authorization");
    if address.names_user && given.removed_headers.iter().any(is_own) {
        let why = "the URL names a user, whom `Authorization` shows".to_owned();
        return Err(Error::Option("--remove-header", why));
    }
    if let Some(shown) = auth::shown(&args.sending.auth, env)? {
        auth::is_said_once(&shown, &added, &given.removed_headers, address.names_user)?;
        added.push(("Authorization".to_owned(), shown.value));
    }
    let how = Replaying {
        changes: Changes::of(added, given.removed_headers.clone())?,
        keeps_auth: given.keep_auth,
        is_exact: given.exact,
    };
    let judge = args.sending.expected.validate.then(|| Arc::new(Judge::bundled()));
    let has_lanes = args.sending.times.concurrency > 1;
    Ok(Writer { edits, address, how, judge, has_lanes })
}

/// A URL that cannot be sent to, with what Dime.Scheduler would log of it when that is asked for.
fn as_logged(error: Error, args: &ReplayArgs) -> Error {
    match error {
        Error::Url(url, why) if args.sending.attempts.sender == Some(Sender::Dime) => {
            let logged = transaction::of_wrong_url();
            Error::Url(url, format!("{why}; Dime.Scheduler would log `{logged}` (documented)"))
        }
        other => other,
    }
}

fn courier(
    args: &ReplayArgs,
    trust: Trust,
    tokens: Option<Tokens>,
    env: &Env,
) -> Result<Courier, Error> {
    let client =
        Client::new(args.sending.attempts.timeout).keeping(args.sending.times.concurrency.into());
    Ok(Courier {
        client: client.trusting(trust),
        policy: Policy::of(&args.sending.attempts),
        follows: args.sending.attempts.follow,
        expectations: Expectations::of(&args.sending.expected, env)?,
        tokens,
    })
}

/// The seed of the dice, and the same when it was chosen by chance and has a part in the order.
fn seed(args: &ReplayArgs, talk: &Talk) -> (u64, Option<u64>) {
    if let Some(seed) = args.seed {
        return (seed, None);
    }
    let seed = u64::from(fastrand::u32(..));
    let throws =
        args.select.shuffle || args.sending.times.reorder || args.sending.times.duplicate.is_some();
    if throws {
        talk.say(&format!("the dice are thrown anew; `--seed {seed}` throws the same again"));
    }
    (seed, throws.then_some(seed))
}
