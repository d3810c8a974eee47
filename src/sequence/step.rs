//! A payload beside those that came before it.

use jiff::Timestamp;

use super::whence::Whence;
use crate::appointment::{Appointment, Text};
use crate::board_action::{Route, route_of};
use crate::capture::Capture;
use crate::json::Value;

/// How a payload came.
#[derive(Debug)]
pub(super) struct Came {
    pub(super) whence: Whence,
    /// When, by the journal.
    pub(super) at: Option<Timestamp>,
    /// The kind of change that its route names.
    pub(super) route: Option<Route>,
    /// The status that its sender was answered, by the journal.
    pub(super) answered: Option<u16>,
}

impl Came {
    pub(super) fn of(capture: &Capture, whence: Whence, answered: Option<u16>) -> Self {
        let request = capture.request.as_ref();
        let route = request.and_then(|request| route_of(&request.target));
        Self { whence, at: request.map(|request| request.received_at), route, answered }
    }

    /// What is remembered of it, by what comes later.
    pub(super) fn earlier(&self) -> Earlier {
        Earlier { whence: self.whence.clone(), at: self.at, answered: self.answered }
    }
}

/// An earlier payload of the same state.
#[derive(Clone, Debug)]
pub(super) struct Earlier {
    pub(super) whence: Whence,
    pub(super) at: Option<Timestamp>,
    pub(super) answered: Option<u16>,
}

/// What a payload is to the earlier ones of its appointment, and to which of them.
#[derive(Debug)]
pub(super) enum Relation {
    /// The state of an earlier one.
    Duplicate(Earlier),
    /// Older than an earlier one, by so many seconds.
    Late { than: Whence, by: Option<i64>, same: Option<Earlier> },
    /// No delete, and one came before; whether a route said that it is one.
    AfterDelete { of: Whence, is_sure: bool, same: Option<Earlier> },
}

/// A resource that another appointment has at the same time.
#[derive(Debug)]
pub(super) struct Clash<'d> {
    pub(super) at: Value<'d>,
    pub(super) resource: Text<'d>,
    pub(super) with: Whence,
}

/// What a payload is beside those that came before it.
#[derive(Debug)]
pub(super) struct Step<'d> {
    pub(super) appointment: Appointment<'d>,
    pub(super) relation: Option<Relation>,
    /// Another appointment with its GUID.
    pub(super) shares_guid_with: Option<Whence>,
    pub(super) clashes: Vec<Clash<'d>>,
    /// When it came.
    pub(super) at: Option<Timestamp>,
}

impl<'d> Step<'d> {
    /// What shows what it is to them: when it was last changed, or all of it.
    pub(super) fn version(&self) -> Value<'d> {
        self.appointment.last_modified_value().unwrap_or(self.appointment.payload())
    }
}
