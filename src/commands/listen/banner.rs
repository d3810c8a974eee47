//! The first and the last words of a listener.

use std::net::SocketAddr;

use super::desk::Closed;
use super::orders::Orders;
use super::printer::Page;
use crate::cli::{ListenArgs, ListenFormat, UntilArgs};
use crate::commands::words::Word;
use crate::console::{Console, Talk};
use crate::error::Error;
use crate::printable::printable;
use crate::render::counted;
use crate::render::json::{self, Forwards, Listened, Listening};

/// Tells where it listens, where captures go, and what the connector needs.
pub(super) fn show(
    args: &ListenArgs,
    address: SocketAddr,
    orders: &Orders,
    seed: u64,
    console: &mut Console,
) -> Result<(), Error> {
    let url = format!("http://{address}");
    if !args.quiet {
        tell(args, &url, address.ip().is_unspecified(), orders, seed, &console.talk());
    }
    if !address.ip().is_loopback() && orders.guard.is_open() {
        console.talk().warn("anyone who can reach this machine can post here");
    }
    if orders.show.format == Some(ListenFormat::Json) {
        let folder = orders.folder.as_ref();
        let save_dir = folder.map(|folder| folder.path().display().to_string());
        let (host, port) = (address.ip().to_string(), address.port());
        let listening = Listening { url, host, port, save_dir };
        console.data(&json::listening(&listening))?;
        console.flush()?;
    }
    Ok(())
}

fn tell(args: &ListenArgs, url: &str, anywhere: bool, orders: &Orders, seed: u64, talk: &Talk) {
    talk.say(&format!("dsw {} listens on {}", env!("CARGO_PKG_VERSION"), talk.style.strong(url)));
    talk.say(&match &orders.folder {
        Some(folder) => {
            let dir = folder.path().display().to_string();
            format!("  captures   in {}, the next is #{}", printable(&dir), folder.next_seq())
        }
        None => "  captures   not kept".to_owned(),
    });
    let from_afar = anywhere.then(|| url.replace("0.0.0.0", "NAME").replace("[::]", "NAME"));
    let uri = from_afar.as_deref().unwrap_or(url);
    talk.say(&format!("  connector  HTTP POST URI: {uri}, or the https URL of a tunnel to it:"));
    if anywhere {
        talk.say("             NAME is what others know this machine by;");
    }
    talk.say("             Dime.Scheduler must be able to reach it from where it runs");
    if let Some(forward) = &orders.forward {
        talk.say(&format!("  forward    to {}", printable(forward.target.shown())));
    }
    if args.stand_in.throws_dice() {
        talk.say(&format!("  dice       repeat this run's with --seed {seed}"));
    }
    talk.say("  end        Ctrl-C");
    talk.say("");
}

/// What the run came to.
pub(super) fn summary(closed: &Closed, args: &ListenArgs) -> Page {
    let (listened, mut page) = (closed.listened, Page::default());
    if args.format == ListenFormat::Json && !args.quiet && closed.all_shown {
        page.data = json::listen_summary(listened);
    }
    if closed.out_of_time {
        let missing = missing(listened, &args.until);
        page.words.push(Word::Warn(format!("the time has run out{missing}")));
    }
    if args.until.fail_on_invalid && listened.not_judged > 0 {
        let captures = counted(listened.not_judged, "capture");
        page.words.push(Word::Warn(format!("{captures} not judged, so that any may be invalid")));
    }
    if !args.quiet {
        page.words.push(Word::Say(told(listened)));
    }
    page
}

/// What did not come in time.
fn missing(listened: Listened, until: &UntilArgs) -> String {
    let come = listened.matched.unwrap_or(listened.captures);
    let what =
        if listened.matched.is_some() { "captures that match `--where`" } else { "captures" };
    let count = until.count.map(|count| format!("{come} of {count} {what} came"));
    let last = until.last.as_ref().map(|_| "no capture matched `--until`".to_owned());
    let missing: Vec<_> = count.into_iter().chain(last).collect();
    if missing.is_empty() { String::new() } else { format!(": {}", missing.join(", ")) }
}

/// What the run came to, in one line.
fn told(listened: Listened) -> String {
    let Listened { captures, matched, appointments, invalid, refused, forwards, .. } = listened;
    let of =
        format!("{} of {}", counted(captures, "capture"), counted(appointments, "appointment"));
    let mut parts = vec![of];
    parts.extend(matched.map(|matched| format!("{matched} matched")));
    parts.extend([format!("{invalid} invalid"), format!("{refused} refused")]);
    if let Some(Forwards { forwarded, unreached, dropped }) = forwards {
        parts.push(format!("{forwarded} forwarded"));
        let failed = [(unreached, "not reached"), (dropped, "not forwarded")];
        let failed = failed.iter().filter(|(count, _)| *count > 0);
        parts.extend(failed.map(|(count, what)| format!("{count} {what}")));
    }
    if listened.not_judged > 0 {
        parts.push(format!("{} not judged", listened.not_judged));
    }
    if listened.not_shown > 0 {
        let not_shown = listened.not_shown;
        parts.push(format!("{not_shown} not shown, since the output did not keep up"));
    }
    parts.join(", ")
}
