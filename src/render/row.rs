//! A capture on one row of a list.

use super::card::happened;
use super::line::{about, answer, verdict};
use super::{View, legible};
use crate::appointment::Appointment;
use crate::entry::Entry;
use crate::origin;
use crate::printable::printable;
use crate::wall::WallTime;
use crate::width::{cut, pad};

/// How wide the columns are that do not take what is left; those of 0 are left out.
struct Widths {
    /// From so many columns of the screen on.
    from: usize,
    /// How the time is written, and how wide that is.
    time: (&'static str, usize),
    told: usize,
    name: usize,
    /// How the start is written, whether the end is, and how wide that is.
    when: (&'static str, bool, usize),
    resources: usize,
}

const WIDTHS: [Widths; 6] = [
    Widths {
        from: 160,
        time: ("%-d %b %Y %H:%M:%S", 20),
        told: 30,
        name: 12,
        when: ("%a %-d %b %Y %H:%M", true, 27),
        resources: 20,
    },
    MIDDLE,
    Widths {
        from: 100,
        time: ("%H:%M:%S", 8),
        told: 16,
        name: 8,
        when: ("%-d %b %H:%M", false, 12),
        resources: 12,
    },
    Widths {
        from: 80,
        time: ("%H:%M:%S", 8),
        told: 16,
        name: 8,
        when: ("%-d %b %H:%M", false, 12),
        resources: 0,
    },
    Widths { from: 60, time: ("%H:%M", 5), told: 16, name: 8, when: ("", false, 0), resources: 0 },
    Widths { from: 0, time: ("", 0), told: 12, name: 8, when: ("", false, 0), resources: 0 },
];

const MIDDLE: Widths = Widths {
    from: 120,
    time: ("%-d %b %H:%M:%S", 15),
    told: 22,
    name: 8,
    when: ("%-d %b %H:%M", true, 19),
    resources: 12,
};

/// What is left for the subject where a line has no end.
const SUBJECT: usize = 30;

/// Number, time, action, appointment, subject, when it is, resources, answer and verdict; ends in
/// a line break. A row fits the terminal; anywhere else nothing is cut.
#[must_use]
pub fn row(entry: &Entry<'_>, view: &View) -> String {
    let fits = |widths: &&Widths| widths.from <= view.width;
    let found = WIDTHS.iter().find(fits).filter(|_| view.is_terminal);
    let widths = found.unwrap_or(&MIDDLE);
    let request = entry.capture.request.as_ref();
    let time = request.map(|request| request.received_at.to_zoned_datetime(view.zone.clone()));
    let time = time.map(|time| time.strftime(widths.time.0).to_string()).unwrap_or_default();
    let appointment = entry.appointment();
    let name = entry.named().and_then(|one| one.name()).unwrap_or_default();
    let told = |story| happened(story, entry.secrets);
    let told = entry.story.map_or_else(|| first_rule(entry), told);
    let column =
        |text: &str, to| pad(&cut(text, if found.is_some() { to } else { usize::MAX }), to);
    let style = view.style;
    let begin = match entry.capture.origin.seq {
        Some(seq) if widths.time.1 == 0 => column(&format!("#{seq}"), 6),
        Some(seq) => format!("{}  {}", column(&format!("#{seq}"), 6), column(&time, widths.time.1)),
        None => column(&place(entry), 8 + widths.time.1),
    };
    let left = [
        style.faint(&begin),
        style.strong(&column(&entry.secrets.links(&told), widths.told)),
        style.name(&column(&legible(entry, &name), widths.name)),
    ];
    let when = appointment.map(|one| when(&one, widths.when)).unwrap_or_default();
    let resources = appointment.map(|one| resources(entry, &one)).unwrap_or_default();
    let columns = [(when, widths.when.2), (resources, widths.resources)];
    let columns = columns.iter().filter(|(_, width)| *width > 0);
    let mut right: Vec<_> = columns.map(|(text, width)| column(text, *width)).collect();
    right.extend([answer(entry, view), verdict(entry, view)]);
    let taken = 6 + widths.time.1 + widths.told + widths.name + widths.when.2 + widths.resources;
    let gaps = 2 * (left.len() + right.len() + 1);
    let room = if found.is_some() { view.width.saturating_sub(taken + gaps + 4) } else { SUBJECT };
    let subject = column(&about(entry), room);
    let row = [&left[..], &[subject], &right[..]].concat().join("  ");
    cut(row.trim_end(), if found.is_some() { view.width } else { usize::MAX }) + "\n"
}

/// Where it stands, for what has no number: the name of its file is enough.
pub(super) fn place(entry: &Entry<'_>) -> String {
    let place = origin::within(&entry.capture.origin);
    let name = match &entry.capture.origin.path {
        Some(path) if entry.capture.origin.element.is_none() => {
            let folder = path.parent().map_or(0, |dir| dir.as_os_str().len());
            place.get(folder..).unwrap_or(&place).trim_start_matches(['/', '\\'])
        }
        _ => &place,
    };
    printable(name).into_owned()
}

/// What is first found in what is no appointment: mostly what it is instead.
fn first_rule(entry: &Entry<'_>) -> String {
    let first = entry.verdict.and_then(|verdict| verdict.findings.first());
    first.map(|finding| finding.rule.clone()).unwrap_or_default()
}

fn when(appointment: &Appointment<'_>, (pattern, has_end, _): (&str, bool, usize)) -> String {
    let Some(start) = appointment.start() else { return String::new() };
    let shown = |time: &WallTime, pattern| time.clock.strftime(pattern).to_string();
    let end = appointment.end().filter(|_| has_end).map(|end| {
        let same_day = start.clock.date() == end.clock.date();
        format!("–{}", shown(&end, if same_day { "%H:%M" } else { "%-d %b %H:%M" }))
    });
    format!("{}{}", shown(&start, pattern), end.unwrap_or_default())
}

/// The first resource, and how many more there are.
fn resources(entry: &Entry<'_>, appointment: &Appointment<'_>) -> String {
    let mut assigned = appointment.assigned();
    let Some(first) = assigned.next() else { return String::new() };
    let name = first.name.or(first.number).unwrap_or_default();
    let more = match assigned.count() {
        0 => String::new(),
        count => format!(" +{count}"),
    };
    format!("{}{more}", legible(entry, &name))
}
