//! Stretches of a text, and what takes their place.

use std::ops::Range;

use super::Refused;

/// A stretch of a text and what is put in its place; either may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Splice {
    /// The bytes that go.
    pub span: Range<usize>,
    /// The text that comes.
    pub with: String,
}

/// The text with all of them done.
pub(super) fn spliced(text: &str, mut splices: Vec<Splice>) -> Result<String, Refused> {
    splices.sort_by_key(|splice| (splice.span.start, splice.span.end));
    let mut result = String::with_capacity(text.len());
    let mut at = 0;
    for Splice { span, with } in splices {
        // A stretch that begins before the end of the one before it is not there either.
        let kept = text.get(at..span.start).filter(|_| text.get(span.clone()).is_some());
        result.push_str(kept.ok_or(Refused::Overlap)?);
        result.push_str(&with);
        at = span.end;
    }
    Ok(result + &text[at..])
}
