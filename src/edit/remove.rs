//! What goes with a member or an element: its comma, and the space that was there for it.

use std::ops::Range;

use super::Splice;
use super::pointer::index;
use crate::json::{Kind, Value};

/// How often a step of an object or list has to be taken away until nothing is left of it.
pub(super) fn times(above: Value<'_>, step: &str) -> usize {
    match above.kind() {
        Kind::Object => above.members().filter(|member| member.key.is_text(step)).count(),
        _ => 1,
    }
}

/// The last one of that key, or the element of that index, out of its object or list.
pub(super) fn removed(above: Value<'_>, step: &str) -> Option<Splice> {
    let all: Vec<Range<usize>> = match above.kind() {
        Kind::Array => above.elements().map(Value::span).collect(),
        _ => above.members().map(|one| one.key.span().start..one.value.span().end).collect(),
    };
    let at = match above.kind() {
        Kind::Array => index(step).filter(|at| *at < all.len())?,
        _ => above.members().collect::<Vec<_>>().iter().rposition(|one| one.key.is_text(step))?,
    };
    Some(Splice { span: with_comma(&all, at, &above.span()), with: String::new() })
}

/// The stretch up to its right neighbour, else from its left one, else all that is between the
/// brackets.
fn with_comma(all: &[Range<usize>], at: usize, above: &Range<usize>) -> Range<usize> {
    match (at.checked_sub(1), all.get(at + 1)) {
        (_, Some(right)) => all[at].start..right.start,
        (Some(left), None) => all[left].end..all[at].end,
        (None, None) => above.start + 1..above.end - 1,
    }
}
