//! Rules about when an appointment is.

use super::{Broken, Rule};
use crate::finding::Severity;
use crate::json::Value;
use crate::meaning::Meaning;
use crate::message::quoted;
use crate::wall::{WallTime, is_no_day};

/// The days that every month has.
const SURE_DAYS: &str = "28";

// The schema's pattern has days up to 31 for every month.
pub(super) const DATE: Rule = Rule {
    meaning: Meaning {
        name: "date",
        severity: Severity::Error,
        about: "a date is a day that its month does not have",
        why: "No calendar has the day (RFC 3339, section 5.7, counts the days of each month), so a \
              receiver that reads the date fails. That Dime.Scheduler cannot hold such a date, and \
              something else wrote it or changed it, is concluded, not documented.",
        example: r#""LastModifiedDate": "2026-02-30T09:00:00""#,
        fix: "correct the day",
    },
    broken: |seen| {
        let is_wrong = |value: &Value<'_>, is_none: fn(&str) -> bool| {
            value.text().is_some_and(|text| may_be_no_day(&text) && is_none(&text))
        };
        let told =
            |value: Value<'_>| format!("{} is not a day of the calendar", quoted(value.raw()));
        let times = seen.times.iter().filter(|time| is_wrong(time, is_no_day));
        let days = seen.days.iter().filter(|day| is_wrong(day, is_no_date));
        let wrong = times.chain(days).copied();
        wrong.map(|value| Broken::at(value, told(value))).collect()
    },
};

/// A quick look at the day, which lets most dates pass.
fn may_be_no_day(text: &str) -> bool {
    let day = "2026-02-".len().."2026-02-30".len();
    text.get(day).is_some_and(|day| day > SURE_DAYS)
}

/// Whether a text is a date, with a time behind it or without, but for its day.
fn is_no_date(text: &str) -> bool {
    is_no_day(text) || is_no_day(&format!("{text}T00:00"))
}

pub(super) const ENDS_BEFORE_START: Rule = Rule {
    meaning: Meaning {
        name: "ends-before-start",
        severity: Severity::Error,
        about: "the appointment ends before it starts",
        why: "The start is part of an appointment and the end is not (the official SDK's \
              documentation), so its length would be negative. The planning board cannot draw \
              that, and no receiver can plan it.",
        example: "\"StartDate\": \"2026-03-02T09:00:00\", \"EndDate\": \"2026-03-01T10:00:00\"",
        fix: "look at the two dates: they may be swapped, or in two time zones",
    },
    broken: |seen| {
        let told = |(start, end): &(WallTime, WallTime)| {
            let is_backwards = start.seconds_until(end).is_some_and(|seconds| seconds < 0);
            let [start, end] = [start, end].map(|time| quoted(&time.shown()));
            is_backwards.then(|| format!("ends at {end}, before its start {start}"))
        };
        let told = seen.doubtful.as_ref().and_then(told);
        let end = told.is_some().then(|| seen.appointment.end_value()).flatten();
        end.zip(told).map(|(end, told)| Broken::at(end, told)).into_iter().collect()
    },
};

pub(super) const NO_DURATION: Rule = Rule {
    meaning: Meaning {
        name: "no-duration",
        severity: Severity::Warning,
        about: "the appointment ends at the moment it starts",
        why: "The end is not part of an appointment (the official SDK's documentation), so this \
              one takes no time. The planning board hardly makes such a thing; a length of zero \
              also divides badly in a receiver.",
        example: "\"StartDate\": \"2026-03-02T09:00:00\", \"EndDate\": \"2026-03-02T09:00:00\"",
        fix: "look whether the end was lost on the way",
    },
    broken: |seen| {
        let Some((start, end)) = &seen.doubtful else { return Vec::new() };
        let is_none = start.seconds_until(end) == Some(0) && !seen.appointment.all_day();
        let end = seen.appointment.end_value().filter(|_| is_none);
        let message = "ends at the moment it starts";
        end.map(|end| Broken::at(end, message)).into_iter().collect()
    },
};
