//! What a schema refers to and cannot have, by the words that it is written in.

use jsonschema::ReferencingError;
use serde_json::Value as Json;

use super::folder::{Folder, HERE};

/// The keywords that refer to something.
const REFERRING: [&str; 4] = ["$ref", "$dynamicRef", "$recursiveRef", "$schema"];

/// Why a reference leads nowhere.
pub(super) fn why(error: &ReferencingError, reference: &str, folder: &Folder) -> String {
    match error {
        ReferencingError::Unretrievable { .. } if folder.base().is_some() => format!(
            "it refers to `{reference}`, which is not in the folder; nothing else is read, and \
             nothing is fetched"
        ),
        ReferencingError::Unretrievable { .. } => {
            format!("it refers to `{reference}`; nothing is fetched from the network or the disk")
        }
        ReferencingError::PointerToNowhere { .. }
        | ReferencingError::NoSuchAnchor { .. }
        | ReferencingError::InvalidArrayIndex { .. } => {
            format!("it refers to `{reference}`, which is not in it")
        }
        ReferencingError::UnknownSpecification { .. } => {
            format!("it says that it is of `{reference}`, which is no draft that is known")
        }
        _ => format!("it refers to `{reference}`, which is no reference"),
    }
}

/// What a URI is called where it is referred to, and the JSON Pointer of that place.
pub(super) fn written(schema: &Json, uri: &str) -> Option<(String, String)> {
    let mut pointer = String::new();
    let own = uri.strip_prefix(HERE).or_else(|| uri.strip_prefix("json-schema:///")).unwrap_or(uri);
    find(schema, own, &mut pointer).map(|reference| (reference, pointer))
}

fn find(schema: &Json, uri: &str, pointer: &mut String) -> Option<String> {
    let length = pointer.len();
    match schema {
        Json::Object(members) => members.iter().find_map(|(key, value)| {
            pointer.truncate(length);
            step(pointer, key);
            let text = value.as_str().filter(|_| REFERRING.contains(&key.as_str()));
            match text.filter(|text| names(text, uri)) {
                Some(text) => Some(text.to_owned()),
                None => find(value, uri, pointer),
            }
        }),
        Json::Array(elements) => elements.iter().enumerate().find_map(|(at, value)| {
            pointer.truncate(length);
            step(pointer, &at.to_string());
            find(value, uri, pointer)
        }),
        _ => None,
    }
}

/// Whether a reference is how a document names this one; both without what they name inside.
fn names(reference: &str, uri: &str) -> bool {
    let outer = |text: &str| text.split('#').next().unwrap_or_default().to_owned();
    let (reference, uri) = (outer(reference), outer(uri));
    let last = |text: &str| text.rsplit('/').next().unwrap_or_default().to_owned();
    !reference.is_empty() && (uri == reference || uri.ends_with(&reference))
        || !last(&reference).is_empty()
            && reference.starts_with('.')
            && last(&reference) == last(&uri)
}

/// Adds one step to a JSON Pointer.
pub(super) fn step(pointer: &mut String, key: &str) {
    pointer.push('/');
    pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
}

/// The JSON Pointer of a part of a schema, told by where it is kept.
pub(super) fn pointer_of(schema: &Json, part: &Json) -> Option<String> {
    fn find(schema: &Json, part: &Json, pointer: &mut String) -> bool {
        if std::ptr::eq(schema, part) {
            return true;
        }
        let length = pointer.len();
        let mut below = |key: &str, value: &Json| {
            pointer.truncate(length);
            step(pointer, key);
            find(value, part, pointer)
        };
        match schema {
            Json::Object(members) => members.iter().any(|(key, value)| below(key, value)),
            Json::Array(elements) => {
                elements.iter().enumerate().any(|(at, value)| below(&at.to_string(), value))
            }
            _ => false,
        }
    }
    let mut pointer = String::new();
    find(schema, part, &mut pointer).then_some(pointer)
}
