//! What differs between two payloads, for people: by what the planner did, before and after.

use super::View;
use super::payload::compact_below;
use crate::board_action::Group;
use crate::change::Change;
use crate::json::Value;
use crate::printable::printable;
use crate::secret::Secrets;
use crate::width::{columns, cut};

/// How many lines of a terminal one value may take.
const MOST_LINES: usize = 4;

/// What was compared: places, appointment and subject, in one line.
#[must_use]
pub fn heading([places, name, subject]: &[String; 3], view: &View) -> String {
    let line = [places.clone(), view.style.name(name), view.style.strong(subject)];
    let line = line.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ");
    fitting(&line, view.width, view) + "\n"
}

/// Every group with its changes; ends in a line break.
#[must_use]
pub fn groups(groups: &[Group<'_, '_>], view: &View, secrets: Secrets) -> String {
    let mut shown = String::new();
    for group in groups {
        let kinds =
            group.kinds.iter().map(|kind| view.style.strong(&printable(&kind.shown(secrets))));
        let kinds = kinds.collect::<Vec<_>>().join(", ");
        let heading = if kinds.is_empty() { view.style.faint("along with it") } else { kinds };
        shown.push_str(&format!("{}\n", fitting(&heading, view.width, view)));
        group.changes.iter().for_each(|one| shown.push_str(&change(one, view, secrets)));
    }
    shown
}

/// A change: on one line, or before and after below each other where that is too short.
fn change(change: &Change<'_>, view: &View, secrets: Secrets) -> String {
    let most = view.width * MOST_LINES;
    let value = |sign: &str, value: Option<Value<'_>>| {
        let text = printable(&compact_below(&change.pointer, value?, secrets)).into_owned();
        Some(fitting(&format!("{sign}{text}"), most, view))
    };
    let style = view.style;
    let pointer = if change.pointer.is_empty() { "the whole payload" } else { &change.pointer };
    let pointer = style.name(&fitting(&printable(pointer), most, view));
    if let (Some(before), Some(after)) = (value("", change.before), value("", change.after)) {
        let line = format!("  {pointer}  {} → {}", style.bad(&before), style.good(&after));
        if columns(&line) <= view.width {
            return line + "\n";
        }
    }
    let before = value("- ", change.before).map(|text| style.bad(&text));
    let after = value("+ ", change.after).map(|text| style.good(&text));
    let values = before.into_iter().chain(after).map(|text| format!("    {text}\n"));
    format!("  {pointer}\n{}", values.collect::<String>())
}

/// Only where a screen has an end a text is cut.
fn fitting(text: &str, to: usize, view: &View) -> String {
    if view.is_terminal { cut(text, to) } else { text.to_owned() }
}
