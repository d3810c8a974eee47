//! Secrets in Base64: a payload in the wrapper of a run history, or a token in a text.

use std::borrow::Cow;

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::DOTS;
use super::text::{is_suspect, seen_text};

/// No shorter run holds a secret and what tells that it is one.
const SHORTEST: usize = 12;

/// Whoever cut a run to show it has cut its padding too.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Whether there is a run in a text that may be Base64 of a secret.
pub(super) fn is_encoded(text: &str) -> bool {
    text.split(|c: char| !is_sign(c)).any(holds)
}

/// A text with dots for each run of Base64 that holds what would be hidden.
pub(super) fn without_encoded_secrets(text: &str) -> Cow<'_, str> {
    if !is_encoded(text) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len());
    for part in text.split_inclusive(|c: char| !is_sign(c)) {
        let run = part.trim_end_matches(|c: char| !is_sign(c));
        shown.push_str(if holds(run) { DOTS } else { run });
        shown.push_str(&part[run.len()..]);
    }
    shown.into()
}

/// A sign of Base64, in the alphabet of URLs too.
fn is_sign(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '-' | '_' | '=')
}

fn holds(run: &str) -> bool {
    let decoded = (run.len() >= SHORTEST).then(|| decoded(run)).flatten();
    decoded.is_some_and(|text| is_suspect(&text) && *seen_text(&text) != text)
}

/// The text that a run stands for, which may be cut within a character.
fn decoded(run: &str) -> Option<String> {
    let run = run.trim_end_matches('=').replace('-', "+").replace('_', "/");
    let whole = if run.len() % 4 == 1 { &run[..run.len() - 1] } else { &run };
    let mut bytes = LENIENT.decode(whole).ok()?;
    if let Err(error) = std::str::from_utf8(&bytes) {
        // Anything but a character that was cut is no text.
        error.error_len().is_none().then(|| bytes.truncate(error.valid_up_to()))?;
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE};

    use super::*;

    const BODY: &str = r#"{"Id": 1, "access_token": "hush-hush-ü?>"}"#;

    #[test]
    fn a_run_that_holds_a_secret_is_dots_however_it_is_written() {
        let link = "see https://zoe:hush@h/x";
        for run in [
            STANDARD.encode(BODY),
            STANDARD_NO_PAD.encode(BODY),
            URL_SAFE.encode(BODY),
            STANDARD.encode(link),
            STANDARD.encode("a=1&access_token=hush"),
            STANDARD.encode("<a><Password>hush</Password></a>"),
            STANDARD.encode(STANDARD.encode(BODY)),
            STANDARD.encode(BODY)[..55].to_owned(),
        ] {
            assert_eq!(without_encoded_secrets(&run), DOTS, "{run}");
            let within = format!("a {run}, b");
            assert_eq!(without_encoded_secrets(&within), format!("a {DOTS}, b"));
        }
    }

    #[test]
    fn what_holds_none_is_shown() {
        for text in [
            STANDARD.encode(r#"{"Id": 1, "AppointmentNo": "A1"}"#),
            STANDARD.encode([0xff; 30]),
            "ReplaceTheCondenserFan of R0010-TECHNICIAN-NORTH".to_owned(),
            "000012-k7QwLm2x".to_owned(),
            String::new(),
        ] {
            assert_eq!(without_encoded_secrets(&text), text);
        }
    }
}
