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

/// Characters kept of a finding, which may be a payload of many kilobytes, and the most that are
/// kept on each side of it: no more than fits beside it is shown.
const AROUND: usize = 400;

/// Columns beside the number of a line, around what is marked in it, and the few before it that
/// are kept however it is cropped.
const GUTTER: usize = " | ...\": ".len() + " ".len();

/// Of what stands before, so many columns may be left when the line is cropped.
const BEFORE: usize = 30;

/// Columns that a line has at the least, whatever is said beside it.
const LEAST: usize = 14;

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
    let line = (finding.place.line + lines_before).to_string();
    let (pieces, pointer) = (excerpt(text, span, view.width), printable(&finding.pointer));
    let ([before, marked, after], pointer) = fitting(pieces, &pointer, line.len(), view);
    let source = format!("{before}{marked}{after}");
    let mark =
        AnnotationKind::Primary.span(before.len()..before.len() + marked.len()).label(&pointer);
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
fn excerpt(text: &str, span: &Range<usize>, width: usize) -> [String; 3] {
    let beside = width.clamp(1, AROUND);
    let start = text.floor_char_boundary(span.start);
    // A line may be the whole payload: no more of it is looked at than could be shown.
    let from = text.floor_char_boundary(start.saturating_sub(WINDOW));
    let to = text.ceil_char_boundary(text.len().min(start + WINDOW));
    let line_start = text[from..start].rfind('\n').map_or(from, |at| from + at + 1);
    let line_end = text[start..to].find('\n').map_or(to, |at| start + at);
    let end = text.ceil_char_boundary(span.end.min(to)).clamp(start, line_end);
    let before = last(text[line_start..start].trim_start_matches('\u{feff}'), beside);
    let marked = first(&text[start..end], AROUND);
    let after = first(text[end..line_end].trim_end_matches('\r'), beside);
    [before, marked, after].map(|piece| printable(piece).into_owned())
}

/// A line in three pieces and what is said behind its mark, as much of them as fits beside a number
/// of so many digits: what crops the line looks after the line alone, and counts characters. Where
/// no screen has an end, only what is wider than its characters is cut.
fn fitting(
    [before, marked, after]: [String; 3],
    pointer: &str,
    digits: usize,
    view: &View,
) -> ([String; 3], String) {
    let room = view.width.saturating_sub(digits + GUTTER);
    let most = if view.is_terminal { room.saturating_sub(LEAST).max(LEAST) } else { usize::MAX };
    let pointer = cut(pointer, most);
    let beside = columns(&pointer) + columns(&before).min(BEFORE);
    let is_narrow = columns(&marked) == marked.chars().count();
    let marked = match room.saturating_sub(beside).max(LEAST) {
        room if view.is_terminal => ends(marked, room),
        _ if is_narrow => marked,
        room => cut(&marked, room),
    };
    let line = view.width.saturating_sub(digits + " | ".len());
    let label = columns(&marked) + " ".len() + columns(&pointer);
    let is_whole = columns(&before) + columns(&marked) + columns(&after) <= line;
    let is_pushed = view.is_terminal && is_whole && columns(&before) + label > line;
    let before = if is_pushed { ending(&before, line.saturating_sub(label)) } else { before };
    ([before, marked, after], pointer)
}

/// As much of both ends of a text as fits so many columns.
fn ends(text: String, room: usize) -> String {
    if columns(&text) <= room {
        return text;
    }
    let begun = cut(&text, room / 2);
    let begun = begun.trim_end_matches('…');
    format!("{begun}{}", ending(&text, room - columns(begun)))
}

/// As much of the end of a text as fits so many columns, behind a sign for the rest.
fn ending(text: &str, room: usize) -> String {
    let rest = text.char_indices().map(|(at, _)| &text[at..]);
    format!("…{}", rest.skip(1).find(|rest| columns(rest) < room).unwrap_or_default())
}

fn first(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(end, _)| &text[..end])
}

fn last(text: &str, count: usize) -> &str {
    text.char_indices().rev().nth(count - 1).map_or(text, |(start, _)| &text[start..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Document;
    use crate::style::Style;

    #[test]
    fn a_frame_fits_the_columns_that_there_are() {
        for (width, count) in [40, 61, 80, 132].into_iter().flat_map(|width| {
            [1, 20, 30, 40, 60, 70, 110, 150, 200, 500].map(|count| (width, count))
        }) {
            for (long, before, after) in [
                ("", "{\"AppointmentNo\": \"A\", ", ", \"Subject\": \"Replace the fan\"}"),
                (
                    "/of/a/very/long/way/down",
                    "{\"AppointmentNo\": \"A\",\n  ",
                    ",\n  \"Subject\": \"s\"\n}",
                ),
            ] {
                let value = format!("\"{}\"", "x".repeat(count));
                let text = format!("{before}\"StartDate\": {value}{after}");
                let document = Document::parse(&text).unwrap();
                let value = document.root().at("/StartDate").unwrap();
                let pointer = "/StartDate".to_owned() + long;
                let mut finding = Finding::on(value, pointer, Severity::Error, "r", "m");
                crate::json::locate(&text, std::iter::once(&mut finding.place));
                let view =
                    View { width, style: Style::plain(), is_terminal: true, ..View::plain() };
                let frame = frame(&text, &finding.place.span, &finding, 0, &view);
                let wide = frame.lines().map(columns).max().unwrap();
                assert!(wide <= width, "{wide} of {width} for {count}\n{frame}");
                assert!(frame.contains("/StartDate"), "{frame}");
            }
        }
    }
}
