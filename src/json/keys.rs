//! The members of an object by the looks of their keys.

use super::{Document, Kind, Member, Members, Value};

/// Objects of more members are looked through, as keys can be chosen to get in each other's way.
const MOST: usize = 256;

/// The keys of an object by their looks: where on the tape each of them is, at the place that its
/// look tells, or at the next one that was free. The tape begins with no key, so 0 is free.
#[derive(Debug)]
pub(super) struct Keys(Vec<u32>);

impl Keys {
    /// The keys of the value at the top of a document; none when it has too many.
    pub(super) fn of(document: &Document<'_>) -> Option<Self> {
        let top = document.root();
        if top.kind() != Kind::Object || top.len() > MOST {
            return None;
        }
        let mut slots = vec![0; (top.len() * 2 + 1).next_power_of_two()];
        let last = slots.len() - 1;
        for Member { key, .. } in top.members() {
            let mut at = key.look() as usize & last;
            while slots[at] != 0 {
                at = (at + 1) & last;
            }
            slots[at] = u32::try_from(key.index()).expect("a tape is shorter than its text");
        }
        Some(Self(slots))
    }

    /// The slots from the one on that a look tells, as far as they are filled.
    fn from(&self, look: u32) -> Filled<'_> {
        Filled { slots: &self.0, next: look as usize }
    }
}

/// Slots one after the other, up to one that is free.
#[derive(Clone, Debug)]
struct Filled<'k> {
    slots: &'k [u32],
    next: usize,
}

impl Iterator for Filled<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let slot = self.slots[self.next & (self.slots.len() - 1)];
        self.next += 1;
        (slot != 0).then_some(slot as usize)
    }
}

/// The members of an object whose keys have one look, in the order sent.
#[derive(Clone, Debug)]
pub struct Namesakes<'d> {
    look: u32,
    among: Among<'d>,
}

/// Members among which those of one look are.
#[derive(Clone, Debug)]
enum Among<'d> {
    All(Members<'d>),
    /// Of the value at the top, those that its table has where the look tells.
    Few(&'d Document<'d>, Filled<'d>),
}

impl<'d> Namesakes<'d> {
    pub(super) fn of(object: Value<'d>, look: u32) -> Self {
        let document = object.document();
        let keys = (object.index() == document.top).then(|| document.keys()).flatten();
        let all = || Among::All(object.members());
        Self { look, among: keys.map_or_else(all, |keys| Among::Few(document, keys.from(look))) }
    }
}

impl<'d> Iterator for Namesakes<'d> {
    type Item = Member<'d>;

    fn next(&mut self) -> Option<Self::Item> {
        let look = self.look;
        match &mut self.among {
            Among::All(members) => members.find(|member| member.key.look() == look),
            Among::Few(document, keys) => {
                let key = keys.find(|key| Value::new(document, *key).look() == look)?;
                let [key, value] = [key, key + 1].map(|index| Value::new(document, index));
                Some(Member { key, value })
            }
        }
    }
}
