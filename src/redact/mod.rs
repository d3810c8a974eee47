//! Payloads fit to be committed: what is personal or secret in them has stand-ins.
//!
//! What is known to be no one's affair stays: numbers of records, dates, codes, colours, the names
//! of categories; but not a name in them that is somebody's elsewhere. Every other text gets a
//! stand-in, since nobody knows what a tenant puts into it. Only the bytes of these texts change.

mod known;
mod sort;
mod stand_in;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::edit::{Draft, Splice, quoted};
use crate::json::{Fault, Kind, Value};
use crate::look_alike::{self, Inside, Wrapped};
use known::Known;
use sort::{Context, Sort};

/// The stand-ins of a run: the same value has the same one in every payload.
#[derive(Debug, Default)]
pub struct StandIns {
    /// By the value that they stand for, and whether that is a number: no text stands for one.
    given: HashMap<(bool, String), String>,
    /// How many of each sort, and of each form, there are.
    counts: HashMap<String, usize>,
    known: Known,
}

impl StandIns {
    /// One that has met no value so far.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Learns what is personal in a payload, so that it is known where nobody would look for it,
    /// in payloads before it too.
    ///
    /// # Errors
    /// As [`StandIns::payload`].
    pub fn learn(&mut self, body: &[u8]) -> Result<(), Fault> {
        self.payload(body).map(drop)
    }

    /// A payload with stand-ins, in UTF-8.
    ///
    /// # Errors
    /// The first [`Fault`] of a body that is not JSON: what is in it is not known.
    ///
    /// # Panics
    /// Never: a stand-in is a value of JSON in the place of another.
    pub fn payload(&mut self, body: &[u8]) -> Result<Vec<u8>, Fault> {
        let mut draft = Draft::of(Draft::of_body(body)?.text())?;
        let mut splices = Vec::new();
        self.value(draft.document().root(), &Context::default(), &mut splices);
        draft.replace(splices).expect("a value takes the place of a value");
        Ok(draft.into_body())
    }

    fn value(&mut self, value: Value<'_>, context: &Context, splices: &mut Vec<Splice>) {
        match value.kind() {
            Kind::Object => {
                let wrapped = self.in_text(value, splices);
                for member in value.members().filter(|one| Some(one.value.index()) != wrapped) {
                    let key = member.key.text().unwrap_or_default();
                    if sort::is_mail(&key) {
                        let with = quoted(&self.of(Sort::Mail, &key));
                        splices.push(Splice { span: member.key.span(), with });
                    }
                    self.value(member.value, &context.below(&key), splices);
                }
            }
            Kind::Array => value.elements().for_each(|one| self.value(one, context, splices)),
            Kind::String => {
                let text = value.text().unwrap_or_default();
                let stands = self.text(&text, context);
                if stands != text {
                    splices.push(Splice { span: value.span(), with: quoted(&stands) });
                }
            }
            Kind::Number => {
                if let Some(with) = self.number(value.raw(), context) {
                    splices.push(Splice { span: value.span(), with });
                }
            }
            Kind::Null | Kind::True | Kind::False => {}
        }
    }

    /// What an object has as a text of its own, such as the body of a request that is shown, gets
    /// its stand-ins there, and stays a text of JSON; where that is.
    fn in_text(&mut self, value: Value<'_>, splices: &mut Vec<Splice>) -> Option<usize> {
        let Wrapped { at, inside: Inside::Text(text), .. } = look_alike::wrapped(value)? else {
            return None;
        };
        let inner = self.payload(text.as_bytes()).ok()?;
        let is_plain = at.text().is_some_and(|own| own == text);
        let shown = if is_plain { String::from_utf8(inner).ok()? } else { STANDARD.encode(inner) };
        splices.push(Splice { span: at.span(), with: quoted(&shown) });
        Some(at.index())
    }

    /// A text, or the one that stands for it.
    fn text(&mut self, text: &str, context: &Context) -> String {
        match context.sort(text) {
            None => self.known.replaced(text).unwrap_or_else(|| text.to_owned()),
            Some(Sort::Text) => text.split_inclusive('\n').map(|line| self.line(line)).collect(),
            Some(sort) => self.of(sort, text),
        }
    }

    /// A line of a text: what breaks it stays.
    fn line(&mut self, line: &str) -> String {
        let said = line.trim();
        if !said.contains(char::is_alphanumeric) {
            return line.to_owned();
        }
        line.replacen(said, &self.of(Sort::Text, said), 1)
    }

    /// A number in the place of one that says where somebody is, or reaches somebody.
    fn number(&mut self, digits: &str, context: &Context) -> Option<String> {
        let sort = context.sort_of_number()?;
        Some(self.of(sort, digits))
    }

    fn of(&mut self, sort: Sort, value: &str) -> String {
        let key = (sort.is_number(), value.to_owned());
        if let Some(known) = self.given.get(&key) {
            return known.clone();
        }
        let form = sort.form(value);
        let count = self.counts.entry(form).or_default();
        let stands = loop {
            *count += 1;
            let stands = sort.stand_in(value, *count);
            if stands != value {
                break stands;
            }
        };
        self.known.add(sort, value, &stands);
        self.given.insert(key, stands.clone());
        stands
    }
}
