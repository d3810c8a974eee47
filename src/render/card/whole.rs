//! The whole body below its card: pretty when it is JSON, else as text.

use super::body::text;
use crate::entry::Entry;
use crate::printable::printable;
use crate::render::payload::pretty;
use crate::render::{View, size_shown};

/// At most this many lines of a body are shown.
const LINES: usize = 200;

/// At most this many bytes of a body are shown.
const BYTES: usize = 64 * 1024;

/// Ends the colour of a value that was cut.
const RESET: &str = "\u{1b}[0m";

/// All of the body: pretty when it is JSON, else as text; ends in a line break.
#[must_use]
pub fn whole(entry: &Entry<'_>, view: &View) -> String {
    match entry.document {
        Ok(document) => pretty(document.root(), view.style, entry.secrets) + "\n",
        Err(_) => text(entry).iter().map(|line| format!("{line}\n")).collect(),
    }
}

/// As much of the body as one reads, and where the rest is; ends in a line break.
pub(super) fn shown(entry: &Entry<'_>, view: &View) -> String {
    let whole = match entry.document {
        Ok(document) => pretty(document.root(), view.style, entry.secrets),
        Err(_) => text(entry).join("\n"),
    };
    let first = first(&whole);
    let left = whole.len() - first.len();
    if left == 0 {
        return format!("{first}\n");
    }
    let rest = match &entry.capture.origin.path {
        Some(path) => format!("`dsw show {} --body` shows all of it", path.display()),
        None => "it is not kept".to_owned(),
    };
    let told = format!("… {} more; {}", size_shown(left), printable(&rest));
    let end = if view.style.is_coloured() { RESET } else { "" };
    format!("{first}{end}\n{}\n", view.style.faint(&told))
}

/// The first lines of a text, within both limits.
fn first(text: &str) -> &str {
    let by_bytes = &text[..text.floor_char_boundary(BYTES)];
    let by_lines = by_bytes.match_indices('\n').nth(LINES - 1).map(|(at, _)| &text[..at]);
    let first = by_lines.unwrap_or(by_bytes);
    // A colour code is not cut in two.
    let code = first.rfind('\u{1b}').filter(|at| !first[*at..].contains('m'));
    &first[..code.unwrap_or(first.len())]
}
