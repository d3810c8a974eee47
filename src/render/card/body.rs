//! Bodies that are not an appointment, shown as what they are.

use std::fmt::Write;

use super::Lines;
use crate::body::Kind;
use crate::entry::Entry;
use crate::json::{Cause, Fault, readable};
use crate::printable::printable;

/// How many bytes of a binary body a card shows.
const BYTES: usize = 16;

/// How many fields of a form, or lines of a text, a card shows.
const ROWS: usize = 6;

/// What the body is, in a few lines.
pub(super) fn described(entry: &Entry<'_>, lines: &mut Lines<'_>) {
    let body = entry.body;
    let kind = Kind::of(entry.capture, body);
    if kind != Kind::Empty {
        let request = entry.capture.request.as_ref();
        let media_type = request.map(|request| request.headers.media_type()).unwrap_or_default();
        lines.add("type", &printable(&media_type));
    }
    match kind {
        Kind::Empty => lines.add("body", "empty"),
        Kind::Json => json(entry, lines),
        Kind::Form => rows("form", &fields(&entry.seen_body(&readable(body))), lines),
        Kind::Text => rows("text", &text(entry), lines),
        Kind::Binary => lines.add("binary", &hex(body)),
    }
}

fn json(entry: &Entry<'_>, lines: &mut Lines<'_>) {
    match entry.document {
        Ok(document) => {
            let what = document.root().kind().words();
            lines.add("body", &format!("JSON, {what}, but not an appointment"));
        }
        Err(Fault { cause: Cause::Compressed(_), .. }) => lines.add("binary", &hex(entry.body)),
        Err(_) => lines.add("body", &beginning(entry)),
    }
}

/// The first bytes.
fn beginning(entry: &Entry<'_>) -> String {
    let first = readable(&entry.body[..entry.body.len().min(400)]);
    printable(&entry.seen_body(&first)).into_owned()
}

fn rows(label: &str, rows: &[String], lines: &mut Lines<'_>) {
    for (at, row) in rows.iter().take(ROWS).enumerate() {
        lines.add(if at == 0 { label } else { "" }, row);
    }
    if rows.len() > ROWS {
        lines.add("", &format!("… and {} more", rows.len() - ROWS));
    }
}

/// The fields of a form, as sent: percent signs and pluses are left alone.
fn fields(body: &str) -> Vec<String> {
    let shown = |pair: &str| printable(&pair.replacen('=', " = ", 1)).into_owned();
    body.split('&').map(shown).collect()
}

/// The lines of a body that is no JSON, each safe to show.
pub(super) fn text(entry: &Entry<'_>) -> Vec<String> {
    let text = readable(entry.body);
    entry.seen_body(&text).lines().map(|line| printable(line).into_owned()).collect()
}

fn hex(body: &[u8]) -> String {
    let mut shown = String::new();
    for byte in body.iter().take(BYTES) {
        // Writing to a String cannot fail.
        let _ = write!(shown, "{byte:02x} ");
    }
    if body.len() > BYTES { shown + "…" } else { shown }
}
