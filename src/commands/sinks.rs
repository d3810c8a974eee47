//! Files that are written beside what is read.

use std::path::Path;

use crate::cli::SourceArgs;
use crate::error::Error;
use crate::store;

/// Refuses to write what would take the place of a source, or be read as one the next time.
pub(super) fn is_no_source(
    option: &'static str,
    file: &Path,
    SourceArgs { sources, from }: &SourceArgs,
) -> Result<(), Error> {
    if !store::is_source(sources, from, file) {
        return Ok(());
    }
    let why = format!("`{}` is among what is read, or would be the next time", file.display());
    Err(Error::Option(option, why))
}
