//! What tells a finding from every other, wherever its line moves to.

use sha2::{Digest, Sha256};

use crate::appointment::Appointment;
use crate::entry::Entry;
use crate::finding::Finding;
use crate::json::{Kind, Value};

/// The identity of each finding of an entry: a digest of rule, pointer and appointment.
///
/// Neither line nor file is in it: the first moves, and the second is named as each report has it.
#[must_use]
pub fn identities(entry: &Entry<'_>, findings: &[Finding]) -> Vec<String> {
    let Some(root) = entry.document.ok().map(|document| document.root()) else {
        return findings.iter().map(|finding| identity(None, finding, &finding.pointer)).collect();
    };
    if root.kind() != Kind::Array {
        return findings.iter().map(|one| identity(Some(root), one, &one.pointer)).collect();
    }
    // A list may have millions of elements, and findings stand in its order.
    let mut elements = root.elements().enumerate().peekable();
    let of_element = |finding: &Finding| {
        let (index, pointer) = element(&finding.pointer);
        while elements.next_if(|(at, _)| Some(*at) < index).is_some() {}
        let element = elements.peek().filter(|(at, _)| Some(*at) == index).map(|(_, one)| *one);
        identity(element, finding, pointer)
    };
    findings.iter().map(of_element).collect()
}

fn identity(payload: Option<Value<'_>>, finding: &Finding, pointer: &str) -> String {
    let appointment = payload.and_then(Appointment::of_value);
    let name = appointment.and_then(|one| one.name()).unwrap_or_default();
    // The place in a list tells apart what has no name of its own.
    let pointer = if name.is_empty() { &finding.pointer } else { pointer };
    digest(&[&finding.rule, &format!("{pointer}{}", finding.inside), &name])
}

/// The index that a pointer into a list begins with, and the rest of it.
fn element(pointer: &str) -> (Option<usize>, &str) {
    let inner = pointer.get(1..).unwrap_or_default();
    let (index, _) = inner.split_once('/').unwrap_or((inner, ""));
    (index.parse().ok(), inner.get(index.len()..).unwrap_or_default())
}

/// A digest of several texts, 32 hexadecimal digits.
pub(super) fn digest(parts: &[&str]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        // No two lists of parts make the same bytes.
        digest.update(part.len().to_le_bytes());
        digest.update(part);
    }
    digest.finalize()[..16].iter().map(|byte| format!("{byte:02x}")).collect()
}
