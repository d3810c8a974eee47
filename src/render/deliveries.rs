//! `replay` for people: a line a delivery, and what they came to.

use super::report::concise::head;
use super::{View, answer, counted, legible, took_shown};
use crate::capture::Origin;
use crate::delivery::{Answered, Asked, Delivery, Failure};
use crate::entry::Entry;
use crate::finding::Finding;
use crate::origin;
use crate::outcomes::{Latency, Outcomes};
use crate::printable::{printable, printable_bytes};
use crate::transaction;
use crate::width::{cut, pad};

/// How many bytes of a target's answer are shown.
const ANSWER: usize = 400;

/// How many findings of a payload that was not sent are shown.
const FINDINGS: usize = 10;

/// One delivery: what came back, how long it took, what was sent; and why it failed.
#[must_use]
pub fn delivery(entry: &Entry<'_>, delivery: &Delivery, view: &View) -> String {
    let status = delivery.answered().map(|answered| answered.status.to_string());
    let status = match status.as_deref() {
        Some(status) if delivery.is_accepted() => view.style.good(status),
        status => view.style.bad(status.unwrap_or("---")),
    };
    let took = format!("{:>8}", took_shown(delivery.took));
    let why = reasons(delivery, entry, view).into_iter().map(|why| format!("     {why}\n"));
    let why: Vec<String> = why.collect();
    let line = format!("{status}  {took}  {}", sent(entry, view));
    format!("{}\n{}", cut(&line, view.width), why.concat())
}

/// What was sent, or would be: where it comes from, which appointment, what about.
#[must_use]
pub fn sent(entry: &Entry<'_>, view: &View) -> String {
    let (origin, appointment) = (&entry.capture.origin, entry.named());
    let from = origin.seq.map_or_else(|| origin::within(origin), |seq| format!("#{seq}"));
    let name = appointment.and_then(|appointment| appointment.name()).unwrap_or_default();
    let subject = appointment.and_then(|appointment| appointment.subject()).unwrap_or_default();
    let from = printable(&from).into_owned();
    let name = view.style.name(&cut(&legible(entry, &name), 40));
    let subject = legible(entry, &subject);
    format!("{}  {}  {subject}", pad(&from, 5), pad(&name, 8)).trim_end().to_owned()
}

/// Why a delivery failed, and what a sender would say of it, in lines that are safe to show.
pub(super) fn reasons(delivery: &Delivery, entry: &Entry<'_>, view: &View) -> Vec<String> {
    let origin = &entry.capture.origin;
    let missed = delivery.missed.iter().flatten().map(|missed| printable(missed).into_owned());
    let mut why: Vec<String> = match &delivery.outcome {
        Ok(_) if delivery.is_accepted() => Vec::new(),
        Ok(answered) => {
            let unfollowed = match answered.redirects_to() {
                Some(to) if delivery.follows => left(&delivery.to, to),
                _ => "; --follow",
            };
            let refused = refused(answered, entry, &delivery.quoted, unfollowed);
            let refused = Some(refused).filter(|refused| !refused.is_empty());
            let asked = Asked::of(answered).map(|asked| asked.told(delivery.shown.as_deref()));
            missed.chain(refused).chain(asked.into_iter().flatten()).collect()
        }
        Err(Failure::Invalid { findings, .. }) => invalid(delivery, findings, origin, view),
        Err(failure) => {
            let hint =
                failure.hint().map(|hint| view.style.faint(&format!("try: {}", printable(hint))));
            [Some(printable(&failure.to_string()).into_owned()), hint]
                .into_iter()
                .flatten()
                .collect()
        }
    };
    why.extend(delivery.turned_by.map(|status| {
        format!("the payload was not delivered: {status} made the request a GET without it")
    }));
    let torn = delivery.outcome.as_ref().ok().and_then(Answered::torn);
    why.extend(torn.map(|torn| format!("warning: {torn}")));
    why.extend(delivery.late.map(|late| late.to_string()));
    match transaction::of_delivery(delivery) {
        Some(logged) => {
            why.push(printable(&format!("{}; {}", logged.text, logged.then)).into_owned());
        }
        None if delivery.attempts > 1 => why.push(format!("{} attempts", delivery.attempts)),
        None => {}
    }
    why
}

/// What was found in a payload that was not sent, the first of it.
fn invalid(delivery: &Delivery, findings: &[Finding], origin: &Origin, view: &View) -> Vec<String> {
    let told = delivery.outcome.as_ref().err().map(ToString::to_string);
    let shown = findings.iter().take(FINDINGS).map(|finding| head(origin, finding, view));
    let more = findings.len().saturating_sub(FINDINGS);
    let more = (more > 0).then(|| format!("… and {}", counted(more, "more finding")));
    told.into_iter().chain(shown).chain(more).collect()
}

/// What a target said in place of yes, without the secrets of the request that it quotes;
/// `unfollowed` is why a redirect is not followed.
pub(super) fn refused(
    answered: &Answered,
    entry: &Entry<'_>,
    quoted: &[String],
    unfollowed: &str,
) -> String {
    if let Some(to) = answered.redirects_to() {
        let to = answer::seen(to.as_bytes(), entry, quoted);
        let to = printable_bytes(&to);
        return format!("{} to {to} (not followed{unfollowed})", answered.status);
    }
    let body = answer::body(answered, entry, quoted);
    let body = body.trim_ascii();
    let told = printable_bytes(&body[..body.len().min(ANSWER)]);
    let left =
        if body.len() > ANSWER { format!("… ({})", whole(answered)) } else { String::new() };
    let reason = answer::seen(answered.reason.as_bytes(), entry, quoted);
    let reason = printable_bytes(&reason);
    if told.is_empty() { reason } else { format!("{reason}: {told}{left}") }
}

/// Whether a target says nothing in place of yes but its status.
pub(super) fn says_nothing(answered: &Answered, entry: &Entry<'_>, delivery: &Delivery) -> bool {
    refused(answered, entry, &delivery.quoted, "").is_empty()
}

/// Why a redirect is not followed when others are.
fn left(from: &str, to: &str) -> &'static str {
    let is_secure = |url: &str| url.starts_with("https://");
    match to {
        _ if is_secure(to) || to.starts_with("http://") && !is_secure(from) => {
            ": it is the sixth in a row"
        }
        _ if to.starts_with("http://") => ": it leaves https",
        _ => ": it is neither http nor https",
    }
}

fn whole(answered: &Answered) -> String {
    match answered.cut {
        Some(_) => format!("{} bytes and not whole", answered.body.len()),
        None => format!("{} bytes in all", answered.body.len()),
    }
}

/// What a run came to in one line, the latencies in a second.
#[must_use]
pub fn summary(outcomes: &Outcomes) -> String {
    let parts = [
        (outcomes.accepted, "accepted"),
        (outcomes.refused - outcomes.unexpected, "not accepted"),
        (outcomes.unexpected, "not as expected"),
        (outcomes.unreached, "not reached"),
        (outcomes.invalid, "invalid and not sent"),
        (outcomes.unsendable, "cannot be sent"),
        (outcomes.unanswered, "without an answer"),
        (outcomes.unread, "not read"),
    ];
    let told = parts.iter().filter(|(count, _)| *count > 0);
    let told: Vec<String> = told.map(|(count, what)| format!("{count} {what}")).collect();
    let head = format!("{}: {}", counted(outcomes.ended(), "payload"), told.join(", "));
    let Some(Latency { p50, p95, p99, max }) = outcomes.latency() else { return head };
    let [p50, p95, p99, max] = [p50, p95, p99, max].map(took_shown);
    format!("{head}\nanswered within p50 {p50}, p95 {p95}, p99 {p99}, max {max}")
}
