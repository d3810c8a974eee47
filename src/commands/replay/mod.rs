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
mod outlet;
mod print;
mod reader;
mod resumed;
mod retry;
mod room;
mod schedule;
mod selection;
mod tally;
mod teller;
mod tokens;
mod wishes;

use std::borrow::Cow;
use std::sync::Arc;

use fastrand::Rng;
use jiff::Timestamp;

use self::address::Address;
use self::auth::TOKEN;
use self::courier::Courier;
use self::edits::Edits;
use self::engine::{Engine, Plan};
use self::expectations::Expectations;
use self::gate::Gate;
use self::letters::Writer;
use self::log::{Notes, RunLog};
use self::outlet::Outlet;
use self::reader::Reader;
use self::resumed::Resumed;
use self::retry::Policy;
use self::schedule::Schedule;
use self::selection::Selection;
use self::tally::Tally;
use self::tokens::Tokens;
use super::headers::{self, Said};
use super::judge::Judge;
use super::network::Ends;
use super::run::Run;
use super::{network, stdin, url};
use crate::cli::{Rate, ReplayArgs, Sender};
use crate::client::{Changes, Client, Replaying, Trust};
use crate::console::{Console, Talk};
use crate::env::Env;
use crate::error::{Error, Exit};
use crate::render::report::ReportFormat;
use crate::store::{self, Named};
use crate::transaction;

/// Sends every payload of every source and tells what became of it.
pub(super) fn run(args: &ReplayArgs, env: &Env, console: &mut Console) -> Result<Exit, Error> {
    if let Some(Resumed { args, log, own }) = resumed::options(args, env)? {
        return go(&args, log, env, console).map_err(|error| own.blamed(error));
    }
    wishes::do_something(args)?;
    go(args, RunLog::default(), env, console)
}

/// The same for payloads that were simulated, which have dice of their own.
pub(super) fn deliver(args: &ReplayArgs, env: &Env, console: &mut Console) -> Result<Exit, Error> {
    wishes::of_sending(&args.sending)?;
    go(args, RunLog::default(), env, console)
}

fn go(args: &ReplayArgs, log: RunLog, env: &Env, console: &mut Console) -> Result<Exit, Error> {
    let mut args = Cow::Borrowed(args);
    // What comes while it goes on, or before another goes on with it, is none of its payloads.
    let sources = store::pinned(&args.sources, &args.from);
    if sources != args.sources {
        args.to_mut().sources = sources;
    }
    send(&args, log, env, console)
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
    let newest = log.newest().unwrap_or_else(|| store::newest(&args.sources));
    let selection = Selection::of(args, &newest, seed, now, &zone, env)?;
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
        if let Some(timeless) = selection.timeless(args) {
            talk.warn(&timeless);
        }
        return Ok(exit);
    }
    let answers = args.sending.expected.save_responses.as_deref().map(Named::open).transpose()?;
    network::warn_of_proxies(env, &talk);
    let runtime = network::runtime()?;
    if let Err(failure) = runtime.block_on(courier.prepare()) {
        return run.failed(&Error::Token(failure));
    }
    let mut reader = Reader::start(selection, writer);
    let is_kept = args.run.journal.is_some() || log.is_resumed();
    if is_kept || !args.is_passing && reader.has_several() {
        log.begin(args, chosen, &newest, env, &talk)?;
    }
    let exit = runtime.block_on(async {
        let mut ends = Ends::now();
        let courier = Courier { notes: log.notes(), ..courier };
        let dice = Rng::with_seed(seed);
        let (engine, talk) = engine(args, courier, log, run, answers, &mut reader, dice);
        let sent = engine.run(&mut ends).await;
        ending::end(sent, args, &reader, &talk, &mut ends).await
    });
    // A look-up of a name that nobody waits for any more must not hold the end.
    runtime.shutdown_background();
    Ok(exit)
}

fn engine(
    args: &ReplayArgs,
    courier: Courier,
    log: RunLog,
    mut run: Run,
    answers: Option<Named>,
    reader: &mut Reader,
    dice: Rng,
) -> (Engine, Talk) {
    // The last words are said once the bar is gone.
    let (talk, is_ci) = (run.console.talk(), run.console.is_ci());
    run.console.start_progress();
    reader.count(&run.console);
    let times = &args.sending.times;
    let most_failures = args.sending.expected.most_failures();
    let tally = Tally { most_failures, ..Tally::default() };
    let plan = Plan {
        schedule: Schedule::of(times),
        concurrency: times.concurrency.into(),
        tells_now_and_then: is_ci,
    };
    let outlet = Outlet::open(run, answers);
    let engine = Engine::new(plan, courier, reader.mail(), dice, (log, tally), outlet);
    (engine, talk)
}

/// Fails when a source, the URL, the secret and a header share standard input.
fn is_read_once(args: &ReplayArgs) -> Result<(), Error> {
    let headers = &args.sending.headers;
    let to = (args.to.as_deref() == Some("@-")).then_some("--to @-");
    let source = args.sources.iter().any(|source| source == "-").then_some("-");
    let secret = args.sending.auth.secret.is_stdin().then_some("--secret-file -");
    let readers = source
        .into_iter()
        .chain(to)
        .chain(secret)
        .chain(stdin::of_headers(&headers.headers))
        .chain(headers.before.iter().flat_map(|said| stdin::of_headers(&said.added)));
    stdin::is_read_once(&readers.collect::<Vec<_>>())
}

/// Fails when a report of tests is asked for, and nothing is tested.
fn is_planned(args: &ReplayArgs) -> Result<(), Error> {
    let is_test = args.sending.report.formats.iter().any(|one| one.format == ReportFormat::Junit);
    let why = "a dry run tests nothing that a report of test cases could tell".to_owned();
    if is_test { Err(Error::Option("--format", why)) } else { Ok(()) }
}

fn writer(args: &ReplayArgs, edits: Edits, env: &Env, talk: &Talk) -> Result<Writer, Error> {
    let to = url::given(args.to.as_deref().unwrap_or_default(), "--to", talk)?;
    let given = &args.sending.headers;
    let Said { mut added, removed } = headers::said(given, talk)?;
    let address = Address::of(&to, args.sending.secrets.seen(), given.keep_path, given.keep_auth);
    let address = address.map_err(|error| as_logged(error, args))?;
    let is_own = |name: &String| name.eq_ignore_ascii_case("authorization");
    if address.names_user && removed.iter().any(is_own) {
        let why = "the URL names a user, whom `Authorization` shows".to_owned();
        return Err(Error::Option("--remove-header", why));
    }
    if let Some(shown) = auth::shown(&args.sending.auth, env)? {
        auth::is_said_once(&shown, &added, &removed, address.names_user)?;
        added.push(("Authorization".to_owned(), shown.value));
    }
    let how = Replaying {
        changes: Changes::of(added, removed)?,
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
    let client = Client::new(args.sending.attempts.timeout).trusting(trust);
    let client = client.keeping(args.sending.times.concurrency.into());
    let client = match auth::account(&args.sending.auth, env)? {
        Some(account) => client.signing_in(account),
        None => client,
    };
    Ok(Courier {
        client,
        policy: Policy::of(&args.sending.attempts),
        follows: args.sending.attempts.follow,
        expectations: Expectations::of(&args.sending.expected, args.sending.secrets.seen(), env)?,
        tokens,
        gate: Arc::new(Gate::new(args.sending.times.rate.map(Rate::interval))),
        notes: Notes::default(),
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
