//! A step in the life of an appointment: when, by whom, what was done, before and after.

use super::card::{happened, shown, when};
use super::line::{about, verdict};
use super::row;
use super::{View, legible};
use crate::appointment::Appointment;
use crate::board_action::Standing;
use crate::entry::{Entry, Sent};
use crate::printable::printable;
use crate::width::{cut, pad};

/// How many changes of a step are told.
const CHANGES: usize = 8;

/// Where the text of a step begins.
const MARGIN: &str = "        ";

/// Whose life it is: its name and subject.
#[must_use]
pub fn heading(entry: &Entry<'_>, view: &View) -> String {
    let name = entry.named().and_then(|one| one.name()).unwrap_or_default();
    let line = format!(
        "{}  {}",
        view.style.name(&legible(entry, &name)),
        view.style.strong(&about(entry))
    );
    fitting(&line, view) + "\n"
}

/// A step: what happened in the first line, below it what differs.
#[must_use]
pub fn step(entry: &Entry<'_>, view: &View) -> String {
    let Some((appointment, story)) = entry.appointment().zip(entry.story) else {
        return String::new();
    };
    let style = view.style;
    let told = match happened(story, entry.secrets) {
        told if told.is_empty() => "no action is known".to_owned(),
        told => told,
    };
    let is_marked =
        story.standing.iter().any(|one| matches!(one, Standing::Duplicate | Standing::Late));
    let told = if is_marked { style.warn(&told) } else { style.strong(&told) };
    let first = format!("{}  {told}", style.faint(&pad(&place(entry), 6)));
    let facts = facts(entry, &appointment, view);
    let mut text = fitting(&first, view) + "\n" + &fitting(&facts, view) + "\n";
    if story.before.is_none() {
        let resources = appointment
            .assigned()
            .map(|one| legible(entry, &one.name.or(one.number).unwrap_or_default()));
        let stands = std::iter::once(when(&appointment)).chain(resources).collect::<Vec<_>>();
        text += &(fitting(&format!("{MARGIN}{}", stands.join(" · ")), view) + "\n");
    }
    let room =
        if view.is_terminal { view.width - MARGIN.len().min(view.width) } else { usize::MAX };
    let changes: Vec<_> = story.told_changes().collect();
    for one in changes.iter().take(CHANGES) {
        for line in shown(one, entry.secrets, room) {
            text += &(fitting(&format!("{MARGIN}{line}"), view) + "\n");
        }
    }
    if changes.len() > CHANGES {
        let more = format!("{MARGIN}… and {} more", changes.len() - CHANGES);
        text += &(style.faint(&more) + "\n");
    }
    text
}

/// When it came, who did it and when by the payload, what was answered, and the verdict.
fn facts(entry: &Entry<'_>, appointment: &Appointment<'_>, view: &View) -> String {
    let request = entry.capture.request.as_ref();
    let came = request.map(|request| {
        let at = request.received_at.to_zoned_datetime(view.zone.clone());
        format!("came {}", at.strftime("%a %-d %b %Y %H:%M:%S"))
    });
    let by = appointment.modified_by().map(|by| format!("by {}", legible(entry, &by)));
    let at = appointment.last_modified().map(|at| format!("changed {}", at.shown()));
    let answer = entry.answered.map(|answered| match answered.sent {
        Sent::Status(status) => format!("answered {status}"),
        other => other.none().unwrap_or_default().to_owned(),
    });
    let facts =
        [came, at.map(|at| printable(&at).into_owned()), by, answer, Some(verdict(entry, view))];
    let facts: Vec<_> = facts.into_iter().flatten().collect();
    format!("{MARGIN}{}", facts.join(" · ").trim_end_matches([' ', '·']))
}

fn place(entry: &Entry<'_>) -> String {
    entry.capture.origin.seq.map_or_else(|| row::place(entry), |seq| format!("#{seq}"))
}

fn fitting(text: &str, view: &View) -> String {
    if view.is_terminal { cut(text, view.width) } else { text.to_owned() }
}
