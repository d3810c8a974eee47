//! The lists of an appointment whose items are told apart by more than their order.

use super::{Appointment, Text, field_value, find, key, text};
use crate::json::{Value, canonical};

/// Keys that lead from an item down to a value.
pub type Path = &'static [&'static str];

/// A list of an appointment: what tells its items apart, and what people call them.
#[derive(Debug)]
pub struct List {
    /// The properties that hold it.
    pub names: &'static [&'static str],
    /// What tells its items apart, the surest first.
    pub keys: &'static [Path],
    /// What people call an item, the best first.
    pub labels: &'static [Path],
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item<'d> {
    /// What tells it apart in its list.
    pub key: Text<'d>,
    /// What people call it.
    pub label: Text<'d>,
    /// The value of a custom field; always none in the other lists.
    pub value: Option<Text<'d>>,
}

/// The resources it is assigned to. A resource number links a resource to its counterpart in the
/// back office, so it outlives an assignment.
pub const RESOURCES: List = List {
    names: &["Assignments", "Resources"],
    keys: &[&["Resource", "ResourceNo"], &["ResourceNo"], &["ResourceId"], &["Id"]],
    labels: &[
        &["Resource", "DisplayName"],
        &["Resource", "Name"],
        &["DisplayName"],
        &["Name"],
        &["Resource", "ResourceNo"],
    ],
};

/// Where a value of a custom field says which field it is of.
pub const CUSTOM_FIELD: &str = "AppointmentField";

/// What tells one custom field from another.
pub const CUSTOM_FIELD_CODE: &str = "Code";

/// The type of a custom field, by its number.
pub const CUSTOM_FIELD_TYPE: &str = "Type";

/// The custom fields of its template.
pub const CUSTOM_FIELDS: List = List {
    names: &["AppointmentFieldValues"],
    keys: &[&[CUSTOM_FIELD, CUSTOM_FIELD_CODE], &["AppointmentFieldId"], &["Id"]],
    labels: &[&[CUSTOM_FIELD, "Name"], &[CUSTOM_FIELD, CUSTOM_FIELD_CODE]],
};

/// The links on it.
pub const LINKS: List =
    List { names: &["AppointmentUrls"], keys: &[&["Id"]], labels: &[&["Description"], &["Url"]] };

/// The containers that group it with others.
pub const CONTAINERS: List = List {
    names: &["AppointmentContainers"],
    keys: &[&["ContainerId"], &["Container", "Id"], &["Id"]],
    labels: &[&["Container", "Name"], &["Name"]],
};

/// The notifications raised on it.
pub const NOTIFICATIONS: List =
    List { names: &[key::NOTIFICATIONS], keys: &[&["Id"]], labels: &[&["Text"], &["Code"]] };

/// Its earlier calls to connected systems.
pub const TRANSACTIONS: List =
    List { names: &[key::TRANSACTIONS], keys: &[&["Id"]], labels: &[&["Message"]] };

const LISTS: [&List; 6] =
    [&RESOURCES, &CUSTOM_FIELDS, &LINKS, &CONTAINERS, &NOTIFICATIONS, &TRANSACTIONS];

impl List {
    /// The list that a property holds, whatever its case.
    #[must_use]
    pub fn named(property: &str) -> Option<&'static Self> {
        let is_named = |name: &&str| name.eq_ignore_ascii_case(property);
        LISTS.into_iter().find(|list| list.names.iter().any(is_named))
    }

    /// The value that a path leads to from an item.
    #[must_use]
    pub fn value_at(item: Value<'_>, path: Path) -> Option<Value<'_>> {
        path.iter().try_fold(item, |value, key| find(value, key))
    }

    /// An item, when it has anything to tell it by.
    #[must_use]
    pub fn item<'d>(&self, item: Value<'d>) -> Option<Item<'d>> {
        let first = |paths: &[Path]| paths.iter().find_map(|path| text_at(item, path));
        let (key, label) = (first(self.keys), first(self.labels));
        let told_by = self.keys.iter().find_map(|path| key_at(item, path));
        Some(Item {
            key: told_by.or_else(|| label.clone())?,
            label: label.or(key)?,
            value: field_value(item),
        })
    }
}

/// The code of the custom field that an item is a value of.
#[must_use]
pub fn field_code(item: Value<'_>) -> Option<Text<'_>> {
    text_at(item, &[CUSTOM_FIELD, CUSTOM_FIELD_CODE])
}

/// What tells an item apart: a number in the one spelling of all that mean the same.
fn key_at(item: Value<'_>, path: Path) -> Option<Text<'_>> {
    let number = List::value_at(item, path).and_then(Value::number);
    number.map(|digits| canonical(digits).into()).or_else(|| text_at(item, path))
}

pub(super) fn text_at(item: Value<'_>, path: Path) -> Option<Text<'_>> {
    let (last, above) = path.split_last()?;
    text(above.iter().try_fold(item, |value, key| find(value, key))?, last)
}

impl<'d> Appointment<'d> {
    /// The items of one of its lists, in the order sent.
    pub fn items(&self, list: &'static List) -> impl Iterator<Item = Item<'d>> {
        self.elements(list).filter_map(|element| list.item(element))
    }

    /// The same as they were sent, with those that nothing tells of.
    pub fn elements(&self, list: &'static List) -> impl Iterator<Item = Value<'d>> {
        list.names.iter().flat_map(|name| self.list(name))
    }
}
