//! `dsw replay`: saved payloads, sent again byte for byte, one at a time and in order.

use std::iter;
use std::pin::pin;

use super::judge::read;
use super::run::Run;
use super::{headers, network};
use crate::capture::Capture;
use crate::cli::{Format, ReplayArgs};
use crate::client::{self, Client, Outgoing, Target};
use crate::console::Console;
use crate::delivery::Delivery;
use crate::error::{Error, Exit};
use crate::outcomes::Outcomes;
use crate::render::deliveries;
use crate::render::json;
use crate::render::outgoing::{self, Planned};
use crate::store;

/// Sends every payload of every source and tells what became of it.
pub(super) fn run(args: &ReplayArgs, console: &mut Console) -> Result<Exit, Error> {
    let target = Target::parse(&args.to)?.showing(args.secrets.seen());
    let headers = headers::given(&args.headers, &console.talk())?;
    let letters = letters(args, &headers);
    let mut run = Run::new(args.format, args.secrets.seen(), console);
    if args.dry_run {
        return tell_only(letters, &target, run);
    }
    let (client, mut outcomes) = (Client::new(args.timeout), Outcomes::default());
    let total = total(args, run.console);
    run.console.start_progress(total);
    let runtime = network::runtime()?;
    let sent = runtime.block_on(send_all(letters, &client, &target, &mut outcomes, &mut run));
    // A look-up of a name that nobody waits for any more must not hold the end.
    runtime.shutdown_background();
    run.console.end_progress();
    end(sent?, outcomes, &mut run)
}

/// How many payloads there are, when somebody watches and they can be read twice.
fn total(args: &ReplayArgs, console: &Console) -> Option<u64> {
    let is_stream = args.source.sources.iter().any(|source| source == "-");
    (console.shows_progress() && !is_stream).then(|| letters(args, &[]).count() as u64)
}

/// A payload and the request that sends it, or the source that could not be read.
type Letter = Result<(Capture, Outgoing), Error>;

fn letters<'a>(
    args: &'a ReplayArgs,
    headers: &'a [(String, String)],
) -> impl Iterator<Item = Letter> + 'a {
    let captures = store::captures(&args.source.sources, &args.source.from);
    let payloads = captures.flat_map(|capture| -> store::Captures {
        match capture {
            Ok(capture) => Box::new(store::elements(capture).map(Ok)),
            Err(error) => Box::new(iter::once(Err(error))),
        }
    });
    payloads.map(|capture| {
        capture.map(|capture| {
            let letter = client::outgoing(&capture, headers);
            (capture, letter)
        })
    })
}

/// Sends one after the other, until all are sent or somebody wants it to end.
async fn send_all(
    letters: impl Iterator<Item = Letter>,
    client: &Client,
    target: &Target,
    outcomes: &mut Outcomes,
    run: &mut Run<'_>,
) -> Result<Option<Exit>, Error> {
    let mut ended = pin!(network::ended());
    for letter in letters {
        let (capture, letter) = match letter {
            Ok(letter) => letter,
            Err(error) => {
                run.unread(&error)?;
                continue;
            }
        };
        tokio::select! {
            biased;
            exit = &mut ended => return Ok(Some(exit)),
            delivery = client.send(target, &letter) => {
                outcomes.add(&delivery);
                show(&capture, &delivery, outcomes, run)?;
            }
        }
    }
    Ok(None)
}

fn show(
    capture: &Capture,
    delivery: &Delivery,
    outcomes: &Outcomes,
    run: &mut Run<'_>,
) -> Result<(), Error> {
    run.costs(delivery.exit());
    let (format, view) = (run.format, run.console.view());
    let text = read(capture, run.secrets, |entry| match format {
        Format::Human => deliveries::delivery(entry, delivery, &view),
        Format::Json => json::delivery(entry, delivery),
    });
    run.console.progress(format!("{} not accepted", outcomes.sent() - outcomes.accepted));
    run.console.data(&text)?;
    run.console.flush()
}

/// `--dry-run`: what would be sent, in order, secrets as they may be seen.
fn tell_only(
    letters: impl Iterator<Item = Letter>,
    target: &Target,
    mut run: Run<'_>,
) -> Result<Exit, Error> {
    let (format, view) = (run.format, run.console.view());
    for letter in letters {
        match letter {
            Err(error) => run.unread(&error)?,
            Ok((capture, letter)) => {
                let planned = Planned {
                    to: target.shown(),
                    method: &letter.method,
                    headers: &letter.headers_to(target),
                    size: letter.body.len(),
                };
                run.console.data(&read(&capture, run.secrets, |entry| match format {
                    Format::Human => outgoing::planned(entry, &planned, &view),
                    Format::Json => json::planned(entry, &planned),
                }))?;
            }
        }
    }
    run.console.flush()?;
    run.console.talk().say("dry run: nothing was sent");
    Ok(run.exit)
}

fn end(cut_short: Option<Exit>, mut outcomes: Outcomes, run: &mut Run<'_>) -> Result<Exit, Error> {
    outcomes.unread = run.unread;
    if run.format == Format::Json {
        run.console.data(&json::replay_summary(&outcomes))?;
    }
    run.console.flush()?;
    let talk = run.console.talk();
    talk.say(&deliveries::summary(&outcomes));
    if outcomes.not_200 > 0 {
        talk.hint("any 2xx counts as accepted; Dime.Scheduler documents 200 only");
    }
    if cut_short.is_some() {
        talk.warn("cut short: what came after was not sent");
    }
    Ok(run.exit.and(cut_short.unwrap_or_default()))
}
