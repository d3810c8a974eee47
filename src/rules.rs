//! What a schema cannot say, as a table of rows.

use crate::appointment::Appointment;
use crate::finding::{Finding, Severity};
use crate::json::Value;
use crate::wall::is_no_day;

/// A rule that an appointment keeps.
pub struct Rule {
    /// Its name, as findings have it.
    pub name: &'static str,
    /// How bad it is to break it.
    pub severity: Severity,
    /// Where an appointment breaks it, and in what way.
    broken: for<'d> fn(&Appointment<'d>) -> Vec<(Value<'d>, String)>,
}

/// Every rule, in the order of their names.
pub const RULES: &[Rule] = &[
    // The schema's pattern has days up to 31 for every month.
    Rule {
        name: "date",
        severity: Severity::Error,
        broken: |appointment| {
            let ends = [appointment.start_value(), appointment.end_value()].into_iter().flatten();
            let is_no_day = |value: &Value<'_>| value.text().is_some_and(|it| is_no_day(&it));
            let told = |value: Value<'_>| format!("{} is not a day of the calendar", value.raw());
            ends.filter(is_no_day).map(|value| (value, told(value))).collect()
        },
    },
    Rule {
        name: "ends-before-start",
        severity: Severity::Error,
        broken: |appointment| {
            let both = appointment.start().zip(appointment.end());
            let backwards =
                both.filter(|(start, end)| start.seconds_until(end).is_some_and(|s| s < 0));
            let told = backwards.map(|(start, end)| {
                format!("ends at {}, before its start {}", end.shown(), start.shown())
            });
            appointment.end_value().zip(told).into_iter().collect()
        },
    },
];

/// Everything that the rules find in one payload.
pub fn findings(payload: Value<'_>) -> impl Iterator<Item = Finding> {
    let appointment = Appointment::of_value(payload);
    appointment.into_iter().flat_map(move |appointment| {
        RULES.iter().flat_map(move |rule| {
            let found = move |(value, message)| {
                Finding::on(value, payload.pointer_to(value), rule.severity, rule.name, message)
            };
            (rule.broken)(&appointment).into_iter().map(found)
        })
    })
}
