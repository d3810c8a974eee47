//! What was found in a text inside of a payload, told where the text stands.

use std::ops::Range;

use crate::finding::{Finding, in_order};
use crate::json::{Place, Value};
use crate::secret::{DOTS, Within};

/// What was found in a text, with its place there, told where that stands in the value that holds
/// the text; of Base64 all of it stands for each part.
pub(super) fn outside(
    at: Value<'_>,
    pointer: &str,
    text: &str,
    mut found: Vec<Finding>,
) -> Vec<Finding> {
    in_order(&mut found);
    let is_as_sent = at.text().is_some_and(|own| own == text);
    let spans: Vec<_> = if is_as_sent {
        at.spans_of(found.iter().map(|finding| finding.place.span.clone())).collect()
    } else {
        vec![at.span(); found.len()]
    };
    for (finding, span) in found.iter_mut().zip(spans) {
        move_outside(finding, pointer, &span);
    }
    found
}

fn move_outside(finding: &mut Finding, pointer: &str, span: &Range<usize>) {
    if let Some(other) = &mut finding.otherwise {
        // It has the place of what it is told in place of.
        other.place = finding.place.clone();
        move_outside(other, pointer, span);
    }
    let (line, column) = (finding.place.line, finding.place.column);
    let inner = std::mem::replace(&mut finding.pointer, pointer.to_owned());
    if Within::named(&inner).is_secret() {
        // The pointer that is left does not tell it.
        finding.quote_only(DOTS);
    }
    let here = if inner.is_empty() { String::new() } else { format!(" {inner}") };
    finding.message =
        format!("in the text inside, at {line}:{column}{here}: {}", finding.message.marked())
            .into();
    finding.inside.insert_str(0, &inner);
    finding.place = Place::unlocated(span.clone());
}
