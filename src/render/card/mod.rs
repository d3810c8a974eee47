//! The card: one capture as a planner would describe it, only what is there.

mod body;
mod change;
mod lines;
mod story;
mod whole;

use std::borrow::Cow;

use super::{View, counted, size_shown, took_shown};
use crate::appointment::{Appointment, Assigned, Indicator, WorkItem};
use crate::entry::Entry;
use crate::finding::{Finding, Verdict};
use crate::origin;
use crate::printable::printable;
use crate::secret::Secrets;
use crate::story::Story;
use crate::transaction::logged;
use crate::wall::{WallTime, duration_shown};
pub use change::shown;
use lines::{Lines, MOST_THINGS};
pub use story::happened;
pub use whole::whole;

/// The card of a capture, ending in a line break.
#[must_use]
pub fn card(entry: &Entry<'_>, view: &View) -> String {
    let mut lines = Lines::new(view, entry.secrets);
    head(entry, &mut lines);
    match entry.appointment() {
        Some(appointment) => match entry.story.filter(|story| story.before.is_some()) {
            Some(story) => about_again(&appointment, story, &mut lines),
            None => about(&appointment, entry.story, &mut lines),
        },
        None => body::described(entry, &mut lines),
    }
    verdict(entry, &mut lines);
    if let Some(logged) = entry.answered.and_then(|answered| logged(answered.sent)) {
        let style = lines.view().style;
        lines.tell("log", &logged.text, str::to_owned);
        lines.tell("", logged.then, |line| style.faint(line));
    }
    file(entry, &mut lines);
    let mut card = lines.text();
    if view.body {
        card.push_str(&whole::shown(entry, view));
    }
    card
}

/// Time, number, appointment and subject; on the right what was answered.
fn head(entry: &Entry<'_>, lines: &mut Lines<'_>) {
    let capture = entry.capture;
    let received = capture.request.as_ref().map(|request| request.received_at);
    let time = received
        .map(|at| at.to_zoned_datetime(lines.view().zone.clone()).strftime("%H:%M:%S").to_string());
    let seq = capture.origin.seq.map(|seq| format!("#{seq}"));
    let appointment = entry.appointment();
    let name = appointment.and_then(|appointment| appointment.name());
    let subject = match appointment {
        Some(appointment) => appointment.subject().map(|text| printable(&text).into_owned()),
        None => capture.request.as_ref().map(|one| request_line(one, entry.secrets)),
    };
    let mut right = Vec::new();
    if let Some(answered) = entry.answered {
        right.push(lines.sent(answered.sent));
    }
    right.push(size_shown(capture.body.len()));
    if let Some(took) = entry.answered.and_then(|answered| answered.took) {
        right.push(took_shown(took));
    }
    let left = [
        time.unwrap_or_default(),
        seq.unwrap_or_default(),
        name.map(|name| printable(&name).into_owned()).unwrap_or_default(),
    ];
    lines.head(&left, &subject.unwrap_or_default(), &right.join(" · "));
}

fn request_line(request: &crate::capture::Request, secrets: Secrets) -> String {
    let target = secrets.url(&request.target);
    format!("{} {}", printable(&request.method), printable(&target))
}

/// All of an appointment that is seen for the first time.
fn about(appointment: &Appointment<'_>, story: Option<&Story<'_>>, lines: &mut Lines<'_>) {
    let secrets = lines.secrets();
    planner(story, lines);
    essentials(appointment, lines);
    if let Some(work) = appointment.work_item() {
        work_item(&work, lines);
    }
    indicators(appointment, lines);
    if let Some((quantity, unit)) = appointment.quantity() {
        lines.add("quantity", &printable(&format!("{quantity} {}", unit.unwrap_or_default())));
    }
    lines.add_all(
        "fields",
        appointment
            .custom_fields()
            .map(|one| format!("{}: {}", one.label, secrets.value(&one.code, &one.value))),
    );
    lines.add_all(
        "links",
        appointment.links().map(|(about, url)| match about {
            Some(about) => format!("{about} {url}"),
            None => url.into_owned(),
        }),
    );
    lines.add_all("container", appointment.containers().map(Cow::into_owned));
    lines.add_all(
        "notice",
        appointment.notifications().map(|(severity, text)| match severity {
            Some(severity) => format!("{severity}: {text}"),
            None => text.into_owned(),
        }),
    );
}

/// Of an appointment that was seen before: what happened, what differs, and where it stands now.
fn about_again(appointment: &Appointment<'_>, story: &Story<'_>, lines: &mut Lines<'_>) {
    planner(Some(story), lines);
    essentials(appointment, lines);
    story::changes(story, lines);
}

fn planner(story: Option<&Story<'_>>, lines: &mut Lines<'_>) {
    let told = story.map(|story| happened(story, lines.secrets())).unwrap_or_default();
    let style = lines.view().style;
    lines.tell("planner", &told, |line| style.strong(line));
}

fn essentials(appointment: &Appointment<'_>, lines: &mut Lines<'_>) {
    lines.add("when", &when(appointment));
    let mut resources = appointment.assigned();
    for resource in resources.by_ref().take(MOST_THINGS) {
        lines.add("resource", &assigned(&resource));
    }
    lines.add_more(resources.count());
}

/// When it is, as sent; safe to show.
#[must_use]
pub fn when(appointment: &Appointment<'_>) -> String {
    let shown = match (appointment.start(), appointment.end()) {
        (Some(start), Some(end)) => period(&start, &end, appointment.all_day()),
        (start, end) => {
            let raw = |value: Option<crate::json::Value<'_>>| {
                value.map_or_else(|| "not given".to_owned(), |value| value.raw().to_owned())
            };
            let shown =
                |time: Option<WallTime>, value| time.map_or_else(|| raw(value), |t| t.shown());
            let start = shown(start, appointment.start_value());
            format!("{start} – {}", shown(end, appointment.end_value()))
        }
    };
    printable(&shown).into_owned()
}

fn period(start: &WallTime, end: &WallTime, all_day: bool) -> String {
    if all_day {
        return format!("{} – {}, all day", start.day_shown(), end.day_shown());
    }
    let same_day = start.clock.date() == end.clock.date();
    let end_shown = if same_day { end.time_shown() } else { end.shown() };
    let length = start.seconds_until(end).map(|length| format!("  ({})", duration_shown(length)));
    format!("{} – {end_shown}{}", start.shown(), length.unwrap_or_default())
}

fn assigned(resource: &Assigned<'_>) -> String {
    let known: Vec<&str> =
        [&resource.number, &resource.kind].into_iter().flatten().map(AsRef::as_ref).collect();
    let name = resource.name.as_deref().unwrap_or("without a name");
    let known = if known.is_empty() { String::new() } else { format!(" ({})", known.join(", ")) };
    printable(&format!("{name}{known}")).into_owned()
}

fn work_item(work: &WorkItem<'_>, lines: &mut Lines<'_>) {
    let joined = |parts: [&Option<_>; 2]| {
        let parts: Vec<&str> =
            parts.into_iter().flatten().map(std::convert::AsRef::as_ref).collect();
        printable(&parts.join("  ")).into_owned()
    };
    lines.add("job", &joined([&work.job, &work.job_description]));
    lines.add("task", &joined([&work.task, &work.task_description]));
    lines.add("source", &joined([&work.source_app, &work.source_type]));
}

fn indicators(appointment: &Appointment<'_>, lines: &mut Lines<'_>) {
    let style = lines.view().style;
    let swatch = |glyph: &str, indicator: Indicator<'_>| {
        let glyph = style.swatch(glyph, indicator.colour.as_deref());
        format!("{glyph} {}", printable(&indicator.name))
    };
    let shown = [
        appointment.category().map(|category| swatch("■", category)),
        appointment.time_marker().map(|marker| swatch("▁", marker)),
        appointment.importance().map(|importance| format!("importance {}", printable(&importance))),
        appointment.locked().then(|| "locked".to_owned()),
    ];
    lines.add("marks", &shown.into_iter().flatten().collect::<Vec<_>>().join("   "));
}

/// How many findings a card shows in full.
const FINDINGS: usize = 3;

fn verdict(entry: &Entry<'_>, lines: &mut Lines<'_>) {
    let Some(verdict) = entry.verdict else { return };
    let style = lines.view().style;
    let (errors, warnings) = (verdict.errors, verdict.warnings);
    let warned =
        if warnings > 0 { format!(", {}", counted(warnings, "warning")) } else { String::new() };
    let shown = match errors {
        0 => format!("{} valid{warned}", style.good("✓")),
        _ => format!("{} {}{warned}", style.bad("✗"), counted(errors, "error")),
    };
    let others = others(entry, lines.view());
    lines.add("verdict", &format!("{shown}{}", style.faint(&others)));
    findings(verdict, lines);
}

fn findings(verdict: &Verdict, lines: &mut Lines<'_>) {
    for finding in verdict.findings.iter().take(FINDINGS) {
        lines.tell("", &told(finding), str::to_owned);
    }
    lines.add_more((verdict.errors + verdict.warnings + verdict.notes).saturating_sub(FINDINGS));
}

fn told(finding: &Finding) -> String {
    let at =
        if finding.pointer.is_empty() { String::new() } else { format!("{}  ", finding.pointer) };
    printable(&format!("{}[{}] {at}{}", finding.severity.word(), finding.rule, finding.message))
        .into_owned()
}

/// What of the payload the card leaves out, and how to see it.
fn others(entry: &Entry<'_>, view: &View) -> String {
    match entry.appointment().map_or(0, |appointment| appointment.other_properties()) {
        0 => String::new(),
        _ if view.body => String::new(),
        1 => "  1 more property: --body shows it".to_owned(),
        count => format!("  {count} more properties: --body shows them"),
    }
}

fn file(entry: &Entry<'_>, lines: &mut Lines<'_>) {
    if entry.capture.origin.path.is_none() {
        return;
    }
    let file = printable(&origin::name(&entry.capture.origin)).into_owned();
    lines.add("file", &file);
    if entry.verdict.is_some_and(|verdict| !verdict.findings.is_empty()) {
        let style = lines.view().style;
        lines.tell("", &format!("in full: dsw validate {file}"), |line| style.faint(line));
    }
}
