//! The secrets of a text that is no payload: of a form, of XML, of what was meant to be JSON.

use std::borrow::Cow;
use std::ops::Range;

use super::encoded::{is_encoded, without_encoded_secrets};
use super::hidden::{Hidden, hidden, masked};
use super::{Secrets, credentials, is_secret_field, is_secret_header, is_secret_member};
use super::{markup, meant, without_secrets_of_links, without_values};
use crate::body::Kind;
use crate::json::Document;

/// What must not be seen of the text of a body of some kind, in its order.
#[must_use]
pub fn hidden_in(text: &str, kind: Kind, secrets: Secrets) -> Vec<Hidden> {
    match kind {
        _ if secrets == Secrets::Shown => Vec::new(),
        Kind::Form => fields(text),
        Kind::Json if !is_markup(text) => members(text),
        Kind::Json | Kind::Text | Kind::Binary | Kind::Empty => of_text(text),
    }
}

/// A text of which nobody knows what it is, as it may be seen.
#[must_use]
pub fn seen_text(text: &str) -> Cow<'_, str> {
    masked(text, &of_text(text), &(0..0)).0
}

/// The secrets of a text, by what it looks like.
fn of_text(text: &str) -> Vec<Hidden> {
    match text.trim_start().as_bytes().first() {
        Some(b'{' | b'[') => match Document::parse(text) {
            Ok(document) => hidden(document.root(), Secrets::Hidden),
            Err(_) => members(text),
        },
        Some(b'<') => elements(text),
        _ if is_form(text) => fields(text),
        _ => of(text, 0..text.len(), false).into_iter().collect(),
    }
}

/// Whether a text may hold a secret, seen from outside: most text does not, and need not be read.
#[must_use]
pub fn is_suspect(text: &str) -> bool {
    text.contains("://")
        || text.trim_start().starts_with(['{', '[', '<'])
        || is_form(text)
        || is_encoded(text)
}

fn is_markup(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim_start().starts_with('<')
}

/// Whether a text is fields of a form and nothing else.
fn is_form(text: &str) -> bool {
    let is_name = |c: char| c.is_ascii_alphanumeric() || "-_.%[]".contains(c);
    let is_field =
        |pair: &str| pair.split_once('=').is_some_and(|(name, _)| is_named(name, is_name));
    // What only ends with the sign is more likely Base64.
    let has_value = text.trim_end_matches('=').contains('=');
    has_value && text.split('&').all(is_field) && !text.contains(char::is_whitespace)
}

fn is_named(name: &str, is_name: impl Fn(char) -> bool) -> bool {
    !name.is_empty() && name.chars().all(is_name)
}

fn fields(text: &str) -> Vec<Hidden> {
    let mut at = 0;
    let field = |pair: &str| {
        let (start, end) = (at, at + pair.len());
        at = end + 1;
        let name = pair.split_once('=')?.0;
        of(text, start + name.len() + 1..end, is_secret_field(name))
    };
    text.split('&').filter_map(field).collect()
}

fn members(text: &str) -> Vec<Hidden> {
    let mut found = Vec::new();
    meant::each_value(text, is_secret_member, &mut |value, is_secret| {
        let inner = (!is_secret).then(|| inside(text, &value)).flatten();
        found.extend(inner.or_else(|| of(text, value, is_secret)));
    });
    found
}

/// What is hidden of a text in quotes that is a form, XML or JSON of its own.
fn inside(text: &str, span: &Range<usize>) -> Option<Hidden> {
    let own: String = serde_json::from_str(&format!("\"{}\"", &text[span.clone()])).ok()?;
    let seen = seen_text(&own);
    let shown = (seen != own).then(|| serde_json::Value::from(seen).to_string())?;
    Some(Hidden { span: span.clone(), shown: shown[1..shown.len() - 1].to_owned() })
}

fn elements(text: &str) -> Vec<Hidden> {
    let mut found = Vec::new();
    markup::each_value(text, &mut |name, value| {
        let is_secret = is_secret_member(name) || is_secret_header(name);
        found.extend(of(text, value, is_secret));
    });
    found
}

/// What is hidden of a part of a text: all of it, or the secrets of its links.
fn of(text: &str, span: Range<usize>, is_secret: bool) -> Option<Hidden> {
    let part = &text[span.clone()];
    let shown = match part.trim() {
        "" => return None,
        _ if is_secret => credentials(part),
        // A target without quotes has no scheme and is no link.
        _ => {
            let shown = without_values(&without_secrets_of_links(part));
            without_encoded_secrets(&shown).into_owned()
        }
    };
    (shown != part).then_some(Hidden { span, shown })
}
