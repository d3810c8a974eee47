//! The line of a request that was received.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Serialize;
use serde_json::value::RawValue;

use super::parts::{AnswerPart, AppointmentPart, VerdictPart, appointment, verdict};
use super::story::{ActionPart, ChangePart, actions, changes, standing};
use super::{line, time};
use crate::entry::{Entry, Sent};
use crate::render::payload::compact;

#[derive(Serialize)]
struct CaptureLine<'a> {
    seq: Option<u64>,
    received_at: Option<String>,
    method: Option<&'a str>,
    target: Option<String>,
    remote: Option<String>,
    file: Option<String>,
    size: usize,
    sha256: Option<&'a str>,
    complete: bool,
    answer: Option<AnswerPart>,
    appointment: Option<AppointmentPart>,
    actions: Vec<ActionPart>,
    standing: Vec<&'static str>,
    changes: Vec<ChangePart>,
    #[serde(flatten)]
    verdict: VerdictPart<'a>,
    #[serde(flatten)]
    body: BodyPart,
}

/// The body in the first form that holds it: JSON as sent, text, or Base64.
#[derive(Serialize)]
struct BodyPart {
    payload: Option<Box<RawValue>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    base64: Option<String>,
}

/// The `capture` line of a request.
#[must_use]
pub fn capture(entry: &Entry<'_>) -> String {
    let request = entry.capture.request.as_ref();
    line(
        "capture",
        CaptureLine {
            seq: entry.capture.origin.seq,
            received_at: request.map(|request| time(request.received_at)),
            method: request.map(|request| request.method.as_str()),
            target: request.map(|request| entry.secrets.url(&request.target).into_owned()),
            remote: request.and_then(|request| request.remote).map(|remote| remote.to_string()),
            file: entry.capture.origin.path.as_ref().map(|path| path.display().to_string()),
            size: entry.capture.body.len(),
            sha256: entry.sha256,
            complete: entry.capture.complete,
            // Who waits for the answer of a target has got none yet.
            answer: entry.answered.filter(|one| one.sent != Sent::Forwarded).map(AnswerPart::of),
            appointment: appointment(entry),
            actions: entry.story.map(|story| actions(story, entry.secrets)).unwrap_or_default(),
            standing: entry.story.map(standing).unwrap_or_default(),
            changes: entry.story.map(|story| changes(story, entry.secrets)).unwrap_or_default(),
            verdict: verdict(entry.verdict, 0),
            body: body(entry),
        },
    )
}

fn body(entry: &Entry<'_>) -> BodyPart {
    let raw = entry
        .document
        .ok()
        .and_then(|document| RawValue::from_string(compact(document.root(), entry.secrets)).ok());
    let is_read = raw.is_some() || entry.capture.body.is_empty();
    let text = std::str::from_utf8(entry.body).ok().filter(|_| !is_read);
    let binary = !is_read && text.is_none();
    BodyPart {
        payload: raw,
        text: text.map(|text| entry.seen_body(text).into_owned()),
        base64: binary.then(|| BASE64_STANDARD.encode(&entry.capture.body)),
    }
}
