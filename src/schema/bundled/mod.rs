//! The bundled schema, compiled when there is something to judge.
//!
//! Most runs judge one payload, which has a quarter of the properties that are known; to compile
//! the rest would take longer than to judge it. So the first payload is judged by the part of the
//! schema that it can meet, and all others by the whole.

mod part;

use std::collections::HashSet;
use std::sync::{LazyLock, OnceLock};

use jsonschema::{Draft, Registry, Validator};
use part::{Part, keys_of};
use serde_json::{Value as Json, json};

use super::instance::Tape;
use super::{APPOINTMENT, Compiled, advice, forms, options};
use crate::json::{Document, Value};

/// The name that the bundled schema gives itself.
const NAME: &str = "urn:dsw:appointment";

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
    first: OnceLock<First>,
    whole: OnceLock<Compiled>,
}

/// The part of it that one payload can meet.
struct First {
    compiled: Compiled,
    /// The document and the place in it of that payload.
    payload: (usize, usize),
}

impl Bundled {
    /// What a payload is to be judged by.
    pub(super) fn for_payload(&self, payload: Value<'_>) -> &Compiled {
        let place = (payload.document().serial(), payload.index());
        if self.whole.get().is_none() {
            let first = self.first.get_or_init(|| First {
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

/// The schema compiled, of its properties those that have one of these keys.
fn compiled(keys: Option<&HashSet<String>>) -> Compiled {
    let mut written = Part { keys }.of(appointment().root());
    advice::promote_in_place(&mut written);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Finding;
    use crate::schema::Schema;

    const SAMPLES: [&str; 2] = [
        include_str!("../../../samples/01-created.json"),
        include_str!("../../../samples/09-several-resources.json"),
    ];

    fn told(schema: &Schema, payload: Value<'_>) -> Vec<String> {
        let told = |one: Finding| format!("{} {} {}", one.pointer, one.message, one.rule);
        schema.findings(payload, 1000).into_iter().map(told).collect()
    }

    #[test]
    fn the_first_payload_is_judged_as_by_the_whole_and_by_the_schema_as_it_is_written() {
        let (whole, written) = (Schema::bundled(), Schema::of(APPOINTMENT).unwrap());
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
                assert_eq!(told(&written, payload), told(&whole, payload), "{broken}");
            }
        }
    }

    /// A payload as it is, with each value of its top replaced by another one, and with each key.
    fn broken(payload: Value<'_>) -> Vec<String> {
        let others = [
            "7",
            "\"text\"",
            "[{}]",
            "{\"Id\":\"x\",\"Job\":4}",
            r#"[{"Resource":{"InServiceFrom":"1.2.2026"},"Date":"soon","DeletedOn":"x"}]"#,
            r#"{"ContractStartDate":"x","Job":{"Category":{"Color":"red"}},"Name":""}"#,
        ];
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
