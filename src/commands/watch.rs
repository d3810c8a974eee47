//! `dsw validate --watch`: judges again whenever a source changes.

use std::pin::pin;
use std::time::Duration;

use super::{network, validate};
use crate::cli::ValidateArgs;
use crate::console::Console;
use crate::env::Env;
use crate::error::{Error, Exit};
use crate::store::Stamp;

/// How often the files are looked at; twice as long they must look the same before they are
/// read, as an editor may write one in pieces.
const LOOK: Duration = Duration::from_millis(200);

/// Judges until somebody wants it to end; ends as the last round did.
pub(super) fn run(args: &ValidateArgs, env: &Env, console: &mut Console) -> Result<Exit, Error> {
    let is_schema = args.schema.as_ref().is_some_and(|path| path.as_os_str() == "-");
    if is_schema || args.source.sources.iter().any(|source| source == "-") {
        let why = "standard input comes once; name files or folders".to_owned();
        return Err(Error::Option("--watch", why));
    }
    network::runtime()?.block_on(watch(args, env, console))
}

async fn watch(args: &ValidateArgs, env: &Env, console: &mut Console) -> Result<Exit, Error> {
    let mut ended = pin!(network::ended());
    let mut seen = look(args);
    let mut exit = validate::once(args, env, console)?;
    loop {
        say("watching for changes; Ctrl-C ends", args, console);
        seen = tokio::select! {
            biased;
            cause = &mut ended => return Ok(by_signal(exit, cause)),
            now = changed(args, &seen) => now,
        };
        say("──── changed ────", args, console);
        exit = again(args, env, console)?;
    }
}

/// One more round; what is broken for the moment may be whole in the next.
fn again(args: &ValidateArgs, env: &Env, console: &mut Console) -> Result<Exit, Error> {
    match validate::once(args, env, console) {
        Err(error @ Error::Write(_)) => Err(error),
        Err(error) => {
            console.talk().error(&error);
            Ok(error.exit())
        }
        ended => ended,
    }
}

/// Ctrl-C is the way to end it, and costs nothing.
fn by_signal(exit: Exit, cause: Exit) -> Exit {
    if cause == Exit::Interrupted { exit } else { exit.and(cause) }
}

fn look(args: &ValidateArgs) -> Stamp {
    let files = args.source.sources.iter().cloned();
    let files = files.chain(args.schema_dir.iter().map(|dir| dir.clone().into_os_string()));
    let stamp = Stamp::of(&files.collect::<Vec<_>>(), &args.source.from);
    args.schema.iter().fold(stamp, |stamp, schema| stamp.with(schema))
}

/// Waits until the files look different, and stay so.
async fn changed(args: &ValidateArgs, seen: &Stamp) -> Stamp {
    let mut last = seen.clone();
    loop {
        tokio::time::sleep(LOOK).await;
        let now = look(args);
        if now != *seen && now == last {
            return now;
        }
        last = now;
    }
}

fn say(what: &str, args: &ValidateArgs, console: &Console) {
    if !args.report.quiet {
        console.talk().say(what);
    }
}
