//! One payload, judged: encoding, JSON, schema, rules, in that order.

mod alike;
mod met;
mod outside;
mod payload;
mod settle;
mod taken;
mod unreadable;
mod walk;

use std::collections::HashSet;

use alike::Alike;
pub(crate) use met::{Met, What};
pub use payload::Payload;
pub use taken::{Taken, appointments};
use unreadable::{broken as broken_text, unreadable};
pub(crate) use walk::Walk;

use crate::appointment::Appointment;
use crate::content::Note;
use crate::finding::{Finding, Found, Severity, Verdict, in_order, most_of};
use crate::json::{Document, Fault, Kind, List, Mark, Place, Tape, Value, locate};
use crate::levels::Levels;
use crate::message::{Message, cut};
use crate::rules;
use crate::schema::Schema;
use crate::secret::{DOTS, Within};

/// Judges a payload that has been read, or tells why it could not be read.
#[must_use]
pub fn check(
    payload: &Payload<'_>,
    document: &Result<Document<'_>, Fault>,
    schema: &Schema,
) -> Verdict {
    check_at(payload, document, schema, &Levels::default())
}

/// Judges a payload, and weighs what is found as the user wants it weighed.
#[must_use]
pub fn check_at(
    payload: &Payload<'_>,
    document: &Result<Document<'_>, Fault>,
    schema: &Schema,
    levels: &Levels,
) -> Verdict {
    let scales = Scales { schema, levels };
    match document {
        Ok(document) => scales.whole(payload, Ok(scales.document(document))),
        Err(_) => check_once(payload, schema, levels, &mut Tape::default()),
    }
}

/// The same of a payload that nobody else reads: a list is read element by element, so that its
/// length costs no memory, and the memory of a tape is used again.
#[must_use]
pub fn check_once(
    payload: &Payload<'_>,
    schema: &Schema,
    levels: &Levels,
    tape: &mut Tape,
) -> Verdict {
    let scales = Scales { schema, levels };
    let text = payload.read().map_err(Fault::clone);
    scales.whole(payload, text.and_then(|text| scales.text(text, tape)))
}

/// What payloads are judged by.
#[derive(Clone, Copy)]
struct Scales<'s> {
    schema: &'s Schema,
    levels: &'s Levels,
}

impl Scales<'_> {
    /// The verdict on a body: on its payloads, and on the way it was sent.
    fn whole(self, payload: &Payload<'_>, judged: Result<Verdict, Fault>) -> Verdict {
        let mut verdict = judged.unwrap_or_else(|fault| {
            let mut verdict = Verdict::default();
            verdict.add(self.levels.weighed(vec![unreadable(payload.text(), &fault)]));
            verdict
        });
        // Each line of UTF-16 has the mark that its file begins with.
        let is_own = |mark: &Mark| *mark == Mark::Utf8 || payload.lines_before() == 0;
        let mark = payload.mark().filter(is_own).map(marked);
        let notes = payload.notes().iter().map(noted).chain(mark);
        verdict.note(self.levels.weighed(notes.collect()));
        let lines = payload.lines_before();
        verdict.findings.iter_mut().for_each(|finding| place_in_words(finding, lines));
        verdict
    }

    fn text(self, text: &str, tape: &mut Tape) -> Result<Verdict, Fault> {
        if let Some(mut list) = List::of(text, tape)? {
            let (mut verdict, mut alike) = (Verdict::default(), Alike::default());
            loop {
                match list.next(tape) {
                    Ok(Some(element)) => {
                        self.element(element.root(), &mut alike, &mut verdict);
                        *tape = element.into_tape();
                    }
                    Ok(None) => break,
                    Err(fault) if list.begun() == 0 => return Err(fault),
                    Err(fault) => {
                        self.broken_off(&mut verdict, broken_text(text, &fault), list.begun());
                        break;
                    }
                }
            }
            alike.end(&mut verdict.findings);
            if verdict.payloads > 0 {
                return Ok(located(text, verdict));
            }
        }
        let document = Document::parse_with(text, tape)?;
        let verdict = self.document(&document);
        *tape = document.into_tape();
        Ok(verdict)
    }

    /// A list that is no JSON from some place on: within an element, or between two.
    fn broken_off(self, verdict: &mut Verdict, mut finding: Finding, begun: usize) {
        if begun > verdict.payloads {
            finding.pointer = format!("/{}", verdict.payloads);
            verdict.add_element(self.levels.weighed(vec![finding]));
        } else {
            verdict.end(self.levels.weighed(vec![finding]));
        }
    }

    fn document(self, document: &Document<'_>) -> Verdict {
        let root = document.root();
        let mut verdict = Verdict::default();
        if root.kind() != Kind::Array {
            verdict.add(self.levels.weighed_all(self.judge(root)));
        } else if root.is_empty() {
            let empty = Met { value: root, what: What::EmptyList, is_inside: false };
            verdict.add(self.levels.weighed(empty.finding().into_iter().collect()));
        }
        let mut alike = Alike::default();
        root.elements().for_each(|payload| self.element(payload, &mut alike, &mut verdict));
        alike.end(&mut verdict.findings);
        located(document.text(), verdict)
    }

    /// Adds to the verdict on a list what was found in its next payload.
    fn element(self, payload: Value<'_>, alike: &mut Alike, verdict: &mut Verdict) {
        let mut found = self.levels.weighed_all(self.judge(payload));
        found.move_below(&format!("/{}", verdict.payloads));
        let told = alike.settle(&mut found, verdict.findings.len());
        verdict.add_element(found);
        if told == Some(Severity::Error) {
            verdict.break_last();
        }
    }

    /// Everything found in one payload and in what is inside of it, pointers from its own top.
    fn judge(self, payload: Value<'_>) -> Found {
        let is_accepted = |value: Value<'_>| self.schema.accepts(value);
        let mut visit = |met: &Met<'_>| match met.what {
            What::Appointment { is_accepted } => self.appointment(met.value, is_accepted),
            _ => met.finding().into_iter().collect::<Vec<_>>().into(),
        };
        Walk { is_accepted: &is_accepted, visit: &mut visit }.through(payload)
    }

    /// Everything found in what is meant to be an appointment.
    fn appointment(self, payload: Value<'_>, is_accepted: bool) -> Found {
        // What the schema takes is looked at no more.
        let mut found = if is_accepted { Found::default() } else { self.broken(payload) };
        let mut keys = payload.repeated_keys();
        let told = keys.by_ref().take(most_of(payload));
        found.findings.extend(told.map(|key| repeated(payload, key)));
        found.count(REPEATED, Severity::Error, keys.count());
        // What a schema of one's own takes may be another thing: no rule of the webhook holds.
        let is_likely = || Appointment::of_value(payload).is_some_and(|one| one.is_likely());
        if !is_accepted || !self.schema.is_own() || is_likely() {
            found.join(rules::findings(payload));
        }
        found.findings.iter_mut().for_each(|finding| hide(finding, payload));
        in_order(&mut found.findings);
        // Both values of a repeated key are judged, and both are told at the last.
        found.findings.dedup();
        Found { findings: settle::spelling(found.findings), ..found }
    }

    fn broken(self, payload: Value<'_>) -> Found {
        let weight = |rule: &str, severity| self.levels.severity(rule, severity);
        let mut broken = self.schema.found_first(payload, most_of(payload), &weight);
        // A value of the wrong type breaks its list of allowed values too: told once.
        let wrong = broken.findings.iter().filter(|one| one.rule == "type");
        let wrong: HashSet<String> = wrong.map(|one| one.pointer.clone()).collect();
        broken.findings.retain(|one| one.rule != "enum" || !wrong.contains(&one.pointer));
        broken
    }
}

/// The findings with their lines and columns.
fn located(text: &str, mut verdict: Verdict) -> Verdict {
    locate(text, verdict.findings.iter_mut().map(|finding| &mut finding.place));
    verdict
}

/// Hides what a finding quotes of a secret that the names of its pointer do not tell: whoever shows
/// it has the pointer alone.
fn hide(finding: &mut Finding, payload: Value<'_>) {
    let pointer = &finding.pointer;
    if Within::at(payload, pointer).is_secret() && !Within::named(pointer).is_secret() {
        finding.quote_only(DOTS);
    }
}

const REPEATED: &str = "duplicate-key";
const REPEATED_WORDS: &str = "duplicate key ";

fn repeated(payload: Value<'_>, key: Value<'_>) -> Finding {
    let message = format!("{REPEATED_WORDS}{}", cut(key.raw()));
    let help = "readers differ in which of the two they keep; most keep the last".to_owned();
    let pointer = payload.pointer_to(key);
    Finding::on(key, pointer, Severity::Error, REPEATED, message).with_help(Some(help))
}

/// Of two keys that look alike, the message says which one is meant, by its place in a file that
/// has so many lines before. Of a text inside, it begins with the place there.
fn place_in_words(finding: &mut Finding, lines_before: usize) {
    if finding.rule == REPEATED && finding.message.starts_with(REPEATED_WORDS) {
        let Place { line, column, .. } = finding.place;
        finding.message.push_str(&format!(" at {}:{column}", line + lines_before));
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
        message: note.message.as_str().into(),
        pointer: String::new(),
        inside: String::new(),
        place: Place { span: 0..0, line: 1, column: 1 },
        help: note.help.map(Message::from),
        otherwise: None,
    }
}

#[cfg(test)]
mod tests;
