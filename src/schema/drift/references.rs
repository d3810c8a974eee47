//! Where the references within a schema lead to.

use std::collections::HashMap;

use serde_json::Value as Json;

use crate::schema::whole::file;
use crate::secret::percent_decoded;

pub(super) use crate::schema::whole::REFERRING;

/// The schemas that are named within one, by what refers to them.
pub(super) struct Names<'s> {
    root: &'s Json,
    /// What the schema calls itself.
    id: Option<&'s str>,
    named: HashMap<String, &'s Json>,
}

impl<'s> Names<'s> {
    pub(super) fn of(root: &'s Json) -> Self {
        let id = root.get("$id").or_else(|| root.get("id")).and_then(Json::as_str);
        let mut names = Self { root, id, named: HashMap::new() };
        names.gather(root);
        names
    }

    fn gather(&mut self, node: &'s Json) {
        match node {
            Json::Object(members) => {
                for keyword in ["$anchor", "$dynamicAnchor", "$id", "id"] {
                    let Some(name) = members.get(keyword).and_then(Json::as_str) else { continue };
                    let is_anchor = keyword.ends_with("nchor");
                    let name = if is_anchor { format!("#{name}") } else { name.to_owned() };
                    self.named.entry(name).or_insert(node);
                }
                members.values().for_each(|below| self.gather(below));
            }
            Json::Array(all) => all.iter().for_each(|below| self.gather(below)),
            _ => {}
        }
    }

    /// What a schema refers to, when it does.
    pub(super) fn referred<'n>(&self, node: &'n Json) -> Option<(&'n str, Option<&'s Json>)> {
        let references = REFERRING.iter().filter_map(|keyword| node.get(*keyword)?.as_str());
        references.map(|reference| (reference, self.target(reference))).next()
    }

    fn target(&self, reference: &str) -> Option<&'s Json> {
        let own = self.id.and_then(|id| reference.strip_prefix(id.trim_end_matches('#')));
        let reference = own.filter(|rest| rest.starts_with('#')).unwrap_or(reference);
        let pointer = || {
            let (name, fragment) = reference.split_once('#').unwrap_or((reference, ""));
            let document = if name.is_empty() { self.root } else { file(self.root, name)? };
            let pointer = percent_decoded(fragment);
            document.pointer(std::str::from_utf8(&pointer).ok()?)
        };
        let named = self.named.get(reference).copied().or_else(pointer);
        // An anchor within a file.
        let anchor = || self.named.get(&reference[reference.find('#')?..]).copied();
        named.or_else(anchor)
    }
}
