//! What a filter sees: the payload, and what is known of its capture.

use std::borrow::Cow;

use jaq_core::native::{Fun, bome, run, v};
use jaq_core::{DataT, Error, ValR, ValT};
use jaq_json::Val;
use jaq_std::ValT as _;
use serde_json::json;

use crate::entry::Entry;
use crate::finding::Verdict;
use crate::json::{Document, Kind, Value};

/// A payload; of repeated keys the last counts. The depth is that of the reading, 127 at most.
pub(super) fn payload(value: Value<'_>) -> Val {
    match value.kind() {
        Kind::Null => Val::Null,
        Kind::True => true.into(),
        Kind::False => false.into(),
        Kind::Number => Val::from_num(value.raw()).unwrap_or_default(),
        Kind::String => text(value.text()),
        Kind::Array => value.elements().map(payload).collect(),
        Kind::Object => {
            let members = value.members();
            Val::obj(members.map(|one| (text(one.key.text()), payload(one.value))).collect())
        }
    }
}

/// The functions on JSON. `fromjson` is our own: that of the library has no limit on depth, so
/// that a text in a payload could overflow the stack.
pub(super) fn functions<D: for<'a> DataT<V<'a> = Val>>() -> impl Iterator<Item = Fun<D>> {
    let of_the_library = jaq_json::funs().filter(|(name, ..)| *name != "fromjson");
    of_the_library.chain([run(("fromjson", v(0), |input| bome(from_json(&input.1))))])
}

fn from_json(text: &Val) -> ValR<Val> {
    let text = text.as_utf8_bytes().and_then(|bytes| std::str::from_utf8(bytes).ok());
    let text = text.ok_or_else(|| Error::str("not a text"))?;
    let document = Document::parse(text).map_err(|_| Error::str("no JSON"))?;
    Ok(payload(document.root()))
}

/// What a line of JSON has beside the payload; actions by their names.
pub(super) fn capture(entry: &Entry<'_>) -> serde_json::Value {
    let request = entry.capture.request.as_ref();
    let actions = entry.story.map(|story| &story.actions[..]).unwrap_or_default();
    let standing = entry.story.map(|story| &story.standing[..]).unwrap_or_default();
    json!({
        "seq": entry.capture.origin.seq,
        "method": request.map(|request| &request.method),
        "target": request.map(|request| entry.secrets.url(&request.target)),
        "remote": request.and_then(|request| request.remote).map(|remote| remote.to_string()),
        "actions": actions.iter().map(|one| one.kind.word()).collect::<Vec<_>>(),
        "standing": standing.iter().map(|one| one.word()).collect::<Vec<_>>(),
        "valid": entry.verdict.map(Verdict::is_valid),
        "appointment": appointment(entry),
    })
}

fn appointment(entry: &Entry<'_>) -> Option<serde_json::Value> {
    let appointment = entry.named()?;
    Some(json!({
        "id": appointment.id(),
        "number": appointment.number(),
        "guid": appointment.guid(),
        "subject": appointment.subject(),
        "start": appointment.start_value().and_then(Value::text),
        "end": appointment.end_value().and_then(Value::text),
    }))
}

fn text(text: Option<Cow<'_, str>>) -> Val {
    text.map_or(Val::Null, |text| text.into_owned().into())
}
