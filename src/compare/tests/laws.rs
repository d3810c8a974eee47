//! What holds for any two payloads.

use proptest::prelude::*;

use super::super::pairs::Pairs;
use super::super::*;
use super::edits::{Edit, edits, make, parsed};
use super::tree::Tree;
use crate::edit::Pointer;
use crate::json::Document;

const SAMPLES: [&str; 2] = [
    include_str!("../../../samples/01-created.json"),
    include_str!("../../../samples/09-several-resources.json"),
];

/// The earlier payload with the changes made to it; the later one only says where they go.
fn applied(before: Value<'_>, after: Value<'_>, changes: &[Change<'_>]) -> Tree {
    let mut tree = Tree::of(before);
    for change in changes {
        if let (Some(old), Some(new)) = (change.before, change.after) {
            *tree.at(&top(old).pointer_to(old)) = Tree::of(new);
        }
    }
    for change in changes {
        if let (None, Some(new)) = (change.before, change.after) {
            let (above, step) = change.pointer.rsplit_once('/').unwrap();
            match tree.at(&earlier(above, before, after)) {
                Tree::List(items) => items.push(Tree::of(new)),
                Tree::Object(members) => members.push((step.to_owned(), Tree::of(new))),
                Tree::Leaf(_) => panic!("{} is added to a leaf", change.pointer),
            }
        }
    }
    // From the back, so that the indexes before stay what they are.
    for change in changes.iter().rev() {
        let (Some(old), None) = (change.before, change.after) else { continue };
        let pointer = top(old).pointer_to(old);
        let (above, step) = pointer.rsplit_once('/').unwrap();
        match tree.at(above) {
            Tree::List(items) => drop(items.remove(step.parse().unwrap())),
            Tree::Object(members) => members.retain(|(key, _)| key != step),
            Tree::Leaf(_) => panic!("{pointer} is removed from a leaf"),
        }
    }
    tree
}

/// The pointer in the earlier payload of what a pointer leads to in the later one.
fn earlier<'d>(pointer: &str, mut before: Value<'d>, mut after: Value<'d>) -> String {
    let mut name = "";
    for step in pointer.split('/').skip(1) {
        (before, after) = if after.kind() == Kind::Array {
            let pairs = Pairs::of(name, before, after);
            let (old, new) = pairs.later[step.parse::<usize>().unwrap()];
            (old.unwrap(), new)
        } else {
            (partner(step, before, after), after.get(step).unwrap())
        };
        name = step;
    }
    top(before).pointer_to(before)
}

/// The earlier value of a later key.
fn partner<'d>(key: &str, before: Value<'d>, after: Value<'d>) -> Value<'d> {
    let (earlier, later) = (by_name(before), by_name(after));
    Partners::of(&earlier, &later).take(key).unwrap()
}

fn sample() -> impl Strategy<Value = Tree> {
    prop::sample::select(&SAMPLES[..]).prop_map(parsed)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..Default::default() })]

    #[test]
    fn changes_made_to_the_earlier_give_the_later(
        mut before in sample(), first in edits(), second in edits(),
    ) {
        make(&first, &mut before);
        let mut after = before.clone();
        make(&second, &mut after);
        let (earlier, later) = (before.written(), after.written());
        let (earlier, later) =
            (Document::parse(&earlier).unwrap(), Document::parse(&later).unwrap());
        let changes = compare(earlier.root(), later.root());
        let made = applied(earlier.root(), later.root(), &changes);
        prop_assert_eq!(made.canonical(""), after.canonical(""));
        prop_assert_eq!(changes.is_empty(), before.canonical("") == after.canonical(""));
        let is_same = digest(earlier.root(), &[]) == digest(later.root(), &[]);
        prop_assert_eq!(is_same, changes.is_empty());
    }

    #[test]
    fn a_patch_of_the_earlier_gives_the_later(
        mut before in sample(), first in edits(), second in edits(),
    ) {
        make(&first, &mut before);
        let mut after = before.clone();
        make(&second, &mut after);
        let (earlier, later) = (before.written(), after.written());
        let (earlier, later) =
            (Document::parse(&earlier).unwrap(), Document::parse(&later).unwrap());
        let operations = patch(earlier.root(), later.root(), &|_| false);
        let mut made = before.clone();
        for one in &operations {
            patched(&mut made, one);
        }
        let made = made.written();
        let made = Document::parse(&made).unwrap();
        let left = compare(made.root(), later.root());
        prop_assert!(left.is_empty(), "{operations:?}\n{left:?}");
    }

    #[test]
    fn what_means_the_same_has_no_changes(mut before in sample(), edits in edits()) {
        let (respelled, edits): (Vec<_>, Vec<_>) =
            edits.into_iter().partition(Edit::keeps_meaning);
        make(&edits, &mut before);
        let mut after = before.clone();
        make(&respelled, &mut after);
        let (earlier, later) = (before.written(), after.written());
        let (earlier, later) =
            (Document::parse(&earlier).unwrap(), Document::parse(&later).unwrap());
        let changes = compare(earlier.root(), later.root());
        prop_assert!(changes.is_empty(), "{changes:?}");
    }
}

/// Does what an operation says; of repeated keys the last counts, and all of them go.
fn patched(tree: &mut Tree, operation: &Operation<'_>) {
    let steps: Vec<String> = operation.path.parse::<Pointer>().unwrap().steps().to_vec();
    let Some((last, above)) = steps.split_last() else {
        let Op::Replace(value) = operation.op else { panic!("the top is replaced alone") };
        *tree = parsed(value.raw());
        return;
    };
    let place = above.iter().fold(tree, |tree, step| match tree {
        Tree::List(items) => &mut items[step.parse::<usize>().unwrap()],
        Tree::Object(members) => {
            &mut members.iter_mut().rev().find(|(key, _)| key == step).unwrap().1
        }
        Tree::Leaf(_) => panic!("{operation:?}"),
    });
    match (place, operation.op) {
        (Tree::List(items), Op::Add(value)) => {
            items.insert(last.parse().unwrap(), parsed(value.raw()));
        }
        (Tree::List(items), Op::Remove) => drop(items.remove(last.parse().unwrap())),
        (Tree::List(items), Op::Replace(value)) => {
            items[last.parse::<usize>().unwrap()] = parsed(value.raw());
        }
        (Tree::Object(members), Op::Add(value)) => {
            members.push((last.clone(), parsed(value.raw())));
        }
        (Tree::Object(members), Op::Remove) => {
            assert!(members.iter().any(|(key, _)| key == last), "{operation:?}");
            members.retain(|(key, _)| key != last);
        }
        (Tree::Object(members), Op::Replace(value)) => {
            let found = members.iter_mut().rev().find(|(key, _)| key == last);
            found.unwrap().1 = parsed(value.raw());
        }
        (Tree::Leaf(_), _) => panic!("{operation:?}"),
    }
}

/// The top of the document that a value stands in.
fn top(value: Value<'_>) -> Value<'_> {
    value.document().root()
}
