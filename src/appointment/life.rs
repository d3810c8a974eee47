//! What an appointment says of its own life: when it changed, from where, and whether it is gone.

use super::{Appointment, Text, code, find, key, text, truth};
use crate::json::Value;
use crate::wall::WallTime;

/// Whether a property holds the calls to connected systems, which a retry adds to.
#[must_use]
pub fn is_of_calls(property: &str) -> bool {
    property.eq_ignore_ascii_case(key::TRANSACTIONS)
}

impl<'d> Appointment<'d> {
    /// When it was created.
    #[must_use]
    pub fn created(&self) -> Option<WallTime> {
        self.time("CreatedDate")
    }

    /// When it was last changed.
    #[must_use]
    pub fn last_modified(&self) -> Option<WallTime> {
        self.time("LastModifiedDate")
    }

    /// Who changed it last.
    #[must_use]
    pub fn modified_by(&self) -> Option<Text<'d>> {
        text(self.payload, key::MODIFIED_BY)
    }

    /// The value that holds when it was last changed, whatever it is.
    #[must_use]
    pub fn last_modified_value(&self) -> Option<Value<'d>> {
        find(self.payload, "LastModifiedDate")
    }

    /// Whether it says which of its states this is: two states then never look the same.
    #[must_use]
    pub fn has_version(&self) -> bool {
        ["LastModifiedDate", "Timestamp"].iter().any(|name| text(self.payload, name).is_some())
    }

    /// Whether the change came from the back office, so that this is its echo (the vendor's
    /// Business Central sample branches on it).
    #[must_use]
    pub fn is_echo(&self) -> bool {
        truth(self.payload, "SentFromBackoffice")
    }

    /// Whether the moment of a delete is set; part of the server's model, never seen sent.
    #[must_use]
    pub fn is_deleted(&self) -> bool {
        text(self.payload, key::DELETED_ON).is_some()
    }

    /// Whether it is confirmed; none when it does not say. 1 is tentative, 2 confirmed (from the
    /// official SDK).
    #[must_use]
    pub fn is_confirmed(&self) -> Option<bool> {
        match code(self.payload, key::CONFIRMATION)? {
            1 => Some(false),
            2 => Some(true),
            _ => None,
        }
    }

    /// Whether it bypasses the calendars of its resources.
    #[must_use]
    pub fn ignores_calendars(&self) -> bool {
        truth(self.payload, key::IGNORES_CALENDARS)
    }

    /// Whether it was changed apart from its recurring series.
    #[must_use]
    pub fn is_exception(&self) -> bool {
        truth(self.payload, key::EXCEPTION)
    }

    /// How much of its length is non-working time, in seconds; 0 when it does not say. It is
    /// subtracted when the planned quantity is calculated.
    #[must_use]
    pub fn non_working_seconds(&self) -> f64 {
        let seconds = text(self.payload, key::NON_WORKING_TIME).and_then(|text| text.parse().ok());
        seconds.filter(|seconds: &f64| seconds.is_finite() && *seconds > 0.0).unwrap_or(0.0)
    }

    /// Whether its planned quantity ignores its length.
    #[must_use]
    pub fn has_fixed_quantity(&self) -> bool {
        truth(self.payload, key::FIXED_QUANTITY)
    }

    /// Whether its newest transaction carried a delete. 0 is create, 2 update, 3 delete (from the
    /// official SDK).
    #[must_use]
    pub fn was_last_sent_as_deleted(&self) -> bool {
        let at = |one| Some(WallTime::read(&find(one, "Date")?.text()?)?.clock);
        let newest = self.list(key::TRANSACTIONS).max_by_key(|one| at(*one));
        newest.and_then(|one| code(one, "Action")) == Some(3)
    }

    /// The importance in words, when it is not the usual one. 0 is medium, 1 high, 2 low, however
    /// the number is written.
    #[must_use]
    pub fn importance(&self) -> Option<Text<'d>> {
        match code(self.payload, key::IMPORTANCE) {
            Some(0) => None,
            Some(1) => Some("high".into()),
            Some(2) => Some("low".into()),
            // One spelling for each number, as 3 and 3.0 are one importance.
            Some(other) => Some(other.to_string().into()),
            None => text(self.payload, key::IMPORTANCE),
        }
    }

    /// The id of its category, digits as sent.
    #[must_use]
    pub fn category_id(&self) -> Option<Text<'d>> {
        text(self.payload, key::CATEGORY_ID)
    }

    /// The id of its time marker, digits as sent.
    #[must_use]
    pub fn time_marker_id(&self) -> Option<Text<'d>> {
        text(self.payload, key::TIME_MARKER_ID)
    }

    /// Which occurrence of its series it was, when it was changed apart from it.
    #[must_use]
    pub fn exception_date(&self) -> Option<Text<'d>> {
        text(self.payload, key::EXCEPTION_DATE)
    }

    /// The importance in words. 0 is medium, 1 high, 2 low; not set means medium.
    #[must_use]
    pub fn importance_shown(&self) -> Text<'d> {
        self.importance().unwrap_or("medium".into())
    }

    /// The time that a property holds, when it can be read.
    fn time(&self, name: &str) -> Option<WallTime> {
        WallTime::read(&find(self.payload, name)?.text()?)
    }
}
