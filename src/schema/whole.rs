//! A schema and the files that it refers to, as one document, for whoever reads what is written.
//!
//! Each file stands in `$defs` under a name that nothing else has, and every reference into a file
//! begins with that name: `dsw:///parts/a.json#/$defs/depot`.

use std::collections::BTreeMap;

use referencing::{Uri, uri};
use serde_json::{Value as Json, json};

use super::folder::{File, Folder};

/// The keywords that refer to a schema.
pub(super) const REFERRING: [&str; 3] = ["$ref", "$dynamicRef", "$recursiveRef"];

/// Where the files stand.
const FILES: &str = "$defs";

/// The file of this name in a schema that has its files in it.
pub(super) fn file<'s>(root: &'s Json, name: &str) -> Option<&'s Json> {
    root.get(FILES)?.get(name)
}

impl Folder {
    /// A schema with the files that it refers to; as it is when it refers to none.
    pub(super) fn whole(&self, mut schema: Json) -> Json {
        let (mut files, mut open) = (BTreeMap::new(), Vec::new());
        if let Some(base) = self.base().as_deref().and_then(|base| uri::from_str(base).ok()) {
            self.refer(&mut schema, &base, "", &mut open);
        }
        while let Some(name) = open.pop() {
            let Some(value) = self.file(&name).and_then(|file| file.value.as_ref().ok()) else {
                continue;
            };
            if let Ok(base) = uri::from_str(&name)
                && !files.contains_key(&name)
            {
                let mut value = value.clone();
                self.refer(&mut value, &base, &name, &mut open);
                files.insert(name, value);
            }
        }
        if let Json::Object(root) = &mut schema
            && !files.is_empty()
            && let Json::Object(all) = root.entry(FILES).or_insert_with(|| json!({}))
        {
            all.extend(files);
        }
        schema
    }

    /// Lets every reference of a document name its file, and notes the files.
    fn refer(&self, node: &mut Json, base: &Uri<String>, own: &str, open: &mut Vec<String>) {
        match node {
            Json::Object(members) => {
                let id = ["$id", "id"].iter().find_map(|key| members.get(*key)?.as_str());
                let inner = id.and_then(|id| uri::resolve_against(&base.borrow(), id).ok());
                let base = inner.as_ref().unwrap_or(base);
                for (key, value) in members {
                    match value {
                        Json::String(reference) if REFERRING.contains(&key.as_str()) => {
                            self.name(reference, base, own, open);
                        }
                        _ => self.refer(value, base, own, open),
                    }
                }
            }
            Json::Array(all) => all.iter_mut().for_each(|one| self.refer(one, base, own, open)),
            _ => {}
        }
    }

    fn name(&self, reference: &mut String, base: &Uri<String>, own: &str, open: &mut Vec<String>) {
        if reference.starts_with('#') {
            reference.insert_str(0, own);
            return;
        }
        let Ok(uri) = uri::resolve_against(&base.borrow(), reference) else { return };
        if let Some(name) = self.file(uri.as_str()).map(File::uri) {
            let fragment = reference.find('#').map_or("", |at| &reference[at..]).to_owned();
            *reference = format!("{name}{fragment}");
            open.push(name);
        }
    }
}
