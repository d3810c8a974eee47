//! Standard input, which can be read once.

use crate::error::Error;

/// Fails when more than one of these words of a command line asks for standard input.
pub(super) fn is_read_once(readers: &[&'static str]) -> Result<(), Error> {
    let [first, .., last] = readers else { return Ok(()) };
    let other = if first == last { "another " } else { "" };
    let why = format!("{other}`{first}` reads standard input, which can be read once");
    Err(Error::Option(last, why))
}

/// The headers of `--header` that come from there.
pub(super) fn of_headers(headers: &[String]) -> impl Iterator<Item = &'static str> {
    headers.iter().filter(|header| *header == "@-").map(|_| "-H @-")
}
