//! What a filter sees: the payload, and what is known of its capture.

use std::borrow::Cow;

use jaq_core::native::{Fun, bome, run, v};
use jaq_core::{DataT, Error, ValR, ValT};
use jaq_json::Val;
use jaq_std::ValT as _;

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
pub(super) fn capture(entry: &Entry<'_>) -> Val {
    let request = entry.capture.request.as_ref();
    let remote = request.and_then(|request| request.remote);
    let seq = entry.capture.origin.seq;
    let actions = entry.story.map(|story| &story.actions[..]).unwrap_or_default();
    let standing = entry.story.map(|story| &story.standing[..]).unwrap_or_default();
    let seq = seq.and_then(|seq| Val::from_num(&seq.to_string()).ok());
    object([
        ("seq", seq.unwrap_or_default()),
        ("method", text(request.map(|request| request.method.as_str().into()))),
        ("target", text(request.map(|request| entry.secrets.url(&request.target)))),
        ("remote", text(remote.map(|remote| remote.to_string().into()))),
        ("actions", actions.iter().map(|one| text(Some(one.kind.word().into()))).collect()),
        ("standing", standing.iter().map(|one| text(Some(one.word().into()))).collect()),
        ("valid", entry.verdict.map_or(Val::Null, |verdict| Verdict::is_valid(verdict).into())),
        ("appointment", appointment(entry)),
    ])
}

fn appointment(entry: &Entry<'_>) -> Val {
    let Some(appointment) = entry.appointment() else { return Val::Null };
    object([
        ("id", text(appointment.id())),
        ("number", text(appointment.number())),
        ("guid", text(appointment.guid())),
        ("subject", text(appointment.subject())),
        ("start", text(appointment.start_value().and_then(Value::text))),
        ("end", text(appointment.end_value().and_then(Value::text))),
    ])
}

fn object<const N: usize>(members: [(&'static str, Val); N]) -> Val {
    Val::obj(members.into_iter().map(|(name, value)| (text(Some(name.into())), value)).collect())
}

fn text(text: Option<Cow<'_, str>>) -> Val {
    text.map_or(Val::Null, |text| text.into_owned().into())
}
