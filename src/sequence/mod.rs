//! What only several payloads together show: duplicates, gaps, what comes late or clashes.
//!
//! A [`Sequence`] takes one payload after the other and gives findings about each. It remembers
//! digests and times, never a payload, so that a long folder takes little memory. What it tells of
//! an earlier payload is its number or its place, none of its values: reports hide those.

mod beside;
mod bookings;
mod digest;
mod journal;
mod link;
mod memory;
mod states;
mod step;
mod whence;

pub use link::{Kinship, Link, Listed, OtherLine, Unlisted};

use crate::appointment::Appointment;
use crate::board_action::Route;
use crate::capture::Capture;
use crate::check::{Met, Walk, What};
use crate::finding::{Finding, Found, in_order};
use crate::json::{Document, Kind, Value, locate};
use crate::meaning::Meaning;
use crate::rules::{Broken, finding};
use journal::Numbers;
use memory::Memory;
use step::{Came, Step};
use whence::Files;

/// A rule that a payload keeps beside those before it.
pub struct Rule {
    /// Its name, how bad it is to break it, and what it is for.
    pub meaning: Meaning,
    /// Where a payload breaks it, and in what way.
    broken: for<'s, 'd> fn(&'s Step<'d>) -> Vec<Broken<'d>>,
}

/// Every rule about payloads; those about journals are told of by [`meanings`] too.
pub const RULES: &[Rule] = &[
    states::DUPLICATE,
    states::LATE,
    states::AFTER_DELETE,
    beside::SHARED_GUID,
    beside::TWO_PLACES,
];

/// What every rule about a sequence means.
pub fn meanings() -> impl Iterator<Item = Meaning> {
    RULES.iter().map(|rule| rule.meaning).chain(journal::RULES)
}

/// The payloads so far.
#[derive(Debug, Default)]
pub struct Sequence {
    memory: Memory,
    files: Files,
    numbers: Numbers,
}

impl Sequence {
    /// Another source begins, or a line of a journal cannot be read: a number before it does not
    /// say which one is next.
    pub fn forget_numbers(&mut self) {
        self.numbers.forget();
    }

    /// What a line of a journal shows beside those before it.
    pub fn line(&mut self, listed: &Listed) -> Vec<Finding> {
        let missing = self.numbers.next(listed.seq);
        missing.map(|missing| journal::missing(listed, missing)).into_iter().collect()
    }

    /// The same, of a line whose body is not there.
    pub fn bodiless(&mut self, listed: &Listed) -> Vec<Finding> {
        let mut findings = self.line(listed);
        findings.push(journal::bodiless(listed));
        findings
    }

    /// What is told of a body whose number no line has.
    pub fn unlisted(&mut self, body: &Unlisted) -> Vec<Finding> {
        // That it is there is told, and that it is missing from the journal with it.
        self.numbers.next(body.seq);
        vec![journal::unlisted(body)]
    }

    /// What a payload shows beside those before it, or each of a list of them.
    pub fn capture(
        &mut self,
        capture: &Capture,
        listed: Option<&Listed>,
        document: Option<&Document<'_>>,
    ) -> Vec<Finding> {
        let changed = listed.and_then(|listed| journal::changed(listed, &capture.body));
        let mut findings = Vec::from_iter(changed);
        let Some(document) = document else { return findings };
        let answered = listed.and_then(Listed::answered);
        let (root, text) = (document.root(), document.text());
        if root.kind() == Kind::Array {
            let (mut at, mut below) = (0, 0);
            for (index, element) in root.elements().enumerate() {
                // Lines are counted from element to element: a list may have millions.
                below += text[at..element.span().start].matches('\n').count();
                at = element.span().start;
                let whence = self.files.whence(&capture.origin, below, Some(index));
                let came = Came::of(capture, whence, answered);
                findings.extend(self.payload(root, element, &came));
            }
        } else {
            let below = text[..root.span().start].matches('\n').count();
            let whence = self.files.whence(&capture.origin, below, None);
            findings.extend(self.payload(root, root, &Came::of(capture, whence, answered)));
        }
        locate(text, findings.iter_mut().map(|finding| &mut finding.place));
        findings
    }

    fn payload(&mut self, root: Value<'_>, payload: Value<'_>, came: &Came) -> Vec<Finding> {
        let mut visit = |met: &Met<'_>| match met.what {
            What::Appointment { .. } => self.appointment(met.value, came).into(),
            _ => Found::default(),
        };
        let mut found =
            Walk { is_accepted: &|_| false, visit: &mut visit }.through(payload).findings;
        if found.is_empty() {
            return found;
        }
        let pointer = root.pointer_to(payload);
        for finding in &mut found {
            finding.move_below(&pointer);
        }
        found
    }

    fn appointment(&mut self, payload: Value<'_>, came: &Came) -> Vec<Finding> {
        let is_delete = came.route == Some(Route::Deleted);
        let is_one = |one: &Appointment<'_>| one.is_likely() || is_delete && one.name().is_some();
        let appointment = Appointment::of_value(payload).filter(is_one);
        let Some(step) = appointment.and_then(|one| self.memory.step(one, came)) else {
            return Vec::new();
        };
        let told = |rule: &Rule| {
            let broken = (rule.broken)(&step).into_iter();
            broken.map(|broken| finding(payload, &rule.meaning, broken)).collect::<Vec<_>>()
        };
        let mut findings: Vec<Finding> = RULES.iter().flat_map(told).collect();
        in_order(&mut findings);
        findings
    }
}

#[cfg(test)]
mod tests;
