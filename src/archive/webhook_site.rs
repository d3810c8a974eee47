//! What webhook.site gives: a page of requests, a list of them, or one.

use bytes::Bytes;
use serde_json::Value;

use super::Archived;
use super::parts::{headers_by_name, request, text};
use crate::entry::Sent;

/// The requests of an export; none when it is none.
pub(super) fn all(value: &Value) -> Option<&[Value]> {
    let page = value.get("data").and_then(Value::as_array);
    let listed = page.or_else(|| value.as_array());
    let all = listed.map_or(std::slice::from_ref(value), Vec::as_slice);
    // A request without a body may have no `content`.
    let has = |one: &Value, name| one.get(name).is_some();
    let is_one = |one: &Value| has(one, "method") && (has(one, "content") || has(one, "url"));
    (page.is_some() || !all.is_empty() && all.iter().all(is_one)).then_some(all)
}

/// How many more requests there are than a page has.
pub(super) fn left(value: &Value) -> u64 {
    let here = value.get("data").and_then(Value::as_array).map_or(0, Vec::len) as u64;
    value.get("total").and_then(Value::as_u64).unwrap_or_default().saturating_sub(here)
}

/// A request, its body as text.
pub(super) fn one(entry: &Value) -> Result<Archived, String> {
    let headers = headers_by_name(entry.get("headers"));
    let at = text(entry, "created_at");
    Ok(Archived {
        request: request(at, text(entry, "method"), text(entry, "url"), headers)?,
        body: Bytes::from(text(entry, "content").unwrap_or_default().to_owned()),
        sent: Sent::Imported,
    })
}
