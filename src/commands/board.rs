//! `dsw board`: captures as the planning board that they were taken from.

use std::path::Path;

use jiff::Span;
use jiff::civil::{Date, Weekday};

use super::follow::is_look_alike;
use super::reading::Reading;
use super::request::{as_it_came, command, file_of};
use super::told::Told;
use crate::board::Board;
use crate::cli::{BoardArgs, BoardFormat, Format, SourceArgs};
use crate::console::Console;
use crate::entry::Entry;
use crate::env::Env;
use crate::error::{Error, Exit};
use crate::printable::printable;
use crate::render::board::{self, Days, Page, captured};
use crate::render::{counted, size_shown};
use crate::store;

/// Draws the board that the captures leave, as a page or as text.
pub(super) fn run(args: &BoardArgs, env: &Env, console: &mut Console) -> Result<Exit, Error> {
    let output = args.output.as_deref().unwrap_or(Path::new("board.html"));
    if let Some((option, why)) = idle_option(args) {
        return Err(Error::Option(option, why.to_owned()));
    }
    match args.format {
        BoardFormat::Html => draw_page(args, output, env, console),
        BoardFormat::Text => draw_text(args, console),
    }
}

/// An option that would do nothing, and why.
fn idle_option(args: &BoardArgs) -> Option<(&'static str, &'static str)> {
    let is_text = args.format == BoardFormat::Text;
    let is_stdout = args.output.as_deref() == Some(Path::new("-"));
    let is_given = [
        (is_text && args.output.is_some(), "--output", "text goes to stdout, and has no file"),
        (is_text && args.open, "--open", "text is no page that a browser opens"),
        (is_stdout && args.open, "--open", "a page on stdout is in no file that a browser opens"),
        (!is_text && args.day.is_some(), "--day", "a page has every day: add `--format text`"),
        (!is_text && args.week.is_some(), "--week", "a page has every week: add `--format text`"),
    ];
    is_given.into_iter().find(|row| row.0).map(|(_, option, why)| (option, why))
}

fn draw_page(
    args: &BoardArgs,
    output: &Path,
    env: &Env,
    console: &mut Console,
) -> Result<Exit, Error> {
    let mut page = Page::default();
    let exit = each(args, console, |entry| {
        let captured = captured(entry, curl(entry)).filter(|_| !is_look_alike(entry));
        match captured {
            Some(captured) => page.captures.push(captured),
            None => page.others += 1,
        }
    })?;
    let captures = page.captures.len();
    if captures == 0 {
        return nothing(exit, console);
    }
    let page = board::page(&page);
    if output == Path::new("-") {
        console.data(&page)?;
        console.flush()?;
        return Ok(exit);
    }
    let mut report = store::Report::private(output)?;
    report.add(&page)?;
    report.keep()?;
    let file = printable(&output.display().to_string()).into_owned();
    let talk = console.talk();
    talk.say(&format!("{file}: {}, {}", counted(captures, "capture"), size_shown(page.len())));
    if args.open {
        env.open(output).map_err(|error| Error::Open(output.to_owned(), error))?;
    }
    Ok(exit)
}

/// The command that sends a capture again; none where no file holds it alone.
fn curl(entry: &Entry<'_>) -> Option<String> {
    let file = file_of(entry.capture).ok()?;
    command(&as_it_came(entry.capture, entry.secrets), file.as_deref()).ok()
}

fn draw_text(args: &BoardArgs, console: &mut Console) -> Result<Exit, Error> {
    let (mut board, mut last) = (Board::default(), None);
    let exit = each(args, console, |entry| {
        if is_look_alike(entry) {
            return;
        }
        let start = entry.appointment().and_then(|appointment| appointment.start());
        last = start.map(|start| start.clock.date()).or(last);
        board.take(entry);
    })?;
    let Some(last) = last else { return nothing(exit, console) };
    let days = args.week.map_or_else(|| Days::Day(args.day.unwrap_or(last)), week);
    let view = console.view();
    console.words(&board::text(&board, days, &view))?;
    console.flush()?;
    Ok(exit)
}

/// The week that a day is in, from Monday on.
fn week(day: Date) -> Days {
    let since = day.weekday().since(Weekday::Monday);
    Days::Week(day.saturating_sub(Span::new().days(i64::from(since))))
}

/// Shows every capture with its story and its verdict; one that cannot be read does not stop the
/// others.
fn each(
    args: &BoardArgs,
    console: &mut Console,
    mut show: impl FnMut(&Entry<'_>),
) -> Result<Exit, Error> {
    let BoardArgs { source: SourceArgs { sources, from }, .. } = args;
    let mut reading = Reading::new(Format::Human, args.secrets.seen(), console);
    let told = Told { sources, from, is_wanted: &|_| true };
    told.each(&mut reading, &mut |entry, _| {
        show(entry);
        Ok(())
    })?;
    Ok(reading.exit)
}

/// Nothing to draw is no success; why the sources could not be read was told.
fn nothing(exit: Exit, console: &Console) -> Result<Exit, Error> {
    if exit != Exit::Ok {
        console.talk().warn("no board was drawn");
        return Ok(exit);
    }
    Err(Error::Nothing("none of the payloads is an appointment".to_owned()))
}
