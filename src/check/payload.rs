//! A body, read as far as it can be.

use std::cell::OnceCell;

use crate::content::{Content, Note};
use crate::json::{Cause, Document, Fault, Mark, Text, readable};

/// How many bytes are shown behind what is no text: a file may be all of that.
const MOST_BEHIND: usize = 4096;

/// A body, read as far as it can be: its text, or why there is none.
pub struct Payload<'b> {
    body: &'b [u8],
    notes: &'b [Note],
    text: Result<Text<'b>, Fault>,
    readable: OnceCell<String>,
    lines_before: usize,
}

impl<'b> Payload<'b> {
    /// The text of a body.
    #[must_use]
    pub fn of(body: &'b [u8]) -> Self {
        let (text, readable) = (Text::of(body), OnceCell::new());
        Self { body, notes: &[], text, readable, lines_before: 0 }
    }

    /// The text of a body that may have been compressed, or in another charset.
    #[must_use]
    pub fn of_content(content: &'b Content<'b>) -> Self {
        let text = match &content.fault {
            Some(cause) => Err(Fault::of_body(cause.clone())),
            None => Text::of(&content.bytes),
        };
        let (body, readable) = (&content.bytes, OnceCell::new());
        Self { body, notes: &content.notes, text, readable, lines_before: 0 }
    }

    /// The same in a file that has so many lines before it.
    #[must_use]
    pub fn behind(self, lines_before: usize) -> Self {
        Self { lines_before, ..self }
    }

    /// How many lines its file has before it.
    pub(super) fn lines_before(&self) -> usize {
        self.lines_before
    }

    /// What is odd about the way it was sent.
    pub(super) fn notes(&self) -> &'b [Note] {
        self.notes
    }

    /// The tape of the text.
    ///
    /// # Errors
    /// Why the body is not a JSON text.
    pub fn document(&self) -> Result<Document<'_>, Fault> {
        Document::parse(self.read().map_err(Fault::clone)?)
    }

    /// The text alone.
    ///
    /// # Errors
    /// Why the body is no text.
    pub(super) fn read(&self) -> Result<&str, &Fault> {
        self.text.as_ref().map(|text| &*text.text)
    }

    /// The text, to show findings in; marks stand where the body is not text.
    #[must_use]
    pub fn text(&self) -> &str {
        match &self.text {
            Ok(text) => &text.text,
            Err(fault) => self.readable.get_or_init(|| readable(self.up_to(fault))),
        }
    }

    /// The body as far as it is text, and a little of what is none.
    fn up_to(&self, fault: &Fault) -> &'b [u8] {
        let fine = match fault.cause {
            Cause::NotUtf8 { offset, .. } => offset,
            _ => 0,
        };
        &self.body[..self.body.len().min(fine + MOST_BEHIND)]
    }

    /// The bytes that were read as text: no longer compressed.
    #[must_use]
    pub fn body(&self) -> &'b [u8] {
        self.body
    }

    /// The byte-order mark it began with.
    #[must_use]
    pub fn mark(&self) -> Option<Mark> {
        self.text.as_ref().ok().and_then(|text| text.mark)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_what_is_no_text_only_the_beginning_is_shown() {
        let mut body = b"{\"Subject\": \"".to_vec();
        body.resize(1 << 20, 0xE9);
        let payload = Payload::of(&body);
        assert!(payload.text().starts_with("{\"Subject\": \"\\xE9\\xE9"));
        assert!(payload.text().len() < 5 * MOST_BEHIND, "{}", payload.text().len());
    }
}
