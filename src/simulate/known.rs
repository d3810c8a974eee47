//! What is known of resources, categories, time markers and custom fields: as payloads had them.

use crate::appointment::lists::{CUSTOM_FIELDS, List, RESOURCES};
use crate::appointment::{Appointment, find, key};
use crate::json::{Document, Kind, Value};
use crate::suggest::nearest;

/// Parts of payloads, word for word, to plan with.
#[derive(Clone, Debug, Default)]
pub struct Known {
    resources: Vec<Part>,
    categories: Vec<Part>,
    markers: Vec<Part>,
    fields: Vec<Part>,
}

/// A part of a payload, and what it can be asked for by.
#[derive(Clone, Debug)]
struct Part {
    names: Vec<String>,
    json: String,
}

/// The kinds of parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Resource,
    Category,
    Marker,
    Field,
}

impl What {
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Resource => "resource",
            Self::Category => "category",
            Self::Marker => "time marker",
            Self::Field => "custom field",
        }
    }
}

impl Known {
    /// Learns what an appointment has; of the same name, what was learned last counts.
    pub fn learn(&mut self, appointment: &Appointment<'_>) {
        let payload = appointment.payload();
        for (list, what) in [(&RESOURCES, What::Resource), (&CUSTOM_FIELDS, What::Field)] {
            for item in list.names.iter().filter_map(|name| find(payload, name)) {
                item.elements().for_each(|item| self.item(item, list, what));
            }
        }
        let (name, display) = (key::NAME, key::DISPLAY_NAME);
        for (property, what, names) in [
            (key::CATEGORY, What::Category, [display, name]),
            (key::TIME_MARKER, What::Marker, [name, display]),
        ] {
            let value = find(payload, property).filter(|value| value.kind() == Kind::Object);
            let text = |value, name| find(value, name)?.text().map(Into::<String>::into);
            if let Some(value) = value {
                let names = names.iter().filter_map(|one| text(value, one)).collect();
                self.add(what, Part { names, json: value.raw().to_owned() });
            }
        }
    }

    /// Whether nothing is known at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        [&self.resources, &self.categories, &self.markers, &self.fields]
            .iter()
            .all(|all| all.is_empty())
    }

    /// The keys of all resources, in the order learned.
    pub(super) fn resources(&self) -> impl Iterator<Item = &str> {
        self.resources.iter().filter_map(|part| part.names.first()).map(String::as_str)
    }

    /// Learns a resource from its assignment.
    pub(super) fn learn_resource(&mut self, json: &str) {
        if let Ok(document) = Document::parse(json) {
            self.item(document.root(), &RESOURCES, What::Resource);
        }
    }

    fn item(&mut self, item: Value<'_>, list: &'static List, what: What) {
        if let Some(told) = list.item(item) {
            let names = vec![told.key.into_owned(), told.label.into_owned()];
            self.add(what, Part { names, json: item.raw().to_owned() });
        }
    }

    fn add(&mut self, what: What, part: Part) {
        let Some(name) = part.names.first() else { return };
        let all = self.all_mut(what);
        match all.iter_mut().find(|one| one.names.first() == Some(name)) {
            Some(one) => *one = part,
            None => all.push(part),
        }
    }

    fn all_mut(&mut self, what: What) -> &mut Vec<Part> {
        match what {
            What::Resource => &mut self.resources,
            What::Category => &mut self.categories,
            What::Marker => &mut self.markers,
            What::Field => &mut self.fields,
        }
    }

    fn all(&self, what: What) -> &[Part] {
        match what {
            What::Resource => &self.resources,
            What::Category => &self.categories,
            What::Marker => &self.markers,
            What::Field => &self.fields,
        }
    }

    /// A part by one of its names, the surest first, whatever its case.
    pub(super) fn find(&self, what: What, name: &str) -> Option<&str> {
        self.part(what, name).map(|part| part.json.as_str())
    }

    /// What people see of it.
    pub(super) fn shown(&self, what: What, name: &str) -> Option<&str> {
        self.part(what, name)?.names.first().map(String::as_str)
    }

    fn part(&self, what: What, name: &str) -> Option<&Part> {
        let by = |nth: usize| {
            let is_it = |part: &&Part| {
                part.names.get(nth).is_some_and(|own| own.to_lowercase() == name.to_lowercase())
            };
            self.all(what).iter().find(is_it)
        };
        by(0).or_else(|| by(1))
    }

    /// A part, or that it is not known and what is.
    pub(super) fn get(&self, what: What, name: &str) -> Result<&str, String> {
        self.find(what, name).ok_or_else(|| self.unknown(what, name))
    }

    fn unknown(&self, what: What, name: &str) -> String {
        let names = || self.all(what).iter().filter_map(|part| part.names.first());
        let near = nearest(name, names().map(String::as_str));
        let near = near.map_or(";".to_owned(), |near| format!(": did you mean `{near}`?"));
        let known = names().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let known = if known.is_empty() { String::new() } else { format!(" known are {known};") };
        format!("no {} `{name}` is known{near}{known} `--like SOURCE` learns more", what.words())
    }
}
