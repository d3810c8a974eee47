//! One JSON reading, lossless and with places: text to a flat tape of nodes.
//!
//! Strict RFC 8259. Keys stay in the order sent, repeated keys are all kept, numbers stay as
//! written, and every node knows the bytes it came from. The validator, the appointment view and
//! the pretty-printer all read this one tape.

mod children;
mod fault;
mod keys;
mod list;
mod look;
mod number;
mod place;
mod pointer;
mod repeated;
mod same_number;
mod scan;
mod string;
mod text;
mod value;

use std::mem;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

pub use children::{Elements, Members};
pub use fault::{Cause, Fault};
pub use keys::Namesakes;
pub use list::List;
pub use look::{ByLook, look_of};
pub use number::is_whole;
pub use place::{Place, locate};
pub use same_number::canonical;
pub use text::{Mark, Text, readable};
pub use value::{Kind, Member, Value};

/// How many levels of arrays and objects a payload may nest: what most JSON readers accept.
pub const MAX_DEPTH: usize = 127;

/// How many characters a number may have: past that, reading it costs more than it can mean.
pub const MAX_NUMBER: usize = 4300;

/// A parsed JSON text: the tape, and the text it points into.
#[derive(Debug)]
pub struct Document<'t> {
    text: &'t str,
    nodes: Vec<Node>,
    /// Where on the tape the value at the top is.
    top: usize,
    /// Its keys by their looks: nearly all that is asked of a payload is asked of its top.
    keys: OnceLock<Option<ByLook>>,
    serial: usize,
}

/// The memory of a document, for another one when that is done with.
#[derive(Debug, Default)]
pub struct Tape(Vec<Node>);

/// One entry of the tape. Containers are followed by their content, keys stand before their value.
#[derive(Clone, Copy, Debug)]
struct Node {
    kind: Kind,
    /// A string with an escape in it, which must be decoded before it is compared.
    escaped: bool,
    start: u32,
    end: u32,
    /// The index just after this node and all below it.
    next: u32,
    /// Members of an object, elements of an array; of a key its look.
    len: u32,
}

impl<'t> Document<'t> {
    /// Reads one JSON text, whole.
    ///
    /// # Errors
    /// The first [`Fault`], with its place, when the text is not strict JSON.
    pub fn parse(text: &'t str) -> Result<Self, Fault> {
        Self::parse_with(text, &mut Tape::default())
    }

    /// Reads one JSON text, whole, into the memory of another that is done with.
    ///
    /// # Errors
    /// As [`Document::parse`].
    pub fn parse_with(text: &'t str, tape: &mut Tape) -> Result<Self, Fault> {
        let nodes = scan::scan(text, mem::take(&mut tape.0)).map_err(|fault| *fault)?;
        Ok(Self::of(text, nodes, 0))
    }

    fn of(text: &'t str, nodes: Vec<Node>, top: usize) -> Self {
        static SERIAL: AtomicUsize = AtomicUsize::new(1);
        let serial = SERIAL.fetch_add(1, Ordering::Relaxed);
        Self { text, nodes, top, keys: OnceLock::new(), serial }
    }

    /// Gives its memory away.
    #[must_use]
    pub fn into_tape(self) -> Tape {
        Tape(self.nodes)
    }

    /// The value at the top.
    #[must_use]
    pub fn root(&self) -> Value<'_> {
        Value::new(self, self.top)
    }

    /// The keys of the value at the top.
    fn keys(&self) -> Option<&ByLook> {
        self.keys.get_or_init(|| keys::at_top(self)).as_ref()
    }

    /// The text that was read.
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// A number no other document of this process has, for caches that outlive one.
    #[must_use]
    pub fn serial(&self) -> usize {
        self.serial
    }
}

#[cfg(test)]
mod tests;
