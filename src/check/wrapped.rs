//! A payload inside of another thing, judged there.

use super::form::Form;
use super::{empty, judge, order, unreadable};
use crate::finding::{Finding, Found, Severity};
use crate::json::{Document, Kind, Value, locate};
use crate::look_alike::{Inside, LookAlike, Wrapped};
use crate::schema::Schema;
use crate::secret::{DOTS, is_secret_pointer};

/// What is around a payload.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Around {
    /// How many wrappers.
    pub(super) wrappers: usize,
    /// The rule of the innermost, which is not told again.
    told: Option<&'static str>,
}

/// What is told of a look-alike: what it is, in place of all that follows from it.
pub(super) fn look_alike(payload: Value<'_>, row: &LookAlike) -> Finding {
    let rule = &row.meaning;
    let message = format!("not a webhook's payload: {}", rule.about);
    Finding::on(payload, String::new(), rule.severity, rule.name, message).with_help(Some(rule.fix))
}

/// What wraps a payload, told once however often it does, and everything found inside.
pub(super) fn findings<'v>(
    payload: Value<'v>,
    wrapped: Wrapped<'v>,
    schema: &Schema,
    around: Around,
) -> Found {
    let (Wrapped { meaning, at, inside }, wrappers) =
        innermost(wrapped, schema, around.wrappers + 1);
    let pointer = payload.pointer_to(at);
    if matches!(inside, Inside::Nothing) {
        let message = format!("not a webhook's payload: {}, and there is none", meaning.about);
        return vec![Finding::on(at, pointer, Severity::Error, meaning.name, message)].into();
    }
    let way = pointer.trim_start_matches('/');
    let message = format!("{}: what is judged is in `{way}`", meaning.about);
    let help = format!("take the payload out of `{way}` to replay it");
    let told = Finding::on(payload, String::new(), meaning.severity, meaning.name, message)
        .with_help(Some(help));
    let told = Some(told).filter(|_| around.told != Some(meaning.name));
    let around = Around { wrappers, told: Some(meaning.name) };
    let mut found = judged(at, &pointer, &inside, schema, around);
    found.findings.splice(0..0, told);
    found
}

/// The innermost of wrappers of one kind, one in the other, and how many there are.
fn innermost<'v>(
    mut wrapped: Wrapped<'v>,
    schema: &Schema,
    mut wrappers: usize,
) -> (Wrapped<'v>, usize) {
    while let Inside::Value(value) = wrapped.inside
        && let Form::Wrapped(inner) = Form::of(value, schema, wrappers)
        && inner.meaning.name == wrapped.meaning.name
    {
        (wrapped, wrappers) = (inner, wrappers + 1);
    }
    (wrapped, wrappers)
}

/// What is found inside, with pointers from the top of what wraps it.
fn judged(
    at: Value<'_>,
    pointer: &str,
    inside: &Inside<'_>,
    schema: &Schema,
    around: Around,
) -> Found {
    match inside {
        Inside::Value(value) => {
            let mut found = within(*value, schema, around);
            found.findings.iter_mut().for_each(|finding| finding.move_below(pointer));
            found
        }
        Inside::Text(text) => in_text(at, pointer, text, schema, around),
        Inside::Unreadable => {
            let message = "Base64 of something that is no text";
            vec![Finding::on(at, pointer.to_owned(), Severity::Error, "encoding", message)].into()
        }
        Inside::Nothing => Found::default(),
    }
}

/// What is found in a payload, or in each of a list.
fn within(value: Value<'_>, schema: &Schema, around: Around) -> Found {
    if value.kind() != Kind::Array {
        return judge(value, schema, around);
    }
    if value.is_empty() {
        return vec![empty(value)].into();
    }
    let mut all = Found::default();
    for (index, element) in value.elements().enumerate() {
        let mut found = judge(element, schema, around);
        let pointer = format!("/{index}");
        found.findings.iter_mut().for_each(|finding| finding.move_below(&pointer));
        all.join(found);
    }
    all
}

/// What is found in a text of its own, told at the value that holds it.
fn in_text(at: Value<'_>, pointer: &str, text: &str, schema: &Schema, around: Around) -> Found {
    match Document::parse(text) {
        Err(fault) => outside(at, pointer, vec![unreadable(text, &fault)]).into(),
        Ok(document) => {
            let Found { mut findings, more } = within(document.root(), schema, around);
            locate(text, findings.iter_mut().map(|finding| &mut finding.place));
            Found { findings: outside(at, pointer, findings), more }
        }
    }
}

/// What was found in a text, with its place there, told at the value that holds the text.
pub(crate) fn outside(at: Value<'_>, pointer: &str, mut found: Vec<Finding>) -> Vec<Finding> {
    for finding in &mut found {
        move_outside(finding, at, pointer);
    }
    found.sort_by(|a, b| order(a).cmp(&order(b)));
    found
}

fn move_outside(finding: &mut Finding, at: Value<'_>, pointer: &str) {
    if let Some(other) = &mut finding.otherwise {
        // It has the place of what it is told in place of.
        other.place = finding.place.clone();
        move_outside(other, at, pointer);
    }
    let (line, column) = (finding.place.line, finding.place.column);
    let inner = std::mem::take(&mut finding.pointer);
    if is_secret_pointer(&inner) {
        // The pointer that is left does not tell it.
        finding.message = finding.message.quoting(|_| DOTS.into());
        finding.help = finding.help.as_ref().map(|help| help.quoting(|_| DOTS.into()));
    }
    let here = if inner.is_empty() { String::new() } else { format!(" {inner}") };
    finding.message =
        format!("in the text inside, at {line}:{column}{here}: {}", finding.message.marked())
            .into();
    let outer = Finding::on(at, pointer.to_owned(), finding.severity, "", String::new());
    finding.place = outer.place;
    finding.pointer = outer.pointer;
}
