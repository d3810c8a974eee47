//! Names of properties that a planner's actions change.

macro_rules! keys {
    ($($name:ident $key:literal $about:literal)*) => {
        $(#[doc = $about] pub const $name: &str = $key;)*
    };
}

keys! {
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
    TRANSACTIONS "Transactions" "Its earlier calls to connected systems."
}

/// The properties that change on their own, with every action or with every call: when and by
/// whom it was changed (documented), what the server keeps books with, and where the change came
/// from (both inferred from their names).
pub const FOLLOWING: [&str; 9] = [
    "LastModifiedDate",
    "LastModifiedUser",
    "Timestamp",
    "NonWorkingTime",
    TRANSACTIONS,
    "AppointmentChanged",
    "UpdateTrigger",
    "SentFromBackoffice",
    "SentFromExchange",
];
