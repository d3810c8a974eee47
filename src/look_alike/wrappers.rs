//! Envelopes: a payload inside of another thing, as a value, a text or Base64.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::finding::Severity;
use crate::json::{Kind, Value};
use crate::meaning::Meaning;

/// A payload in its wrapper.
pub struct Wrapped<'d> {
    /// What wraps it.
    pub meaning: &'static Meaning,
    /// The value that it is in.
    pub at: Value<'d>,
    /// The payload.
    pub inside: Inside<'d>,
}

/// How a payload is wrapped.
pub enum Inside<'d> {
    /// As a value of the same document.
    Value(Value<'d>),
    /// As a text of its own, decoded.
    Text(String),
    /// In Base64 that cannot be decoded, or not to text.
    Unreadable,
}

/// Every wrapper.
pub const WRAPPERS: [&Meaning; 3] = [&CLOUD_EVENTS, &EVENT_GRID, &WRAPPER];

const CLOUD_EVENTS: Meaning = Meaning {
    name: "cloud-events",
    severity: Severity::Warning,
    about: "the payload is inside a CloudEvents envelope",
    why: "CloudEvents puts what was sent into `data`, or in Base64 into `data_base64` (the \
          CloudEvents specification 1.0). What is inside is judged; what a receiver gets here is \
          the envelope.",
    example: r#"{"specversion": "1.0", "type": "…", "data": {}}"#,
    fix: "take the payload out of `data` to replay it to a receiver of webhooks",
};

const EVENT_GRID: Meaning = Meaning {
    name: "event-grid",
    severity: Severity::Warning,
    about: "the payload is inside an event of Azure Event Grid",
    why: "Event Grid sends lists of events, each with what was sent in `data` (Microsoft's schema \
          of events). What is inside is judged; what a receiver gets here is the list of events.",
    example: r#"[{"eventType": "…", "eventTime": "…", "data": {}}]"#,
    fix: "take the payload out of `data` to replay it to a receiver of webhooks",
};

const WRAPPER: Meaning = Meaning {
    name: "wrapper",
    severity: Severity::Warning,
    about: "the payload is inside what Power Automate or Logic Apps shows",
    why: "The run history shows a request with its `headers` and its `body`, and a body of an \
          unknown type as `$content` in Base64 (Microsoft's workflow definition language). What \
          is inside is judged; Dime.Scheduler sent only that.",
    example: r#"{"headers": {}, "body": {}}"#,
    fix: "take the payload out of `body` to replay it",
};

/// Keys that hold what came, in the words of a workflow.
const BODIES: [&str; 5] = ["body", "triggerBody", "triggerOutputs", "outputs", "inputs"];

pub(super) fn wrapped(payload: Value<'_>) -> Option<Wrapped<'_>> {
    if payload.kind() != Kind::Object {
        return None;
    }
    let has = |name| payload.get(name).is_some();
    if has("specversion") {
        return in_any(payload, &["data"], &CLOUD_EVENTS)
            .or_else(|| in_base64(payload, "data_base64", &CLOUD_EVENTS));
    }
    if has("eventType") && (has("eventTime") || has("dataVersion") || has("topic")) {
        return in_any(payload, &["data"], &EVENT_GRID);
    }
    in_base64(payload, "$content", &WRAPPER).or_else(|| in_any(payload, &BODIES, &WRAPPER))
}

/// An object, or a text that holds one, behind one of several keys.
fn in_any<'d>(
    payload: Value<'d>,
    names: &[&str],
    meaning: &'static Meaning,
) -> Option<Wrapped<'d>> {
    let inside = |name: &&str| {
        let at = payload.get(name)?;
        let inside = match at.kind() {
            Kind::Object => Inside::Value(at),
            _ => Inside::Text(at.text().filter(|text| is_object(text))?.into_owned()),
        };
        Some(Wrapped { meaning, at, inside })
    };
    names.iter().find_map(inside)
}

fn is_object(text: &str) -> bool {
    text.trim_start().starts_with('{')
}

fn in_base64<'d>(payload: Value<'d>, name: &str, meaning: &'static Meaning) -> Option<Wrapped<'d>> {
    let at = payload.get(name)?;
    let bytes = STANDARD.decode(at.text()?.trim().as_bytes());
    let text = bytes.ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let inside = text.map_or(Inside::Unreadable, Inside::Text);
    Some(Wrapped { meaning, at, inside })
}
