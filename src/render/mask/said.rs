//! What a message says of values, taken out of it.

use std::collections::HashSet;
use std::ops::Range;

use super::cover::{covered, values};
use super::own_words::is_own;
use crate::finding::Finding;
use crate::wall::WallTime;

/// What stands in place of a value.
const MASK: &str = "***";

/// Values shorter than this, in characters, are taken out where they stand in quotes alone: as
/// bare text they are in every second word.
const SHORT: usize = 3;

/// A longer value is known by so many of its first bytes: a message may have cut it.
const KNOWN_BY: usize = 24;

/// With more values than this in a payload, messages are not searched for them.
const MOST: usize = 10_000;

/// The values of a payload in every form that a message may have them in.
pub(super) struct Said {
    /// The longest first, as one may hold another; none when there are too many.
    forms: Option<Vec<String>>,
    /// The numbers within each value that has several, such as a date.
    numbers: Vec<HashSet<String>>,
}

impl Said {
    /// The values of a payload.
    pub(super) fn of(text: &str) -> Self {
        let values = values(text);
        if values.len() > MOST {
            return Self { forms: None, numbers: Vec::new() };
        }
        let mut forms = HashSet::new();
        let mut numbers = HashSet::new();
        for value in values {
            let written = &text[value];
            numbers.insert(groups(written));
            forms_of(written, &mut forms);
        }
        let mut forms: Vec<String> = forms.into_iter().filter(|form| !form.is_empty()).collect();
        forms.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        let numbers = numbers.into_iter().filter(|groups| groups.len() >= ALIKE);
        let numbers = numbers.map(HashSet::from_iter).collect();
        Self { forms: Some(forms), numbers }
    }

    /// The finding, its words without values.
    pub(super) fn mask(&self, finding: &Finding) -> Finding {
        let Some(forms) = &self.forms else {
            let message = format!("the value breaks the rule `{}`", finding.rule);
            return Finding { message, help: None, ..finding.clone() };
        };
        let without = |text: &str| self.without_dates(&without(forms, &without_excerpts(text)));
        Finding {
            message: without(&finding.message),
            help: finding.help.as_deref().map(without),
            ..finding.clone()
        }
    }

    /// Dates that were written anew from a value: most of their numbers are those of the value.
    fn without_dates(&self, text: &str) -> String {
        let is_part = |c: char| c.is_ascii_digit() || "-:./+TZ".contains(c);
        let mut told = String::new();
        let mut rest = text;
        while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
            let run = &rest[start..];
            let end = run.find(|c| !is_part(c)).unwrap_or(run.len());
            told.push_str(&rest[..start]);
            told.push_str(if self.is_said(&run[..end]) { MASK } else { &run[..end] });
            rest = &run[end..];
        }
        told + rest
    }

    fn is_said(&self, run: &str) -> bool {
        let groups = groups(run);
        let common =
            |numbers: &HashSet<String>| groups.iter().filter(|one| numbers.contains(*one)).count();
        groups.len() >= ALIKE && self.numbers.iter().any(|numbers| common(numbers) >= ALIKE)
    }
}

/// So many different numbers in common make two texts the same date.
const ALIKE: usize = 3;

/// The different numbers in a text, those of a single digit left out.
fn groups(text: &str) -> Vec<String> {
    let mut groups: Vec<String> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|group| group.len() > 1)
        .map(str::to_owned)
        .collect();
    groups.sort_unstable();
    groups.dedup();
    groups
}

/// The forms of a value: as written, as it reads, and a date as people are told it. A short one
/// is looked for in quotes only.
fn forms_of(written: &str, forms: &mut HashSet<String>) {
    let read = || serde_json::from_str::<String>(&format!("\"{written}\"")).ok();
    let read = written.contains('\\').then(read).flatten();
    for form in [Some(written), read.as_deref()].into_iter().flatten() {
        let form = form.trim();
        if form.chars().count() < SHORT {
            forms.extend([format!("\"{form}\""), format!("`{form}`"), format!("'{form}'")]);
        } else if !is_own(form) {
            forms.insert(form.to_owned());
        }
        if let Some(date) = WallTime::read(form) {
            forms.extend([date.shown(), date.day_shown(), date.time_shown()]);
        }
    }
}

/// The text with every form of a value replaced, and quotes around it kept.
fn without(forms: &[String], text: &str) -> String {
    let mut text = text.to_owned();
    for form in forms {
        let mut from = 0;
        while let Some(found) = find(&text[from..], form) {
            let (start, end) = (from + found.start, from + found.end);
            let quote = form.chars().next().filter(|first| "\"`'".contains(*first));
            let is_short = form.chars().count() <= SHORT + 1 && quote.is_some();
            let quote = quote.filter(|_| is_short).map(String::from).unwrap_or_default();
            let mask = format!("{quote}{MASK}{quote}");
            text.replace_range(start..end, &mask);
            from = start + mask.len();
        }
    }
    text
}

/// Where a form stands in a text, as a word of its own; of a long one its start is enough.
fn find(text: &str, form: &str) -> Option<Range<usize>> {
    let known = &form[..form.floor_char_boundary(KNOWN_BY.min(form.len()))];
    let is_word = |range: &Range<usize>| {
        let joins = |a: Option<char>, b: Option<char>| {
            a.zip(b).is_some_and(|(a, b)| a.is_alphanumeric() && b.is_alphanumeric())
        };
        let before = joins(text[..range.start].chars().next_back(), form.chars().next());
        let after = joins(text[..range.end].chars().next_back(), text[range.end..].chars().next());
        !before && (!after || range.len() > KNOWN_BY)
    };
    let starts = text.match_indices(known).map(|(start, _)| start);
    let mut ranges = starts.map(|start| {
        let pairs = text[start..].chars().zip(form.chars());
        let same: usize = pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
        start..start + same
    });
    ranges.find(is_word)
}

/// The text with values covered in what it quotes of an object or a list, or cuts short.
fn without_excerpts(text: &str) -> String {
    let mut parts = text.split('`').enumerate().peekable();
    let mut told = String::new();
    while let Some((at, part)) = parts.next() {
        let is_quoted = at % 2 == 1 && parts.peek().is_some();
        let is_excerpt = part.starts_with(['{', '[']) || part.ends_with('…');
        match part.strip_suffix('…') {
            Some(cut) if is_quoted && is_excerpt => told += &format!("{}…", covered(cut)),
            None if is_quoted && is_excerpt => told += &covered(part),
            _ => told += part,
        }
        if parts.peek().is_some() {
            told.push('`');
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::finding::Severity;
    use crate::json::Place;

    fn masked(payload: &str, message: &str) -> String {
        let finding = Finding {
            rule: "type".to_owned(),
            severity: Severity::Error,
            message: message.to_owned(),
            pointer: String::new(),
            place: Place::unlocated(0..0),
            help: None,
        };
        Said::of(payload).mask(&finding).message
    }

    #[test]
    fn a_message_says_nothing_of_values() {
        let payload = r#"{"Subject":"Dana R.","No":"R0010","Unit":"H","Qty":12345,"StartDate":"2026-03-02T09:00:00",
            "When":"02/03/2026 09:30","Long":"The quick brown fox jumps over the lazy dog","E":"a\"b\u00e9","Name":"Subject","Of":"text"}"#;
        for (message, expected) in [
            ("\"Dana R.\" is not a date", "\"***\" is not a date"),
            ("take the quotes away: 12345", "take the quotes away: ***"),
            ("`R0010` twice; at R0010.", "`***` twice; at ***."),
            ("\"H\" is not one of [\"HOUR\"]", "\"***\" is not one of [\"HOUR\"]"),
            ("ends at Mon 2 Mar 2026 09:00", "ends at ***"),
            ("write 2026-03-02T09:30:00", "write ***"),
            ("such as 2026-05-11T08:30:00", "such as 2026-05-11T08:30:00"),
            ("`\"The quick brown fox jumps ov…` no", "`\"****************************…` no"),
            ("said The quick brown fox jumps ov, no", "said ***, no"),
            ("`{\"Subject\":\"Dan…` no", "`{\"Subject\":\"***…` no"),
            ("a\"bé and a\\\"b\\u00e9", "*** and ***"),
            (
                "60 characters, more than the 50 of R00101",
                "60 characters, more than the 50 of R00101",
            ),
            ("`Subject` is missing, not text", "`Subject` is missing, not text"),
        ] {
            assert_eq!(masked(payload, message), expected);
        }
    }

    #[test]
    fn a_payload_of_too_many_values_has_its_messages_replaced() {
        let payload = format!("[{}]", vec!["1"; MOST + 1].join(","));
        assert_eq!(masked(&payload, "\"Dana\" is no date"), "the value breaks the rule `type`");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..Default::default() })]

        #[test]
        fn a_value_that_a_message_quotes_is_never_left(
            value in "[a-zé日𝄞\\-.]{3,9}( [A-Z0-9/:]{1,30}){0,3}",
            before in "[a-z ]{0,9}[ `\"(]",
            after in "[ `\"),.]{1,2}[a-z ]{0,9}",
        ) {
            let payload = serde_json::json!({"Subject": value, "Other": [before, 12]}).to_string();
            let told = masked(&payload, &format!("{before}{value}{after} {value}"));
            prop_assert!(!told.contains(value.trim()), "{}", told);
        }
    }
}
