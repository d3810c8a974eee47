//! The actions of the planning board, and the properties that each of them changes.

use super::step::{Step, is_any_of};
use super::{Kind, Thing, told};
use crate::appointment::lists;
use crate::appointment::{Appointment, key};

/// An action of the board.
struct Row {
    /// The properties that it changes.
    properties: &'static [&'static str],
    /// What was done, when one of them changed: nothing when it is part of another action, and
    /// none when it is not this action after all.
    told: fn(&Step<'_, '_>) -> Option<Vec<Kind>>,
}

const ROWS: &[Row] = &[
    Row { properties: &[key::START, key::END, key::DURATION], told: told::times },
    Row { properties: lists::RESOURCES.names, told: told::resources },
    Row {
        properties: &[key::CATEGORY, key::CATEGORY_ID],
        told: |step| {
            let ids = Appointment::category_id;
            let (from, to) = told::indicators(step, Appointment::category, ids)?;
            Some(vec![Kind::Recategorised(from, to)])
        },
    },
    Row {
        properties: &[key::TIME_MARKER, key::TIME_MARKER_ID],
        told: |step| {
            let ids = Appointment::time_marker_id;
            let (from, to) = told::indicators(step, Appointment::time_marker, ids)?;
            Some(vec![Kind::TimeMarkerSet(from, to)])
        },
    },
    Row {
        properties: &[key::IMPORTANCE],
        told: |step| {
            let (from, to) = (step.before.importance_shown(), step.after.importance_shown());
            let set = Kind::ImportanceSet(from.to_string(), to.to_string());
            Some(if from == to { Vec::new() } else { vec![set] })
        },
    },
    Row {
        properties: &[key::LOCKED],
        told: |step| {
            let locked = told::turned(step, Appointment::locked)?;
            Some(vec![if locked { Kind::Locked } else { Kind::Unlocked }])
        },
    },
    Row { properties: &[key::SUBJECT], told: |_| Some(vec![Kind::SubjectEdited]) },
    Row { properties: &[key::BODY], told: |_| Some(vec![Kind::BodyEdited]) },
    Row { properties: lists::CUSTOM_FIELDS.names, told: told::custom_fields },
    Row {
        properties: &[
            key::QUANTITY,
            key::UNIT,
            key::CONVERSION,
            key::FIXED_QUANTITY,
            key::ROUNDED_QUANTITY,
        ],
        told: |step| Some(told::quantity(step)),
    },
    Row {
        properties: lists::CONTAINERS.names,
        told: |step| told::things(step, &lists::CONTAINERS, Thing::Container),
    },
    Row {
        properties: lists::LINKS.names,
        told: |step| told::things(step, &lists::LINKS, Thing::Link),
    },
    Row {
        properties: &[key::NOTIFICATIONS, key::NOTIFICATION_LEVEL],
        told: |step| told::things(step, &lists::NOTIFICATIONS, Thing::Notification),
    },
    Row {
        properties: &[key::CONFIRMATION],
        told: |step| {
            let now = step.after.is_confirmed()?;
            // Another spelling of the same number is nothing that was done.
            let is_new = step.before.is_confirmed() != Some(now);
            Some(is_new.then_some(Kind::Confirmed(now)).into_iter().collect())
        },
    },
    Row {
        properties: &[key::IGNORES_CALENDARS],
        told: |step| {
            let bypassed = told::turned(step, Appointment::ignores_calendars)?;
            Some(vec![Kind::CalendarModeSet { bypassed }])
        },
    },
    Row {
        properties: &[key::EXCEPTION, key::EXCEPTION_DATE],
        told: |step| {
            let is_dated =
                || step.changed(key::EXCEPTION_DATE) && step.after.exception_date().is_some();
            let is_one = told::turned(step, Appointment::is_exception).unwrap_or_else(is_dated);
            is_one.then(|| vec![Kind::RecurrenceException])
        },
    },
    // That it is gone is told as a guess, beside these rows.
    Row { properties: &[key::DELETED_ON], told: |step| step.after.is_deleted().then(Vec::new) },
];

/// Everything that was done in a step; what no row tells is told as edited.
pub(super) fn kinds(step: &Step<'_, '_>) -> Vec<Kind> {
    groups(step).into_iter().flat_map(|(kinds, _)| kinds).collect()
}

/// The same, each with the properties that it changed.
pub(super) fn groups<'s>(step: &'s Step<'_, '_>) -> Vec<(Vec<Kind>, Vec<&'s str>)> {
    let (mut groups, mut told) = (Vec::new(), Vec::new());
    let changed = || step.changed.iter().map(AsRef::as_ref);
    for row in ROWS.iter().filter(|row| row.properties.iter().any(|name| step.changed(name))) {
        if let Some(done) = (row.told)(step) {
            groups.push((done, changed().filter(|name| is_any_of(name, row.properties)).collect()));
            told.extend_from_slice(row.properties);
        }
    }
    let rest: Vec<&str> = changed().filter(|property| !is_any_of(property, &told)).collect();
    if !rest.is_empty() {
        let properties = rest.iter().map(|property| (*property).to_owned()).collect();
        groups.push((vec![Kind::Edited { properties }], rest));
    }
    groups
}
