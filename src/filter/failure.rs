//! Why a filter failed, in the words of the library: it puts values of the payload between them.

use jaq_core::Error;
use jaq_json::Val;

use crate::secret::Secrets;

/// What functions say of themselves before they quote what they were given.
const WORDS: [&str; 8] = [
    "no JSON",
    "not a text",
    "invalid regex flag",
    "invalid regex",
    "cannot convert",
    "cannot parse",
    "cannot use",
    "index",
];

/// Why a filter failed, as it may be seen: nothing tells which value of a payload is a secret once
/// it stands alone, so of values only those are told that the filter itself spells.
pub(super) fn told(error: Error<Val>, filter: &str, secrets: Secrets) -> String {
    let whole = error.to_string();
    if !secrets.are_hidden() {
        return whole;
    }
    let thrown = error.into_val();
    let text = match &thrown {
        Val::TStr(bytes) => String::from_utf8_lossy(bytes),
        _ => "".into(),
    };
    // A text that was thrown is quoted; words of the library, with its values, are not.
    if text == whole {
        return without_values(&whole, filter);
    }
    match WORDS.iter().find(|words| text.starts_with(**words)) {
        _ if is_spelled(&whole, filter) => whole,
        Some(words) => (*words).to_owned(),
        None => format!("it gave {} as an error; `--show-secrets` shows it", sort(&whole)),
    }
}

/// A text with what sort of values stand in it, in place of the values.
fn without_values(text: &str, filter: &str) -> String {
    let (mut told, mut rest) = (String::new(), text);
    while let Some(first) = rest.chars().next() {
        let is_begun = told.is_empty() || told.ends_with(' ');
        let length = if is_begun { length_of_value(rest) } else { 0 };
        if length == 0 {
            told.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let (value, behind) = rest.split_at(length);
        told.push_str(if is_spelled(value, filter) { value } else { sort(value) });
        rest = behind;
    }
    told
}

/// How long a value is that a text begins with; 0 when it begins with none.
fn length_of_value(text: &str) -> usize {
    let is_number = |text: &str| text.starts_with(|first: char| first.is_ascii_digit());
    if text.starts_with(['"', '[', '{']) || text.starts_with("b\"") {
        return length_of_nested(text);
    }
    let is_value = is_number(text.strip_prefix('-').unwrap_or(text));
    if is_value { text.find(' ').unwrap_or(text.len()) } else { 0 }
}

/// The same of one that begins with a quote or a bracket: up to where that is closed.
fn length_of_nested(text: &str) -> usize {
    let (mut depth, mut is_quoted, mut is_escaped) = (0, false, false);
    for (at, character) in text.char_indices() {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = is_quoted,
            '"' => is_quoted = !is_quoted,
            _ if is_quoted => continue,
            '[' | '{' => depth += 1,
            ']' | '}' => depth -= 1,
            _ => continue,
        }
        if depth == 0 && !is_quoted && !is_escaped {
            return at + 1;
        }
    }
    text.len()
}

/// Whether a text or a number stands in the filter, as a word of its own.
fn is_spelled(value: &str, filter: &str) -> bool {
    let bare = value.trim_matches('"');
    let is_part = |one: char| one.is_alphanumeric() || one == '_';
    let is_whole = |at: usize| {
        !filter[..at].ends_with(is_part) && !filter[at + bare.len()..].starts_with(is_part)
    };
    !bare.is_empty()
        && !value.starts_with(['[', '{'])
        && filter.match_indices(bare).any(|(at, _)| is_whole(at))
}

/// What sort of value it is, by its first character.
fn sort(value: &str) -> &'static str {
    match value.as_bytes().first() {
        Some(b'"' | b'b') => "a text",
        Some(b'{') => "an object",
        Some(b'[') => "a list",
        Some(b'n') => "null",
        Some(b't') => "true",
        Some(b'f') => "false",
        _ => "a number",
    }
}
