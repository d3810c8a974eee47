//! An array read element by element: only one of them is on a tape at a time.

use std::mem;

use super::scan::Scanner;
use super::{Document, Fault, Node, Tape};

/// The elements of a text that is an array, in order.
#[derive(Debug)]
pub struct List<'t> {
    text: &'t str,
    scanner: Scanner<'t>,
    /// The array itself, and how many of its elements were met.
    own: Node,
}

impl<'t> List<'t> {
    /// The list that a text is; none when it is something else.
    ///
    /// # Errors
    /// The [`Fault`] of a text that does not begin as JSON does.
    pub fn of(text: &'t str, tape: &mut Tape) -> Result<Option<Self>, Fault> {
        let mut scanner = Scanner::new(text, mem::take(&mut tape.0)).map_err(|fault| *fault)?;
        if scanner.peek() != Some(b'[') {
            tape.0 = scanner.nodes;
            return Ok(None);
        }
        scanner.value().map_err(|fault| *fault)?;
        let own = scanner.nodes[0];
        Ok(Some(Self { text, scanner, own }))
    }

    /// How many elements were met, one that is no JSON among them.
    #[must_use]
    pub fn begun(&self) -> usize {
        self.scanner.nodes.first().map_or(self.own, |own| *own).len as usize
    }

    /// The next element as a document of its own, whose places are those of the whole text; none
    /// after the last.
    ///
    /// # Errors
    /// The first [`Fault`] from here on: then the text is no JSON, whatever its elements were.
    pub fn next(&mut self, tape: &mut Tape) -> Result<Option<Document<'t>>, Fault> {
        let nodes = &mut self.scanner.nodes;
        mem::swap(nodes, &mut tape.0);
        nodes.clear();
        nodes.push(self.own);
        let is_one = self.scanner.element().map_err(|fault| *fault)?;
        self.own = self.scanner.nodes[0];
        let nodes = mem::take(&mut self.scanner.nodes);
        Ok(is_one.then(|| Document::of(self.text, nodes, 1)))
    }
}
