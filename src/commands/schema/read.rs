//! A schema of the user's own, from its file.

use std::path::Path;

use crate::console::Talk;
use crate::error::Error;
use crate::finding::Finding;
use crate::json::{Document, Place, Text, readable};
use crate::message::cut;
use crate::schema::{Folder, Schema, SchemaError};
use crate::store;

/// The schema of a file, or of standard input when it is `-`, which may refer to the files of a folder when one is named.
pub(in crate::commands) fn read(
    path: &Path,
    dir: Option<&Path>,
    talk: &Talk,
) -> Result<Schema, Error> {
    let text = text(path, &store::setting(path)?)?;
    let folder = dir.map(|dir| folder(path, dir)).transpose()?.unwrap_or_default();
    let schema = Schema::within(&text, folder).map_err(|error| {
        let SchemaError { file, text, finding } = error;
        Error::Schema(file.unwrap_or_else(|| path.to_owned()), text, finding)
    })?;
    repeated(path, &text, talk);
    Ok(schema)
}

/// Tells of the first keyword that stands twice in one place: what it said before counts for
/// nothing.
fn repeated(path: &Path, text: &str, talk: &Talk) {
    let Ok(document) = Document::parse(text) else { return };
    let Some(key) = document.root().repeated_keys().next() else { return };
    let (path, Place { line, column, .. }) = (path.display(), Place::of(text, key.span()));
    let name = cut(&key.text().unwrap_or_default());
    talk.warn(&format!("{path}:{line}:{column}: `{name}` is here twice: the last counts"));
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
