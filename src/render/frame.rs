//! A finding in its place: the line it stands in, cropped, with a mark below.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::View;
use crate::body::Kind;
use crate::finding::{Finding, Severity};
use crate::printable::printable;
use crate::secret::{Secrets, hidden_in, masked};
use crate::width::{columns, cut};

/// Characters kept on each side of a finding: a payload is often one line of many kilobytes.
const AROUND: usize = 400;

/// Columns beside the number of a line, and around what is marked in it.
const GUTTER: usize = " | \"...".len() + " ".len();

/// Of what stands before, so many columns may be left when the line is cropped.
const BEFORE: usize = 30;

/// Columns that a line has at the least, whatever is said beside it.
const LEAST: usize = 20;

/// Bytes looked at on each side: every character kept takes at most four.
const WINDOW: usize = 4 * AROUND + 4;

/// The line of a finding with a mark under its bytes, which this span of the text covers, its JSON
/// Pointer, and what to try.
#[must_use]
pub fn frame(
    text: &str,
    span: &Range<usize>,
    finding: &Finding,
    lines_before: usize,
    view: &View,
) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Note => Level::NOTE,
        Severity::Warning => Level::WARNING,
    };
    let pointer = printable(&finding.pointer);
    let line = (finding.place.line + lines_before).to_string();
    let [before, marked, after] = excerpt(text, span);
    let beside = line.len() + GUTTER + columns(&before).min(BEFORE) + columns(&pointer);
    let marked = fitting(marked, view.width.saturating_sub(beside).max(LEAST));
    let source = format!("{before}{marked}{after}");
    let mark = AnnotationKind::Primary
        .span(before.len()..before.len() + marked.len())
        .label(pointer.as_ref());
    let snippet = Snippet::source(source.as_str())
        .line_start(finding.place.line + lines_before)
        .annotation(mark);
    let help = finding.help.as_deref().map(|help| Level::HELP.message(printable(help)));
    let group = Group::with_level(level).element(snippet).elements(help);
    let renderer = if view.style.is_coloured() { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Ascii).term_width(view.width).render(&[group])
}

/// The same of a file that is no payload, such as a schema: what is secret in it is not shown.
#[must_use]
pub fn frame_of_file(text: &str, finding: &Finding, view: &View) -> String {
    let (text, span) =
        masked(text, &hidden_in(text, Kind::Text, Secrets::Hidden), &finding.place.span);
    frame(&text, &span, finding, 0, view)
}

/// The line of a span in three pieces, what is marked in the middle, each safe to show.
fn excerpt(text: &str, span: &Range<usize>) -> [String; 3] {
    let start = text.floor_char_boundary(span.start);
    // A line may be the whole payload: no more of it is looked at than could be shown.
    let from = text.floor_char_boundary(start.saturating_sub(WINDOW));
    let to = text.ceil_char_boundary(text.len().min(start + WINDOW));
    let line_start = text[from..start].rfind('\n').map_or(from, |at| from + at + 1);
    let line_end = text[start..to].find('\n').map_or(to, |at| start + at);
    let end = text.ceil_char_boundary(span.end.min(to)).clamp(start, line_end);
    let before = last(text[line_start..start].trim_start_matches('\u{feff}'), AROUND);
    let marked = first(&text[start..end], AROUND);
    let after = first(text[end..line_end].trim_end_matches('\r'), AROUND);
    [before, marked, after].map(|piece| printable(piece).into_owned())
}

/// As much of what is marked as fits so many columns, where a character may take two: what crops
/// the line counts characters.
fn fitting(marked: String, room: usize) -> String {
    let is_narrow = columns(&marked) == marked.chars().count();
    if is_narrow { marked } else { cut(&marked, room) }
}

fn first(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(end, _)| &text[..end])
}

fn last(text: &str, count: usize) -> &str {
    text.char_indices().rev().nth(count - 1).map_or(text, |(start, _)| &text[start..])
}
