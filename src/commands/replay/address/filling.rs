//! The placeholders of a URL, and what a payload says in their places.

use crate::appointment::Appointment;
use crate::board_action::{Kind, Route, State, actions, route_of};
use crate::capture::Capture;
use crate::entry::Entry;
use crate::error::Error;

/// The placeholder of the kind of change.
pub(super) const CHANGE: &str = "change";

/// What a URL may be filled in with.
const PLACEHOLDERS: [&str; 4] = [CHANGE, "appointmentNo", "sourceApp", "sourceType"];

/// The text of a URL and its placeholders in turn.
pub(super) fn parts(given: &str) -> Result<Vec<String>, Error> {
    let wrong = |why: String| Error::Option("--to", why);
    let (mut parts, mut rest) = (Vec::new(), given);
    while let Some((text, behind)) = rest.split_once('{') {
        let (name, after) =
            behind.split_once('}').ok_or_else(|| wrong("a `{` is not closed".to_owned()))?;
        if !PLACEHOLDERS.contains(&name) {
            let known = PLACEHOLDERS.map(|name| format!("{{{name}}}")).join(", ");
            return Err(wrong(format!("`{{{name}}}` is not known; there are {known}")));
        }
        parts.extend([text.to_owned(), name.to_owned()]);
        let before = written(&parts[..parts.len() - 1]);
        let behind_scheme = before.split_once("://").map_or("", |(_, behind)| behind);
        if !behind_scheme.contains(['/', '?']) {
            return Err(wrong(format!(
                "`{{{name}}}` stands in the host; a payload may not choose it"
            )));
        }
        rest = after;
    }
    parts.push(rest.to_owned());
    Ok(parts)
}

pub(super) fn written(parts: &[String]) -> String {
    let part = |(at, part): (usize, &String)| {
        if at % 2 == 0 { part.clone() } else { format!("{{{part}}}") }
    };
    parts.iter().enumerate().map(part).collect()
}

pub(super) fn value(placeholder: &str, entry: &Entry<'_>) -> Option<String> {
    let appointment = entry.named()?;
    let value = match placeholder {
        CHANGE => return Some(change(entry.capture, &appointment).to_owned()),
        "appointmentNo" => appointment.number(),
        "sourceApp" => appointment.work_item().and_then(|item| item.source_app),
        _ => appointment.work_item().and_then(|item| item.source_type),
    };
    value.map(std::borrow::Cow::into_owned)
}

/// What the request's own route says, else what the payload looks like.
fn change(capture: &Capture, appointment: &Appointment<'_>) -> &'static str {
    let route = capture.request.as_ref().and_then(|request| route_of(&request.target));
    let route = route.unwrap_or_else(|| {
        let state = State::of(appointment, None);
        let guessed = actions(None, appointment, &[], (None, state), &[]);
        match guessed.first().map(|action| &action.kind) {
            Some(Kind::Created) => Route::Created,
            Some(Kind::Deleted) => Route::Deleted,
            _ => Route::Updated,
        }
    });
    match route {
        Route::Created => "created",
        Route::Updated => "updated",
        Route::Deleted => "deleted",
    }
}

/// Percent-encoded, but for what no part of a URL gives a meaning to.
pub(super) fn encoded(value: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let shown = |byte: u8| {
        if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    value.bytes().map(shown).collect()
}
