//! A value of a document: a place on its tape.

use std::borrow::Cow;
use std::ops::Range;

use super::children::{Children, Elements, Members};
use super::{Document, Namesakes, Node, look_of, string};

/// What kind of JSON value it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `null`
    Null,
    /// `true`
    True,
    /// `false`
    False,
    /// A number, as written.
    Number,
    /// Text in quotes.
    String,
    /// `[…]`
    Array,
    /// `{…}`
    Object,
}

impl Kind {
    /// The kind in plain words, with its article.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::True | Self::False => "a yes/no value",
            Self::Number => "a number",
            Self::String => "text",
            Self::Array => "a list",
            Self::Object => "an object",
        }
    }
}

/// One value of a [`Document`]; copying it is free.
#[derive(Clone, Copy, Debug)]
pub struct Value<'d> {
    document: &'d Document<'d>,
    index: usize,
}

/// A property of an object: its key, itself a string value with a place, and its value.
#[derive(Clone, Copy, Debug)]
pub struct Member<'d> {
    /// The key, as a value.
    pub key: Value<'d>,
    /// What stands behind the colon.
    pub value: Value<'d>,
}

impl<'d> Value<'d> {
    pub(super) fn new(document: &'d Document<'d>, index: usize) -> Self {
        Self { document, index }
    }

    pub(super) fn node(self) -> &'d Node {
        &self.document.nodes[self.index]
    }

    /// What kind of value it is.
    #[must_use]
    pub fn kind(self) -> Kind {
        self.node().kind
    }

    /// The bytes of the document that the value covers, quotes and brackets included.
    #[must_use]
    pub fn span(self) -> Range<usize> {
        self.node().start as usize..self.node().end as usize
    }

    /// The value as it was written.
    #[must_use]
    pub fn raw(self) -> &'d str {
        &self.document.text[self.span()]
    }

    /// The document it belongs to.
    #[must_use]
    pub fn document(self) -> &'d Document<'d> {
        self.document
    }

    /// Its index on the tape, unique within its document.
    #[must_use]
    pub fn index(self) -> usize {
        self.index
    }

    /// The text of a string, escapes decoded.
    #[must_use]
    pub fn text(self) -> Option<Cow<'d, str>> {
        let node = self.node();
        if node.kind != Kind::String {
            return None;
        }
        let inner = &self.document.text[node.start as usize + 1..node.end as usize - 1];
        Some(if node.escaped { Cow::Owned(string::decoded(inner)) } else { Cow::Borrowed(inner) })
    }

    /// The bytes of the document that a stretch of the text of a string covers, its escapes whole;
    /// of anything else all of it.
    #[must_use]
    pub fn span_of(self, stretch: Range<usize>) -> Range<usize> {
        self.spans_of([stretch]).next().unwrap_or_default()
    }

    /// The same of several stretches, each of which begins no earlier than the one before.
    pub fn spans_of(
        self,
        stretches: impl IntoIterator<Item = Range<usize>>,
    ) -> impl Iterator<Item = Range<usize>> {
        let (node, span) = (self.node(), self.span());
        let inner = (node.kind == Kind::String).then(|| span.start + 1..span.end - 1);
        let start = span.start + 1;
        let mut encoded = inner.map(|inner| string::Encoded::of(&self.document.text[inner]));
        stretches.into_iter().map(move |stretch| match &mut encoded {
            None => span.clone(),
            Some(encoded) if node.escaped => {
                let own = encoded.stretch(&stretch);
                start + own.start..start + own.end
            }
            Some(_) => start + stretch.start..start + stretch.end,
        })
    }

    /// The digits of a number, as written.
    #[must_use]
    pub fn number(self) -> Option<&'d str> {
        (self.kind() == Kind::Number).then(|| self.raw())
    }

    /// `true` or `false`.
    #[must_use]
    pub fn boolean(self) -> Option<bool> {
        match self.kind() {
            Kind::True => Some(true),
            Kind::False => Some(false),
            _ => None,
        }
    }

    /// Whether it is `null`.
    #[must_use]
    pub fn is_null(self) -> bool {
        self.kind() == Kind::Null
    }

    /// Members of an object or elements of an array; 0 for anything else.
    #[must_use]
    pub fn len(self) -> usize {
        let node = self.node();
        if matches!(node.kind, Kind::Object | Kind::Array) { node.len as usize } else { 0 }
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// How many values it is made of: itself, and all below it, keys included.
    #[must_use]
    pub fn size(self) -> usize {
        self.node().next as usize - self.index
    }

    /// The members of an object in the order sent; none for anything else.
    #[must_use]
    pub fn members(self) -> Members<'d> {
        Members(Children::of(self, Kind::Object))
    }

    /// The elements of an array; none for anything else.
    #[must_use]
    pub fn elements(self) -> Elements<'d> {
        Elements(Children::of(self, Kind::Array))
    }

    /// The value of a key; of repeated keys the last one counts.
    #[must_use]
    pub fn get(self, name: &str) -> Option<Self> {
        let named = |member: &Member| member.key.is_text(name);
        self.alike(name).filter(named).last().map(|member| member.value)
    }

    /// The members whose keys look like a name: those of this name, whatever its case, and now and
    /// then another.
    #[must_use]
    pub fn alike(self, name: &str) -> Namesakes<'d> {
        Namesakes::of(self, look_of(name))
    }

    /// What a key looks like, as [`look_of`] tells it.
    #[must_use]
    pub fn look(self) -> u32 {
        self.node().len
    }

    /// Whether it is a string with this text.
    #[must_use]
    pub fn is_text(self, text: &str) -> bool {
        let node = self.node();
        if node.escaped {
            return self.text().is_some_and(|own| own == text);
        }
        // Most keys that are looked at are not the one that is looked for: their length tells.
        let (start, end) = (node.start as usize, node.end as usize);
        end - start == text.len() + 2
            && node.kind == Kind::String
            && self.document.text.as_bytes()[start + 1..end - 1] == *text.as_bytes()
    }

    /// This value and all below it, keys included, in document order.
    pub(super) fn all(self) -> impl Iterator<Item = Self> {
        (self.index..self.node().next as usize).map(move |index| Self::new(self.document, index))
    }
}
