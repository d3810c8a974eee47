//! What the command line asks of a listener, read and found to make sense.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use super::forward::Forward;
use super::guard::{Expected, Guard};
use super::ready::Ready;
use super::stand_in::StandIn;
use super::wanted::Wanted;
use crate::cli::{ChangeFrom, GuardArgs, ListenArgs, ListenFormat};
use crate::client;
use crate::commands::{secret, stdin};
use crate::console::Talk;
use crate::env::Env;
use crate::error::Error;

/// Everything that can be wrong with a command line, and is not.
pub(super) struct Asked {
    /// Where to listen.
    pub address: SocketAddr,
    /// Which captures are wanted.
    pub wanted: Wanted,
    /// Where the dice begin.
    pub seed: u64,
    /// What to answer.
    pub stand_in: StandIn,
    /// Whom to let in.
    pub guard: Guard,
    /// Where to forward to.
    pub forward: Option<Forward>,
    /// Where to say that it is ready.
    pub ready: Option<Ready>,
}

impl Asked {
    /// Reads what was asked for, files and standard input too; nothing is made but room for the
    /// file that says that it is ready.
    pub(super) fn of(args: &ListenArgs, env: &Env, talk: &Talk) -> Result<Self, Error> {
        has_a_card(args)?;
        let (wanted, address) = (Wanted::of(args, env)?, address(args)?);
        let secret = args.guard.secret.is_stdin().then_some("--secret-file -");
        let body = args.stand_in.respond_body.as_deref();
        let body = body.filter(|body| *body == "@-").map(|_| "--respond-body @-");
        let to = args.forward.forward_to.as_deref();
        let to = to.filter(|to| *to == "@-").map(|_| "--forward-to @-");
        let readers = secret
            .into_iter()
            .chain(body)
            .chain(to)
            .chain(stdin::of_headers(&args.forward.headers));
        stdin::is_read_once(&readers.collect::<Vec<_>>())?;
        if let Some(ChangeFrom::Header(name)) = &args.change_from {
            client::header_name(name).map_err(|why| Error::Option("--change-from", why))?;
        }
        let seed = args.stand_in.seed.unwrap_or_else(|| fastrand::u64(..1_000_000));
        Ok(Self {
            address,
            wanted,
            seed,
            stand_in: StandIn::of(&args.stand_in, seed)?,
            guard: guard(&args.guard, env)?,
            forward: Forward::of(&args.forward, args.secrets.seen(), talk)?,
            ready: args.until.ready_file.as_deref().map(Ready::at).transpose()?,
        })
    }
}

/// Whether there are cards for payloads to stand below.
fn has_a_card(args: &ListenArgs) -> Result<(), Error> {
    let why = match args.format {
        _ if !args.body => return Ok(()),
        ListenFormat::Human => return Ok(()),
        ListenFormat::Line => "`--format line` has no card that a payload could stand below",
        ListenFormat::Json => "`--format json` has every payload already",
    };
    Err(Error::Option("--body", why.to_owned()))
}

/// Whom it lets in; the secret comes from a file, standard input or the environment.
fn guard(args: &GuardArgs, env: &Env) -> Result<Guard, Error> {
    let secret = || secret::given(&args.secret, env, "--require-…", "compare with");
    Ok(match args {
        GuardArgs { require_basic: Some(user), .. } => Guard::basic(user, &secret()?),
        GuardArgs { require_bearer: true, .. } => Guard::Bearer(Expected::of(&secret()?)),
        GuardArgs { require_header: Some(name), .. } => {
            client::header_name(name).map_err(|why| Error::Option("--require-header", why))?;
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
