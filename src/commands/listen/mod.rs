//! `dsw listen`: webhooks received, kept, answered, judged and shown.

mod advice;
mod asked;
mod banner;
mod change_from;
mod counters;
mod desk;
mod ending;
mod forward;
mod forwarder;
mod guard;
mod job;
mod keeper;
mod looks;
mod orders;
mod outbox;
mod passage;
mod printer;
mod queue;
mod ready;
mod recorder;
mod shown;
mod stand_in;
mod teller;
#[cfg(test)]
mod tests;
mod wanted;

use super::memory::Memory;
use advice::Kept;
use asked::Asked;
use desk::Closed;
pub(super) use desk::Desk;
use orders::Until;
pub(super) use orders::{Orders, Show};

use super::network;
use crate::cli::{CAPTURES, LimitArgs, ListenArgs, UntilArgs};
use crate::console::Console;
use crate::env::Env;
use crate::error::{Error, Exit};
use crate::server::{Limits, Server};
use crate::store::{Folder, Lying};

/// Listens until somebody wants it to end, or until what was asked for has come.
pub(super) fn run(args: &ListenArgs, env: &Env, console: &mut Console) -> Result<Exit, Error> {
    // Whatever is wrong with what was asked for is told before anything is made or listened on.
    let asked = Asked::of(args, env, &console.talk())?;
    let server = Server::bind(asked.address)?;
    let folder = open(args, env, console)?;
    let route = |line: &Lying<'_>| change_from::route_of_line(line, args.change_from.as_ref());
    let memory = folder.as_ref().map(|folder| Memory::of(folder.path(), route)).transpose()?;
    let kept = Kept::of(folder.as_ref().map(Folder::path));
    let (seed, ready, until) = (asked.seed, asked.ready, until(&args.until));
    let orders = Orders {
        memory: memory.unwrap_or_default(),
        change_from: args.change_from.clone(),
        limits: limits(&args.limits),
        guard: asked.guard,
        stand_in: asked.stand_in,
        forward: asked.forward.map(|forward| forward.of_listener(server.address(), kept)),
        folder,
        show: show(args, env),
        wanted: asked.wanted,
        until,
    };
    // None of them ends the process from here on; whoever is to hear of them comes later.
    let _held = network::hold_signals()?;
    let url = format!("http://{}", server.address());
    banner::show(args, server.address(), &orders, seed, console)?;
    let _ready = ready.map(|ready| ready.tell(&url)).transpose()?;
    let closed = Desk::open(server, orders, console.another())?.close()?;
    ending::print(banner::summary(&closed, args), console)?;
    Ok(exit(&closed, until))
}

/// How the run ended, the reasons to fail that were asked for among the others.
fn exit(closed: &Closed, until: Until) -> Exit {
    let invalid = until.fail_on_invalid && closed.listened.may_be_invalid();
    let timed_out = if closed.out_of_time { Exit::TimedOut } else { Exit::Ok };
    closed.exit.and(timed_out).and(if invalid { Exit::Failed } else { Exit::Ok })
}

fn show(args: &ListenArgs, env: &Env) -> Show {
    Show {
        format: (!args.quiet).then_some(args.format),
        body: args.body,
        secrets: args.secrets.seen(),
        zone: env.zone(),
    }
}

fn until(args: &UntilArgs) -> Until {
    let UntilArgs { count, timeout, fail_on_invalid, .. } = *args;
    Until { count, timeout, fail_on_invalid }
}

/// The capture folder, unless nothing is to be kept.
fn open(args: &ListenArgs, env: &Env, console: &Console) -> Result<Option<Folder>, Error> {
    if args.no_save {
        return Ok(None);
    }
    let by_env = env.path("DSW_SAVE_DIR");
    let dir = args.save_dir.clone().or(by_env).unwrap_or_else(|| CAPTURES.into());
    let (folder, notices) = Folder::open(&dir)?;
    for notice in notices {
        console.talk().warn(&notice.to_string());
    }
    if args.fsync { folder.synced().map(Some) } else { Ok(Some(folder)) }
}

fn limits(args: &LimitArgs) -> Limits {
    let limits = Limits::default();
    Limits {
        body: args.max_body,
        head_time: args.head_timeout,
        body_time: args.body_timeout,
        connections: args.max_connections.map_or(limits.connections, usize::from),
        ..limits
    }
}
