//! The members of an object by the looks of their keys.

use super::look::{ByLook, Likely};
use super::{Document, Kind, Member, Members, Value};

/// Objects of more members are looked through, as keys can be chosen to get in each other's way.
const MOST: usize = 256;

/// The keys of the value at the top of a document, by their looks; none when it has too many.
pub(super) fn at_top(document: &Document<'_>) -> Option<ByLook> {
    let top = document.root();
    let place = |key: Value<'_>| u32::try_from(key.index()).expect("a tape is below 4 GiB");
    let keys = || top.members().map(|member| (member.key.look(), place(member.key)));
    let is_one = top.kind() == Kind::Object && top.len() <= MOST;
    is_one.then(|| ByLook::of(&keys().collect::<Vec<_>>()))
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
    Few(&'d Document<'d>, Likely<'d>),
}

impl<'d> Namesakes<'d> {
    pub(super) fn of(object: Value<'d>, look: u32) -> Self {
        let document = object.document();
        let keys = (object.index() == document.top).then(|| document.keys()).flatten();
        let all = || Among::All(object.members());
        Self { look, among: keys.map_or_else(all, |keys| Among::Few(document, keys.find(look))) }
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
