//! Charsets: a body of another one as UTF-8.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::Content;
use crate::json::{Cause, Mark};

/// Reads a body by the charset that was declared, unless its bytes say otherwise.
pub(super) fn read<'b>(body: Cow<'b, [u8]>, label: Option<&str>) -> Content<'b> {
    if let Some(mark) = Mark::of(&body) {
        return marked(body, mark, label);
    }
    if let Some(content) = utf16_by_look(&body, label) {
        return content;
    }
    match label {
        None => Content::plain(body),
        Some(label) => declared(body, label),
    }
}

/// A byte-order mark says more than a header, and is told as what it is when the text is read.
fn marked<'b>(body: Cow<'b, [u8]>, mark: Mark, label: Option<&str>) -> Content<'b> {
    let agrees = |label: &str| match (mark, known(label)) {
        (_, _) if label == "utf-16" => mark != Mark::Utf8,
        (Mark::Utf8, Some(encoding)) => encoding == UTF_8,
        (Mark::Utf16Le, Some(encoding)) => encoding == UTF_16LE,
        (Mark::Utf16Be, Some(encoding)) => encoding == UTF_16BE,
        (_, None) => false,
    };
    match label.filter(|label| !agrees(label)) {
        None => Content::plain(body),
        Some(label) => {
            let message = format!("declared as `{}`, but is {}", short(label), mark.words());
            Content::noted(body, "charset", message)
        }
    }
}

/// UTF-16 that has no mark.
fn utf16_by_look(body: &[u8], label: Option<&str>) -> Option<Content<'static>> {
    let mark = Mark::by_look(body)?;
    let encoding = if mark == Mark::Utf16Be { UTF_16BE } else { UTF_16LE };
    let text = encoding.decode_without_bom_handling_and_without_replacement(body)?;
    let words = mark.words();
    let (rule, message) = match label {
        None => {
            ("encoding", format!("looks like {words}, without a byte-order mark; JSON is UTF-8"))
        }
        Some(label) if label == "utf-16" || known(label) == Some(encoding) => {
            ("charset", format!("the payload is {words}; JSON is UTF-8"))
        }
        Some(label) => {
            ("charset", format!("declared as `{}`, but looks like {words}", short(label)))
        }
    };
    Some(Content::noted(text.into_owned().into_bytes().into(), rule, message))
}

fn declared<'b>(body: Cow<'b, [u8]>, label: &str) -> Content<'b> {
    let is_utf8 = std::str::from_utf8(&body).is_ok();
    match known(label) {
        Some(encoding) if encoding == UTF_8 => Content::plain(body),
        Some(_) if label.starts_with("utf-16") => utf16_as_declared(body, label, is_utf8),
        Some(encoding) if encoding.is_ascii_compatible() && body.is_ascii() => Content::plain(body),
        Some(_) if matches!(label, "us-ascii" | "ascii") && is_utf8 => {
            Content::noted(body, "charset", format!("declared as `{label}`, but is UTF-8"))
        }
        Some(encoding) => decoded(&body, encoding, label, is_utf8),
        None => unknown(body, label),
    }
}

/// UTF-16 that does not look like it. Without a word on the order, the first byte is the higher.
fn utf16_as_declared<'b>(body: Cow<'b, [u8]>, label: &str, is_utf8: bool) -> Content<'b> {
    if is_utf8 && !body.contains(&0) {
        return Content::noted(body, "charset", format!("declared as `{label}`, but is UTF-8"));
    }
    let encoding = if label == "utf-16le" { UTF_16LE } else { UTF_16BE };
    let text = encoding.decode_without_bom_handling_and_without_replacement(&body);
    match text.map(|text| text.into_owned().into_bytes()) {
        Some(text) => {
            let message = format!("the payload is `{label}`; JSON is UTF-8");
            Content::noted(text.into(), "charset", message)
        }
        None => Content::broken(body, Cause::NotUtf16),
    }
}

fn decoded(
    body: &[u8],
    encoding: &'static Encoding,
    label: &str,
    is_utf8: bool,
) -> Content<'static> {
    let (text, has_strange_bytes) = encoding.decode_without_bom_handling(body);
    let but = match (is_utf8, has_strange_bytes) {
        (true, _) => "; it would be UTF-8 too, which the sender may have meant",
        (_, true) => "; bytes it does not have are shown as U+FFFD",
        (false, false) => "; JSON is UTF-8",
    };
    let message = format!("the payload is read as `{label}`{but}");
    Content::noted(text.into_owned().into_bytes().into(), "charset", message)
}

fn unknown<'b>(body: Cow<'b, [u8]>, label: &str) -> Content<'b> {
    let message = format!("the charset `{}` is not known: read as UTF-8", short(label));
    let text = match String::from_utf8_lossy(&body) {
        Cow::Borrowed(_) => body,
        Cow::Owned(text) => text.into_bytes().into(),
    };
    Content::noted(text, "charset", message)
}

fn known(label: &str) -> Option<&'static Encoding> {
    Encoding::for_label_no_replacement(label.as_bytes())
}

/// A stranger's label, as much of it as a message has room for.
fn short(label: &str) -> String {
    label.chars().take(40).collect()
}
