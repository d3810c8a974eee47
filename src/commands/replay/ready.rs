//! What is made ready before anything is sent.

use std::sync::Arc;

use fastrand::Rng;

use super::address::Address;
use super::auth;
use super::courier::Courier;
use super::edits::Edits;
use super::engine::{Engine, Plan};
use super::expectations::Expectations;
use super::gate::Gate;
use super::letters::Writer;
use super::log::{Notes, RunLog};
use super::outlet::Outlet;
use super::reader::Reader;
use super::remarks::Remarks;
use super::retry::Policy;
use super::schedule::Schedule;
use super::tally::Tally;
use super::tokens::Tokens;
use crate::cli::{Rate, ReplayArgs, Sender};
use crate::client::{Changes, Client, Replaying, Trust};
use crate::commands::headers::{self, Said};
use crate::commands::judge::Judge;
use crate::commands::run::Run;
use crate::commands::{stdin, url};
use crate::console::Talk;
use crate::env::Env;
use crate::error::Error;
use crate::render::report::ReportFormat;
use crate::store::Named;
use crate::transaction;

/// Who sends, with the bar begun; and who says the last words.
pub(super) fn engine(
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
pub(super) fn is_read_once(args: &ReplayArgs) -> Result<(), Error> {
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
pub(super) fn is_planned(args: &ReplayArgs) -> Result<(), Error> {
    let is_test = args.sending.report.formats.iter().any(|one| one.format == ReportFormat::Junit);
    let why = "a dry run tests nothing that a report of test cases could tell".to_owned();
    if is_test { Err(Error::Option("--format", why)) } else { Ok(()) }
}

/// Who writes each letter.
pub(super) fn writer(
    args: &ReplayArgs,
    edits: Edits,
    remarks: Arc<Remarks>,
    env: &Env,
    talk: &Talk,
) -> Result<Writer, Error> {
    let to = url::given(args.to.as_deref().unwrap_or_default(), "--to", talk)?;
    let given = &args.sending.headers;
    let Said { mut added, removed } = headers::said(given, talk)?;
    let address = Address::of(&to, args.sending.secrets.seen(), given.keep_path, given.keep_auth);
    let address = address.map_err(|error| as_logged(error, args))?;
    let is_own = |name: &String| name.eq_ignore_ascii_case("authorization");
    if address.names_user() && removed.iter().any(is_own) {
        let why = "the URL names a user, whom `Authorization` shows".to_owned();
        return Err(Error::Option("--remove-header", why));
    }
    if let Some(shown) = auth::shown(&args.sending.auth, env)? {
        auth::is_said_once(&shown, &added, &removed, address.names_user())?;
        added.push(("Authorization".to_owned(), shown.value));
    }
    let how = Replaying {
        changes: Changes::of(added, removed)?,
        keeps_auth: given.keep_auth,
        is_exact: given.exact,
    };
    remarks.expect(given, &how);
    auth::warn_of_trust(&args.sending, address.is_secure(), talk);
    let judge = args.sending.expected.validate.then(|| Arc::new(Judge::bundled()));
    let has_lanes = args.sending.times.concurrency > 1;
    Ok(Writer { edits, address, how, judge, has_lanes, remarks })
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

/// Who delivers each letter.
pub(super) fn courier(
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
pub(super) fn seed(args: &ReplayArgs, talk: &Talk) -> (u64, Option<u64>) {
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
