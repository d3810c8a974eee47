//! A value of a document: a place on its tape.

use std::borrow::Cow;
use std::ops::Range;

use super::{Document, Node, look_of, string};

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

    fn node(self) -> &'d Node {
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
        let (node, span) = (self.node(), self.span());
        if node.kind != Kind::String {
            return span;
        }
        let inner = &self.document.text[span.start + 1..span.end - 1];
        let own = if node.escaped { string::encoded(inner, stretch) } else { stretch };
        span.start + 1 + own.start..span.start + 1 + own.end
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
        Members(self.children(Kind::Object))
    }

    /// The elements of an array; none for anything else.
    #[must_use]
    pub fn elements(self) -> Elements<'d> {
        Elements(self.children(Kind::Array))
    }

    fn children(self, of: Kind) -> Children<'d> {
        let node = self.node();
        let end = if node.kind == of { node.next as usize } else { 0 };
        Children { document: self.document, at: self.index + 1, end }
    }

    /// The value of a key; of repeated keys the last one counts.
    #[must_use]
    pub fn get(self, name: &str) -> Option<Self> {
        let named = |member: &Member| member.key.is_text(name);
        self.alike(name).filter(named).last().map(|member| member.value)
    }

    /// The members whose keys look like a name: those of this name, whatever its case, and now and
    /// then another.
    pub fn alike(self, name: &str) -> impl Iterator<Item = Member<'d>> + use<'d> {
        let Children { document, mut at, end } = self.children(Kind::Object);
        let (look, nodes) = (look_of(name), &document.nodes);
        std::iter::from_fn(move || {
            while at < end {
                let key = at;
                at = nodes[key + 1].next as usize;
                if nodes[key].len == look {
                    let [key, value] = [key, key + 1].map(|index| Value::new(document, index));
                    return Some(Member { key, value });
                }
            }
            None
        })
    }

    /// What a key looks like, as [`look_of`] tells it.
    #[must_use]
    pub fn look(self) -> u32 {
        self.node().len
    }

    /// The value that a JSON Pointer names from here; of repeated keys the last counts.
    #[must_use]
    pub fn at(self, pointer: &str) -> Option<Self> {
        pointer.split('/').skip(1).try_fold(self, |value, step| match value.kind() {
            Kind::Object => value.get(&step.replace("~1", "/").replace("~0", "~")),
            Kind::Array => value.elements().nth(step.parse().ok()?),
            _ => None,
        })
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

    /// The JSON Pointer that leads from here to a value below; of a key, to its member.
    #[must_use]
    pub fn pointer_to(self, below: Self) -> String {
        let mut pointer = String::new();
        let mut above = self;
        while above.index != below.index {
            let Some((step, next)) = above.step_towards(below.index) else { break };
            pointer.push('/');
            pointer.push_str(&step.replace('~', "~0").replace('/', "~1"));
            above = next;
        }
        pointer
    }

    fn step_towards(self, index: usize) -> Option<(Cow<'d, str>, Self)> {
        let holds = |value: Self| (value.index..value.node().next as usize).contains(&index);
        if self.kind() == Kind::Array {
            let (at, value) = self.elements().enumerate().find(|(_, value)| holds(*value))?;
            return Some((at.to_string().into(), value));
        }
        let member = self.members().find(|member| holds(member.value) || holds(member.key))?;
        let below = if holds(member.key) { member.key } else { member.value };
        Some((member.key.text()?, below))
    }
}

#[derive(Clone, Debug)]
struct Children<'d> {
    document: &'d Document<'d>,
    at: usize,
    end: usize,
}

impl<'d> Iterator for Children<'d> {
    type Item = Value<'d>;

    fn next(&mut self) -> Option<Self::Item> {
        let value = (self.at < self.end).then(|| Value::new(self.document, self.at))?;
        self.at = value.node().next as usize;
        Some(value)
    }
}

/// The members of an object, in the order sent.
#[derive(Clone, Debug)]
pub struct Members<'d>(Children<'d>);

impl<'d> Iterator for Members<'d> {
    type Item = Member<'d>;

    fn next(&mut self) -> Option<Self::Item> {
        let key = self.0.next()?;
        let value = self.0.next()?;
        Some(Member { key, value })
    }
}

/// The elements of an array, in order.
#[derive(Clone, Debug)]
pub struct Elements<'d>(Children<'d>);

impl<'d> Iterator for Elements<'d> {
    type Item = Value<'d>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }
}
