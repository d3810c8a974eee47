//! The bundled schema, compiled when there is something to judge.
//!
//! Most runs judge one payload, which has a quarter of the properties that are known; to compile
//! the rest would take longer than to judge it. So the first payload is judged by the part of the
//! schema that it can meet, and all others by the whole.

use std::collections::HashSet;
use std::sync::{LazyLock, OnceLock};

use jsonschema::{Draft, Registry, Validator};
use serde_json::{Value as Json, json};

use super::instance::{Tape, as_serde};
use super::{APPOINTMENT, Compiled, advice, forms, options};
use crate::json::{Document, Kind, Value};

/// The name that the bundled schema gives itself.
const NAME: &str = "urn:dsw:appointment";

/// Where a schema says what holds for each property.
const PROPERTIES: &str = "properties";

/// What a schema says to people alone.
const NOTES: [&str; 2] = ["description", "x-source"];

const PROOF: &str = "the bundled schema is compiled by a test";

/// The bundled schema as it is written.
static WRITTEN: LazyLock<Document<'static>> =
    LazyLock::new(|| Document::parse(APPOINTMENT).expect(PROOF));

/// The bundled schema of an appointment, as it is written.
#[must_use]
pub fn appointment() -> &'static Document<'static> {
    &WRITTEN
}

/// The bundled schema as far as it is compiled.
#[derive(Default)]
pub(super) struct Bundled {
    first: OnceLock<Part>,
    whole: OnceLock<Compiled>,
}

/// The part of it that one payload can meet.
struct Part {
    compiled: Compiled,
    /// The document and the place in it of that payload.
    payload: (usize, usize),
}

impl Bundled {
    /// What a payload is to be judged by.
    pub(super) fn for_payload(&self, payload: Value<'_>) -> &Compiled {
        let place = (payload.document().serial(), payload.index());
        if self.whole.get().is_none() {
            let first = self.first.get_or_init(|| Part {
                compiled: compiled(Some(&keys_of(payload))),
                payload: place,
            });
            if first.payload == place {
                return &first.compiled;
            }
        }
        self.whole()
    }

    /// All of it.
    pub(super) fn whole(&self) -> &Compiled {
        self.whole.get_or_init(|| compiled(None))
    }
}

/// The keys of all objects of a payload.
fn keys_of(payload: Value<'_>) -> HashSet<String> {
    let mut keys = HashSet::new();
    let mut left = vec![payload];
    while let Some(value) = left.pop() {
        left.extend(value.elements());
        for member in value.members() {
            keys.extend(member.key.text().map(std::borrow::Cow::into_owned));
            left.push(member.value);
        }
    }
    keys
}

/// The schema compiled, of its properties those that have one of these keys.
fn compiled(keys: Option<&HashSet<String>>) -> Compiled {
    let mut written = taken("", appointment().root(), keys);
    forms::replace_patterns(&mut written);
    advice::promote(&mut written);
    let validator = validator(&written);
    Compiled { validator, written }
}

/// That it is a schema is held by a test, and need not be checked at every start: only what is
/// compiled itself is, and that is a reference to it. The check of an older draft is the quicker to
/// build.
fn validator(written: &Json) -> Validator<Tape> {
    let registry = Registry::new().add(NAME, Draft::Draft202012.create_resource_ref(written));
    let registry = registry.and_then(jsonschema::RegistryBuilder::prepare).expect(PROOF);
    let root = json!({ "$schema": "http://json-schema.org/draft-04/schema#", "$ref": NAME });
    forms::known(options()).with_registry(&registry).build(&root).expect(PROOF)
}

/// What is compiled of a part of the schema, which stands under this keyword.
fn taken(keyword: &str, part: Value<'_>, keys: Option<&HashSet<String>>) -> Json {
    match part.kind() {
        Kind::Array => part.elements().map(|one| taken("", one, keys)).collect(),
        Kind::Object => {
            let is_met = |key: &str| match keyword {
                PROPERTIES => keys.is_none_or(|keys| keys.contains(key)),
                _ => !NOTES.contains(&key),
            };
            // The names of properties are no keywords.
            let below =
                |key: &str| if keyword == PROPERTIES { String::new() } else { key.to_owned() };
            let members = part.members().filter_map(|one| Some((one.key.text()?, one.value)));
            let members = members.filter(|(key, _)| is_met(key));
            members
                .map(|(key, value)| (key.to_string(), taken(&below(&key), value, keys)))
                .collect()
        }
        _ => as_serde(part),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Finding;
    use crate::schema::Schema;

    const SAMPLES: [&str; 2] = [
        include_str!("../../samples/01-created.json"),
        include_str!("../../samples/09-several-resources.json"),
    ];

    fn told(schema: &Schema, payload: Value<'_>) -> Vec<String> {
        let told = |one: Finding| format!("{} {} {}", one.pointer, one.message, one.rule);
        schema.findings(payload, 1000).into_iter().map(told).collect()
    }

    #[test]
    fn the_first_payload_is_judged_as_by_the_whole() {
        let whole = Schema::bundled();
        let other = Document::parse("{}").unwrap();
        assert!(!whole.accepts(other.root()));
        for sample in SAMPLES {
            let document = Document::parse(sample).unwrap();
            for broken in broken(document.root()) {
                let document = Document::parse(&broken).unwrap();
                let first = Schema::bundled();
                let payload = document.root();
                assert_eq!(first.accepts(payload), whole.accepts(payload), "{broken}");
                assert_eq!(told(&first, payload), told(&whole, payload), "{broken}");
            }
        }
    }

    /// A payload as it is, with each value of its top replaced by another one, and with each key.
    fn broken(payload: Value<'_>) -> Vec<String> {
        let others = ["7", "\"text\"", "[{}]", "{\"Id\":\"x\",\"Job\":4}"];
        let text = payload.document().text();
        let with = |old: Value<'_>, new: &str| {
            let span = old.span();
            format!("{}{new}{}", &text[..span.start], &text[span.end..])
        };
        let values = payload.members().zip(others.into_iter().cycle());
        let values = values.map(|(member, other)| with(member.value, other));
        let keys = payload.members().map(|member| with(member.key, "\"Else\""));
        std::iter::once(text.to_owned()).chain(values).chain(keys).collect()
    }
}
