//! A JSON Schema, compiled once: the bundled one of an appointment, or the user's.
//!
//! Three annotations are the house's own. `x-expects` says in words what a value should be.
//! `x-rule` names the rule that is broken when a value is not that.
//! `x-advice` holds a schema whose failures are warnings: what is likely, but no source promises.

mod advice;
mod error;
mod hint;
pub mod infer;
mod instance;
mod missing;
mod tell;

use jsonschema::{PatternOptions, ValidationError, Validator};

pub use error::SchemaError;
use instance::{Instance, Tape};
pub use missing::RENAMED;

use crate::finding::{Finding, Severity};
use crate::json::Value;

/// The schema of an appointment as the webhook sends it.
pub const APPOINTMENT: &str = include_str!("../../schemas/appointment.json");

/// The schema of every line that `--format json` prints.
pub const OUTPUT: &str = include_str!("../../schemas/output.json");

/// A payload made of more values than this is no appointment. The validator holds all failures at
/// once: 5 million of them took 2 GB.
const LARGE: usize = 100_000;

/// A schema, ready to judge payloads.
pub struct Schema {
    validator: Validator<Tape>,
    /// The schema as compiled, to read annotations from.
    written: serde_json::Value,
}

impl Schema {
    /// The bundled schema of an appointment.
    #[must_use]
    pub fn bundled() -> Self {
        Self::of(APPOINTMENT).expect("the bundled schema is compiled by a test")
    }

    /// A schema from its JSON text.
    ///
    /// # Errors
    /// When the text is not JSON, is not a schema, or refers to another document: nothing is
    /// fetched from the network or the disk.
    pub fn of(text: &str) -> Result<Self, SchemaError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut written = serde_json::from_str(text).map_err(|error| SchemaError::json(&error))?;
        advice::promote(&mut written);
        let validator = jsonschema::options_for::<Tape>()
            .offline()
            .should_validate_formats(true)
            .with_pattern_options(PatternOptions::regex())
            .build(&written)
            .map_err(|error| SchemaError::schema(&error))?;
        Ok(Self { validator, written })
    }

    /// Whether a payload has nothing to find: the quick question, asked first.
    #[must_use]
    pub fn accepts(&self, payload: Value<'_>) -> bool {
        self.validator.is_valid(Instance::of(payload))
    }

    /// What the schema finds in a payload, at most so many things, in no particular order. Of one
    /// larger than any appointment that is the first error, when it is met before a warning.
    #[must_use]
    pub fn findings(&self, payload: Value<'_>, most: usize) -> Vec<Finding> {
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

#[cfg(test)]
mod tests;
