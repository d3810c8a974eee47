//! How a text is laid out, and how a new value is laid out like it.

use crate::json::{Document, Kind, Value};

/// The spacing of a JSON text, as its beginning has it.
pub(super) struct Layout<'t> {
    pub(super) text: &'t str,
    /// The end of a line; empty when all is on one line.
    pub(super) newline: &'t str,
    /// One level of indentation.
    pub(super) unit: &'t str,
    /// A colon with its spaces.
    pub(super) colon: &'t str,
    /// The space behind a comma within a line.
    pub(super) comma: &'static str,
}

impl<'t> Layout<'t> {
    pub(super) fn of(document: &'t Document<'t>) -> Self {
        let (text, root) = (document.text(), document.root());
        let first = first_below(root);
        let lead = first.map_or("", |at| space_before(text, at));
        let newline = if lead.contains("\r\n") { "\r\n" } else { "\n" };
        let newline = if lead.contains('\n') { newline } else { "" };
        // A payload out of a list is indented as a whole; its own closing bracket tells how far.
        let outer = last_line(space_before(text, root.span().end - 1));
        let inner = last_line(lead);
        let unit = inner.strip_prefix(outer).unwrap_or(inner);
        let colon = colon(text, root).unwrap_or(if newline.is_empty() { ":" } else { ": " });
        let comma = if colon.ends_with(' ') { " " } else { "" };
        Self { text, newline, unit, colon, comma }
    }

    /// The indentation of what begins here, when it begins a line; none when it stands within one.
    pub(super) fn indent_at(&self, at: usize) -> Option<&'t str> {
        let space = space_before(self.text, at);
        let is_top = self.text[..at].trim_start_matches('\u{feff}').len() == space.len();
        let begins_line = space.contains('\n') || is_top;
        (begins_line && !self.newline.is_empty()).then(|| last_line(space))
    }

    /// A value with the spacing of this text, on one line or from this indentation on.
    pub(super) fn laid(&self, value: Value<'_>, indent: Option<&str>) -> String {
        let below: Vec<(&str, Value<'_>)> = match value.kind() {
            Kind::Object => value.members().map(|one| (one.key.raw(), one.value)).collect(),
            Kind::Array => value.elements().map(|one| ("", one)).collect(),
            _ => return value.raw().to_owned(),
        };
        let brackets = if value.kind() == Kind::Object { ["{", "}"] } else { ["[", "]"] };
        if below.is_empty() {
            return brackets.concat();
        }
        let inner = indent.map(|indent| format!("{indent}{}", self.unit));
        let one = |(key, value): (&str, Value<'_>)| {
            let colon = if key.is_empty() { "" } else { self.colon };
            format!("{key}{colon}{}", self.laid(value, inner.as_deref()))
        };
        let all: Vec<String> = below.into_iter().map(one).collect();
        let [open, close] = brackets;
        match (indent, &inner) {
            (Some(outer), Some(inner)) => {
                let newline = self.newline;
                let all = all.join(&format!(",{newline}{inner}"));
                format!("{open}{newline}{inner}{all}{newline}{outer}{close}")
            }
            _ => format!("{open}{}{close}", all.join(&format!(",{}", self.comma))),
        }
    }
}

/// The white space that ends here.
pub(super) fn space_before(text: &str, at: usize) -> &str {
    let before = &text[..at];
    &before[before.trim_end_matches([' ', '\t', '\r', '\n']).len()..]
}

fn last_line(space: &str) -> &str {
    space.rsplit('\n').next().unwrap_or_default()
}

fn first_below(value: Value<'_>) -> Option<usize> {
    let key = value.members().next().map(|member| member.key);
    key.or_else(|| value.elements().next()).map(|first| first.span().start)
}

/// The colon of the first member, wherever it is.
fn colon<'t>(text: &'t str, root: Value<'_>) -> Option<&'t str> {
    let mut above = root;
    while above.kind() == Kind::Array {
        above = above.elements().next()?;
    }
    let first = above.members().next()?;
    let colon = &text[first.key.span().end..first.value.span().start];
    // A value on a line of its own is an oddity of that one place.
    (!colon.contains('\n')).then_some(colon)
}
