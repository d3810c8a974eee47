//! What became of a request that was forwarded, told below its card.

use super::deliveries::refused;
use super::{View, took_shown};
use crate::delivery::Delivery;
use crate::entry::{Answered, Entry};
use crate::printable::printable;
use crate::style::Style;
use crate::transaction::logged;
use crate::width::{cut, wrapped};

/// A forwarded request: what the target said, and what the sender was answered.
#[derive(Clone, Copy, Debug)]
pub struct Forwarded<'a> {
    /// What became of it at the target.
    pub delivery: &'a Delivery,
    /// What to try.
    pub hint: Option<&'a str>,
    /// What its sender was answered.
    pub answered: Answered,
}

/// The target's answer in a line, and below it what was wrong, each ending in a line break.
#[must_use]
pub fn forwarded(entry: &Entry<'_>, forwarded: &Forwarded<'_>, view: &View) -> String {
    let Forwarded { delivery, hint, answered } = *forwarded;
    let logged = logged(answered.sent);
    let plain: fn(Style, &str) -> String = |_, line| line.to_owned();
    let faint: fn(Style, &str) -> String = |style, line| style.faint(line);
    let below = [
        why(delivery, entry).map(|why| (why, plain)),
        hint.map(|hint| (format!("try: {hint}"), faint)),
        logged.as_ref().map(|logged| (format!("log: {}", logged.text), plain)),
        logged.map(|logged| (logged.then.to_owned(), faint)),
    ];
    let below = below.into_iter().flatten().flat_map(|(text, styled)| {
        let lines = wrapped(&text, view.width.saturating_sub(MARGIN.len()), MOST_LINES);
        lines.into_iter().map(move |line| format!("{MARGIN}{}\n", styled(view.style, &line)))
    });
    let head = cut(&head(entry, delivery, view), view.width) + "\n";
    std::iter::once(head).chain(below).collect()
}

/// The same on one line, with what was wrong and without what to try; ends in a line break.
#[must_use]
pub fn forwarded_line(entry: &Entry<'_>, forwarded: &Forwarded<'_>, view: &View) -> String {
    let why = why(forwarded.delivery, entry).map(|why| format!("  {why}"));
    let line = head(entry, forwarded.delivery, view) + &why.unwrap_or_default();
    cut(&line, view.width) + "\n"
}

fn head(entry: &Entry<'_>, delivery: &Delivery, view: &View) -> String {
    let (named, status) = (named(entry, view), status(delivery, view));
    let (from, took) = (printable(&delivery.to), took_shown(delivery.took));
    format!(" forward  {named}  {status} from {from} in {took}")
}

/// Below the head, what is said stands in line with the cards.
const MARGIN: &str = "          ";

/// Lines that one text may take: what a target answers may be long.
const MOST_LINES: usize = 4;

fn named(entry: &Entry<'_>, view: &View) -> String {
    let seq = entry.capture.origin.seq.map(|seq| format!("#{seq}")).unwrap_or_default();
    let name = entry.named().and_then(|appointment| appointment.name());
    let name = name.map(|name| format!("  {}", view.style.name(&cut(&printable(&name), 40))));
    seq + &name.unwrap_or_default()
}

fn status(delivery: &Delivery, view: &View) -> String {
    let Some(answered) = delivery.answered() else { return view.style.bad("no answer") };
    let is_good = delivery.outcome.is_ok() && answered.is_accepted();
    let status = answered.status.to_string();
    if is_good { view.style.good(&status) } else { view.style.bad(&status) }
}

fn why(delivery: &Delivery, entry: &Entry<'_>) -> Option<String> {
    match &delivery.outcome {
        Ok(answered) if answered.is_accepted() => None,
        Ok(answered) => {
            Some(refused(answered, entry, &delivery.quoted, "")).filter(|why| !why.is_empty())
        }
        Err(failure) => Some(printable(&failure.to_string()).into_owned()),
    }
}
