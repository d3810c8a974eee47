//! Changes to make to a payload, at any place of it.

use proptest::prelude::*;

use super::tree::Tree;
use crate::appointment::known::may_hold_a_time;
use crate::json::Document;
use crate::wall::WallTime;

/// Where to change a tree: which child to take on the way down, and what to do there.
#[derive(Clone, Debug)]
pub(super) struct Edit {
    way: Vec<prop::sample::Index>,
    doing: Doing,
}

#[derive(Clone, Debug)]
enum Doing {
    Set(&'static str),
    Remove(prop::sample::Index),
    Repeat(prop::sample::Index),
    Add(&'static str),
    Reverse,
    Respell,
    Recase(prop::sample::Index),
}

/// Values that are easily confused with each other.
const VALUES: [&str; 18] = [
    "null",
    "true",
    "false",
    "0",
    "-0",
    "1",
    "1.0",
    "10e-1",
    "9007199254740993",
    "9007199254740992",
    "\"\"",
    "\"1\"",
    "\"2026-03-02T09:00\"",
    "\"2026-03-02T09:00:00\"",
    "\"2026-03-02T09:00Z\"",
    "\"2026-03-02T10:00:00+01:00\"",
    "[]",
    "{}",
];

pub(super) fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let index = any::<prop::sample::Index>;
    let value = || prop::sample::select(&VALUES[..]);
    let doing = prop_oneof![
        value().prop_map(Doing::Set),
        index().prop_map(Doing::Remove),
        index().prop_map(Doing::Repeat),
        value().prop_map(Doing::Add),
        Just(Doing::Reverse),
        Just(Doing::Respell),
        index().prop_map(Doing::Recase),
    ];
    let edit = (prop::collection::vec(index(), 0..6), doing);
    prop::collection::vec(edit.prop_map(|(way, doing)| Edit { way, doing }), 0..8)
}

pub(super) fn make(edits: &[Edit], tree: &mut Tree) {
    for edit in edits {
        edit.on(tree);
    }
}

impl Edit {
    fn on(&self, tree: &mut Tree) {
        let (mut place, mut name) = (tree, String::new());
        for index in &self.way {
            place = match place {
                Tree::List(items) if !items.is_empty() => {
                    let index = index.index(items.len());
                    name.clear();
                    &mut items[index]
                }
                Tree::Object(members) if !members.is_empty() => {
                    let index = index.index(members.len());
                    name.clone_from(&members[index].0);
                    &mut members[index].1
                }
                _ => return,
            };
        }
        self.doing.on(&name, place);
    }

    pub(super) fn keeps_meaning(&self) -> bool {
        matches!(self.doing, Doing::Respell)
    }
}

impl Doing {
    fn on(&self, name: &str, place: &mut Tree) {
        match (self, place) {
            (Self::Set(value), place) => *place = parsed(value),
            (Self::Reverse, Tree::List(items)) => items.reverse(),
            (Self::Reverse, Tree::Object(members)) => members.reverse(),
            (Self::Remove(index), Tree::List(items)) if !items.is_empty() => {
                items.remove(index.index(items.len()));
            }
            (Self::Remove(index), Tree::Object(members)) if !members.is_empty() => {
                members.remove(index.index(members.len()));
            }
            (Self::Repeat(index), Tree::List(items)) if !items.is_empty() => {
                items.push(items[index.index(items.len())].clone());
            }
            (Self::Repeat(index), Tree::Object(members)) if !members.is_empty() => {
                members.push((members[index.index(members.len())].0.clone(), parsed("7")));
            }
            (Self::Add(value), Tree::List(items)) => items.push(parsed(value)),
            (Self::Add(value), Tree::Object(members)) => {
                members.push(("Added".to_owned(), parsed(value)));
            }
            (Self::Respell, Tree::Leaf(raw)) => *raw = respelled(name, raw),
            (Self::Recase(index), Tree::Object(members)) if !members.is_empty() => {
                let index = index.index(members.len());
                let key = &mut members[index].0;
                let small = key.to_ascii_lowercase();
                *key = if *key == small { key.to_ascii_uppercase() } else { small };
            }
            _ => {}
        }
    }
}

pub(super) fn parsed(text: &str) -> Tree {
    Tree::of(Document::parse(text).unwrap().root())
}

/// The same meaning under this name, written in another way.
fn respelled(name: &str, raw: &str) -> String {
    if raw.starts_with(|c: char| c.is_ascii_digit() || c == '-') && !raw.contains(['e', 'E']) {
        return if raw.contains('.') { format!("{raw}00") } else { format!("{raw}.0e+0") };
    }
    let text = raw.trim_matches('"');
    match WallTime::read(text) {
        Some(time) if time.offset.is_empty() && may_hold_a_time(name) => {
            format!("\"{}\"", time.clock)
        }
        _ => raw.to_owned(),
    }
}
