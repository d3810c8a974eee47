//! A lenient view of a payload in the planner's words; the only place that spells its keys.
//!
//! The published definition spells `appointmentNo` and `id` in lower case, payload-like sources
//! in Pascal case, and middleware likes to re-spell. So a key is found as spelled, or else
//! whatever its case. A value of an unexpected type is simply not there.

mod identity;
pub mod inbound;
mod judged;
pub mod key;
pub mod known;
mod life;
pub mod lists;
mod parts;
mod read;
mod register;

use std::borrow::Cow;

pub use identity::Identity;
pub use judged::{CustomField, FieldKind, NoRoute, ResourceKey};
pub use life::is_of_calls;
pub use parts::{Assigned, FieldValue, Indicator, WorkItem};
pub use read::find;
use read::{assigned, code, field_value, first_text, indicator, text, truth};
pub use register::Register;

use crate::json::{Document, Kind, Value};
use crate::wall::WallTime;

/// Text of a payload, or a number's digits, as sent.
pub type Text<'d> = Cow<'d, str>;

/// The top-level properties that a card shows; the rest is counted.
const SHOWN: [&str; 20] = [
    "Id",
    "AppointmentNo",
    "Subject",
    "StartDate",
    "EndDate",
    "IsAllDayEvent",
    "Assignments",
    "Resources",
    "Task",
    "Category",
    "TimeMarker",
    "Importance",
    "Locked",
    "PlanningQty",
    "PlanningUOM",
    "AppointmentFieldValues",
    "AppointmentUrls",
    "AppointmentContainers",
    "Notifications",
    "AppointmentGuid",
];

/// An appointment, read from a payload.
#[derive(Clone, Copy, Debug)]
pub struct Appointment<'d> {
    payload: Value<'d>,
}

impl<'d> Appointment<'d> {
    /// The appointment in a document, when its top is an object.
    #[must_use]
    pub fn of(document: &'d Document<'d>) -> Option<Self> {
        Self::of_value(document.root())
    }

    /// The appointment in a value, when it is an object.
    #[must_use]
    pub fn of_value(payload: Value<'d>) -> Option<Self> {
        (payload.kind() == Kind::Object).then_some(Self { payload })
    }

    /// The payload that it is read from.
    #[must_use]
    pub fn payload(&self) -> Value<'d> {
        self.payload
    }

    /// Whether it has what the vendor's own receiver knows an appointment by.
    #[must_use]
    pub fn is_likely(&self) -> bool {
        let has = |name| find(self.payload, name).is_some();
        has("StartDate") && has("EndDate") && (has("AppointmentNo") || has("Id"))
    }

    /// The same in the spelling of a webhook, whatever it has beside. What is missing of it may be
    /// just what is wrong: with assignments, most of the rest is enough.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        let has = |name| self.payload.get(name).is_some();
        let has_name = ["AppointmentNo", "appointmentNo", "Id", "id"].into_iter().any(has);
        let beside = ["StartDate", "EndDate", "AppointmentGuid", "Task", "LastModifiedDate"];
        let is_most = || beside.into_iter().filter(|name| has(name)).count() >= 3;
        let is_assigned =
            || self.payload.get("Assignments").is_some_and(|one| one.kind() == Kind::Array);
        has("StartDate") && has("EndDate") && has_name || is_assigned() && is_most()
    }

    /// Whether it has all that the vendor's own receiver asks for, but for a task, without which
    /// there are appointments too: of what has not, it means little that something more is missing.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let has = |name| find(self.payload, name).is_some();
        self.is_likely() && ["AppointmentNo", "Id", "Subject"].into_iter().all(has)
    }

    /// The external number, such as `rVjMXrDY`.
    #[must_use]
    pub fn number(&self) -> Option<Text<'d>> {
        text(self.payload, "AppointmentNo")
    }

    /// The internal id, digits as sent.
    #[must_use]
    pub fn id(&self) -> Option<Text<'d>> {
        text(self.payload, "Id")
    }

    /// The GUID.
    #[must_use]
    pub fn guid(&self) -> Option<Text<'d>> {
        text(self.payload, "AppointmentGuid")
    }

    /// What names it best: the number, else the id, else the GUID.
    #[must_use]
    pub fn name(&self) -> Option<Text<'d>> {
        self.number().or_else(|| self.id()).or_else(|| self.guid())
    }

    /// The subject.
    #[must_use]
    pub fn subject(&self) -> Option<Text<'d>> {
        text(self.payload, "Subject")
    }

    /// The value that holds the start, whatever it is.
    #[must_use]
    pub fn start_value(&self) -> Option<Value<'d>> {
        find(self.payload, "StartDate")
    }

    /// The value that holds the end, whatever it is.
    #[must_use]
    pub fn end_value(&self) -> Option<Value<'d>> {
        find(self.payload, "EndDate")
    }

    /// When it starts, wall-clock.
    #[must_use]
    pub fn start(&self) -> Option<WallTime> {
        WallTime::read(&self.start_value()?.text()?)
    }

    /// When it ends, wall-clock; the end itself is not part of it.
    #[must_use]
    pub fn end(&self) -> Option<WallTime> {
        WallTime::read(&self.end_value()?.text()?)
    }

    /// Whether it takes whole days.
    #[must_use]
    pub fn all_day(&self) -> bool {
        truth(self.payload, "IsAllDayEvent")
    }

    /// Whether it is locked against edits on the board.
    #[must_use]
    pub fn locked(&self) -> bool {
        truth(self.payload, "Locked")
    }

    /// The category: the colour of the block.
    #[must_use]
    pub fn category(&self) -> Option<Indicator<'d>> {
        indicator(find(self.payload, "Category")?, &["DisplayName", "Name"])
    }

    /// The time marker: the bar at the bottom of the block.
    #[must_use]
    pub fn time_marker(&self) -> Option<Indicator<'d>> {
        indicator(find(self.payload, "TimeMarker")?, &["Name", "DisplayName"])
    }

    /// The planned quantity and its unit, digits as sent.
    #[must_use]
    pub fn quantity(&self) -> Option<(Text<'d>, Option<Text<'d>>)> {
        Some((text(self.payload, "PlanningQty")?, text(self.payload, "PlanningUOM")))
    }

    /// The task and its job; none when the appointment is not linked to a task.
    #[must_use]
    pub fn work_item(&self) -> Option<WorkItem<'d>> {
        let task = find(self.payload, "Task").filter(|task| task.kind() == Kind::Object)?;
        let job = find(task, "Job");
        let of_job = |name| job.and_then(|job| text(job, name));
        Some(WorkItem {
            job: of_job("JobNo"),
            task: text(task, "TaskNo"),
            job_description: of_job("Description"),
            task_description: text(task, "Description"),
            source_app: of_job("SourceApp"),
            source_type: of_job("SourceType"),
        })
    }

    /// The resources it is assigned to, in the order sent.
    pub fn assigned(&self) -> impl Iterator<Item = Assigned<'d>> {
        self.list("Assignments").chain(self.list("Resources")).map(assigned)
    }

    /// The custom fields that have a value.
    pub fn custom_fields(&self) -> impl Iterator<Item = FieldValue<'d>> {
        self.list("AppointmentFieldValues").filter_map(|field| {
            let described = find(field, "AppointmentField").unwrap_or(field);
            Some(FieldValue {
                label: first_text(described, &["Name", "Code"]).unwrap_or("custom field".into()),
                code: lists::field_code(field).unwrap_or_default(),
                value: field_value(field)?,
            })
        })
    }

    /// The links: description, when there is one, and URL.
    pub fn links(&self) -> impl Iterator<Item = (Option<Text<'d>>, Text<'d>)> {
        let link = |link| Some((text(link, "Description"), text(link, "Url")?));
        self.list("AppointmentUrls").filter_map(link)
    }

    /// The names of the containers that it is in.
    pub fn containers(&self) -> impl Iterator<Item = Text<'d>> {
        let name = |one| text(find(one, "Container").unwrap_or(one), "Name");
        self.list("AppointmentContainers").filter_map(name)
    }

    /// The notifications: severity in words, when it is known, and text.
    pub fn notifications(&self) -> impl Iterator<Item = (Option<&'static str>, Text<'d>)> {
        self.list("Notifications").filter_map(|one| {
            let severity = code(one, "Type").and_then(|kind| match kind {
                0 => Some("info"),
                1 => Some("warning"),
                2 => Some("error"),
                _ => None,
            });
            Some((severity, first_text(one, &["Text", "Code"])?))
        })
    }

    /// How many top-level properties a card leaves out.
    #[must_use]
    pub fn other_properties(&self) -> usize {
        let shown = |key: &str| SHOWN.iter().any(|name| name.eq_ignore_ascii_case(key));
        let keys = self.payload.members().filter_map(|member| member.key.text());
        keys.filter(|key| !shown(key)).count()
    }

    fn list(&self, name: &str) -> impl Iterator<Item = Value<'d>> + use<'d> {
        find(self.payload, name).into_iter().flat_map(Value::elements)
    }
}

#[cfg(test)]
mod tests;
