//! `dsw listen`: webhooks received, kept, answered, judged and shown.

mod advice;
mod banner;
mod change_from;
mod counters;
mod desk;
mod forward;
mod forwarder;
mod guard;
mod job;
mod keeper;
mod lanes;
mod looks;
mod memory;
mod orders;
mod outbox;
mod recorder;
mod shown;
mod stand_in;
mod teller;
#[cfg(test)]
mod tests;
mod wanted;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use desk::Closed;
pub(super) use desk::Desk;
use forward::Forward;
use guard::{Expected, Guard};
use memory::Memory;
use orders::Until;
pub(super) use orders::{Orders, Show};
use stand_in::StandIn;
use wanted::Wanted;

use super::network;
use crate::cli::{CAPTURES, GuardArgs, LimitArgs, ListenArgs, UntilArgs};
use crate::console::Console;
use crate::env::Env;
use crate::error::{Error, Exit};
use crate::server::{Limits, Server};
use crate::store::{self, Folder};

/// Listens until somebody wants it to end, or until what was asked for has come.
pub(super) fn run(args: &ListenArgs, env: &Env, console: &mut Console) -> Result<Exit, Error> {
    let wanted = Wanted::of(args)?;
    let server = Server::bind(address(args)?)?;
    let seed = args.stand_in.seed.unwrap_or_else(|| fastrand::u64(..1_000_000));
    let folder = open(args, env, console)?;
    let memory = folder.as_ref().map(|folder| Memory::of(folder.path())).transpose()?;
    let orders = Orders {
        memory: memory.unwrap_or_default(),
        change_from: args.change_from.clone(),
        limits: limits(&args.limits),
        guard: guard(&args.guard, env)?,
        stand_in: StandIn::of(&args.stand_in, seed)?,
        forward: Forward::of(
            &args.forward,
            args.secrets.seen(),
            server.address(),
            &console.talk(),
        )?,
        folder,
        show: Show {
            format: (!args.quiet).then_some(args.format),
            body: args.body,
            secrets: args.secrets.seen(),
            zone: env.zone(),
        },
        wanted,
        until: until(&args.until),
    };
    let until = orders.until;
    network::hold_signals()?;
    banner::show(args, server.address(), &orders, seed, console)?;
    let closed = Desk::open(server, orders, console.another()).close()?;
    banner::summary(&closed, args, console)?;
    Ok(exit(&closed, until))
}

/// How the run ended, the reasons to fail that were asked for among the others.
fn exit(closed: &Closed, until: Until) -> Exit {
    let invalid = until.fail_on_invalid && closed.listened.invalid > 0;
    let timed_out = if closed.out_of_time { Exit::TimedOut } else { Exit::Ok };
    closed.exit.and(timed_out).and(if invalid { Exit::Failed } else { Exit::Ok })
}

fn until(args: &UntilArgs) -> Until {
    let UntilArgs { count, timeout, fail_on_invalid, .. } = *args;
    Until { count, timeout, fail_on_invalid }
}

/// Whom it lets in; the secret comes from a file, standard input or the environment.
fn guard(args: &GuardArgs, env: &Env) -> Result<Guard, Error> {
    let secret = || {
        let secret = match &args.secret_file {
            Some(path) => store::secret(path)?,
            None => env.variable("DSW_SECRET").unwrap_or_default().as_bytes().to_vec(),
        };
        let why = "there is no secret to compare with: \
                   name a file that holds one with `--secret-file`, or set `DSW_SECRET`";
        // Nothing is no secret: everybody would be let in.
        if secret.is_empty() {
            Err(Error::Option("--require-…", why.to_owned()))
        } else {
            Ok(secret)
        }
    };
    Ok(match args {
        GuardArgs { require_basic: Some(user), .. } => Guard::basic(user, &secret()?),
        GuardArgs { require_bearer: true, .. } => Guard::Bearer(Expected::of(&secret()?)),
        GuardArgs { require_header: Some(name), .. } => {
            Guard::Header(name.clone(), Expected::of(&secret()?))
        }
        _ => Guard::Open,
    })
}

fn address(args: &ListenArgs) -> Result<SocketAddr, Error> {
    let host = match args.host.as_str() {
        "localhost" => Ok(IpAddr::V4(Ipv4Addr::LOCALHOST)),
        host => host.trim_start_matches('[').trim_end_matches(']').parse(),
    };
    let host = host.map_err(|_| Error::Host(args.host.clone()))?;
    Ok(SocketAddr::new(host, args.port))
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
