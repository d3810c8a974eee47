//! What payloads have in common, learned from them: the bundled schema, narrowed to what was seen.
//!
//! What is narrowed, and from how many values on:
//!
//! - a property that was always there is required, and a type that was never seen is no longer
//!   taken, once five values were seen;
//! - at most 8 texts of at most 40 characters become a list of allowed values once 20 were seen,
//!   and four for each of them (see `choices`), never those of properties that name,
//!   number, date or describe something, and never what a secret is or may be in;
//! - what the bundled schema asks for and a payload does not keep is no longer asked for.
//!
//! Everything carries `x-seen`: in how many of the objects around it it was there.

mod choices;
mod fields;
mod seen;
mod written;

use serde_json::Value as Json;

pub(in crate::schema) use self::choices::ENOUGH as ENOUGH_OF_A_CHOICE;
use self::fields::Fields;
use self::seen::{Broken, MOST_PLACES, Seen};
use super::bundled::Bundled;
use super::instance::Instance;
use super::{APPOINTMENT, Compiled, forms};
use crate::json::{Kind, Value};

/// How many values must have been seen before "always" and "never" mean anything.
pub(in crate::schema) const ENOUGH: usize = 5;

/// What was learned so far.
pub struct Learned {
    schema: Bundled,
    contract: Json,
    seen: Seen,
    fields: Fields,
    /// How many more places may be told apart.
    room: usize,
}

impl Default for Learned {
    fn default() -> Self {
        let contract = serde_json::from_str(APPOINTMENT).expect("a test reads the bundled schema");
        let (seen, fields) = (Seen::default(), Fields::default());
        Self { schema: Bundled::default(), contract, seen, fields, room: MOST_PLACES }
    }
}

impl Learned {
    /// Learns from one more payload; what is no object teaches nothing, and is not taken.
    #[must_use]
    pub fn takes(&mut self, payload: Value<'_>) -> bool {
        if payload.kind() != Kind::Object {
            return false;
        }
        self.seen.present += 1;
        self.seen.see(payload, &mut self.room);
        self.fields.see(payload);
        if !self.schema.whole().accepts(payload) {
            self.note_broken(payload);
        }
        true
    }

    /// How many payloads it learned from.
    #[must_use]
    pub fn payloads(&self) -> usize {
        self.seen.present
    }

    /// The schema that was learned, as JSON text: the same for the same payloads in any order.
    #[must_use]
    pub fn schema(&self) -> String {
        let written = written::of(&self.contract, &self.seen, &self.fields);
        let text = serde_json::to_string_pretty(&written);
        text.expect("keys are strings and every value is plain data") + "\n"
    }

    fn note_broken(&mut self, payload: Value<'_>) {
        let Compiled { validator, .. } = self.schema.whole();
        for error in validator.iter_errors(Instance::of(payload)) {
            if let Some(broken) = broken(error.evaluation_path().as_str()) {
                self.seen.note(error.instance_path().as_str(), &broken);
            }
        }
    }
}

/// The keyword that failed, by the way to it through the schema from the place that it is about.
fn broken(evaluation_path: &str) -> Option<Broken> {
    let mut steps = evaluation_path.split('/').skip(1);
    let mut broken = Broken { within: None, keyword: String::new() };
    while let Some(step) = steps.next() {
        match step {
            "properties" | "$defs" => {
                broken.within = None;
                steps.next()?;
            }
            "items" => broken.within = None,
            "$ref" => {}
            "allOf" if broken.within.is_none() => broken.within = steps.next()?.parse().ok(),
            keyword => {
                forms::as_written(keyword).clone_into(&mut broken.keyword);
                return Some(broken);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests;
