//! What other programs keep of requests: HTTP Archives, and the exports of ngrok and webhook.site.
//!
//! Everything in such a file is a stranger's. What no request can have, such as a line break in a
//! header, is left out.

mod har;
mod ngrok;
mod parts;
#[cfg(test)]
mod tests;
mod webhook_site;

use bytes::Bytes;
use serde_json::Value;

use crate::capture::Request;
use crate::entry::Sent;

/// A request that another program has kept.
#[derive(Clone, Debug)]
pub struct Archived {
    /// The request, but for its body.
    pub request: Request,
    /// The body as it was received.
    pub body: Bytes,
    /// What its sender got.
    pub sent: Sent,
}

/// Reads one request of a file.
type One = fn(&Value) -> Result<Archived, String>;

/// What was found in a file.
#[derive(Clone, Debug)]
pub struct Found {
    /// Whose file it is, in words.
    pub source: &'static str,
    /// Its requests in the order that they came; of one that cannot be read, its place in the file,
    /// from 1 on, and why.
    pub requests: Vec<Result<Archived, (usize, String)>>,
    /// How many more there are, by what the file says of itself: it is one page of several.
    pub left: u64,
}

/// Reads a file of another program.
///
/// # Errors
/// Why it is none that is known.
pub fn read(text: &str) -> Result<Found, String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let value: Value =
        serde_json::from_str(text).map_err(|error| format!("it is not JSON: {error}"))?;
    let (source, entries, one): (_, &[Value], One) =
        if let Some(entries) = value.pointer("/log/entries").and_then(Value::as_array) {
            ("an HTTP Archive", entries, har::one)
        } else if let Some(all) = ngrok::all(&value) {
            ("an export of ngrok", all, ngrok::one)
        } else if let Some(all) = webhook_site::all(&value) {
            ("an export of webhook.site", all, webhook_site::one)
        } else {
            return Err("it is no HTTP Archive, and no export of ngrok or webhook.site".to_owned());
        };
    let mut requests: Vec<_> = entries
        .iter()
        .zip(1..)
        .map(|(entry, place)| one(entry).map_err(|why| (place, why)))
        .collect();
    // ngrok and webhook.site have the newest first; what cannot be read stays where it is.
    if requests.iter().all(Result::is_ok) {
        requests.sort_by_key(|one| one.as_ref().ok().map(|one| one.request.received_at));
    } else if source != "an HTTP Archive" {
        requests.reverse();
    }
    Ok(Found { source, requests, left: webhook_site::left(&value) })
}
