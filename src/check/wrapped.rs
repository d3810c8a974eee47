//! A payload inside of another thing, judged there.

use super::{judge, order};
use crate::finding::{Finding, Severity};
use crate::json::{Document, Value, locate};
use crate::look_alike::{Inside, LookAlike, Wrapped};
use crate::schema::Schema;

/// How many wrappers are opened, one in the other: nobody wraps more often, but for mischief.
pub(super) const MOST_WRAPPERS: usize = 4;

/// What is told of a look-alike: what it is, in place of all that follows from it.
pub(super) fn look_alike(payload: Value<'_>, row: &LookAlike) -> Finding {
    let rule = &row.meaning;
    let message = format!("not a webhook's payload: {}", rule.about);
    Finding::on(payload, String::new(), rule.severity, rule.name, message)
        .with_help(Some(rule.fix.to_owned()))
}

/// What wraps a payload, and everything found in that; none when there are too many wrappers.
pub(super) fn findings(
    payload: Value<'_>,
    wrapped: &Wrapped<'_>,
    schema: &Schema,
    wrappers: usize,
) -> Option<Vec<Finding>> {
    if wrappers >= MOST_WRAPPERS {
        return None;
    }
    let rule = wrapped.meaning;
    let pointer = payload.pointer_to(wrapped.at);
    let message =
        format!("{}: what is judged is in `{}`", rule.about, pointer.trim_start_matches('/'));
    let told = Finding::on(payload, String::new(), rule.severity, rule.name, message)
        .with_help(Some(rule.fix.to_owned()));
    let inside = match &wrapped.inside {
        Inside::Value(value) => {
            let mut found = judge(*value, schema, wrappers + 1);
            for finding in &mut found {
                finding.pointer.insert_str(0, &pointer);
            }
            found
        }
        Inside::Text(text) => in_text(wrapped.at, &pointer, text, schema, wrappers),
        Inside::Unreadable => {
            let message = "Base64 of something that is no text".to_owned();
            vec![Finding::on(wrapped.at, pointer, Severity::Error, "encoding", message)]
        }
    };
    Some([told].into_iter().chain(inside).collect())
}

/// What is found in a text of its own is told at the value that holds it.
fn in_text(
    at: Value<'_>,
    pointer: &str,
    text: &str,
    schema: &Schema,
    wrappers: usize,
) -> Vec<Finding> {
    let mut found = match Document::parse(text) {
        Err(fault) => vec![Finding::unreadable(&fault)],
        Ok(document) => {
            let mut found = judge(document.root(), schema, wrappers + 1);
            locate(text, found.iter_mut().map(|finding| &mut finding.place));
            found
        }
    };
    for finding in &mut found {
        let (line, column) = (finding.place.line, finding.place.column);
        let inner = std::mem::take(&mut finding.pointer);
        let here = if inner.is_empty() { String::new() } else { format!(" {inner}") };
        finding.message =
            format!("in the text inside, at {line}:{column}{here}: {}", finding.message.marked())
                .into();
        let outer = Finding::on(at, pointer.to_owned(), finding.severity, "", String::new());
        finding.place = outer.place;
        finding.pointer = outer.pointer;
    }
    found.sort_by(|a, b| order(a).cmp(&order(b)));
    found
}
