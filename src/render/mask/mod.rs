//! A judged payload without its values, for logs that others read: names of properties stay.
//!
//! What is handed to a renderer has nothing else in it: neither the bytes, nor the tape, nor a
//! text with values. So no format can show one, whatever it makes of an entry.

mod cover;
mod own_words;
mod said;

use bytes::Bytes;

use self::cover::covered;
pub(super) use self::cover::each_value;
use self::said::Said;
use super::report::Judged;
use crate::capture::{Capture, Origin};
use crate::entry::Entry;
use crate::finding::{Finding, Verdict};
use crate::json::{Cause, Document, Fault, Kind, Value};
use crate::secret::Secrets;

/// A judged payload without its values.
pub struct Masked {
    capture: Capture,
    /// As long as the payload's text, character by character, so that every place still holds.
    text: String,
    verdict: Verdict,
    unread: Fault,
}

impl Masked {
    /// A payload and its verdict, values taken out.
    #[must_use]
    pub fn of(entry: &Entry<'_>, verdict: &Verdict) -> Self {
        let is_told = !verdict.findings.is_empty();
        let text = if is_told { covered(entry.text) } else { String::new() };
        let mut values = Values::of(entry);
        let mask = |finding: &Finding| values.around(finding).mask(finding);
        let findings = verdict.findings.iter().map(mask).collect();
        let origin: Origin = entry.capture.origin.clone();
        Self {
            capture: Capture::of_body(origin, Bytes::new()),
            text,
            verdict: Verdict { findings, ..*verdict },
            unread: Fault::of_body(Cause::Empty),
        }
    }

    /// Has it reported.
    pub fn judged<T>(&self, identities: &[String], then: impl FnOnce(&Judged<'_>) -> T) -> T {
        let entry = &Entry {
            capture: &self.capture,
            body: &[],
            text: &self.text,
            document: Err(&self.unread),
            verdict: Some(&self.verdict),
            story: None,
            answered: None,
            sha256: None,
            secrets: Secrets::Hidden,
        };
        then(&Judged { entry, verdict: &self.verdict, identities })
    }
}

/// The values that findings may quote: those of the payload that a finding is about.
struct Values<'e> {
    text: &'e str,
    /// The elements of a list, those before the current one taken away.
    elements: Box<dyn Iterator<Item = Value<'e>> + 'e>,
    said: Option<(usize, Said)>,
}

impl<'e> Values<'e> {
    fn of(entry: &Entry<'e>) -> Self {
        let root = entry.document.ok().map(Document::root);
        let list = root.filter(|root| root.kind() == Kind::Array);
        let elements = list.into_iter().flat_map(Value::elements);
        Self { text: entry.text, elements: Box::new(elements), said: None }
    }

    /// The values around a finding; findings stand in the order of the text.
    fn around(&mut self, finding: &Finding) -> &Said {
        let at = finding.place.span.start;
        let is_past = self.said.as_ref().is_none_or(|(end, _)| at >= *end);
        if is_past {
            let element = self.elements.find(|element| at < element.span().end);
            let (end, text) = match element {
                Some(element) => (element.span().end, element.raw()),
                None => (usize::MAX, self.text),
            };
            self.said = Some((end, Said::of(text)));
        }
        &self.said.as_ref().expect("it was just set where it was missing").1
    }
}
