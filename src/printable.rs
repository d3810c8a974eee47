//! A stranger's text, made safe to show: what a terminal would obey or hide becomes visible.

use std::borrow::Cow;
use std::fmt::Write;

/// Text for one line of a screen, with every hidden character as an escape: `\n`, `\u001b`.
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    escaped(text, |character, out| match character {
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        _ => unicode_escape(character, out),
    })
}

/// Bytes for one line of a screen: what is not UTF-8 becomes `\xFF`.
#[must_use]
pub fn printable_bytes(bytes: &[u8]) -> String {
    let mut shown = String::new();
    for chunk in bytes.utf8_chunks() {
        shown.push_str(&printable(chunk.valid()));
        for byte in chunk.invalid() {
            // Writing to a String cannot fail.
            let _ = write!(shown, "\\x{byte:02X}");
        }
    }
    shown
}

/// JSON text with every hidden character as a JSON escape; it parses back to the same value.
#[must_use]
pub fn json_safe(json: &str) -> Cow<'_, str> {
    escaped(json, unicode_escape)
}

/// A value as JSON that is safe to show, and that no runner takes for a command: `##` cannot be in
/// it, nor a line that begins with `::`. It parses back to the same value.
pub(crate) fn inert_json(value: &impl serde::Serialize) -> String {
    let json = serde_json::to_string(value).expect("keys are strings and values plain data");
    json_safe(&json).replace("##", "#\\u0023")
}

fn escaped(text: &str, escape: impl Fn(char, &mut String)) -> Cow<'_, str> {
    // Nearly every text is of this kind, and told so quickly.
    if text.bytes().all(|byte| matches!(byte, 0x20..0x7F)) {
        return Cow::Borrowed(text);
    }
    let Some(first) = text.find(is_hidden) else { return Cow::Borrowed(text) };
    let mut shown = String::with_capacity(text.len() + 16);
    shown.push_str(&text[..first]);
    for character in text[first..].chars() {
        if is_hidden(character) { escape(character, &mut shown) } else { shown.push(character) }
    }
    Cow::Owned(shown)
}

/// The JSON escape; characters past U+FFFF take a surrogate pair.
fn unicode_escape(character: char, out: &mut String) {
    for unit in character.encode_utf16(&mut [0; 2]) {
        // Writing to a String cannot fail.
        let _ = write!(out, "\\u{unit:04x}");
    }
}

/// Text for the log of a CI service: what a runner would take for a command is broken by an
/// escape. GitHub obeys lines that begin with `::` and `##[`, Azure Pipelines `##vso[` anywhere.
#[must_use]
pub fn ci_safe(text: &str) -> Cow<'_, str> {
    let is_command = |line: &str| line.trim_start().starts_with("::") || line.contains("##");
    if !text.lines().any(is_command) {
        return Cow::Borrowed(text);
    }
    let safe = |line: &str| {
        let start = line.len() - line.trim_start().len();
        let (space, rest) = line.split_at(start);
        let rest = rest
            .strip_prefix("::")
            .map_or(Cow::Borrowed(rest), |rest| Cow::Owned(format!("\\u003a:{rest}")));
        format!("{space}{}", rest.replace("##", "#\\u0023"))
    };
    Cow::Owned(text.split_inclusive('\n').map(safe).collect())
}

/// Whether a terminal would obey something in bytes that are meant for it as they are, or could
/// not show it: what is no text, and hidden characters but tabs, line breaks and a mark in front.
#[must_use]
pub fn is_obeyed(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return true };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
    text.chars().any(|one| is_hidden(one) && !matches!(one, '\n' | '\t'))
}

/// Whether a terminal would obey the character, or a reader not see it: C0, DEL, C1, bidi
/// controls, zero-width and tag characters, line and paragraph separators.
#[must_use]
pub fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_or_hide_is_shown_as_an_escape() {
        let attacks = [
            ("\u{1b}[2J", r"\u001b[2J"),
            ("\u{1b}]52;c;AA\u{7}", r"\u001b]52;c;AA\u0007"),
            ("\u{9b}31m\u{90}\u{9d}", r"\u009b31m\u0090\u009d"),
            ("a\rb\u{8}\u{c}\u{b}", r"a\rb\u0008\u000c\u000b"),
            ("\u{202e}txt\u{2066}\u{61c}", r"\u202etxt\u2066\u061c"),
            ("a\u{200b}\u{feff}\u{e0041}\u{2028}", r"a\u200b\ufeff\udb40\udc41\u2028"),
            ("two\nlines", r"two\nlines"),
            ("\u{7f}\0", r"\u007f\u0000"),
        ];
        for (attack, shown) in attacks {
            assert_eq!(printable(attack), shown);
        }
    }

    #[test]
    fn plain_text_of_any_language_stays_as_it_is() {
        for plain in ["Lift Größe", "日本語", "e\u{301}", "👍🏽"] {
            assert_eq!(printable(plain), plain);
        }
    }

    #[test]
    fn what_a_ci_runner_would_obey_is_broken_and_parses_to_the_same() {
        let log = "  ::error::x\n\"##vso[a]\" ##[b]\nplain :: text # 1\n";
        let safe = "  \\u003a:error::x\n\"#\\u0023vso[a]\" #\\u0023[b]\nplain :: text # 1\n";
        assert_eq!(ci_safe(log), safe);
        let parsed: String = serde_json::from_str(&ci_safe("\"##vso[a]###\"")).unwrap();
        assert_eq!(parsed, "##vso[a]###");
        assert!(!ci_safe("####[x").contains("##"));
    }

    #[test]
    fn bytes_that_are_no_text_are_marked() {
        assert_eq!(printable_bytes(b"caf\xe9 \x9b\x1b"), r"caf\xE9 \x9B\u001b");
    }

    #[test]
    fn what_is_no_plain_text_is_kept_from_a_terminal() {
        for plain in ["{\r\n\t\"a\": \"é\"}\n", "\u{feff}{}", ""] {
            assert!(!is_obeyed(plain.as_bytes()), "{plain:?}");
        }
        for obeyed in [&b"\x1b[2J"[..], b"a\rb", b"\xff", "\u{9b}".as_bytes(), b"a\xef\xbb\xbf"] {
            assert!(is_obeyed(obeyed), "{obeyed:?}");
        }
    }

    #[test]
    fn safe_json_parses_back_to_the_same_value() {
        let value = serde_json::json!("\u{9b}\u{7f}\u{202e}\u{e0041}");
        let safe = json_safe(&value.to_string()).into_owned();
        assert!(safe.is_ascii());
        assert_eq!(serde_json::from_str::<serde_json::Value>(&safe).unwrap(), value);
    }
}
