//! `dsw show`: one capture, as a card or part by part.

use super::reading::Reading;
use super::request::{as_it_came, command, file_of};
use super::told::Told;
use crate::cli::{Format, ShowArgs};
use crate::console::Console;
use crate::entry::Entry;
use crate::env::Env;
use crate::error::{Error, Exit};
use crate::origin;
use crate::printable::is_obeyed;
use crate::render::View;
use crate::render::card::{card, whole};
use crate::render::head::head;
use crate::store;

/// Shows every capture that is named.
pub(super) fn run(args: &ShowArgs, env: &Env, console: &mut Console) -> Result<Exit, Error> {
    let view = View { zone: env.zone(), ..console.view() };
    let mut reading = Reading::new(Format::Human, args.secrets.seen(), console);
    if args.part.raw {
        raw(args, &view, &mut reading)?;
    } else {
        let (sources, from) = (&args.source.sources, &args.source.from);
        let told = Told { sources, from, is_wanted: &|_| true };
        let mut is_first = true;
        told.each(&mut reading, &mut |entry, reading| {
            let gap = if is_first || args.part.body { "" } else { "\n" };
            is_first = false;
            show(args, entry, gap, &view, reading)
        })?;
    }
    reading.console.flush()?;
    Ok(reading.exit)
}

/// Shows what is asked for of a capture. What programs read is data: a command line, a body.
fn show(
    args: &ShowArgs,
    entry: &Entry<'_>,
    gap: &str,
    view: &View,
    reading: &mut Reading<'_>,
) -> Result<(), Error> {
    let part = &args.part;
    if part.curl {
        return reading.console.data(&format!("{gap}{}", curl(entry)?));
    }
    if !part.headers && !part.body {
        return reading.console.words(&format!("{gap}{}", card(entry, view)));
    }
    let request = entry.capture.request.as_ref();
    if part.headers && request.is_none() {
        let name = origin::within(&entry.capture.origin);
        reading.problem(&Error::Nothing(format!(
            "`{name}` came by no request, so it has no headers"
        )))?;
    }
    if let Some(request) = request.filter(|_| part.headers) {
        let head = head(request, view.style, entry.secrets);
        let below = if part.body { "\n" } else { "" };
        reading.console.words(&format!("{gap}{head}{below}"))?;
    }
    if part.body { reading.console.data(&whole(entry, view)) } else { Ok(()) }
}

/// The command that sends it again, as it came.
fn curl(entry: &Entry<'_>) -> Result<String, Error> {
    let file = file_of(entry.capture)?;
    command(&as_it_came(entry.capture, entry.secrets), file.as_deref())
}

/// The bytes as they came: not those of a list's elements, but of all of it.
fn raw(args: &ShowArgs, view: &View, reading: &mut Reading<'_>) -> Result<(), Error> {
    for capture in store::captures(&args.source.sources, &args.source.from) {
        match capture {
            Ok(one) if view.is_terminal && !args.part.force && is_obeyed(&one.body) => {
                let name = origin::within(&one.origin);
                let why = format!(
                    "`{name}` holds what a terminal would obey or cannot show; send it to a file \
                     or a pipe, or give `--force` too"
                );
                reading.problem(&Error::Option("--raw", why))?;
            }
            Ok(capture) => reading.console.bytes(&capture.body)?,
            Err(error) => reading.unread(&error)?,
        }
    }
    Ok(())
}
