//! Names of properties that a planner's actions change.

macro_rules! keys {
    ($($name:ident $key:literal $about:literal)*) => {
        $(#[doc = $about] pub const $name: &str = $key;)*
    };
}

keys! {
    ID "Id" "Its internal id, and that of an item of a list."
    NUMBER "AppointmentNo" "Its external number."
    GUID "AppointmentGuid" "Its GUID."
    APPOINTMENT_ID "AppointmentId" "In an item of a list: the id of the appointment."
    CREATED "CreatedDate" "When it was created."
    CREATED_BY "CreatedUser" "Who created it."
    MODIFIED "LastModifiedDate" "When it was last changed."
    MODIFIED_BY "LastModifiedUser" "Who changed it last."
    ROW_VERSION "Timestamp" "The version of its row, which grows with every change in the database."
    NON_WORKING_TIME "NonWorkingTime" "Seconds of its length that nobody works, as a calendar says."
    START "StartDate" "When it starts."
    END "EndDate" "When it ends."
    DURATION "DurationInSeconds" "Its length, in the server's newest model."
    CATEGORY "Category" "The background colour."
    CATEGORY_ID "CategoryId" "The category's id, in the server's newest model."
    TIME_MARKER "TimeMarker" "The bar at the bottom."
    TIME_MARKER_ID "TimeMarkerId" "The time marker's id, in the server's newest model."
    IMPORTANCE "Importance" "Its priority."
    LOCKED "Locked" "Whether the board may edit it."
    SUBJECT "Subject" "Its subject."
    BODY "Body" "Its body."
    QUANTITY "PlanningQty" "The planned quantity."
    UNIT "PlanningUOM" "The unit of the quantity."
    CONVERSION "PlanningUOMConversion" "What one unit comes to in the base unit."
    FIXED_QUANTITY "UseFixPlanningQty" "Whether the quantity ignores the length."
    ROUNDED_QUANTITY "RoundToUOM" "Whether the quantity is rounded up to whole units."
    NOTIFICATIONS "Notifications" "What was raised on it."
    NOTIFICATION_LEVEL "NotificationLevel" "The worst of its notifications."
    CONFIRMATION "ConfirmationStatus" "Tentative or confirmed."
    IGNORES_CALENDARS "IgnoreCalendars" "Whether it bypasses the calendars of its resources."
    EXCEPTION "IsRecurrenceException" "Whether it was changed apart from its series."
    EXCEPTION_DATE "RecurrenceExceptionDate" "Which occurrence it was, apart from its series."
    DELETED_ON "DeletedOn" "When it was deleted, in the server's newest model."
    TASK "Task" "What is planned, with its job."
    TASK_NO "TaskNo" "The number of a task."
    JOB "Job" "The job that a task belongs to."
    JOB_NO "JobNo" "The number of a job."
    RESOURCE "Resource" "In an assignment: who or what is assigned."
    RESOURCE_ID "ResourceId" "In an assignment: the internal id of the resource."
    RESOURCE_NO "ResourceNo" "The number of a resource."
    EMAIL "Email" "Where mail reaches a resource."
    MOBILE "MobilePhone" "Where calls reach a resource."
    LINKS "AppointmentUrls" "The links on it."
    URL "Url" "Where a link leads."
    DESCRIPTION "Description" "What a link, a task or a job is about."
    VALUE "Value" "What a custom field says."
    COLOUR "Color" "The colour of a category or a time marker."
    NAME "Name" "What a category, a time marker or a resource is called."
    DISPLAY_NAME "DisplayName" "What people see of such a name."
    TRANSACTIONS "Transactions" "Its earlier calls to connected systems."
}

/// The properties that change on their own, with every action or with every call: when and by
/// whom it was changed (documented), what the server keeps books with, and where the change came
/// from (both inferred from their names).
const FOLLOWING: [&str; 9] = [
    MODIFIED,
    MODIFIED_BY,
    ROW_VERSION,
    NON_WORKING_TIME,
    TRANSACTIONS,
    "AppointmentChanged",
    "UpdateTrigger",
    "SentFromBackoffice",
    "SentFromExchange",
];

/// Whether a property changes on its own, with every action or with every call, whatever the case
/// of its name.
#[must_use]
pub fn follows(property: &str) -> bool {
    FOLLOWING.iter().any(|one| one.eq_ignore_ascii_case(property))
}
