//! The values of an appointment that a rule looks at, as they were sent.

use super::{Appointment, Text, find, first_text, key, lists, text, truth};
use crate::json::{Kind, Value};

/// A custom field of the appointment, and what its value should be.
#[derive(Clone, Copy, Debug)]
pub struct CustomField<'d> {
    /// Its value, whatever it is; none when there is none.
    pub value: Option<Value<'d>>,
    /// Where to point at when there is no value.
    pub item: Value<'d>,
    declared: Value<'d>,
}

impl<'d> CustomField<'d> {
    /// Its label, or its code.
    #[must_use]
    pub fn label(&self) -> Text<'d> {
        first_text(self.declared, &["Name", "Code"]).unwrap_or("custom field".into())
    }

    /// The type that it is declared with.
    #[must_use]
    pub fn kind(&self) -> Option<FieldKind> {
        text(self.declared, "Type").as_deref().and_then(FieldKind::numbered)
    }

    /// Whether it has to have a value.
    #[must_use]
    pub fn is_required(&self) -> bool {
        truth(self.declared, "Required")
    }

    /// What may be selected, when it is told.
    #[must_use]
    pub fn options(&self) -> Option<Value<'d>> {
        find(self.declared, "Options").filter(|list| list.kind() == Kind::Array)
    }
}

/// The types of custom fields (from the official SDK).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// Any text.
    Text,
    /// A number.
    Number,
    /// Yes or no.
    YesNo,
    /// A day.
    Date,
    /// A day and a time.
    DateTime,
    /// One of several options.
    Select,
}

impl FieldKind {
    fn numbered(number: &str) -> Option<Self> {
        Some(match number {
            "1" => Self::Text,
            "2" => Self::Number,
            "3" => Self::YesNo,
            "4" => Self::Date,
            "5" => Self::DateTime,
            "6" => Self::Select,
            _ => return None,
        })
    }
}

/// What tells a resource apart from others.
#[derive(Clone, Debug)]
pub struct ResourceKey<'d> {
    /// The assignment.
    pub at: Value<'d>,
    /// The number of the resource, or its id.
    pub key: Text<'d>,
    /// The back office whose number it is: two of them may count alike.
    pub source_app: Option<Text<'d>>,
}

/// What keeps an appointment from its way to a back office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoRoute {
    /// It has no task.
    Task,
    /// Its task has no job.
    Job,
    /// Its job names no back office.
    SourceApp,
}

impl NoRoute {
    /// The property that would hold it.
    #[must_use]
    pub fn property(self) -> &'static str {
        match self {
            Self::Task => key::TASK,
            Self::Job => key::JOB,
            Self::SourceApp => "SourceApp",
        }
    }
}

/// The most assignments that are compared with each other.
const MOST_COMPARED: usize = 1000;

impl<'d> Appointment<'d> {
    /// The lists that hold its resources, under either name, whatever they are.
    pub fn resource_lists(&self) -> impl Iterator<Item = Value<'d>> {
        let payload = self.payload;
        lists::RESOURCES.names.iter().filter_map(move |name| find(payload, name))
    }

    /// Whether its resources stand where a POST action URI has them, and nowhere else.
    #[must_use]
    pub fn is_of_action_uri(&self) -> bool {
        let [webhook, action] = *lists::RESOURCES.names else { return false };
        let list = self.payload.get(action).filter(|list| list.kind() == Kind::Array);
        list.is_some() && find(self.payload, webhook).is_none()
    }

    /// The value that holds what a POST action URI calls the resources.
    #[must_use]
    pub fn action_uri_resources(&self) -> Option<Value<'d>> {
        self.payload.get(lists::RESOURCES.names[1])
    }

    /// Its assignments, each with what tells its resource apart.
    pub fn resource_keys(&self) -> impl Iterator<Item = ResourceKey<'d>> {
        let keys = &lists::RESOURCES.keys[..3];
        let key = |one| keys.iter().find_map(|path| lists::text_at(one, path));
        let elements = self.resource_lists().flat_map(Value::elements).take(MOST_COMPARED);
        elements.filter_map(move |at| {
            let source_app = lists::text_at(at, &["Resource", "SourceApp"]);
            Some(ResourceKey { at, key: key(at)?, source_app })
        })
    }

    /// What keeps it from its way to a back office, and the value that shows it: a connector is
    /// chosen by the source app of the job. What is of another type keeps it too, and is told as
    /// that.
    #[must_use]
    pub fn no_route(&self) -> Option<(Value<'d>, NoRoute)> {
        let mut within = self.payload;
        for step in [NoRoute::Task, NoRoute::Job, NoRoute::SourceApp] {
            let is_last = step == NoRoute::SourceApp;
            within = match find(within, step.property()) {
                None => return Some((within, step)),
                Some(value) => match value.kind() {
                    Kind::Null => return Some((value, step)),
                    Kind::Object if !is_last => value,
                    Kind::String if is_last => {
                        let is_blank = value.text().is_some_and(|app| app.trim().is_empty());
                        return is_blank.then_some((value, step));
                    }
                    _ => return None,
                },
            };
        }
        None
    }

    /// Its category and its time marker, when they are objects and have no name: which of them,
    /// and the value.
    pub fn unnamed_indicators(&self) -> impl Iterator<Item = (&'static str, Value<'d>)> {
        const INDICATORS: [(&str, &str, [&str; 2]); 2] = [
            ("category", key::CATEGORY, ["Name", "DisplayName"]),
            ("time marker", key::TIME_MARKER, ["Name", "DisplayName"]),
        ];
        let payload = self.payload;
        INDICATORS.into_iter().filter_map(move |(word, property, names)| {
            let value = find(payload, property).filter(|value| value.kind() == Kind::Object)?;
            let has_name = |name: &&str| text(value, name).is_some_and(|it| !it.trim().is_empty());
            (!names.iter().any(has_name)).then_some((word, value))
        })
    }

    /// Its custom fields, whatever their values are.
    pub fn declared_fields(&self) -> impl Iterator<Item = CustomField<'d>> {
        let items = lists::CUSTOM_FIELDS.names.iter().flat_map(|name| self.list(name));
        items.filter(|item| item.kind() == Kind::Object).map(|item| {
            let declared = find(item, "AppointmentField").unwrap_or(item);
            CustomField { value: find(item, "Value"), item, declared }
        })
    }

    /// The value that holds its GUID.
    #[must_use]
    pub fn guid_value(&self) -> Option<Value<'d>> {
        find(self.payload, "AppointmentGuid")
    }

    /// The property that the vendor calls deprecated, when it says anything.
    #[must_use]
    pub fn deprecated(&self) -> Option<Value<'d>> {
        self.payload.get("IsAllDayEvent").filter(|value| value.boolean() == Some(true))
    }

    /// The quantities, which the database keeps with 6 decimals of 18 digits.
    pub fn decimals(&self) -> impl Iterator<Item = Value<'d>> {
        let payload = self.payload;
        [key::QUANTITY, key::CONVERSION].into_iter().filter_map(move |name| find(payload, name))
    }
}
