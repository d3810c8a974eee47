//! A capture on one line.

use super::card::happened;
use super::{View, took_shown};
use crate::entry::{Entry, Sent};
use crate::printable::printable;
use crate::width::{cut, pad};

/// Columns for what happened: `created (a guess), first sight` fills them.
const HAPPENED: usize = 30;

/// The same where a line is so short that the subject would have no room.
const HAPPENED_SHORT: usize = 24;

/// From so many columns on a line is long.
const LONG: usize = 100;

/// Time, number, answer, verdict, appointment, what happened, and subject; ends in a line break.
#[must_use]
pub fn line(entry: &Entry<'_>, view: &View) -> String {
    let request = entry.capture.request.as_ref();
    let time = request.map(|request| request.received_at.to_zoned_datetime(view.zone.clone()));
    let time = time.map(|time| time.strftime("%H:%M:%S").to_string()).unwrap_or_default();
    let seq = entry.capture.origin.seq.map(|seq| format!("#{seq}")).unwrap_or_default();
    let name = entry.named().and_then(|appointment| appointment.name()).unwrap_or_default();
    let took = entry.answered.and_then(|answered| answered.took);
    let took = took.map(took_shown).unwrap_or_default();
    let told = entry.story.map(|story| happened(story, entry.secrets)).unwrap_or_default();
    let happened_to = if view.width < LONG { HAPPENED_SHORT } else { HAPPENED };
    // Only where the line has an end are columns cut, so that each stays in its place.
    let column =
        |text: &str, to| pad(&cut(text, if view.is_terminal { to } else { usize::MAX }), to);
    let columns = [
        pad(&time, 8),
        view.style.faint(&pad(&seq, 6)),
        answer(entry, view),
        format!("{took:>8}"),
        verdict(entry, view),
        view.style.name(&column(&printable(&name), 12)),
        view.style.strong(&column(&told, happened_to)),
        about(entry),
    ];
    cut(&columns.join("  "), view.width) + "\n"
}

/// The subject, or the request where there is no appointment; safe to show.
pub(super) fn about(entry: &Entry<'_>) -> String {
    let request = || {
        let request = entry.capture.request.as_ref()?;
        Some(format!("{} {}", request.method, entry.secrets.url(&request.target)))
    };
    let about = match entry.appointment() {
        Some(one) => one.subject().map(|text| entry.secrets.links(&text).into_owned()),
        None => request(),
    };
    printable(&about.unwrap_or_default()).into_owned()
}

/// A mark, by whether the payload is valid.
pub(super) fn verdict(entry: &Entry<'_>, view: &View) -> String {
    match entry.verdict {
        None => " ".to_owned(),
        Some(verdict) if verdict.is_valid() => view.style.good("✓"),
        Some(_) => view.style.bad("✗"),
    }
}

/// What the sender got, in three columns.
pub(super) fn answer(entry: &Entry<'_>, view: &View) -> String {
    match entry.answered.map(|answered| answered.sent) {
        None => "   ".to_owned(),
        Some(Sent::Status(status)) if (200..300).contains(&status) => {
            view.style.good(&status.to_string())
        }
        Some(Sent::Status(status)) => view.style.bad(&status.to_string()),
        Some(Sent::HungUp | Sent::Silence | Sent::Gone) => view.style.bad("---"),
        Some(Sent::Simulated | Sent::Imported) => view.style.faint("---"),
        Some(Sent::Forwarded) => view.style.faint("→  "),
    }
}
