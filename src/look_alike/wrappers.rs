//! Envelopes: a payload inside of another thing, as a value, a text or Base64.
//!
//! A text that is all there is counts as one: what was made JSON twice is inside of a text.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::content::{Content, Declared};
use crate::finding::Severity;
use crate::json::{Kind, Text, Value};
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
    /// In Base64 that cannot be decoded, or not to text; the one and the other, in words.
    Unreadable(&'static str),
    /// Not at all: an envelope with nothing in it that could be one.
    Nothing,
}

/// How many wrappers are opened, one in the other: nobody wraps more often, but for mischief.
pub const MOST_WRAPPERS: usize = 4;

/// Every wrapper.
pub const WRAPPERS: [&Meaning; 5] = [&CLOUD_EVENTS, &EVENT_GRID, &JSON_TEXT, &ODATA, &WRAPPER];

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

const JSON_TEXT: Meaning = Meaning {
    name: "json-text",
    severity: Severity::Warning,
    about: "the payload is JSON in a text, as if it had been made JSON twice",
    why: "A program that makes JSON of what is JSON already writes one long text in quotes, which \
          a receiver of objects refuses. Dime.Scheduler posts the appointment itself \
          (docs.dimescheduler.com/integrations/webhook/configuration); who made a text of it is \
          dsw's own guess. What is inside is judged.",
    example: r#""{\"StartDate\": \"2026-03-02T09:00:00\"}""#,
    fix: "hand the text on as it came, or read it as JSON once before it is used",
};

const ODATA: Meaning = Meaning {
    name: "odata",
    severity: Severity::Warning,
    about: "the payload is inside a page of OData, as Business Central answers",
    why: "OData puts what was asked for into `value`, its `@odata.context` beside it \
          (Microsoft's documentation of the API of Business Central). A webhook of \
          Dime.Scheduler sends the appointment alone. What is inside is judged.",
    example: r#"{"@odata.context": "…", "value": [{}]}"#,
    fix: "take the payload out of `value` to replay it; a staging record is no payload",
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

/// The key that a workflow puts Base64 behind.
const CONTENT: &str = "$content";

/// Keys that hold what came, in the words of a workflow.
const BODIES: [&str; 6] = [CONTENT, "body", "triggerBody", "triggerOutputs", "outputs", "inputs"];

/// Keys beside them that an appointment does not have.
const BESIDE: [&str; 3] = [CONTENT, "headers", "statusCode"];

pub(super) fn wrapped(payload: Value<'_>) -> Option<Wrapped<'_>> {
    match payload.kind() {
        Kind::Object => in_object(payload),
        Kind::String => {
            let text = payload.text().filter(|text| begins_as_json(text))?;
            let inside = Inside::Text(text.into_owned());
            Some(Wrapped { meaning: &JSON_TEXT, at: payload, inside })
        }
        _ => None,
    }
}

fn in_object(payload: Value<'_>) -> Option<Wrapped<'_>> {
    let has = |name| payload.get(name).is_some();
    if has("specversion") {
        let inside = in_any(payload, &["data"], &CLOUD_EVENTS)
            .or_else(|| in_base64(payload, "data_base64", &CLOUD_EVENTS));
        return inside.or_else(|| Some(empty(payload, &CLOUD_EVENTS)));
    }
    if has("@odata.context")
        && let Some(page) = in_any(payload, &["value"], &ODATA)
    {
        return Some(page);
    }
    if has("eventType") && (has("eventTime") || has("dataVersion") || has("topic")) {
        let inside = in_any(payload, &["data"], &EVENT_GRID);
        return inside.or_else(|| Some(empty(payload, &EVENT_GRID)));
    }
    let inside =
        in_base64(payload, CONTENT, &WRAPPER).or_else(|| in_any(payload, &BODIES, &WRAPPER));
    let is_empty = || is_sure(payload) && BODIES.iter().any(|name| has(name));
    inside.or_else(|| is_empty().then(|| empty(payload, &WRAPPER)))
}

fn empty<'d>(payload: Value<'d>, meaning: &'static Meaning) -> Wrapped<'d> {
    Wrapped { meaning, at: payload, inside: Inside::Nothing }
}

/// What may be a payload behind one of several keys: an object, a list, a text that is one.
fn in_any<'d>(
    payload: Value<'d>,
    names: &[&str],
    meaning: &'static Meaning,
) -> Option<Wrapped<'d>> {
    let is_sure = is_sure(payload) || meaning.name != WRAPPER.name;
    let inside = |name: &&str| {
        let at = payload.get(name)?;
        let inside = match at.kind() {
            Kind::Object => Inside::Value(at),
            Kind::Array if is_sure => Inside::Value(at),
            _ => Inside::Text(text_of(&at.text()?, is_sure)?),
        };
        Some(Wrapped { meaning, at, inside })
    };
    names.iter().find_map(inside)
}

/// Whether nothing but a request is shown: an appointment has a text of the name `Body` too, and
/// that may begin with anything.
fn is_sure(payload: Value<'_>) -> bool {
    payload.len() == 1 || BESIDE.iter().any(|key| payload.get(key).is_some())
}

/// A text that holds an object; where that is sure to be meant, also a list, XML or Base64.
fn text_of(text: &str, is_sure: bool) -> Option<String> {
    let begun = begun(text);
    if begun.starts_with('{') || is_sure && (begun.starts_with('<') || begins_as_json(text)) {
        return Some(text.to_owned());
    }
    decoded(text).filter(|decoded| is_sure && begins_as_json(decoded))
}

/// A text without what may stand before its first sign.
fn begun(text: &str) -> &str {
    text.trim_start_matches(MARK).trim_start()
}

/// Whether a text begins as JSON of objects does, or as a text of that.
fn begins_as_json(text: &str) -> bool {
    let text = begun(text);
    let text = begun(text.strip_prefix('"').unwrap_or(text));
    let is_list = |rest: &str| begun(rest).starts_with(['{', '[', ']', '"']);
    text.starts_with('{') || text.strip_prefix('[').is_some_and(is_list)
}

/// The mark that a text may begin with.
pub const MARK: char = '\u{feff}';

/// How gzip begins.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// What Base64 stands for, read as a body is: a mark of its encoding stays before it.
fn decoded(base64: &str) -> Option<String> {
    let bytes = STANDARD.decode(base64.trim().as_bytes()).ok()?;
    let coding = bytes.starts_with(&GZIP).then(|| "gzip".to_owned());
    let declared = Declared { codings: coding.into_iter().collect(), charset: None };
    let content = Content::read(&bytes, &declared);
    if content.fault.is_some() {
        return None;
    }
    let Text { text, mark } = Text::of(&content.bytes).ok()?;
    let is_without = mark.is_some() && !text.starts_with(MARK);
    Some(is_without.then_some(MARK).into_iter().chain(text.chars()).collect())
}

fn in_base64<'d>(payload: Value<'d>, name: &str, meaning: &'static Meaning) -> Option<Wrapped<'d>> {
    let at = payload.get(name)?;
    let text = at.text()?;
    let is_base64 = || STANDARD.decode(text.trim().as_bytes()).is_ok();
    let not_text = || {
        Inside::Unreadable(if is_base64() {
            "Base64 of something that is no text"
        } else {
            "no Base64"
        })
    };
    let inside = decoded(&text).map_or_else(not_text, Inside::Text);
    Some(Wrapped { meaning, at, inside })
}
