//! What was found in a text inside of a payload, told where the text stands.

use crate::finding::{Finding, in_order};
use crate::json::Value;
use crate::secret::{DOTS, Within};

/// What was found in a text, with its place there, told at the value that holds the text.
pub(super) fn outside(at: Value<'_>, pointer: &str, mut found: Vec<Finding>) -> Vec<Finding> {
    for finding in &mut found {
        move_outside(finding, at, pointer);
    }
    in_order(&mut found);
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
    if Within::named(&inner).is_secret() {
        // The pointer that is left does not tell it.
        finding.quote_only(DOTS);
    }
    let here = if inner.is_empty() { String::new() } else { format!(" {inner}") };
    finding.message =
        format!("in the text inside, at {line}:{column}{here}: {}", finding.message.marked())
            .into();
    let outer = Finding::on(at, pointer.to_owned(), finding.severity, "", String::new());
    finding.place = outer.place;
    finding.pointer = outer.pointer;
}
