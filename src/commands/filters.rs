//! The jq filters that a user gives.

use crate::error::Error;
use crate::filter::{Filter, FilterError};
use crate::printable::printable;
use crate::width::columns;

/// The filter of an option.
///
/// # Errors
/// [`Error::Filter`] when it cannot be understood, with its place.
pub(super) fn compiled(option: &'static str, text: &str) -> Result<Filter, Error> {
    Filter::of(text).map_err(|error| broken(option, text, &error))
}

fn broken(option: &'static str, text: &str, error: &FilterError) -> Error {
    let line = text.lines().nth(error.place.line - 1).unwrap_or_default();
    let before: String = line.chars().take(error.place.column - 1).collect();
    let mark = " ".repeat(columns(&printable(&before))) + "^";
    Error::Filter(option, error.to_string(), [line.to_owned(), mark])
}
