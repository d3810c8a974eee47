//! Every property that is known, place by place, as the bundled schema has them.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::key;
use crate::json::{ByLook, Value, look_of};
use crate::schema;

/// An object of the payload, and the properties that are known there.
#[derive(Debug)]
pub struct Place {
    names: Vec<Name>,
    /// Where in `names` each is.
    by_look: ByLook,
}

/// A property that is known.
#[derive(Debug)]
pub struct Name {
    /// As the webhook spells it.
    pub text: String,
    /// Whether a date and a time is what it holds.
    pub is_time: bool,
    /// Whether a date is what it holds, with a time or without.
    pub is_date: bool,
    look: u32,
    letters: u32,
    below: Option<u16>,
}

static PLACES: LazyLock<Vec<Place>> = LazyLock::new(|| {
    let schema = schema::appointment().root();
    let mut reader = Reader::of(schema);
    reader.place(&[schema]);
    reader.places
});

/// The names, in lower case, of what is known and holds a time nowhere.
static TIMELESS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let names = || PLACES.iter().flat_map(Place::names);
    let lower = |name: &Name| name.text.to_ascii_lowercase();
    let times: HashSet<_> = names().filter(|name| name.is_time).map(lower).collect();
    let mut timeless: HashSet<_> = names().map(lower).filter(|one| !times.contains(one)).collect();
    // What a custom field holds is said beside it.
    timeless.remove(&key::VALUE.to_ascii_lowercase());
    timeless
});

/// Whether a property of this name, in any case, may hold a time: one that is known for it, or one
/// that is not known.
#[must_use]
pub fn may_hold_a_time(name: &str) -> bool {
    !TIMELESS.contains(&name.to_ascii_lowercase())
}

/// Every name that is known, in lower case, and whether it holds a date somewhere.
static DATED: LazyLock<HashMap<String, bool>> = LazyLock::new(|| {
    let mut dated = HashMap::new();
    for name in PLACES.iter().flat_map(Place::names) {
        *dated.entry(name.text.to_ascii_lowercase()).or_default() |= name.is_date;
    }
    dated
});

/// Whether a property of this name, in any case, holds a date, with a time or without; none of one
/// that is not known.
#[must_use]
pub fn holds_a_date(name: &str) -> Option<bool> {
    DATED.get(&name.to_ascii_lowercase()).copied()
}

/// The appointment itself.
#[must_use]
pub fn top() -> &'static Place {
    &PLACES[0]
}

impl Place {
    fn of(names: Vec<Name>) -> Self {
        let looks: Vec<_> = (0..).zip(&names).map(|(at, name)| (name.look, at)).collect();
        Self { by_look: ByLook::of(&looks), names }
    }

    /// The property that a key names, spelled just so.
    #[must_use]
    pub fn find(&self, key: Value<'_>) -> Option<&Name> {
        let look = key.look();
        let mut names = self.by_look.find(look).map(|at| &self.names[at]);
        names.find(|name| name.look == look && key.is_text(&name.text))
    }

    /// The property of this name, spelled just so.
    #[cfg(test)]
    fn named(&self, name: &str) -> Option<&Name> {
        self.names.iter().find(|one| one.text == name)
    }

    /// Every property that is known here.
    pub fn names(&self) -> impl Iterator<Item = &Name> {
        self.names.iter()
    }
}

impl Name {
    /// The place of the object, or of each object of the list, that it holds.
    #[must_use]
    pub fn below(&self) -> Option<&'static Place> {
        self.below.map(|at| &PLACES[usize::from(at)])
    }

    /// Whether so many letters at most may be wrong in a word that means this: a quick look,
    /// which lets too many pass and none too few.
    #[must_use]
    pub fn may_be(&self, word: &str, edits: usize) -> bool {
        let longer = self.text.len().abs_diff(word.len());
        let other_letters = (self.letters ^ letters(word)).count_ones() as usize;
        longer <= edits && other_letters <= 2 * edits
    }
}

/// Which letters a word has, one bit each.
fn letters(word: &str) -> u32 {
    let bit = |byte: u8| 1 << (byte.to_ascii_lowercase() & 31);
    word.bytes().fold(0, |letters, byte| letters | bit(byte))
}

/// Reads the places out of a schema.
struct Reader<'d> {
    /// What a schema refers to, by its name.
    definitions: HashMap<Cow<'d, str>, Value<'d>>,
    places: Vec<Place>,
    /// The places that were begun, by the index of their schema: a task may hold tasks.
    read: HashMap<usize, u16>,
    /// What the definitions hold, by their index: most names have nothing but one of a few.
    held: HashMap<usize, Holds>,
}

/// What a property holds.
#[derive(Clone, Copy)]
struct Holds {
    is_time: bool,
    is_date: bool,
}

/// Where the bundled schema has what it refers to.
const DEFINITIONS: &str = "$defs";

impl<'d> Reader<'d> {
    fn of(root: Value<'d>) -> Self {
        let members = root.get(DEFINITIONS).into_iter().flat_map(Value::members);
        let definitions = members.filter_map(|member| Some((member.key.text()?, member.value)));
        Self {
            definitions: definitions.collect(),
            places: Vec::new(),
            read: HashMap::new(),
            held: HashMap::new(),
        }
    }

    /// A schema, and what it refers to.
    fn with_references(&self, schema: Value<'d>) -> Vec<Value<'d>> {
        let target = |schema: &Value<'d>| {
            let reference = schema.get("$ref")?.text()?;
            let name =
                reference.strip_prefix("#/")?.strip_prefix(DEFINITIONS)?.strip_prefix('/')?;
            self.definitions.get(name).copied()
        };
        std::iter::successors(Some(schema), target).collect()
    }

    fn place(&mut self, schemas: &[Value<'d>]) -> Option<u16> {
        let properties = keyword(schemas, "properties")?;
        if let Some(place) = self.read.get(&properties.index()) {
            return Some(*place);
        }
        let at = u16::try_from(self.places.len()).expect("a schema has fewer places than that");
        self.read.insert(properties.index(), at);
        self.places.push(Place::of(Vec::new()));
        let names = properties.members().map(|member| self.name(member.key, member.value));
        self.places[usize::from(at)] = Place::of(names.collect());
        Some(at)
    }

    fn name(&mut self, key: Value<'d>, schema: Value<'d>) -> Name {
        let text = key.text().unwrap_or_default().into_owned();
        let schemas = self.with_references(schema);
        let items = keyword(&schemas, "items").map(|items| self.with_references(items));
        let below = self.place(items.as_deref().unwrap_or(&schemas));
        let Holds { is_time, is_date } = self.holds(&schemas);
        Name { look: look_of(&text), letters: letters(&text), is_time, is_date, text, below }
    }

    fn holds(&mut self, schemas: &[Value<'d>]) -> Holds {
        let definition = match schemas {
            [schema, definition, ..] if schema.len() == 1 => Some(definition.index()),
            _ => None,
        };
        if let Some(holds) = definition.and_then(|definition| self.held.get(&definition)) {
            return *holds;
        }
        let holds = Holds {
            is_time: self.says(schemas, "x-rule", |rule| rule == "date-time"),
            is_date: self.says(schemas, "x-expects", |what| what.starts_with("a date")),
        };
        self.held.extend(definition.map(|definition| (definition, holds)));
        holds
    }

    /// Whether a keyword of a schema, or of its advice when it has some, says so.
    fn says(&self, schemas: &[Value<'d>], name: &str, is_so: impl Fn(&str) -> bool) -> bool {
        let advice = keyword(schemas, "x-advice").map(|advice| self.with_references(advice));
        let rules = advice.as_deref().unwrap_or(schemas).iter();
        let mut said = rules.filter_map(|one| one.get(name).and_then(Value::text));
        said.any(|said| is_so(&said))
    }
}

/// The first value of a keyword in a schema and what it refers to.
fn keyword<'d>(schemas: &[Value<'d>], name: &str) -> Option<Value<'d>> {
    schemas.iter().find_map(|schema| schema.get(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Document;

    #[test]
    fn a_name_is_known_to_hold_a_date_or_not_to() {
        for name in ["StartDate", "startdate", "ContractEndDate", "TaskOpenTill", "InServiceFrom"] {
            assert_eq!(holds_a_date(name), Some(true), "{name}");
        }
        for name in ["AppointmentNo", "JobNo", "BackofficeID", "Body", "Timestamp", "Value"] {
            assert_eq!(holds_a_date(name), Some(false), "{name}");
        }
        assert_eq!(holds_a_date("VisitDate"), None);
    }

    #[test]
    fn every_name_is_found_where_it_belongs() {
        for place in PLACES.iter() {
            for name in place.names() {
                let object = format!("{{{:?}:0}}", name.text);
                let object = Document::parse(&object).unwrap();
                let key = object.root().members().next().unwrap().key;
                assert_eq!(place.find(key).map(|found| &found.text), Some(&name.text));
            }
        }
        let below = |place: &'static Place, name| place.named(name).and_then(Name::below);
        let resource = below(top(), "Assignments").and_then(|one| below(one, "Resource")).unwrap();
        assert!(resource.named("ResourceNo").is_some() && top().named("ResourceNo").is_none());
    }

    #[test]
    fn a_name_knows_whether_it_holds_a_time() {
        let is_time = |name| top().named(name).unwrap().is_time;
        for (name, expected) in
            [("StartDate", true), ("CreatedDate", true), ("DeletedOn", true), ("Subject", false)]
        {
            assert_eq!(is_time(name), expected, "{name}");
        }
    }
}
