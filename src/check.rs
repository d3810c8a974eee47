//! One payload, judged: encoding, JSON, schema, rules, in that order.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::HashSet;

use crate::content::{Content, Note};
use crate::finding::{Finding, MOST_FINDINGS, Severity, Verdict};
use crate::json::{Document, Fault, Kind, Mark, Place, Text, Value, locate, readable};
use crate::rules;
use crate::schema::Schema;

/// A body, read as far as it can be: its text, or why there is none.
pub struct Payload<'b> {
    body: &'b [u8],
    notes: &'b [Note],
    text: Result<Text<'b>, Fault>,
    readable: OnceCell<String>,
}

impl<'b> Payload<'b> {
    /// The text of a body.
    #[must_use]
    pub fn of(body: &'b [u8]) -> Self {
        Self { body, notes: &[], text: Text::of(body), readable: OnceCell::new() }
    }

    /// The text of a body that may have been compressed, or in another charset.
    #[must_use]
    pub fn of_content(content: &'b Content<'b>) -> Self {
        let text = match &content.fault {
            Some(cause) => Err(Fault::of_body(cause.clone())),
            None => Text::of(&content.bytes),
        };
        Self { body: &content.bytes, notes: &content.notes, text, readable: OnceCell::new() }
    }

    /// The tape of the text.
    ///
    /// # Errors
    /// Why the body is not a JSON text.
    pub fn document(&self) -> Result<Document<'_>, Fault> {
        Document::parse(&self.text.as_ref().map_err(Fault::clone)?.text)
    }

    /// The text, to show findings in; marks stand where the body is not text.
    #[must_use]
    pub fn text(&self) -> &str {
        match &self.text {
            Ok(text) => &text.text,
            Err(_) => self.readable.get_or_init(|| readable(self.body)),
        }
    }

    /// The bytes that were read as text: no longer compressed.
    #[must_use]
    pub fn body(&self) -> &'b [u8] {
        self.body
    }

    /// The byte-order mark it began with.
    #[must_use]
    pub fn mark(&self) -> Option<Mark> {
        self.text.as_ref().ok().and_then(|text| text.mark)
    }
}

/// Judges a payload that has been read, or tells why it could not be read.
#[must_use]
pub fn check(
    payload: &Payload<'_>,
    document: &Result<Document<'_>, Fault>,
    schema: &Schema,
) -> Verdict {
    let notes = payload.notes.iter().map(noted).chain(payload.mark().map(marked));
    let notes: Vec<Finding> = notes.collect();
    let mut verdict = match document {
        Err(fault) => Verdict::of(Finding::unreadable(fault)),
        Ok(document) => judged(document, schema),
    };
    verdict.warnings += notes.len();
    verdict.findings.splice(0..0, notes);
    verdict
}

fn judged(document: &Document<'_>, schema: &Schema) -> Verdict {
    let root = document.root();
    let mut verdict = Verdict::default();
    if root.kind() != Kind::Array {
        verdict.add(judge(root, schema));
    } else if root.is_empty() {
        let message = "an empty list holds no appointment".to_owned();
        verdict.add(vec![Finding::on(root, String::new(), Severity::Error, "empty", message)]);
    }
    for (index, payload) in root.elements().enumerate() {
        let mut findings = judge(payload, schema);
        for finding in &mut findings {
            finding.pointer.insert_str(0, &format!("/{index}"));
        }
        verdict.add(findings);
    }
    locate(document.text(), verdict.findings.iter_mut().map(|finding| &mut finding.place));
    verdict.findings.iter_mut().for_each(place_in_words);
    verdict
}

/// Everything found in one payload, its pointers from its own top.
fn judge(payload: Value<'_>, schema: &Schema) -> Vec<Finding> {
    let mut findings: Vec<Finding> =
        payload.repeated_keys().take(MOST_FINDINGS).map(|key| repeated(payload, key)).collect();
    if !schema.accepts(payload) {
        findings.extend(broken(payload, schema));
    }
    findings.extend(rules::findings(payload));
    findings.sort_by(|a, b| order(a).cmp(&order(b)));
    // Both values of a repeated key are judged, and both are told at the last.
    findings.dedup();
    findings
}

fn broken(payload: Value<'_>, schema: &Schema) -> Vec<Finding> {
    let mut broken = schema.findings(payload, MOST_FINDINGS);
    // A value of the wrong type breaks its list of allowed values too: told once.
    let wrong = broken.iter().filter(|one| one.rule == "type");
    let wrong: HashSet<String> = wrong.map(|one| one.pointer.clone()).collect();
    broken.retain(|one| one.rule != "enum" || !wrong.contains(&one.pointer));
    broken
}

/// Document order, then the worse first, then by rule: the same for every run.
fn order(finding: &Finding) -> (usize, Reverse<Severity>, &str, &str) {
    (finding.place.span.start, Reverse(finding.severity), &finding.rule, &finding.message)
}

const REPEATED: &str = "duplicate-key";

fn repeated(payload: Value<'_>, key: Value<'_>) -> Finding {
    let message = format!("duplicate key {}", key.raw());
    let help = "readers differ in which of the two they keep; most keep the last".to_owned();
    let pointer = payload.pointer_to(key);
    Finding::on(key, pointer, Severity::Error, REPEATED, message).with_help(Some(help))
}

/// Of two keys that look alike, the message says which one is meant.
fn place_in_words(finding: &mut Finding) {
    if finding.rule == REPEATED {
        let Place { line, column, .. } = finding.place;
        finding.message.push_str(&format!(" at {line}:{column}"));
    }
}

fn marked(mark: Mark) -> Finding {
    noted(&Note {
        rule: "byte-order-mark",
        message: format!("the payload is {}; JSON is UTF-8 without a mark", mark.words()),
        help: Some("it is read all the same, and a replay sends it as it is"),
    })
}

fn noted(note: &Note) -> Finding {
    Finding {
        rule: note.rule.to_owned(),
        severity: Severity::Warning,
        message: note.message.clone(),
        pointer: String::new(),
        place: Place { span: 0..0, line: 1, column: 1 },
        help: note.help.map(str::to_owned),
    }
}

#[cfg(test)]
mod tests;
