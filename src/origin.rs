//! Where a payload comes from, in words that an editor understands.

use crate::capture::Origin;
use crate::json::Place;

/// What stands for the file of a payload that came by standard input.
pub const STDIN: &str = "<stdin>";

/// The file of a payload, or what stands for one.
#[must_use]
pub fn name(origin: &Origin) -> String {
    match (&origin.path, origin.seq) {
        (Some(path), _) => path.display().to_string(),
        (None, Some(seq)) => format!("#{seq}"),
        (None, None) => STDIN.to_owned(),
    }
}

/// The payload, told apart from the others of its file: `a.jsonl:3`, `list.json/0`.
#[must_use]
pub fn within(origin: &Origin) -> String {
    let name = name(origin);
    let file = name.strip_suffix(".gz").unwrap_or(&name);
    let is_lines = [".jsonl", ".ndjson"].iter().any(|ending| file.ends_with(ending));
    let line = (is_lines || origin.lines_before > 0) && origin.element.is_none();
    let line = if line { format!(":{}", origin.lines_before + 1) } else { String::new() };
    let element = origin.element.map(|index| format!("/{index}")).unwrap_or_default();
    format!("{name}{line}{element}")
}

/// Line and column of a place in the file it comes from: `12:20`.
#[must_use]
pub fn position(origin: &Origin, place: &Place) -> String {
    format!("{}:{}", place.line + origin.lines_before, place.column)
}
