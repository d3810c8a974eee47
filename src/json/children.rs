//! What stands right below a value: the members of an object, the elements of a list.

use super::{Document, Kind, Member, Value};

/// The values right below another, keys among them.
#[derive(Clone, Debug)]
pub(super) struct Children<'d> {
    pub(super) document: &'d Document<'d>,
    /// Where on the tape the next one is, and where they end.
    pub(super) at: usize,
    pub(super) end: usize,
}

impl<'d> Children<'d> {
    /// Those of a value of some kind; none of any other.
    pub(super) fn of(value: Value<'d>, kind: Kind) -> Self {
        let node = value.node();
        let end = if node.kind == kind { node.next as usize } else { 0 };
        Self { document: value.document(), at: value.index() + 1, end }
    }
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
pub struct Members<'d>(pub(super) Children<'d>);

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
pub struct Elements<'d>(pub(super) Children<'d>);

impl<'d> Iterator for Elements<'d> {
    type Item = Value<'d>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }
}
