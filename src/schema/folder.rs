//! The files that a user's schema may refer to: those of one folder, by their names and ids.

use std::collections::HashMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use jsonschema::{Retrieve, Uri};
use serde_json::Value as Json;

use super::SchemaError;
use super::instance::as_serde;
use crate::json::{Document, Fault};

/// What stands before a name in the folder, so that it is a URI that nothing else has.
pub(super) const HERE: &str = "dsw:///";

/// The files of a folder; none when no folder was named.
#[derive(Clone, Default)]
pub struct Folder {
    files: Arc<Vec<File>>,
    /// The files by the ids that they give themselves.
    ids: Arc<HashMap<String, usize>>,
    /// Where in the folder the schema itself is, when a folder was named.
    place: Option<String>,
    /// The id that it gives itself, up to the last `/`.
    around: Option<String>,
    /// The files that were asked for.
    met: Arc<Mutex<Vec<usize>>>,
}

/// A file of the folder.
pub(super) struct File {
    /// Its name below the folder, parts separated by `/`.
    name: String,
    /// Its path, to be shown.
    pub path: PathBuf,
    pub text: String,
    /// What is in it, or why it is no JSON.
    pub value: Result<Json, Fault>,
}

impl Folder {
    /// The files of a folder by name, path and text, and the place of the schema itself in it.
    #[must_use]
    pub fn of(files: Vec<(String, PathBuf, String)>, place: String) -> Self {
        let file = |(name, path, text): (String, PathBuf, String)| {
            let value = Document::parse(&text).map(|document| as_serde(document.root()));
            File { name, path, text, value }
        };
        let files: Vec<File> = files.into_iter().map(file).collect();
        let id = |(at, file): (usize, &File)| Some((id(file.value.as_ref().ok()?)?.to_owned(), at));
        let ids = files.iter().enumerate().filter_map(id).collect();
        Self {
            files: Arc::new(files),
            ids: Arc::new(ids),
            place: Some(place),
            around: None,
            met: Arc::default(),
        }
    }

    /// The same, for a schema that names itself.
    pub(super) fn around(self, schema: &Json) -> Self {
        let around = id(schema).and_then(|id| Some(id.rsplit_once('/')?.0.to_owned() + "/"));
        Self { around, ..self }
    }

    /// What references of the schema are relative to, unless it says so itself.
    pub(super) fn base(&self) -> Option<String> {
        self.place.as_ref().map(|place| format!("{HERE}{}", encoded(place)))
    }

    /// The files that were asked for.
    pub(super) fn met(&self) -> Vec<&File> {
        let met = self.met.lock().unwrap_or_else(PoisonError::into_inner);
        met.iter().map(|at| &self.files[*at]).collect()
    }

    /// The file that a URI names.
    pub(super) fn file(&self, uri: &str) -> Option<&File> {
        self.find(uri).map(|at| &self.files[at])
    }

    fn find(&self, uri: &str) -> Option<usize> {
        let uri = uri.split('#').next().unwrap_or_default();
        let by_id = || self.ids.get(uri).copied();
        let beside = || {
            let rest = uri.strip_prefix(self.around.as_deref()?)?;
            let place = self.place.as_deref()?;
            let dir = place.rsplit_once('/').map(|(dir, _)| format!("{dir}/")).unwrap_or_default();
            self.named(&format!("{dir}{}", decoded(rest)))
        };
        by_id().or_else(|| self.named(&decoded(uri.strip_prefix(HERE)?))).or_else(beside)
    }

    fn named(&self, name: &str) -> Option<usize> {
        self.files.iter().position(|file| file.name == name)
    }
}

impl Retrieve for Folder {
    fn retrieve(&self, uri: &Uri<String>) -> Result<Json, Box<dyn Error + Send + Sync>> {
        let at = self.find(uri.as_str()).ok_or("it is not in the folder")?;
        self.met.lock().unwrap_or_else(PoisonError::into_inner).push(at);
        let broken = |_: Fault| "it is not JSON".into();
        self.files[at].value.clone().map_err(broken)
    }
}

impl File {
    /// What references that name it by where it lies come to.
    pub(super) fn uri(&self) -> String {
        format!("{HERE}{}", encoded(&self.name))
    }

    /// Why it cannot be used, when it is no JSON.
    pub(super) fn broken(&self) -> Option<SchemaError> {
        let fault = self.value.as_ref().err()?;
        Some(SchemaError::unreadable(&self.text, fault).in_file(Some(self.path.clone())))
    }
}

/// The id that a schema gives itself, of any draft, without its empty fragment.
fn id(schema: &Json) -> Option<&str> {
    let id = schema.get("$id").or_else(|| schema.get("id"))?.as_str()?;
    Some(id.trim_end_matches('#')).filter(|id| id.contains(':'))
}

/// A name as a part of a URI.
fn encoded(name: &str) -> String {
    let mut encoded = String::new();
    for byte in name.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => encoded.push(byte.into()),
            _ if byte.is_ascii_alphanumeric() => encoded.push(byte.into()),
            _ => _ = write!(encoded, "%{byte:02X}"),
        }
    }
    encoded
}

fn decoded(name: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = name.as_bytes();
    while let [byte, after @ ..] = rest {
        let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let escaped = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match escaped.filter(|_| *byte == b'%') {
            Some(escaped) => (bytes.push(escaped), rest = &after[2..]),
            None => (bytes.push(*byte), rest = after),
        };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
