//! A JSON Schema, compiled once: the bundled one of an appointment, or the user's.
//!
//! Three annotations are the house's own. `x-expects` says in words what a value should be.
//! `x-rule` names the rule that is broken when a value is not that.
//! `x-advice` holds a schema whose failures are warnings: what is likely, but no source promises.
//!
//! A user's schema is a stranger's: `bounds` holds it within what can be judged by, before it is
//! compiled, and `fuel` holds what one payload may cost.

mod advice;
mod bounds;
pub mod drift;
mod error;
mod folder;
mod fuel;
mod hint;
pub mod infer;
mod instance;
mod missing;
mod own;
mod references;
mod tell;
mod words;

use std::sync::Arc;

use jsonschema::{
    Draft, PatternOptions, Registry, Retrieve, ValidationError, ValidationOptions, Validator,
};
use serde_json::{Value as Json, json};

pub use error::SchemaError;
pub use folder::Folder;
use instance::{Instance, Tape};
pub use missing::RENAMED;
pub use own::STACK;

use crate::finding::{Finding, Severity};
use crate::json::Value;

/// The schema of an appointment as the webhook sends it.
pub const APPOINTMENT: &str = include_str!("../../schemas/appointment.json");

/// The name that the bundled schema gives itself.
const NAME: &str = "urn:dsw:appointment";

/// The schema of every line that `--format json` prints.
pub const OUTPUT: &str = include_str!("../../schemas/output.json");

/// A payload made of more values than this is no appointment. The validator holds all failures at
/// once: 5 million of them took 2 GB.
const LARGE: usize = 100_000;

/// A schema, ready to judge payloads.
pub struct Schema {
    validator: Validator<Tape>,
    /// The schema as compiled, to read annotations from.
    written: Arc<Json>,
    /// Whether it is a stranger's, by which a payload may cost more than it is worth.
    is_own: bool,
}

impl Schema {
    /// The bundled schema of an appointment.
    #[must_use]
    pub fn bundled() -> Self {
        const PROOF: &str = "the bundled schema is compiled by a test";
        let mut written = serde_json::from_str(APPOINTMENT).expect(PROOF);
        advice::promote(&mut written);
        // That it is a schema is held by a test, and need not be checked at every start: only what
        // is compiled itself is, and that is a reference to it. The check of an older draft is the
        // quicker to build.
        let registry = Registry::new().add(NAME, Draft::Draft202012.create_resource_ref(&written));
        let registry = registry.and_then(jsonschema::RegistryBuilder::prepare).expect(PROOF);
        let root = json!({ "$schema": "http://json-schema.org/draft-04/schema#", "$ref": NAME });
        let validator = options().with_registry(&registry).build(&root).expect(PROOF);
        drop(registry);
        Self { validator, written: Arc::new(written), is_own: false }
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
        Ok(Self { validator, written: Arc::new(written), is_own: true })
    }

    /// Whether a payload has nothing to find: the quick question, asked first.
    #[must_use]
    pub fn accepts(&self, payload: Value<'_>) -> bool {
        if !self.is_own {
            return self.validator.is_valid(Instance::of(payload));
        }
        let (accepted, is_out) =
            fuel::burning(payload, || self.validator.is_valid(Instance::of(payload)));
        accepted && !is_out
    }

    /// What the schema finds in a payload, at most so many things, in no particular order. Of one
    /// larger than any appointment that is the first error, when it is met before a warning.
    #[must_use]
    pub fn findings(&self, payload: Value<'_>, most: usize) -> Vec<Finding> {
        if !self.is_own {
            return self.found(payload, most);
        }
        let (found, is_out) = fuel::burning(payload, || self.found(payload, most));
        if is_out { vec![fuel::ran_out(payload)] } else { found }
    }

    /// The schema as it is compiled.
    #[must_use]
    pub fn written(&self) -> &Json {
        &self.written
    }

    fn found(&self, payload: Value<'_>, most: usize) -> Vec<Finding> {
        let told = |error: ValidationError<'_>| tell::finding(&error, payload, &self.written);
        if payload.size() > LARGE
            && let Some(first) = self.validator.validate(Instance::of(payload)).err().and_then(told)
            && first.severity == Severity::Error
        {
            return vec![first];
        }
        let found = self.validator.iter_errors(Instance::of(payload)).filter_map(told);
        missing::missing_together(found.take(most).collect())
    }
}

/// What every schema is compiled with.
fn options<'r>() -> ValidationOptions<'r, Arc<dyn Retrieve>, Tape> {
    jsonschema::options_for::<Tape>()
        .offline()
        .should_validate_formats(true)
        .with_pattern_options(PatternOptions::regex())
}

#[cfg(test)]
mod tests;
