//! A JSON Schema, compiled once: the bundled one of an appointment, or the user's.
//!
//! Four annotations are the house's own. `x-expects` says in words what a value should be, and
//! `x-names` what each of its numbers stands for.
//! `x-rule` names the rule that is broken when a value is not that.
//! `x-advice` holds a schema whose failures are warnings: what is likely, but no source promises.
//!
//! A user's schema is a stranger's: `bounds` holds it within what can be judged by, before it is
//! compiled, and `fuel` holds what one payload may cost.

mod advice;
mod allowed;
mod bounds;
mod bundled;
mod column;
pub mod drift;
mod error;
mod exact;
mod folder;
mod forms;
mod fuel;
mod hint;
pub mod infer;
mod instance;
mod kept;
mod missing;
mod names;
mod own;
mod references;
mod tell;
mod whole;
mod words;

use std::sync::Arc;

use jsonschema::{PatternOptions, Retrieve, ValidationError, ValidationOptions, Validator};
use serde_json::Value as Json;

use bundled::Bundled;
pub use bundled::appointment;
pub use error::SchemaError;
pub use folder::Folder;
pub(crate) use forms::is_date_time;
pub(crate) use hint::{day as day_hint, time as time_hint};
use instance::{Instance, Tape};
use kept::Kept;
pub use kept::Weight;
pub use missing::RENAMED;
pub use own::STACK;

use crate::finding::{Finding, Found, LARGE, Severity};
use crate::json::Value;

/// The schema of an appointment as the webhook sends it.
pub const APPOINTMENT: &str = include_str!("../../schemas/appointment.json");

/// The schema of every line that `--format json` prints.
pub const OUTPUT: &str = include_str!("../../schemas/output.json");

/// A schema, ready to judge payloads.
pub struct Schema(By);

/// Whose it is.
enum By {
    /// Ours.
    Bundled(Bundled),
    /// A stranger's, by which a payload may cost more than it is worth.
    Own(Compiled),
}

/// What is judged by.
struct Compiled {
    validator: Validator<Tape>,
    /// The schema as compiled, to read annotations from.
    written: Json,
}

impl Schema {
    /// The bundled schema of an appointment.
    #[must_use]
    pub fn bundled() -> Self {
        Self(By::Bundled(Bundled::default()))
    }

    /// A schema from its JSON text.
    ///
    /// # Errors
    /// When the text is not JSON, is not a schema, is one that cannot be judged by within bounds,
    /// or refers to another document: nothing is fetched from the network or the disk.
    pub fn of(text: &str) -> Result<Self, SchemaError> {
        Self::within(text, Folder::default())
    }

    /// A schema from its JSON text, which may refer to the files of a folder.
    ///
    /// # Errors
    /// As [`Schema::of`], or when it refers to what is not in the folder.
    pub fn within(text: &str, folder: Folder) -> Result<Self, SchemaError> {
        let (validator, written) = own::compiled(text, folder)?;
        Ok(Self(By::Own(Compiled { validator, written })))
    }

    /// Whether it is another than the bundled one.
    #[must_use]
    pub fn is_own(&self) -> bool {
        matches!(self.0, By::Own(_))
    }

    /// Whether a payload has nothing to find: the quick question, asked first.
    #[must_use]
    pub fn accepts(&self, payload: Value<'_>) -> bool {
        match &self.0 {
            By::Bundled(schema) => schema.for_payload(payload).accepts(payload),
            By::Own(schema) => {
                let (accepted, is_out) = fuel::burning(payload, || schema.accepts(payload));
                accepted && !is_out
            }
        }
    }

    /// What the schema finds in a payload, at most so many things, in no particular order. Of one
    /// larger than any appointment that is the first error, when it is met before a warning.
    #[must_use]
    pub fn findings(&self, payload: Value<'_>, most: usize) -> Vec<Finding> {
        self.found_first(payload, most, &|_, severity| Some(severity)).findings
    }

    /// The same, and how much more there is. What is left out is what weighs least: that which is
    /// not to be told, then all but errors.
    #[must_use]
    pub fn found_first(&self, payload: Value<'_>, most: usize, weight: &Weight<'_>) -> Found {
        let found = |schema: &Compiled| schema.found(payload, most, weight);
        match &self.0 {
            By::Bundled(schema) => found(schema.for_payload(payload)),
            By::Own(schema) => {
                let (found, is_out) = fuel::burning(payload, || found(schema));
                if is_out { vec![fuel::ran_out(payload)].into() } else { found }
            }
        }
    }

    /// Whether the schema states a rule anywhere, as a keyword or under a name of its own.
    #[must_use]
    pub fn states(&self, rule: &str) -> bool {
        fn is_in(node: &Json, rule: &str) -> bool {
            let is_named = node.get("x-rule").is_some_and(|name| name == rule);
            match node {
                Json::Object(members) => {
                    is_named
                        || members.contains_key(rule)
                        || members.values().any(|below| is_in(below, rule))
                }
                Json::Array(elements) => elements.iter().any(|below| is_in(below, rule)),
                _ => false,
            }
        }
        is_in(self.written(), rule)
    }

    /// The schema as it is compiled, the files that it refers to in it.
    #[must_use]
    pub fn written(&self) -> &Json {
        match &self.0 {
            By::Bundled(schema) => &schema.whole().written,
            By::Own(schema) => &schema.written,
        }
    }
}

impl Compiled {
    fn accepts(&self, payload: Value<'_>) -> bool {
        self.validator.is_valid(Instance::of(payload))
    }

    fn found(&self, payload: Value<'_>, most: usize, weight: &Weight<'_>) -> Found {
        let told = |error: ValidationError<'_>| tell::finding(&error, payload, &self.written);
        // The validator holds all failures at once: 5 million of them took 2 GB.
        if payload.size() > LARGE
            && let Some(first) = self.validator.validate(Instance::of(payload)).err().and_then(told)
            && first.severity == Severity::Error
        {
            let first = first.saying(&format!(
                "; of a payload of more than {LARGE} values only the first error is looked for"
            ));
            return vec![first].into();
        }
        let mut kept = Kept::of(most, weight);
        for error in self.validator.iter_errors(Instance::of(payload)) {
            if kept.has_room() {
                kept.add(told(error));
                continue;
            }
            let (rule, severity) = tell::counted(&error, &self.written);
            if kept.has_room_for(&rule, severity) {
                kept.add(told(error));
            } else {
                kept.count(&rule, severity);
            }
        }
        kept.end()
    }
}

/// What every schema is compiled with.
fn options<'r>() -> ValidationOptions<'r, Arc<dyn Retrieve>, Tape> {
    let options = jsonschema::options_for::<Tape>()
        .offline()
        .should_validate_formats(true)
        .with_pattern_options(PatternOptions::regex());
    column::known(options)
}

#[cfg(test)]
mod tests;
