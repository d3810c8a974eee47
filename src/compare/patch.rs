//! What differs between two payloads as a JSON Patch (RFC 6902).

use std::collections::HashMap;

use super::equal;
use super::members::{Partners, by_name, last_members};
use super::pairs::Pairs;
use crate::json::{Kind, Value};

/// One operation of a patch.
#[derive(Clone, Debug)]
pub struct Operation<'d> {
    /// What is done.
    pub op: Op<'d>,
    /// The JSON Pointer of its place in the payload as the operations before it have left it.
    pub path: String,
}

/// What an operation does.
#[derive(Clone, Copy, Debug)]
pub enum Op<'d> {
    /// Puts a value where none is, or before an item of a list.
    Add(Value<'d>),
    /// Takes a value away.
    Remove,
    /// Puts a value in the place of another.
    Replace(Value<'d>),
}

/// The operations that make the later payload out of the earlier one, but for what is ignored and
/// what [`compare`](super::compare) takes for no difference, such as the order of assignments.
#[must_use]
pub fn patch<'d>(
    before: Value<'d>,
    after: Value<'d>,
    is_ignored: &dyn Fn(&str) -> bool,
) -> Vec<Operation<'d>> {
    let mut writer = Writer { at: Place::default(), is_ignored, operations: Vec::new() };
    writer.value("", before, after);
    writer.operations
}

/// A place in both payloads: where a patch finds it, and how [`Change`](crate::change::Change)
/// names it.
#[derive(Default)]
struct Place {
    path: String,
    pointer: String,
}

struct Writer<'d, 'i> {
    at: Place,
    is_ignored: &'i dyn Fn(&str) -> bool,
    operations: Vec<Operation<'d>>,
}

impl<'d> Writer<'d, '_> {
    fn value(&mut self, key: &str, before: Value<'d>, after: Value<'d>) {
        match (before.kind(), after.kind()) {
            _ if before.raw() == after.raw() => {}
            (Kind::Object, Kind::Object) => self.object(before, after),
            (Kind::Array, Kind::Array) => self.list(key, before, after),
            _ if equal::are_equal(key, before, after) => {}
            _ => self.write(Op::Replace(after)),
        }
    }

    /// Keys are those of the earlier payload, where their case alone differs.
    fn object(&mut self, before: Value<'d>, after: Value<'d>) {
        let (earlier, later) = (by_name(before), by_name(after));
        let mut partners = Partners::of(&earlier, &later);
        for (key, value) in last_members(after, &later) {
            let own = partners.earlier(&key).to_owned();
            self.below(&own, &key, |writer| match partners.take(&key) {
                Some(old) => writer.value(&key, old, value),
                None => writer.write(Op::Add(value)),
            });
        }
        for (key, _) in last_members(before, &earlier) {
            if partners.is_left(&key) {
                self.below(&key, &key, |writer| writer.write(Op::Remove));
            }
        }
    }

    /// Items go from the end on, so that none moves before its turn; then others come, from the
    /// beginning on, each behind the item that it is behind in the later list.
    fn list(&mut self, key: &str, before: Value<'d>, after: Value<'d>) {
        let Pairs { later, removed } = Pairs::of(key, before, after);
        let mut stays: Vec<_> = before.elements().map(|item| (item.index(), true)).collect();
        for (index, _) in removed.iter().rev() {
            let step = index.to_string();
            let count = self.operations.len();
            self.below(&step, &step, |writer| writer.write(Op::Remove));
            stays[*index].1 = self.operations.len() == count;
        }
        let places = self.added(&later, stays.into_iter().filter(|one| one.1).map(|one| one.0));
        for (index, (earlier, item)) in later.iter().enumerate() {
            if let Some(earlier) = earlier {
                let step = places[&earlier.index()].to_string();
                self.below(&step, &index.to_string(), |writer| writer.value("", *earlier, *item));
            }
        }
    }

    /// Adds what only the later list has, and tells where each earlier item is then.
    fn added(
        &mut self,
        later: &[(Option<Value<'d>>, Value<'d>)],
        earlier: impl Iterator<Item = usize>,
    ) -> HashMap<usize, usize> {
        let (mut behind, mut last) = (HashMap::<_, Vec<_>>::new(), None);
        for (index, (partner, item)) in later.iter().enumerate() {
            match partner {
                Some(partner) => last = Some(partner.index()),
                None => behind.entry(last).or_default().push((index, *item)),
            }
        }
        let (mut places, mut length) = (HashMap::new(), 0);
        for one in std::iter::once(None).chain(earlier.map(Some)) {
            if let Some(one) = one {
                places.insert(one, length);
                length += 1;
            }
            for (index, item) in behind.remove(&one).unwrap_or_default() {
                let count = self.operations.len();
                self.below(&length.to_string(), &index.to_string(), |writer| {
                    writer.write(Op::Add(item));
                });
                length += self.operations.len() - count;
            }
        }
        places
    }

    fn below(&mut self, path: &str, pointer: &str, look: impl FnOnce(&mut Self)) {
        let lengths = (self.at.path.len(), self.at.pointer.len());
        for (text, step) in [(&mut self.at.path, path), (&mut self.at.pointer, pointer)] {
            text.push('/');
            text.push_str(&step.replace('~', "~0").replace('/', "~1"));
        }
        look(self);
        self.at.path.truncate(lengths.0);
        self.at.pointer.truncate(lengths.1);
    }

    fn write(&mut self, op: Op<'d>) {
        if !(self.is_ignored)(&self.at.pointer) {
            self.operations.push(Operation { op, path: self.at.path.clone() });
        }
    }
}
