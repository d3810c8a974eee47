//! Why a schema cannot be used.

use std::fmt;

use jsonschema::error::ValidationErrorKind;
use jsonschema::{ReferencingError, ValidationError};

/// Why a schema cannot be used, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemaError(String);

impl SchemaError {
    pub(super) fn json(error: &serde_json::Error) -> Self {
        Self(format!("it is not JSON: {error}"))
    }

    pub(super) fn schema(error: &ValidationError<'_>) -> Self {
        let pointer = error.instance_path().as_str();
        match error.kind() {
            ValidationErrorKind::Referencing(ReferencingError::Unretrievable { uri, .. }) => Self(
                format!("it refers to `{uri}`; nothing is fetched from the network or the disk"),
            ),
            ValidationErrorKind::Referencing(ReferencingError::PointerToNowhere { pointer }) => {
                Self(format!("it refers to `{pointer}`, which is not in it"))
            }
            _ if pointer.is_empty() => Self(error.to_string()),
            _ => Self(format!("{pointer}: {error}")),
        }
    }
}

impl fmt::Display for SchemaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
