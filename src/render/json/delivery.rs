//! The lines of `replay`.

use serde::Serialize;

use super::line;
use super::parts::{AnswerPart, AppointmentPart, FindingPart, appointment, finding};
use crate::delivery::{Answered, Delivery, Failure};
use crate::entry::Entry;
use crate::origin;
use crate::outcomes::{Latency, Outcomes};
use crate::render::answer;
use crate::render::forwarded::Forwarded;
use crate::render::outgoing::Planned;
use crate::transaction;

#[derive(Serialize)]
struct DeliveryLine<'a> {
    source: String,
    seq: Option<u64>,
    element: Option<usize>,
    to: &'a str,
    accepted: bool,
    status: Option<u16>,
    failure: Option<String>,
    hint: Option<&'a str>,
    took_us: u128,
    answer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    torn: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    turned_by: Option<u16>,
    appointment: Option<AppointmentPart>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answered: Option<AnswerPart>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attempts: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    late: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    logged: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    missed: Option<&'a [String]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    findings: Option<Vec<FindingPart<'a>>>,
}

/// How many bytes of a target's answer a line holds.
const ANSWER: usize = 4096;

/// The `delivery` line of one payload that was sent.
#[must_use]
pub fn delivery(entry: &Entry<'_>, delivery: &Delivery) -> String {
    let hint = delivery.outcome.as_ref().err().and_then(Failure::hint);
    let own = content(entry, delivery, hint);
    let logged = transaction::of_delivery(delivery);
    let logged = logged.map(|logged| format!("{}; {}", logged.text, logged.then));
    line("delivery", DeliveryLine { attempts: Some(delivery.attempts), logged, ..own })
}

/// The `delivery` line of a request that was forwarded, with what its sender was answered.
#[must_use]
pub fn forwarded(entry: &Entry<'_>, forwarded: &Forwarded<'_>) -> String {
    let own = content(entry, forwarded.delivery, forwarded.hint);
    line("delivery", DeliveryLine { answered: Some(AnswerPart::of(forwarded.answered)), ..own })
}

fn content<'a>(
    entry: &Entry<'_>,
    delivery: &'a Delivery,
    hint: Option<&'a str>,
) -> DeliveryLine<'a> {
    let origin = &entry.capture.origin;
    let answered = delivery.answered();
    let failure = delivery.outcome.as_ref().err();
    DeliveryLine {
        source: origin::name(origin),
        seq: origin.seq,
        element: origin.element,
        to: &delivery.to,
        accepted: delivery.is_accepted(),
        status: answered.map(|answered| answered.status),
        failure: failure.map(ToString::to_string),
        hint,
        took_us: delivery.took.as_micros(),
        answer: answered.map(|answered| {
            let body = answer::body(answered, entry, &delivery.quoted);
            String::from_utf8_lossy(&body[..body.len().min(ANSWER)]).into_owned()
        }),
        torn: answered.and_then(Answered::torn),
        location: answered.and_then(Answered::redirects_to).map(|to| {
            let to = answer::seen(to.as_bytes(), entry, &delivery.quoted);
            String::from_utf8_lossy(&to).into_owned()
        }),
        turned_by: delivery.turned_by,
        appointment: appointment(entry),
        answered: None,
        attempts: None,
        late: delivery.late.map(|late| late.to_string()),
        logged: None,
        missed: delivery.missed.as_deref(),
        findings: match failure {
            Some(Failure::Invalid { findings, .. }) => {
                let lines = origin.lines_before;
                Some(findings.iter().map(|one| finding(one, lines)).collect())
            }
            _ => None,
        },
    }
}

#[derive(Serialize)]
struct PlannedLine<'a> {
    source: String,
    seq: Option<u64>,
    element: Option<usize>,
    to: &'a str,
    method: &'a str,
    headers: Vec<(&'a str, String)>,
    size: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    due_us: Option<u128>,
    appointment: Option<AppointmentPart>,
}

/// The `planned` line of a payload that a dry run would send.
#[must_use]
pub fn planned(entry: &Entry<'_>, planned: &Planned<'_>) -> String {
    let origin = &entry.capture.origin;
    let content = PlannedLine {
        source: origin::name(origin),
        seq: origin.seq,
        element: origin.element,
        to: planned.to,
        method: planned.method,
        headers: planned.shown_headers(entry.secrets).collect(),
        size: planned.size,
        due_us: planned.due.map(|due| due.as_micros()),
        appointment: appointment(entry),
    };
    line("planned", content)
}

#[derive(Serialize)]
struct ReplaySummary<'a> {
    command: &'static str,
    sent: usize,
    accepted: usize,
    refused: usize,
    unreached: usize,
    unanswered: usize,
    unread: usize,
    unexpected: usize,
    invalid: usize,
    unsendable: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    left: Option<usize>,
    latency_us: Option<LatencyPart>,
    #[serde(skip_serializing_if = "Option::is_none")]
    run: Option<&'a str>,
}

#[derive(Serialize)]
struct LatencyPart {
    p50: u128,
    p95: u128,
    p99: u128,
    max: u128,
}

/// The `summary` line of `replay`, with how many were left when it stopped (and whether that is all
/// of them), and the run that another can go on with.
#[must_use]
pub fn replay_summary(
    outcomes: &Outcomes,
    left: Option<(usize, bool)>,
    run: Option<&str>,
) -> String {
    let us = |latency: Latency| LatencyPart {
        p50: latency.p50.as_micros(),
        p95: latency.p95.as_micros(),
        p99: latency.p99.as_micros(),
        max: latency.max.as_micros(),
    };
    let content = ReplaySummary {
        command: "replay",
        sent: outcomes.sent(),
        accepted: outcomes.accepted,
        refused: outcomes.refused,
        unreached: outcomes.unreached,
        unanswered: outcomes.unanswered,
        unread: outcomes.unread,
        unexpected: outcomes.unexpected,
        invalid: outcomes.invalid,
        unsendable: outcomes.unsendable,
        left: left.map(|(count, _)| count),
        latency_us: outcomes.latency().map(us),
        run,
    };
    line("summary", content)
}
