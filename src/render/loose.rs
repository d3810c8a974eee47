//! The secrets of a body that is no JSON: of a form, of a text, of what was meant to be JSON.

use std::borrow::Cow;
use std::ops::Range;

use super::hidden::{Hidden, masked};
use super::mask::each_value;
use crate::body::Kind;
use crate::entry::Entry;
use crate::secret::{Secrets, dotted, is_secret_field, is_secret_member, without_secrets_of_links};

/// The text of a body as it may be seen.
pub(super) fn seen<'t>(text: &'t str, entry: &Entry<'_>) -> Cow<'t, str> {
    masked(text, &hidden_in(text, entry), &(0..0)).0
}

/// What must not be seen of the text of a body, in its order.
pub(super) fn hidden_in(text: &str, entry: &Entry<'_>) -> Vec<Hidden> {
    match Kind::of(entry.capture, entry.body) {
        _ if entry.secrets == Secrets::Shown => Vec::new(),
        Kind::Form => fields(text),
        Kind::Json => members(text),
        Kind::Text | Kind::Binary | Kind::Empty => {
            of(text, 0..text.len(), false).into_iter().collect()
        }
    }
}

fn fields(text: &str) -> Vec<Hidden> {
    let mut at = 0;
    let field = |pair: &str| {
        let (start, end) = (at, at + pair.len());
        at = end + 1;
        let name = pair.split_once('=')?.0;
        of(text, start + name.len() + 1..end, is_secret_field(name))
    };
    text.split('&').filter_map(field).collect()
}

fn members(text: &str) -> Vec<Hidden> {
    let mut found = Vec::new();
    each_value(text, &mut |name, value| {
        found.extend(of(text, value, is_secret_member(&text[name])));
    });
    found
}

/// What is hidden of a part of a text: all of it, or the secrets of its links.
fn of(text: &str, span: Range<usize>, is_secret: bool) -> Option<Hidden> {
    let part = &text[span.clone()];
    let shown = match part {
        "" => return None,
        _ if is_secret => dotted(part),
        _ => without_secrets_of_links(part).into_owned(),
    };
    (shown != part).then_some(Hidden { span, shown })
}
