//! A JSON value that can be changed and told in one spelling, for the laws of comparing.

use std::collections::BTreeMap;

use crate::appointment::known::may_hold_a_time;
use crate::appointment::lists::List;
use crate::json::{Kind, Value, canonical};
use crate::wall::WallTime;

#[derive(Clone, PartialEq)]
pub(super) enum Tree {
    /// `null`, `true`, `false`, a number or a text, as written.
    Leaf(String),
    List(Vec<Tree>),
    Object(Vec<(String, Tree)>),
}

impl std::fmt::Debug for Tree {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.written())
    }
}

impl Tree {
    pub(super) fn of(value: Value<'_>) -> Self {
        match value.kind() {
            Kind::Array => Self::List(value.elements().map(Self::of).collect()),
            Kind::Object => {
                let member = |m: crate::json::Member<'_>| {
                    (m.key.text().unwrap().into_owned(), Self::of(m.value))
                };
                Self::Object(value.members().map(member).collect())
            }
            _ => Self::Leaf(value.raw().to_owned()),
        }
    }

    pub(super) fn written(&self) -> String {
        match self {
            Self::Leaf(raw) => raw.clone(),
            Self::List(items) => {
                format!("[{}]", items.iter().map(Self::written).collect::<Vec<_>>().join(","))
            }
            Self::Object(members) => {
                let member = |(key, value): &(String, Self)| format!("{key:?}:{}", value.written());
                format!("{{{}}}", members.iter().map(member).collect::<Vec<_>>().join(", "))
            }
        }
    }

    /// One spelling for everything that means the same.
    pub(super) fn canonical(&self, name: &str) -> String {
        match self {
            Self::Leaf(raw) => leaf(name, raw),
            Self::Object(members) => {
                let last: BTreeMap<_, _> =
                    members.iter().map(|(key, value)| (key, value)).collect();
                let alike = |key: &str| {
                    last.keys().filter(|other| other.eq_ignore_ascii_case(key)).count() > 1
                };
                let spelled =
                    |key: &str| if alike(key) { key.to_owned() } else { key.to_lowercase() };
                let members = last.iter();
                let told: BTreeMap<_, _> =
                    members.map(|(key, value)| (spelled(key), value.canonical(key))).collect();
                format!("{told:?}")
            }
            Self::List(items) => {
                let mut shown: Vec<_> = items.iter().map(|item| item.canonical("")).collect();
                if self.is_matched(name) {
                    shown.sort();
                }
                format!("{shown:?}")
            }
        }
    }

    /// Whether the items of this list have a key each.
    fn is_matched(&self, name: &str) -> bool {
        let (Some(list), Self::List(items)) = (List::named(name), self) else { return false };
        list.keys.iter().any(|path| {
            let keys: Vec<_> = items
                .iter()
                .filter_map(|item| {
                    let value = path.iter().try_fold(item, |item, key| item.find(key))?;
                    let Self::Leaf(raw) = value else { return None };
                    let is_key = raw.starts_with(|c: char| c.is_ascii_digit() || c == '-')
                        || raw.len() > 2 && raw.starts_with('"');
                    is_key.then(|| leaf("", raw).trim_matches('"').to_owned())
                })
                .collect();
            let distinct: std::collections::HashSet<_> = keys.iter().collect();
            keys.len() == items.len() && distinct.len() == items.len()
        })
    }

    pub(super) fn find(&self, key: &str) -> Option<&Self> {
        let Self::Object(members) = self else { return None };
        let exact = members.iter().rev().find(|(name, _)| name == key);
        let loose = || members.iter().find(|(name, _)| name.eq_ignore_ascii_case(key));
        exact.or_else(loose).map(|(_, value)| value)
    }

    /// The value a pointer leads to.
    pub(super) fn at(&mut self, pointer: &str) -> &mut Self {
        pointer.split('/').skip(1).fold(self, |tree, step| match tree {
            Self::List(items) => &mut items[step.parse::<usize>().unwrap()],
            Self::Object(members) => {
                &mut members.iter_mut().rev().find(|(key, _)| key == step).unwrap().1
            }
            Self::Leaf(_) => panic!("{pointer} leads below a leaf"),
        })
    }
}

fn leaf(name: &str, raw: &str) -> String {
    if raw.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
        return canonical(raw);
    }
    let time = WallTime::read(raw.trim_matches('"'));
    match time.filter(|_| may_hold_a_time(name)) {
        Some(time) if time.offset.is_empty() => format!("clock {}", time.clock),
        Some(time) => {
            let instant = format!("{}{}", time.clock, time.offset).parse::<jiff::Timestamp>();
            format!("instant {}", instant.unwrap())
        }
        None => raw.to_owned(),
    }
}
