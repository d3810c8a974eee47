//! The kinds of actions.

/// What the planner did. Names and values are a stranger's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Planned it: a task was dragged to the board, or an appointment copied.
    Created,
    /// Took it off the board.
    Deleted,
    /// Dragged it in time, by so many seconds; none when that is not known.
    Moved {
        /// Seconds from the earlier start to the later one.
        seconds: Option<i64>,
    },
    /// Pulled its start or its end; lengths in seconds, none when they are not known.
    Resized {
        /// The length before.
        from: Option<i64>,
        /// The length after.
        to: Option<i64>,
    },
    /// Dragged it from some resources to others.
    Reassigned {
        /// The names of those that lost it.
        from: Vec<String>,
        /// The names of those that got it.
        to: Vec<String>,
    },
    /// Added something to it.
    Added(Thing, String),
    /// Removed something from it.
    Removed(Thing, String),
    /// Chose another category.
    Recategorised(Option<String>, Option<String>),
    /// Chose another time marker.
    TimeMarkerSet(Option<String>, Option<String>),
    /// Chose another importance.
    ImportanceSet(String, String),
    /// Locked it against edits on the board.
    Locked,
    /// Let the board edit it again.
    Unlocked,
    /// Edited its subject.
    SubjectEdited,
    /// Edited its body.
    BodyEdited,
    /// Filled in a custom field, or emptied it.
    CustomFieldSet {
        /// Its label.
        field: String,
        /// Its code, which may be the name of a secret; empty when it has none.
        code: String,
        /// The value before.
        from: Option<String>,
        /// The value after.
        to: Option<String>,
    },
    /// Changed the planning quantity on its own: with its unit, before and after.
    QuantityChanged(Option<String>, Option<String>),
    /// Fixed the planning quantity, or let it follow the length again.
    QuantityFixed(bool),
    /// Confirmed it, or made it tentative again.
    Confirmed(bool),
    /// Set whether it bypasses the calendars of its resources.
    CalendarModeSet {
        /// Whether it does now.
        bypassed: bool,
    },
    /// Changed one occurrence apart from its series.
    RecurrenceException,
    /// Edited anything else.
    Edited {
        /// The names of the properties.
        properties: Vec<String>,
    },
}

/// What can be added to an appointment and removed from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// A resource that is assigned.
    Resource,
    /// A container that groups it with others.
    Container,
    /// A link.
    Link,
    /// A notification.
    Notification,
}
