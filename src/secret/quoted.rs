//! What findings quote of a payload, without its secrets.

use std::borrow::Cow;

use super::text::{is_suspect, seen_text};
use super::{DOTS, Within};
use crate::finding::{Finding, Verdict};
use crate::message::Message;

/// The verdict, no secret in its words.
#[must_use]
pub fn without_quoted_secrets(mut verdict: Verdict) -> Verdict {
    verdict.findings.iter_mut().for_each(hide);
    verdict
}

fn hide(finding: &mut Finding) {
    finding.message = without_quoted(&finding.message, &finding.pointer);
    finding.help = finding.help.as_ref().map(|help| without_quoted(help, &finding.pointer));
}

/// What is said of the value that a pointer leads to, no secret in what it quotes.
#[must_use]
pub fn without_quoted(message: &Message, pointer: &str) -> Message {
    let is_secret = Within::named(pointer).is_secret();
    message.quoting(|quote| if is_secret { DOTS.into() } else { seen(quote) })
}

/// A value as it is quoted: as written, and cut where there was no room.
fn seen(quote: &str) -> Cow<'_, str> {
    let inner = quote.strip_prefix('"').unwrap_or(quote);
    let mark = &quote[..quote.len() - inner.len()];
    let (inner, end) = inner.strip_suffix('"').map_or((inner, ""), |inner| (inner, mark));
    let plain = unescaped(inner);
    let shown = seen_text(&plain);
    if !is_suspect(&plain) || *shown == *plain {
        return quote.into();
    }
    format!("{mark}{shown}{end}").into()
}

/// The text behind the escapes of a string that may end within one.
fn unescaped(written: &str) -> Cow<'_, str> {
    if !written.contains('\\') {
        return written.into();
    }
    let mut parts = written.split('\\');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let code = part.strip_prefix('u').and_then(|rest| rest.get(..4));
        let character = code.and_then(|code| u32::from_str_radix(code, 16).ok());
        match character.and_then(char::from_u32) {
            Some(character) => {
                text.push(character);
                text.push_str(&part[5..]);
            }
            None => text.push_str(part),
        }
    }
    text.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quoted_value_is_seen_without_its_secrets() {
        for (quote, expected) in [
            (r#""High""#, r#""High""#),
            (r#""https://h/?sig=hush&x=1""#, r#""https://h/?sig=••••&x=1""#),
            (r#""https:\/\/h\/?a=1\u0026sig=hu…"#, r#""https://h/?a=1&sig=••••"#),
            ("https://h/?sig=hush", "https://h/?sig=••••"),
            (r#"{"password":"hush","b":1…"#, r#"{"password":"••••","b":1…"#),
            (r#""{\"password\":\"hush\"}""#, r#""{"password":"••••"}""#),
            (r#""access_token=hush&b=1""#, r#""access_token=••••&b=1""#),
            (r#""a\\b""#, r#""a\\b""#),
        ] {
            assert_eq!(seen(quote), expected);
        }
    }
}
