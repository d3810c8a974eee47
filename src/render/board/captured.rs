//! A capture as the page of the board has it.

use jiff::civil::DateTime;
use serde::Serialize;

use crate::appointment::{Appointment, Text};
use crate::board::{Block, Effect};
use crate::board_action::Action;
use crate::entry::Entry;
use crate::finding::{Finding, Verdict};
use crate::origin;
use crate::printable::printable;
use crate::render::payload::{compact_below, pretty};
use crate::render::{json, legible};
use crate::secret::Secrets;
use crate::story::Story;
use crate::style::Style;
use crate::width::cut;

/// How much of a value that differs the page shows, in columns.
const VALUE: usize = 200;

/// How much of a text of a block the page shows, in columns: the payload has all of it.
const TEXT: usize = 500;

/// Where the minutes of the page begin.
const EPOCH: DateTime = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);

/// How many findings of a payload, and how many changed properties, the page shows.
const MOST: usize = 50;

/// A capture of an appointment, for the page. Every text in it is a stranger's.
#[derive(Debug, Serialize)]
pub struct Captured {
    label: String,
    at: Option<String>,
    effect: &'static str,
    actions: Vec<Did>,
    standing: Vec<&'static str>,
    changes: Vec<Differs>,
    findings: Vec<Found>,
    valid: Option<bool>,
    block: Stands,
    /// What is packed beside the rest.
    #[serde(skip)]
    pub(super) packed: Packed,
}

/// What the page shows of a capture when it is asked for.
#[derive(Debug, Serialize)]
pub(super) struct Packed {
    /// The payload, pretty; secrets are hidden unless they may be seen.
    payload: String,
    /// The curl command that sends it again, where a file holds its body.
    curl: Option<String>,
    /// Whether something of the payload is hidden.
    hidden: bool,
}

#[derive(Debug, Serialize)]
struct Did {
    text: String,
    guess: bool,
}

#[derive(Debug, Serialize)]
struct Differs {
    pointer: String,
    before: Option<String>,
    after: Option<String>,
}

#[derive(Debug, Serialize)]
struct Found {
    rule: String,
    severity: &'static str,
    message: String,
    pointer: String,
    line: usize,
    column: usize,
    help: Option<String>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Stands {
    name: String,
    subject: String,
    /// When it starts and ends by the clock on the wall, in minutes since 1970 as if that clock
    /// never changed; none when that cannot be read, or is less than nothing.
    from: Option<i64>,
    until: Option<i64>,
    /// The same as sent.
    start: Option<String>,
    end: Option<String>,
    resources: Vec<Person>,
    category: Option<Named>,
    marker: Option<Named>,
    importance: Option<String>,
    locked: bool,
    app: Option<String>,
    r#type: Option<String>,
    job: Option<String>,
    task: Option<String>,
    quantity: Option<String>,
    fields: Vec<(String, String)>,
    /// Seconds of its length in which nobody works.
    not_worked: f64,
}

#[derive(Debug, Serialize)]
struct Person {
    key: String,
    name: String,
    kind: String,
}

#[derive(Debug, Serialize)]
struct Named {
    name: String,
    colour: Option<String>,
}

/// A capture for the page, and the curl command that sends it again; none when it is no
/// appointment.
#[must_use]
pub fn captured(entry: &Entry<'_>, curl: Option<String>) -> Option<Captured> {
    let (appointment, document) = (entry.appointment()?, entry.document.ok()?);
    let origin = &entry.capture.origin;
    let request = entry.capture.request.as_ref();
    let findings = entry.verdict.map(|verdict| verdict.findings.as_slice()).unwrap_or_default();
    let payload = pretty(document.root(), Style::plain(), entry.secrets);
    let hidden = payload != pretty(document.root(), Style::plain(), Secrets::Shown);
    Some(Captured {
        label: origin.seq.map_or_else(|| origin::within(origin), |seq| format!("#{seq}")),
        at: request.map(|request| json::time(request.received_at)),
        effect: match Effect::of(entry.story) {
            Effect::Placed => "placed",
            Effect::TakenOff => "taken off",
            Effect::Nothing => "nothing",
        },
        actions: entry.story.map(|story| actions(story, entry.secrets)).unwrap_or_default(),
        standing: entry
            .story
            .map(|story| story.standing.iter().map(|one| one.word()).collect())
            .unwrap_or_default(),
        changes: entry.story.map(|story| changes(story, entry)).unwrap_or_default(),
        findings: findings.iter().take(MOST).map(|one| found(one, origin.lines_before)).collect(),
        valid: entry.verdict.map(Verdict::is_valid),
        block: stands(entry, &appointment)?,
        packed: Packed { payload, curl, hidden },
    })
}

fn actions(story: &Story<'_>, secrets: Secrets) -> Vec<Did> {
    let did = |action: &Action| Did { text: action.kind.shown(secrets), guess: action.is_guess };
    story.actions.iter().map(did).collect()
}

fn changes(story: &Story<'_>, entry: &Entry<'_>) -> Vec<Differs> {
    let told = story.told_changes().take(MOST);
    told.map(|change| {
        let value = |value: Option<crate::json::Value<'_>>| {
            value.map(|one| cut(&compact_below(&change.pointer, one, entry.secrets), VALUE))
        };
        let pointer = change.pointer.clone();
        Differs { pointer, before: value(change.before), after: value(change.after) }
    })
    .collect()
}

fn found(finding: &Finding, lines_before: usize) -> Found {
    Found {
        rule: finding.rule.clone(),
        severity: finding.severity.word(),
        message: finding.message.to_string(),
        pointer: finding.pointer.clone(),
        line: finding.place.line + lines_before,
        column: finding.place.column,
        help: finding.help.as_deref().map(str::to_owned),
    }
}

fn stands(entry: &Entry<'_>, appointment: &Appointment<'_>) -> Option<Stands> {
    let block = Block::of(entry)?;
    let work = appointment.work_item().unwrap_or_default();
    let shown = |text: &str| cut(&legible(entry, text), TEXT);
    let seen = |text: &str| cut(&printable(text), TEXT);
    let owned = |text: Option<Text<'_>>| text.map(|text| shown(&text));
    let minutes = |time: DateTime| time.duration_since(EPOCH).as_secs() / 60;
    let raw =
        |value: Option<crate::json::Value<'_>>| owned(value.and_then(crate::json::Value::text));
    let quantity = appointment.quantity();
    let person = |one: &crate::board::Resource| Person {
        key: seen(one.key()),
        name: seen(&one.name),
        kind: seen(&one.kind),
    };
    let named = |(name, colour): (String, Option<String>)| Named { name: seen(&name), colour };
    Some(Stands {
        from: block.time.map(|(start, _)| minutes(start)),
        until: block.time.map(|(_, end)| minutes(end)),
        start: raw(appointment.start_value()),
        end: raw(appointment.end_value()),
        resources: block.resources.iter().map(person).collect(),
        name: seen(&block.name),
        subject: seen(&block.subject),
        category: block.category.map(named),
        marker: block.time_marker.map(named),
        importance: block.importance.map(|one| seen(&one)),
        locked: block.locked,
        app: owned(work.source_app),
        r#type: owned(work.source_type),
        job: owned(work.job),
        task: owned(work.task),
        quantity: quantity
            .map(|(count, unit)| shown(&format!("{count} {}", unit.unwrap_or_default()))),
        fields: appointment
            .custom_fields()
            .map(|one| (shown(&one.label), shown(&entry.secrets.value(&one.code, &one.value))))
            .collect(),
        not_worked: appointment.non_working_seconds(),
    })
}
