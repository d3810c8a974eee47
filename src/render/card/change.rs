//! A property that differs: both sides of it, around where they begin to differ.

use crate::change::Change;
use crate::json::Value;
use crate::printable::printable;
use crate::render::payload::compact_below;
use crate::secret::Secrets;
use crate::width::{columns, cut};

/// How much of a value is shown beside another, in columns.
const VALUE: usize = 40;

/// A value with less room than this behind its pointer has a line of its own, in columns.
const NARROW: usize = 16;

/// A property before and after: on one line where both fit, else each on its own.
#[must_use]
pub fn shown(change: &Change<'_>, secrets: Secrets, room: usize) -> Vec<String> {
    // What is secret is hidden first: half a link is none any more.
    let value = |value: Option<Value<'_>>| match value {
        Some(value) => {
            let text = compact_below(&change.pointer, value, secrets);
            printable(&secrets.links(&text)).into_owned()
        }
        None => "nothing".to_owned(),
    };
    let (before, after) = (value(change.before), value(change.after));
    let pointer = printable(&change.pointer);
    let [short_before, short_after] = beginning_to_differ(&before, &after, VALUE);
    let line = format!("{pointer}  {short_before} → {short_after}");
    if columns(&line) <= room {
        return vec![line];
    }
    let beside = room.saturating_sub(columns(&pointer) + 2);
    if beside < NARROW {
        let [before, after] = beginning_to_differ(&before, &after, room.saturating_sub(2));
        return vec![pointer.into_owned(), format!("  {before}"), format!("→ {after}")];
    }
    let [before, after] = beginning_to_differ(&before, &after, beside);
    vec![format!("{pointer}  {before}"), format!("→ {after}")]
}

/// Two texts, each in so many columns: from the same place on, so that what differs is seen.
fn beginning_to_differ(before: &str, after: &str, room: usize) -> [String; 2] {
    let both = [before, after];
    if both.iter().all(|text| columns(text) <= room) {
        return both.map(str::to_owned);
    }
    match start(before, after, room) {
        0 => both.map(|text| cut(text, room)),
        start => both.map(|text| format!("…{}", cut(&text[start..], room.saturating_sub(1)))),
    }
}

/// Where to begin: at the first letter when the difference is near, else so that as much of what
/// they have in common is seen as there is room for, from a word on.
fn start(before: &str, after: &str, room: usize) -> usize {
    let same = before.char_indices().zip(after.chars()).take_while(|((_, one), two)| one == two);
    let common = same.last().map_or(0, |((at, one), _)| at + one.len_utf8());
    if before == after || columns(&before[..common]) <= room / 2 {
        return 0;
    }
    let rest = columns(&before[common..]).max(columns(&after[common..]));
    let kept = room.saturating_sub(1 + rest).max(room / 4);
    let (mut start, mut used) = (common, 0);
    for (at, one) in before[..common].char_indices().rev() {
        used += columns(&before[at..at + one.len_utf8()]);
        if used > kept {
            break;
        }
        start = at;
    }
    let word = before[start..common].find(' ').map(|space| start + space + 1);
    let start = word.filter(|word| *word < common).unwrap_or(start);
    // Half an escape is another text.
    if before[..start].ends_with('\\') { start - 1 } else { start }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::compare;
    use crate::json::Document;

    fn told(before: &str, after: &str, room: usize) -> Vec<String> {
        let (before, after) = (Document::parse(before).unwrap(), Document::parse(after).unwrap());
        let changes = compare(before.root(), after.root());
        let lines: Vec<_> =
            changes.iter().flat_map(|one| shown(one, Secrets::Hidden, room)).collect();
        assert!(lines.iter().all(|line| columns(line) <= room), "{room}: {lines:?}");
        lines
    }

    const BODY: &str =
        r#"{"Body":"Two people with a harness each, and the long ladder from the yard."}"#;

    #[test]
    fn what_was_added_at_the_end_of_a_long_text_is_seen() {
        let after = BODY.replace("yard.", "yard. Call first.");
        assert_eq!(
            told(BODY, &after, 110),
            [r#"/Body  …ladder from the yard." → …ladder from the yard. Call first.""#]
        );
        assert_eq!(told(BODY, &after, 30), [r#"/Body  …yard.""#, r#"→ …yard. Call first.""#]);
        assert_eq!(
            told(&after, BODY, 110),
            [r#"/Body  …ladder from the yard. Call first." → …ladder from the yard.""#]
        );
    }

    #[test]
    fn what_differs_from_the_beginning_is_cut_at_its_end() {
        let after = BODY.replace("Two", "Three");
        assert_eq!(
            told(BODY, &after, 110),
            [
                r#"/Body  "Two people with a harness each, and th… → "Three people with a harness each, and …"#
            ]
        );
    }

    #[test]
    fn dates_are_seen_on_both_sides_however_narrow_it_is() {
        let [before, after] = ["2026-03-02T08:45:00", "2026-03-03T08:45:00"]
            .map(|at| format!(r#"{{"StartDate":"{at}"}}"#));
        assert_eq!(
            told(&before, &after, 60),
            [r#"/StartDate  "2026-03-02T08:45:00" → "2026-03-03T08:45:00""#]
        );
        assert_eq!(
            told(&before, &after, 33),
            [r#"/StartDate  "2026-03-02T08:45:00""#, r#"→ "2026-03-03T08:45:00""#]
        );
        assert_eq!(
            told(&before, &after, 26),
            ["/StartDate", r#"  "2026-03-02T08:45:00""#, r#"→ "2026-03-03T08:45:00""#]
        );
    }

    #[test]
    fn a_secret_in_a_link_is_hidden_wherever_the_text_begins() {
        let link = |end: &str| {
            format!(r#"{{"Body":"see https://h/a/long/way/to/it?sig=abcdefgh0123456789&x={end}"}}"#)
        };
        let shown = told(&link("1"), &link("2"), 100).join("\n");
        assert!(shown.contains("x=1") && shown.contains("x=2"), "{shown}");
        assert!(!shown.contains("efgh0123"), "{shown}");
    }

    #[test]
    fn no_escape_is_cut_in_two() {
        let before = format!(r#"{{"Body":"{}x"}}"#, r"\n".repeat(60));
        let after = before.replace("x\"", "y\"");
        for room in 20..60 {
            for line in told(&before, &after, room) {
                let text = line.split('…').nth(1).unwrap_or_default();
                assert!(!text.starts_with('n'), "{line}");
            }
        }
    }
}
