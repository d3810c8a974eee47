//! A target's answer as it may be seen: targets like to quote what they were sent.

use std::borrow::Cow;

use super::counted;
use crate::capture::Request;
use crate::content::{Content, Declared};
use crate::delivery::Answered;
use crate::entry::Entry;
use crate::json::Cause;
use crate::secret::{
    DOTS, is_end_of_link, secrets_of_header, secrets_of_target, seen_text, without_values,
};

/// A shorter secret is in any word, and dots in its place would tell it.
const SHORTEST: usize = 4;

/// The body of an answer as it may be seen: as it was before it was compressed.
pub(super) fn body<'a>(answered: &'a Answered, entry: &Entry<'_>) -> Cow<'a, [u8]> {
    let content = Content::read(&answered.body, &Declared::in_headers(&answered.headers));
    if matches!(content.fault, Some(Cause::Compressed(_))) {
        // What it holds cannot be told, nor what of it is secret.
        let told = format!("{} that cannot be read", counted(answered.body.len(), "byte"));
        return told.into_bytes().into();
    }
    match content.bytes {
        Cow::Borrowed(body) => seen(body, entry),
        Cow::Owned(body) => seen(&body, entry).into_owned().into(),
    }
}

/// An answer's text without what is a secret by its name, in a link or in a query, and without the
/// credentials of the request that it answers.
pub(super) fn seen<'b>(body: &'b [u8], entry: &Entry<'_>) -> Cow<'b, [u8]> {
    if !entry.secrets.are_hidden() {
        return body.into();
    }
    let text = String::from_utf8_lossy(body);
    let mut shown = queries(&seen_text(&text));
    for secret in entry.capture.request.iter().flat_map(credentials) {
        shown = shown.replace(&secret, DOTS);
    }
    if shown == text { body.into() } else { shown.into_bytes().into() }
}

/// A text whose queries, of links and of paths, have dots for their secrets.
fn queries(text: &str) -> String {
    let shown = text.split_inclusive(is_end_of_link).map(|part| {
        let bare = part.trim_end_matches(is_end_of_link);
        without_values(bare) + &part[bare.len()..]
    });
    shown.collect()
}

/// The secrets that a request came with, the longest first: one may be part of another. A text of
/// JSON has some of their characters as escapes.
fn credentials(request: &Request) -> Vec<String> {
    let headers = request.headers.0.iter();
    let headers = headers.flat_map(|(name, value)| secrets_of_header(name, value));
    let all = headers.chain(secrets_of_target(&request.target));
    let mut all: Vec<String> = all
        .filter(|secret| secret.chars().count() >= SHORTEST)
        .flat_map(|secret| {
            let quoted = serde_json::Value::from(secret.as_str()).to_string();
            [quoted[1..quoted.len() - 1].to_owned(), secret]
        })
        .collect();
    all.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
    all.dedup();
    all
}
