//! What was seen at one place of the payloads, and below it.

use std::collections::{BTreeMap, BTreeSet};

use super::choices::Choices;
use crate::json::{Kind, Value};
use crate::secret::Within;

/// How many properties of one object are told apart: past that its keys are values themselves.
const MOST_PROPERTIES: usize = 1000;

/// How many properties are told apart in all, so that memory has its bounds whatever comes.
pub(super) const MOST_PLACES: usize = 20_000;

/// How many bytes the name of a property has at most; a longer one is no name.
const LONGEST_NAME: usize = 200;

/// A place of the payloads: a property of an object, or what a list holds.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// In how many of the objects above it the property was there.
    pub present: usize,
    /// How many values were seen.
    pub values: usize,
    /// How many of each type.
    pub types: BTreeMap<&'static str, usize>,
    /// The texts, as long as they are few.
    pub choices: Choices,
    /// The properties of the objects.
    pub properties: BTreeMap<String, Seen>,
    /// An object had more properties than are told apart.
    pub is_crowded: bool,
    /// What the lists held.
    pub items: Option<Box<Seen>>,
    /// What of the bundled schema was broken here.
    pub broken: BTreeSet<Broken>,
    /// The last of the objects above that it was counted in.
    counted: usize,
}

/// A keyword of the bundled schema that a payload broke.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Broken {
    /// In which schema of an `allOf`; none for the place's own.
    pub within: Option<usize>,
    /// The keyword.
    pub keyword: String,
}

impl Seen {
    /// How many objects were seen here.
    pub(super) fn objects(&self) -> usize {
        self.types.get("object").copied().unwrap_or_default()
    }

    /// Sees one more payload; `room` is how many more places may be told apart.
    pub(super) fn see(&mut self, payload: Value<'_>, room: &mut usize) {
        self.see_at(Within::default(), payload, room);
    }

    fn see_at(&mut self, within: Within<'_>, value: Value<'_>, room: &mut usize) {
        self.values += 1;
        *self.types.entry(type_of(value)).or_default() += 1;
        if within.is_secret() {
            self.choices.hide();
        } else {
            self.choices.see(value);
        }
        match value.kind() {
            Kind::Object => self.see_members(within, value, room),
            Kind::Array => {
                let items = self.items.get_or_insert_default();
                value.elements().for_each(|element| items.see_at(within, element, room));
            }
            _ => {}
        }
    }

    fn see_members(&mut self, within: Within<'_>, object: Value<'_>, room: &mut usize) {
        let this = self.objects();
        for member in object.members() {
            let Some(name) = member.key.text() else { continue };
            if !self.properties.contains_key(name.as_ref()) {
                let is_full = self.properties.len() >= MOST_PROPERTIES || *room == 0;
                if is_full || name.len() > LONGEST_NAME {
                    self.is_crowded = true;
                    continue;
                }
                *room -= 1;
                self.properties.insert(name.to_string(), Self::default());
            }
            let Some(property) = self.properties.get_mut(name.as_ref()) else { continue };
            // Of repeated keys every value is seen, and the object counts once.
            property.present += usize::from(property.counted != this);
            property.counted = this;
            property.see_at(within.member(object, &name), member.value, room);
        }
    }

    /// Notes what a payload broke at the place that its JSON Pointer leads to.
    pub(super) fn note(&mut self, pointer: &str, broken: &Broken) {
        let Some(rest) = pointer.strip_prefix('/') else {
            self.broken.insert(broken.clone());
            return;
        };
        let (step, rest) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
        // Where lists and objects were both seen, an index may be a name: it is noted for both.
        if let Some(items) = self.items.as_deref_mut().filter(|_| step.parse::<usize>().is_ok()) {
            items.note(rest, broken);
        }
        let name = step.replace("~1", "/").replace("~0", "~");
        if let Some(property) = self.properties.get_mut(&name) {
            property.note(rest, broken);
        }
    }
}

/// The type of a value; a number is an integer when it is written as one.
fn type_of(value: Value<'_>) -> &'static str {
    match value.kind() {
        Kind::Null => "null",
        Kind::True | Kind::False => "boolean",
        Kind::Number if value.raw().contains(['.', 'e', 'E']) => "number",
        Kind::Number => "integer",
        Kind::String => "string",
        Kind::Array => "array",
        Kind::Object => "object",
    }
}
