//! A JSON text, edited in place: only the bytes of what changed differ.
//!
//! A payload that is read, changed and written again loses its digits, its order and its spacing.
//! So an edit here is a few bytes of the text taken out and others put in, found by the tape; the
//! rest stays as it was sent, and what is new is laid out as its neighbours are.

mod insert;
mod layout;
mod pointer;
mod refused;
mod remove;
mod resolve;
mod splice;

pub use pointer::{Pointer, quoted};
pub use refused::Refused;
pub use splice::Splice;

use crate::json::{Document, Fault, Mark, Text};
use layout::Layout;
use resolve::{Found, Short, resolve};

/// A JSON text that is being edited. After each edit it is JSON again; one that is refused leaves
/// it as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    text: String,
    mark: Option<Mark>,
}

impl Draft {
    /// A draft of a JSON text.
    ///
    /// # Errors
    /// The first [`Fault`] of a text that is not JSON.
    pub fn of(text: impl Into<String>) -> Result<Self, Fault> {
        let draft = Self { text: text.into(), mark: None };
        Document::parse(&draft.text)?;
        Ok(draft)
    }

    /// A draft of a body: UTF-8, with or without a byte-order mark, or UTF-16 with one.
    ///
    /// # Errors
    /// The first [`Fault`] of a body that is not JSON.
    pub fn of_body(body: &[u8]) -> Result<Self, Fault> {
        let Text { text, mark } = Text::of(body)?;
        Ok(Self { mark, ..Self::of(text)? })
    }

    /// The text as it is now.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the text, in the encoding that the body had.
    #[must_use]
    pub fn into_body(self) -> Vec<u8> {
        let marked = || ['\u{feff}'].into_iter().chain(self.text.chars());
        let units = || marked().collect::<String>().encode_utf16().collect::<Vec<_>>();
        match self.mark {
            Some(Mark::Utf16Le) => units().into_iter().flat_map(u16::to_le_bytes).collect(),
            Some(Mark::Utf16Be) => units().into_iter().flat_map(u16::to_be_bytes).collect(),
            Some(Mark::Utf8) | None => self.text.into_bytes(),
        }
    }

    /// The text as it is now, read.
    #[must_use]
    pub fn document(&self) -> Document<'_> {
        Document::parse(&self.text).expect("no edit is kept that does not parse")
    }

    /// Puts a JSON value in the place of one that is there; of repeated keys the last counts.
    ///
    /// # Errors
    /// When the pointer leads nowhere, or the value is not JSON.
    pub fn set(&mut self, at: &Pointer, json: &str) -> Result<(), Refused> {
        let new = read(json)?;
        let splice = {
            let document = self.document();
            let found = resolve(&document, at).map_err(|short| short.refused(at))?;
            found.replaced(&Layout::of(&document), &new)
        };
        self.replace(vec![splice])
    }

    /// The same, and where there is nothing yet the value is put there with all that leads to it:
    /// a step of `-` or `0` becomes a list, any other an object, and so does a `null` on the way.
    ///
    /// # Errors
    /// When the way is barred by a text, a number or a list without that index, or the value is
    /// not JSON.
    pub fn put(&mut self, at: &Pointer, json: &str) -> Result<(), Refused> {
        let new = read(json)?;
        let splice = {
            let document = self.document();
            let layout = Layout::of(&document);
            match resolve(&document, at) {
                Ok(found) => found.replaced(&layout, &new),
                Err(short) => short.filled(&layout, at, new.root().raw())?,
            }
        };
        self.replace(vec![splice])
    }

    /// Adds a member at the end of an object, or an element before the one with that index; `-`
    /// and the length of the list are its end.
    ///
    /// # Errors
    /// When the object or list is not there, it has that member already, or the value is not
    /// JSON.
    pub fn insert(&mut self, at: &Pointer, json: &str) -> Result<(), Refused> {
        let new = read(json)?;
        let splice = {
            let document = self.document();
            let (above, step) = at.parted().ok_or_else(|| Refused::there_already(at))?;
            let found = resolve(&document, &above).map_err(|short| short.refused(at))?;
            insert::inserted(found, step, new.root(), &Layout::of(&document))
                .map_err(|why| why.told(at, found))?
        };
        self.replace(vec![splice])
    }

    /// Takes a member, however often its key is repeated, or an element away, with its comma.
    ///
    /// # Errors
    /// When the pointer leads nowhere, or to the whole text.
    pub fn remove(&mut self, at: &Pointer) -> Result<(), Refused> {
        let (above, step) = at.parted().ok_or(Refused::Whole)?;
        let mut text = self.text.clone();
        let times = {
            let document = self.document();
            resolve(&document, at).map_err(|short| short.refused(at))?;
            let above = resolve(&document, &above).map_err(|short| short.refused(at))?;
            remove::times(above.value, step)
        };
        for _ in 0..times {
            let splice = {
                let document = Document::parse(&text).map_err(Refused::broken)?;
                let above = resolve(&document, &above).map_err(|short| short.refused(at))?;
                remove::removed(above.value, step).ok_or_else(|| Refused::nowhere(at))?
            };
            text = splice::spliced(&text, vec![splice])?;
        }
        self.text = text;
        Ok(())
    }

    /// Puts other texts in the place of several stretches at once; all places are those of the
    /// text as it is now, in any order. It is for what is found by reading the tape, such as every
    /// date.
    ///
    /// # Errors
    /// When two overlap, one lies outside of the text, or what comes of it is not JSON.
    pub fn replace(&mut self, splices: Vec<Splice>) -> Result<(), Refused> {
        let text = splice::spliced(&self.text, splices)?;
        Document::parse(&text).map_err(Refused::broken)?;
        self.text = text;
        Ok(())
    }
}

fn read(json: &str) -> Result<Document<'_>, Refused> {
    Document::parse(json).map_err(|fault| Refused::NotJson(fault.cause))
}

impl Found<'_> {
    fn replaced(&self, layout: &Layout<'_>, new: &Document<'_>) -> Splice {
        let with = layout.laid(new.root(), layout.indent_at(self.anchor));
        Splice { span: self.value.span(), with }
    }
}

impl Short<'_> {
    /// The value at the end of the way, with all that is missing before it.
    fn filled(&self, layout: &Layout<'_>, at: &Pointer, json: &str) -> Result<Splice, Refused> {
        let missing = &at.steps()[self.steps..];
        if self.reached.value.is_null() {
            let nested = pointer::nested(missing, json);
            return Ok(self.reached.replaced(layout, &read(&nested)?));
        }
        let nested = pointer::nested(&missing[1..], json);
        let nested = read(&nested)?;
        insert::inserted(self.reached, &missing[0], nested.root(), layout)
            .map_err(|_| self.refused(at))
    }
}

#[cfg(test)]
mod tests;
