//! What differs between two schemas, and whether a receiver that reads payloads could break on it.
//!
//! Who reads breaks on more than he knows: a type, a value, a length that did not come before, a
//! property that no longer comes. What comes no longer, or always, does him no harm. A property
//! that is new does him none either, unless he refuses what he does not know.
//!
//! What is advice is promised to nobody, and is not compared.

mod custom;
mod dependent;
mod few;
mod flat;
mod keywords;
mod limits;
mod references;
mod rest;
mod rows;
mod settled;
mod spelling;
mod steps;
mod types;

pub use few::learned_from_few;

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json};

use self::flat::{Written, takes_nothing};
use self::rows::Rows;
use self::spelling::takes_all;
use crate::message::Message;

/// How many places are compared at most: a schema may lead to more than there are atoms.
const MOST_PLACES: usize = 50_000;

/// How deep payloads are followed: a schema may refer to itself.
const DEEPEST: usize = 16;

/// One thing that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drift {
    /// Where in a payload: a JSON Pointer in which `*` is every item of a list.
    pub pointer: String,
    /// What kind of change it is, for programs.
    pub change: &'static str,
    /// Whether a receiver that reads payloads could break on it.
    pub breaks: bool,
    /// What differs, in one line; it may quote a schema, which may have been learned from payloads.
    pub message: Message,
}

/// What differs, what could break first, and then by place. A strict receiver refuses properties
/// that it does not know.
#[must_use]
pub fn drift(old: &Json, new: &Json, strict: bool) -> Vec<Drift> {
    let mut compared = Compared {
        old: Written::of(old),
        new: Written::of(new),
        strict,
        rows: Rows::default(),
        room: MOST_PLACES,
        way: Vec::new(),
    };
    compared.place("", old, new, 0);
    compared.rows.sorted()
}

struct Compared<'s> {
    old: Written<'s>,
    new: Written<'s>,
    strict: bool,
    rows: Rows,
    room: usize,
    /// The references that led here, of both: what refers to itself is followed once.
    way: Vec<(String, String)>,
}

type Schema = Map<String, Json>;

impl Compared<'_> {
    /// Compares what both say of one place, and below it.
    fn place(&mut self, pointer: &str, old: &Json, new: &Json, depth: usize) {
        if takes_all(old) && takes_all(new) {
            return;
        }
        let led = self.led(old, new);
        if led.as_ref().is_some_and(|led| self.way.contains(led)) {
            return;
        }
        if depth > DEEPEST || self.room == 0 {
            if self.old.expanded(old) != self.new.expanded(new) {
                let told = "is too deep to be compared, and is written in another way".to_owned();
                self.rows.add("unclear", true, pointer, told);
            }
            return;
        }
        self.room -= 1;
        let steps = self.way.len();
        self.way.extend(led);
        self.compare(pointer, old, new, depth);
        self.way.truncate(steps);
    }

    /// The references that lead both on.
    fn led(&self, old: &Json, new: &Json) -> Option<(String, String)> {
        let (was, is) = (self.old.names.referred(old)?, self.new.names.referred(new)?);
        Some((was.0.to_owned(), is.0.to_owned()))
    }

    fn compare(&mut self, pointer: &str, old: &Json, new: &Json, depth: usize) {
        let (old, new) = (self.old.flat(old), self.new.flat(new));
        match (takes_nothing(&old), takes_nothing(&new)) {
            (true, true) => return,
            (false, true) => {
                let told = "is never there any more".to_owned();
                return self.rows.add("type-narrowed", false, pointer, told);
            }
            (true, false) => {
                let told = format!("is {} now, and was never there", types::words(&new));
                return self.rows.add("type-widened", true, pointer, told);
            }
            (false, false) => {}
        }
        types::compare(pointer, &old, &new, &mut self.rows);
        keywords::values(pointer, &old, &new, &mut self.rows);
        let (old, new) = settled::in_common(old, new);
        limits::compare(pointer, &old, &new, &mut self.rows);
        steps::compare(pointer, &old, &new, &mut self.rows);
        keywords::forms(pointer, &old, &new, &mut self.rows);
        keywords::open(pointer, &old, &new, &mut self.rows);
        dependent::compare(pointer, &old, &new, &mut self.rows);
        custom::compare(pointer, &old, &new, &mut self.rows);
        self.rest(pointer, &old, &new);
        self.properties(pointer, &old, &new, depth);
        self.below(pointer, &old, &new, depth);
    }

    fn properties(&mut self, pointer: &str, old: &Schema, new: &Schema, depth: usize) {
        let (was, is) = (named(old, "properties"), named(new, "properties"));
        let (had, has) = (required(old), required(new));
        let is_closed = old.get("additionalProperties") == Some(&Json::Bool(false));
        let names: BTreeSet<&String> =
            was.keys().chain(is.keys()).chain(&had).chain(&has).collect();
        for name in names {
            let step = name.replace('~', "~0").replace('/', "~1");
            let here = format!("{pointer}/{step}");
            let comes_of = |node: &&Json, written: &Written<'_>| {
                seen(node) != Some(0) && !takes_nothing(&written.flat(node))
            };
            let came = was.get(name).filter(|node| comes_of(node, &self.old));
            let comes = is.get(name).filter(|node| comes_of(node, &self.new));
            match (came, comes) {
                (Some(before), Some(after)) => {
                    self.presence(&here, had.contains(name), has.contains(name), after);
                    self.place(&here, before, after, depth + 1);
                }
                (Some(before), None) => {
                    let rest = rest_of(new).filter(|_| !is.contains_key(name));
                    self.gone(&here, before, rest, had.contains(name), depth);
                }
                (None, Some(after)) => {
                    let types = types::words(&self.new.flat(after));
                    let told = format!("is new: {types}{}", counted(after));
                    self.rows.add("property-added", self.strict || is_closed, &here, told);
                }
                (None, None) if !was.contains_key(name) && !is.contains_key(name) => {
                    self.presence(&here, had.contains(name), has.contains(name), &Json::Null);
                }
                (None, None) => {}
            }
        }
    }

    /// A property that is not listed any more; the rest of them, when it may still come.
    fn gone(&mut self, here: &str, before: &Json, rest: Option<&Json>, always: bool, depth: usize) {
        let flat = self.old.flat(before);
        let took_all = flat.keys().all(|keyword| flat::is_annotation(keyword));
        let (breaks, told) = match rest {
            Some(rest) if !takes_all(rest) => {
                self.presence(here, always, false, &Json::Null);
                return self.place(here, before, rest, depth + 1);
            }
            Some(_) if !took_all => {
                (true, format!("is not listed any more and may be anything; it {}", was(&flat)))
            }
            _ if always => (true, "is gone; it was always there".to_owned()),
            _ => (false, "is gone; it was optional".to_owned()),
        };
        self.rows.add("property-gone", breaks, here, told);
    }

    fn presence(&mut self, here: &str, had: bool, has: bool, after: &Json) {
        match (had, has) {
            (true, false) if few::may_be_always_there(after) => {}
            (true, false) => {
                let told = format!("is no longer always there{}", counted(after));
                self.rows.add("property-optional", true, here, told);
            }
            (false, true) => {
                let told = format!("is always there now{}", counted(after));
                self.rows.add("property-required", false, here, told);
            }
            _ => {}
        }
    }

    /// What lists hold, and properties by their patterns.
    fn below(&mut self, pointer: &str, old: &Schema, new: &Schema, depth: usize) {
        let any = Json::Bool(true);
        let rest = |schema: &Schema| schema.get("items").cloned().unwrap_or(Json::Bool(true));
        let places = |schema: &Schema| {
            let places = schema.get("prefixItems").and_then(Json::as_array);
            places.cloned().unwrap_or_default()
        };
        let (was, is, before, after) = (places(old), places(new), rest(old), rest(new));
        self.place(&format!("{pointer}/*"), &before, &after, depth + 1);
        for at in 0..was.len().max(is.len()) {
            let (before, after) = (was.get(at).unwrap_or(&before), is.get(at).unwrap_or(&after));
            self.place(&format!("{pointer}/{at}"), before, after, depth + 1);
        }
        let other = |schema: &Schema| schema.get("additionalProperties").cloned();
        let (before, after) = (other(old), other(new));
        let (before, after) = (before.as_ref().unwrap_or(&any), after.as_ref().unwrap_or(&any));
        let (was, is) = (named(old, "patternProperties"), named(new, "patternProperties"));
        for pattern in was.keys().chain(is.keys()).collect::<BTreeSet<_>>() {
            let (before, after) =
                (was.get(pattern).unwrap_or(before), is.get(pattern).unwrap_or(after));
            self.place(&format!("{pointer}/<{pattern}>"), before, after, depth + 1);
        }
        // Whether any may come at all was told.
        if before.is_object() && after != &Json::Bool(false) || after.is_object() && before == &any
        {
            self.place(&format!("{pointer}/<other>"), before, after, depth + 1);
        }
    }
}

/// What properties may be that are not listed; none where none may come, and where a schema that
/// was learned has just not seen any.
fn rest_of(schema: &Schema) -> Option<&Json> {
    let is_closed = schema.get("unevaluatedProperties") == Some(&Json::Bool(false));
    let rest = schema.get("additionalProperties").unwrap_or(&Json::Bool(true));
    let is_told = !schema.contains_key("x-seen") && !is_closed && rest != &Json::Bool(false);
    is_told.then_some(rest)
}

/// What a property was, in words.
fn was(flat: &Schema) -> String {
    match types::words(flat).as_str() {
        "anything" => "was held to a form".to_owned(),
        words => format!("was {words}"),
    }
}

/// Schemas by name.
fn named(schema: &Schema, keyword: &str) -> Schema {
    schema.get(keyword).and_then(Json::as_object).cloned().unwrap_or_default()
}

fn required(schema: &Schema) -> BTreeSet<String> {
    let names = schema.get("required").and_then(Json::as_array).into_iter().flatten();
    names.filter_map(Json::as_str).map(str::to_owned).collect()
}

/// In how many payloads a place was there, when a schema was learned.
fn seen(node: &Json) -> Option<u64> {
    node.get("x-seen")?.get("in")?.as_u64()
}

/// In how many of how many it was there, in words.
fn counted(node: &Json) -> String {
    let count = |name: &str| node.get("x-seen").and_then(|seen| seen.get(name)?.as_u64());
    match (count("in"), count("of")) {
        (Some(there), Some(of)) => format!(", in {there} of {of}"),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests;
