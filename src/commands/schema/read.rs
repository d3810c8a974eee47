//! A schema of the user's own, from its file.

use std::path::Path;

use crate::error::Error;
use crate::finding::Finding;
use crate::json::{Text, readable};
use crate::schema::{Folder, Schema, SchemaError};
use crate::store;

/// The schema of a file, which may refer to the files of a folder when one is named.
pub(in crate::commands) fn read(path: &Path, dir: Option<&Path>) -> Result<Schema, Error> {
    let text = text(path, &store::read(path)?)?;
    let folder = dir.map(|dir| folder(path, dir)).transpose()?.unwrap_or_default();
    Schema::within(&text, folder).map_err(|error| {
        let SchemaError { file, text, finding } = error;
        Error::Schema(file.unwrap_or_else(|| path.to_owned()), text, finding)
    })
}

fn folder(path: &Path, dir: &Path) -> Result<Folder, Error> {
    let files = store::below(dir)?.into_iter().map(|(name, path, body)| {
        let text = text(&path, &body)?;
        Ok((name, path, text))
    });
    // One that lies elsewhere is read as if it lay in the folder.
    let name = || path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let place = store::place(dir, path).unwrap_or_else(name);
    Ok(Folder::of(files.collect::<Result<Vec<_>, Error>>()?, place))
}

fn text(path: &Path, body: &[u8]) -> Result<String, Error> {
    let text = Text::of(body).map_err(|fault| {
        let finding = Finding::unreadable(&fault);
        Error::Schema(path.to_owned(), readable(body), Box::new(finding))
    })?;
    Ok(text.text.trim_start_matches('\u{feff}').to_owned())
}
