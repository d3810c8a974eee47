//! `dsw demo`: the whole loop on bundled samples, over real HTTP, in a folder that goes away.

use std::ffi::OsString;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::time::Duration;

use bytes::Bytes;
use jiff::tz::TimeZone;

use super::listen::{Desk, Orders, Show};
use super::{network, replay, validate};
use crate::capture::{Capture, Origin};
use crate::cli::{
    CAPTURES, Given, LevelArgs, ListenFormat, ReplayArgs, ReportArgs, SecretArgs, SourceArgs,
    ValidateArgs,
};
use crate::client::{Client, Replaying, Target};
use crate::console::Console;
use crate::env::Env;
use crate::error::{Error, Exit};
use crate::samples::SAMPLES;
use crate::secret::Secrets;
use crate::server::Server;
use crate::store::{self, Folder};

/// What the demo gives a delivery to itself.
const PATIENCE: Duration = Duration::from_secs(10);

const NEXT: &str = "
That was the whole loop. Next, run `dsw listen`, give its address to Dime.Scheduler as the README
tells, and judge what came with `dsw validate last`.";

/// Receives, judges and replays the samples, and says what to try next.
pub(super) fn run(env: &Env, console: &mut Console) -> Result<Exit, Error> {
    let place = store::temporary("dsw-demo-")?;
    let (captures, again) = (place.path().join("captures"), place.path().join("again"));

    say("1. Dime.Scheduler posts the appointment each time a planner acts on the board", console);
    let shown = Show {
        format: Some(ListenFormat::Human),
        body: false,
        secrets: Secrets::Hidden,
        zone: env.zone(),
    };
    let received = receive(&captures, shown, console, |url, _| post_samples(url))?;
    say("2. `dsw validate` judges what was captured", console);
    let judged = validate::once(&validation(&captures), env, console)?;
    say("3. `dsw replay` sends the captures to any receiver, byte for byte", console);
    let nothing = Show { format: None, body: false, secrets: Secrets::Hidden, zone: TimeZone::UTC };
    let replayed = receive(&again, nothing, console, |url, console| {
        replay::run(&replaying(&captures, url)?, env, console)
    })?;
    let exit = received.and(judged).and(replayed).and(compared(&captures, &again, console));
    console.talk().say(NEXT);
    Ok(exit)
}

fn say(what: &str, console: &Console) {
    console.talk().say(&format!("\n{}\n", console.talk().style.strong(what)));
}

/// Receives on a free port, into a folder of its own, while something is sent.
fn receive(
    dir: &Path,
    show: Show,
    console: &mut Console,
    send: impl FnOnce(&str, &mut Console) -> Result<Exit, Error>,
) -> Result<Exit, Error> {
    let server = Server::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))?;
    let url = format!("http://{}", server.address());
    let (folder, _) = Folder::open(dir)?;
    let desk = Desk::open(server, Orders::plain(Some(folder), show), console.another())?;
    let outcome = send(&url, console);
    desk.stop();
    Ok(desk.close()?.exit.and(outcome?))
}

/// Sends the bundled samples as Dime.Scheduler would: one after the other, as JSON.
fn post_samples(url: &str) -> Result<Exit, Error> {
    let (client, runtime) = (Client::new(PATIENCE), network::runtime()?);
    let exits = SAMPLES.iter().map(|sample| {
        let target = Target::parse(&format!("{url}/{}", route(sample.name)))?;
        let origin = Origin { path: Some(sample.name.into()), ..Origin::default() };
        let capture = Capture::of_body(origin, Bytes::from_static(sample.body));
        let letter = Replaying::default().letter(&capture);
        Ok(runtime.block_on(client.send(&target, &letter)).exit())
    });
    exits.reduce(|all, one| Ok(all?.and(one?))).unwrap_or(Ok(Exit::Ok))
}

/// Each kind of change on a path of its own, as connectors can be registered.
fn route(sample: &str) -> &'static str {
    match sample {
        _ if sample.contains("deleted") => "deleted",
        "01-created.json" | "09-several-resources.json" => "created",
        _ => "updated",
    }
}

fn source(dir: &Path) -> SourceArgs {
    SourceArgs { sources: vec![OsString::from(dir)], from: CAPTURES.into() }
}

fn validation(dir: &Path) -> ValidateArgs {
    ValidateArgs {
        source: source(dir),
        schema: None,
        sequence: false,
        schema_dir: None,
        levels: LevelArgs::default(),
        report: ReportArgs::for_people(),
        secrets: SecretArgs::default(),
        watch: false,
    }
}

fn replaying(dir: &Path, url: &str) -> Result<ReplayArgs, Error> {
    let mut given = Given::of(vec![dir.into()], dir, url);
    given.options.insert("format".to_owned(), vec!["human".into()]);
    given.read().map_err(|why| Error::Option("demo", why))
}

/// Whether what was replayed arrived as it was captured.
fn compared(sent: &Path, arrived: &Path, console: &Console) -> Exit {
    let bodies = |dir: &Path| {
        let captures = store::captures(&[OsString::from(dir)], dir);
        captures.map(|capture| capture.map(|capture| capture.body)).collect::<Result<Vec<_>, _>>()
    };
    match (bodies(sent), bodies(arrived)) {
        (Ok(sent), Ok(arrived)) if sent == arrived => {
            console.talk().say("every byte arrived as it was captured");
            Exit::Ok
        }
        _ => {
            console.talk().warn("what arrived is not what was captured");
            Exit::Failed
        }
    }
}
