//! `dsw simulate`: actions of the planning board, and what would be posted after each.

mod board;
mod kept;
mod payload;
mod worse;

use super::{no_ops, replay, stdin};
use crate::board_action::Route;
use crate::cli::{ReplayArgs, SimulateArgs, SourceArgs};
use crate::console::Console;
use crate::env::Env;
use crate::error::{Error, Exit};
use crate::printable::json_safe;
use crate::render::payload::compact;
use crate::render::simulated;
use crate::secret::Secrets;
use crate::simulate::{Posted, Refusal, day, simulate};
use crate::store;

/// Simulates, then prints, keeps or sends what would be posted.
pub(super) fn run(args: &SimulateArgs, env: &Env, console: &mut Console) -> Result<Exit, Error> {
    is_read_once(args)?;
    let sources: Vec<_> = args.on.iter().chain(&args.like).cloned().collect();
    if let Some(unused) = no_ops::unused_from(&args.from, &sources) {
        console.talk().warn(&unused);
    }
    let on = payload::of(args)?;
    let known = payload::known(args, &on)?;
    let posted = if let Some(seed) = args.day {
        day(&on.draft, seed, args.date, known)
    } else {
        let mut board = board::of(args, &on.draft, env, known);
        let refused = |refusal: Refusal| Error::Action(refusal.action, refusal.place, refusal.why);
        simulate(&on.draft, &args.actions, &mut board).map_err(refused)?
    };
    if args.day.is_none() {
        for line in worse::since(&on.draft, &posted) {
            console.talk().warn(&line);
        }
    }
    let (exit, kept) = give(&posted, args, env, console)?;
    tell(&posted, args, console);
    if let Some(hint) = kept.and_then(|kept| next(&posted, &kept, args, exit)) {
        console.talk().hint(&hint);
    }
    Ok(exit)
}

/// Fails when the payload, what it is like, the secret and a header share standard input.
fn is_read_once(args: &SimulateArgs) -> Result<(), Error> {
    let sending = &args.delivery.beside.0;
    let on = args.on.iter().filter(|on| *on == "-").map(|_| "--on -");
    let like = args.like.iter().filter(|like| *like == "-").map(|_| "--like -");
    let secret = sending.auth.secret.is_stdin().then_some("--secret-file -");
    let headers = stdin::of_headers(&sending.headers.headers);
    stdin::is_read_once(&on.chain(like).chain(secret).chain(headers).collect::<Vec<_>>())
}

/// Gives the payloads to whom they are for, and tells where they are kept.
fn give(
    posted: &[Posted],
    args: &SimulateArgs,
    env: &Env,
    console: &mut Console,
) -> Result<(Exit, Option<SourceArgs>), Error> {
    if args.delivery.to.is_some() {
        return send(posted, args, env, console);
    }
    match &args.output {
        Some(dir) => Ok((Exit::Ok, Some(kept::keep(posted, dir, console)?))),
        None => Ok((print(posted, env.stdout.is_terminal, console)?, None)),
    }
}

/// A payload a line: whole, for it is data to go on with.
fn print(posted: &[Posted], is_seen: bool, console: &mut Console) -> Result<Exit, Error> {
    for one in posted {
        let line = compact(one.draft.document().root(), Secrets::Shown);
        let line = if is_seen { json_safe(&line) } else { line.as_str().into() };
        console.data(&format!("{line}\n"))?;
    }
    console.flush()?;
    Ok(Exit::Ok)
}

/// Keeps the payloads and sends them, as `dsw replay` does, once it is known how.
fn send(
    posted: &[Posted],
    args: &SimulateArgs,
    env: &Env,
    console: &mut Console,
) -> Result<(Exit, Option<SourceArgs>), Error> {
    if args.output.is_none() && args.delivery.beside.0.print.is_some() {
        let why = "no file holds what is simulated; `--output DIR` keeps it";
        return Err(Error::Option("--print", why.to_owned()));
    }
    let replay = ReplayArgs::simulated(&args.delivery, args.seed.or(args.day));
    let options = replay::options(&replay, env, console)?;
    let Some(dir) = &args.output else {
        let place = store::temporary("dsw-simulate-")?;
        let source = kept::keep(posted, &place.path().join("captures"), console)?;
        let exit = replay::send(&replay.passing(source), options, env, console)?;
        return Ok((exit, None));
    };
    let source = kept::keep(posted, dir, console)?;
    let exit = replay::send(&replay.kept(source.clone()), options, env, console)?;
    Ok((exit, Some(source)))
}

/// Tells people what was simulated, and what of it is not known to be possible.
fn tell(posted: &[Posted], args: &SimulateArgs, console: &Console) {
    let talk = console.talk();
    if args.day.is_some() {
        talk.say(&simulated::day(posted));
    } else if args.delivery.to.is_none() {
        for one in posted {
            talk.say(&simulated::line(one));
        }
    }
    let edits = |one: &&Posted| one.change != Route::Created && one.action != "unlock";
    let locked = posted.iter().filter(edits).find(|one| one.was_locked);
    if let Some(locked) = locked.filter(|_| args.day.is_none()) {
        talk.warn(&format!(
            "`{}` was done to a locked appointment; it is not known whether the board allows it",
            locked.action
        ));
    }
}

/// What to do with payloads that are kept and were not sent; a run that was cut short says itself
/// how to go on, and one of a single payload does not.
fn next(posted: &[Posted], kept: &SourceArgs, args: &SimulateArgs, exit: Exit) -> Option<String> {
    let sending = &args.delivery.beside.0;
    let is_sent = args.delivery.to.is_some() && !sending.dry_run;
    if sending.print.is_some() || is_sent && (posted.len() > 1 || exit == Exit::Ok) {
        return None;
    }
    let what = if is_sent { "it again" } else { "them" };
    Some(format!("`dsw replay {} --to URL` sends {what}", kept::words(kept)))
}
