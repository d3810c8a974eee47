//! A target's answer as it may be seen: targets like to quote what they were sent.

use std::borrow::Cow;

use super::counted;
use crate::content::{Content, Declared};
use crate::delivery::Answered;
use crate::entry::Entry;
use crate::json::Cause;
use crate::secret::{
    DOTS, dotted, is_end_of_link, is_secret_assigned, secrets_of_request, seen_text, without_values,
};

/// The body of an answer as it may be seen: as it was before it was compressed.
pub(super) fn body<'a>(
    answered: &'a Answered,
    entry: &Entry<'_>,
    quoted: &[String],
) -> Cow<'a, [u8]> {
    let content = Content::read(&answered.body, &Declared::in_headers(&answered.headers));
    if matches!(content.fault, Some(Cause::Compressed(_))) {
        // What it holds cannot be told, nor what of it is secret.
        let told = format!("{} that cannot be read", counted(answered.body.len(), "byte"));
        return told.into_bytes().into();
    }
    match content.utf8() {
        Cow::Borrowed(body) => seen(body, entry, quoted),
        Cow::Owned(body) => seen(&body, entry, quoted).into_owned().into(),
    }
}

/// An answer's text without what is a secret by its name, in a link or in a query, and without the
/// credentials of the request that it answers: those that were captured, and of those that were
/// sent the ones that it quotes.
pub(super) fn seen<'b>(body: &'b [u8], entry: &Entry<'_>, quoted: &[String]) -> Cow<'b, [u8]> {
    if !entry.secrets.are_hidden() {
        return body.into();
    }
    let text = String::from_utf8_lossy(body);
    let mut shown = queries(&seen_text(&text));
    let captured = entry.capture.request.iter();
    let captured = captured.flat_map(|one| secrets_of_request(&one.headers, &one.target));
    for secret in quoted.iter().cloned().chain(captured) {
        shown = shown.replace(&secret, DOTS);
    }
    if shown == text { body.into() } else { shown.into_bytes().into() }
}

/// A text whose queries, of links and of paths, have dots for their secrets.
fn queries(text: &str) -> String {
    let shown = text.split_inclusive(is_end_of_link).map(|part| {
        let bare = part.trim_end_matches(is_end_of_link);
        assigned(&without_values(bare)) + &part[bare.len()..]
    });
    shown.collect()
}

/// A word of a sentence with dots for what it says of a secret, as `access_token=…`.
fn assigned(word: &str) -> String {
    let shown = word.split_inclusive('&').map(|pair| match pair.split_once('=') {
        Some((name, value)) if is_secret_assigned(name) && !value.starts_with(DOTS) => {
            let bare = value.trim_end_matches('&');
            format!("{name}={}{}", dotted(bare), &value[bare.len()..])
        }
        _ => pair.to_owned(),
    });
    shown.collect()
}
