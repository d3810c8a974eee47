//! What an appointment is made of, in the planner's words.

use super::Text;

/// A resource that the appointment is assigned to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assigned<'d> {
    /// Its display name.
    pub name: Option<Text<'d>>,
    /// Its number, which links it to the back office.
    pub number: Option<Text<'d>>,
    /// Its resource type, such as Technician.
    pub kind: Option<Text<'d>>,
}

/// The task that is scheduled, and the job it belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkItem<'d> {
    /// The job's number.
    pub job: Option<Text<'d>>,
    /// The task's number.
    pub task: Option<Text<'d>>,
    /// The job's description.
    pub job_description: Option<Text<'d>>,
    /// The task's description.
    pub task_description: Option<Text<'d>>,
    /// Which back office it comes from.
    pub source_app: Option<Text<'d>>,
    /// Which table of the back office.
    pub source_type: Option<Text<'d>>,
}

/// A custom field that has a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldValue<'d> {
    /// What people call the field.
    pub label: Text<'d>,
    /// Its code, which may be the name of a secret; empty when it has none.
    pub code: Text<'d>,
    /// What it says.
    pub value: Text<'d>,
}

/// A category or a time marker: a name and a colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator<'d> {
    /// The name people see.
    pub name: Text<'d>,
    /// Its colour as sent, such as `#22d3ee`.
    pub colour: Option<Text<'d>>,
}
