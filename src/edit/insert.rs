//! Where a new member or element goes, and the comma and space that come with it.

use super::layout::{Layout, space_before};
use super::pointer::{index, quoted};
use super::resolve::Found;
use super::{Pointer, Refused, Splice};
use crate::json::{Kind, Value};

/// Why nothing can be added there.
pub(super) enum Barred {
    /// The object has that key.
    There,
    /// Neither an object nor a list, or a list that has no such place.
    NoPlace(String),
}

impl Barred {
    pub(super) fn told(self, at: &Pointer, above: Found<'_>) -> Refused {
        match self {
            Self::There => Refused::there_already(at),
            Self::NoPlace(step) => {
                let pointer = at.first(at.steps().len() - 1);
                Refused::not_there(at, &pointer, above.value, &step)
            }
        }
    }
}

/// A value put below an object or list, under this key or before this index.
pub(super) fn inserted(
    above: Found<'_>,
    step: &str,
    new: Value<'_>,
    layout: &Layout<'_>,
) -> Result<Splice, Barred> {
    let barred = || Barred::NoPlace(step.to_owned());
    let len = above.value.len();
    match above.value.kind() {
        Kind::Object if above.value.get(step).is_some() => Err(Barred::There),
        Kind::Object => {
            let key = quoted(step) + layout.colon;
            let last = above.value.members().last();
            let last = last.map(|last| (last.key.span().start, last.value.span().end));
            Ok(at_end(above, last, &key, new, layout))
        }
        Kind::Array if step == "-" || index(step) == Some(len) => {
            let last = above.value.elements().last().map(Value::span);
            Ok(at_end(above, last.map(|span| (span.start, span.end)), "", new, layout))
        }
        Kind::Array => {
            let next = above.value.elements().nth(index(step).ok_or_else(barred)?);
            let next = next.ok_or_else(barred)?.span().start;
            let (lead, laid) = beside(next, len, new, layout);
            Ok(Splice { span: next..next, with: format!("{laid},{lead}") })
        }
        _ => Err(barred()),
    }
}

/// Behind the last one, which begins and ends here, or alone between the brackets.
fn at_end(
    above: Found<'_>,
    last: Option<(usize, usize)>,
    key: &str,
    new: Value<'_>,
    layout: &Layout<'_>,
) -> Splice {
    if let Some((start, end)) = last {
        let (lead, laid) = beside(start, above.value.len(), new, layout);
        return Splice { span: end..end, with: format!(",{lead}{key}{laid}") };
    }
    let brackets = above.value.span();
    let with = match layout.indent_at(above.anchor) {
        None => format!("{key}{}", layout.laid(new, None)),
        Some(outer) => {
            let inner = format!("{outer}{}", layout.unit);
            let newline = layout.newline;
            let laid = layout.laid(new, Some(&inner));
            format!("{newline}{inner}{key}{laid}{newline}{outer}")
        }
    };
    Splice { span: brackets.start + 1..brackets.end - 1, with }
}

/// The space before a neighbour that begins here, and the value laid out as its neighbour is.
fn beside<'l>(
    neighbour: usize,
    len: usize,
    new: Value<'_>,
    layout: &Layout<'l>,
) -> (&'l str, String) {
    let lead = space_before(layout.text, neighbour);
    // What stands behind an opening bracket on the same line is not what stands behind a comma.
    let lead = if lead.contains('\n') || len > 1 && lead.len() <= 1 { lead } else { layout.comma };
    (lead, layout.laid(new, layout.indent_at(neighbour)))
}
