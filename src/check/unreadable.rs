//! A text that is no JSON: why, or what it is instead.

use crate::finding::Finding;
use crate::json::{Cause, Fault};
use crate::look_alike;
use crate::secret::{DOTS, is_secret_member};

const ONE_A_LINE: &str = "the text ends too early: was the file copied whole? In a file of JSON \
                          lines (.jsonl) each payload stands on one line";

/// Why a text is not JSON, or what it is instead.
pub(super) fn unreadable(text: &str, fault: &Fault) -> Finding {
    let finding = broken(text, fault);
    let is_other = matches!(&fault.cause, Cause::Expected(_, found) if found == "`<`");
    match look_alike::of_text(text).filter(|_| is_other) {
        Some(row) => Finding {
            rule: row.meaning.name.to_owned(),
            message: format!("not a webhook's payload: {}", row.meaning.about).into(),
            help: Some(row.meaning.fix.into()),
            ..finding
        },
        // The first line of a payload over several lines.
        None if matches!(text.trim(), "{" | "[") => finding.with_help(Some(ONE_A_LINE)),
        None => finding,
    }
}

/// Why a text is not JSON. What stands behind the name of a secret is not quoted.
pub(super) fn broken(text: &str, fault: &Fault) -> Finding {
    let finding = Finding::unreadable(fault);
    let before = text.get(..fault.place.span.start).unwrap_or_default();
    if !name_before(before).is_some_and(is_secret_member) {
        return finding;
    }
    Finding { message: finding.message.quoting(|_| DOTS.into()), ..finding }
}

/// The name that a text ends with, a colon behind it and perhaps the quote of its value.
fn name_before(text: &str) -> Option<&str> {
    let text = text.trim_ascii_end().trim_end_matches(['"', '\'']).trim_ascii_end();
    let name = text.strip_suffix(':')?.trim_ascii_end().trim_end_matches(['"', '\'']);
    name.rsplit(['"', '\'', '{', ',', '\n']).next().map(str::trim_ascii_start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Document;

    #[test]
    fn what_stands_where_a_secret_is_expected_is_not_quoted() {
        for (text, expected) in [
            (r#"{"access_token": hush}"#, "`••••` is not JSON"),
            (r"{'password': hush}", "looks like JavaScript: single quotes"),
            (r#"{"a": 1, "Password" : hush}"#, "`••••` is not JSON"),
            (r#"{"a": hush}"#, "`hush` is not JSON"),
        ] {
            let fault = Document::parse(text).unwrap_err();
            assert_eq!(&*broken(text, &fault).message, expected, "{text}");
        }
    }
}
