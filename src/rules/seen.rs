//! One look at a payload, for all rules: what is in it that a rule may be about.

use super::slip::Slip;
use crate::appointment::known::{self, Place};
use crate::appointment::{Appointment, CustomField};
use crate::finding::most_of;
use crate::json::{Kind, Member, Value};
use crate::wall::{WallTime, offset_of};

/// What was seen in a payload.
pub(super) struct Seen<'d> {
    /// The appointment.
    pub appointment: Appointment<'d>,
    /// Texts where a date and a time belongs, in document order.
    pub times: Vec<Value<'d>>,
    /// Texts where a date alone is enough.
    pub days: Vec<Value<'d>>,
    /// Its start and its end, unless a glance tells that they are in order.
    pub doubtful: Option<(WallTime, WallTime)>,
    /// Its custom fields.
    pub fields: Vec<CustomField<'d>>,
    /// Properties whose names are not quite known ones, in document order.
    pub slips: Vec<Slip<'d>>,
    /// How many properties that are not known were looked at.
    looked_at: usize,
}

impl<'d> Seen<'d> {
    /// Looks at a payload; none when it is not an object.
    pub(super) fn of(payload: Value<'d>) -> Option<Self> {
        let appointment = Appointment::of_value(payload)?;
        let times = Vec::with_capacity(8);
        let mut seen = Self {
            appointment,
            times,
            days: Vec::new(),
            doubtful: doubtful(&appointment),
            fields: appointment.declared_fields().collect(),
            slips: Vec::new(),
            looked_at: 0,
        };
        seen.object(payload, known::top());
        Some(seen)
    }

    fn object(&mut self, object: Value<'d>, place: &'static Place) {
        for member in object.members() {
            match place.find(member.key) {
                Some(name) if name.is_time && member.value.kind() == Kind::String => {
                    self.times.push(member.value);
                }
                Some(name) if name.is_date && member.value.kind() == Kind::String => {
                    self.days.push(member.value);
                }
                Some(name) => {
                    if let Some(below) = name.below() {
                        self.below(member.value, below);
                    }
                }
                None => self.unknown(object, member, place),
            }
        }
    }

    fn unknown(&mut self, object: Value<'d>, member: Member<'d>, place: &'static Place) {
        self.looked_at += 1;
        let payload = self.appointment.payload();
        // Whoever has more of his own means them all.
        if self.looked_at <= most_of(payload) {
            let is_top = object.index() == payload.index();
            self.slips.extend(Slip::of(object, member.key, place, is_top));
        }
    }

    fn below(&mut self, value: Value<'d>, place: &'static Place) {
        match value.kind() {
            Kind::Object => self.object(value, place),
            Kind::Array => value.elements().for_each(|element| self.object(element, place)),
            _ => {}
        }
    }
}

/// Start and end, unless a glance tells that they are in order: of local times of one length,
/// the earlier one is the smaller text.
fn doubtful(appointment: &Appointment<'_>) -> Option<(WallTime, WallTime)> {
    let (start, end) = (appointment.start_value()?.text()?, appointment.end_value()?.text()?);
    let is_local = |text: &str| offset_of(text) == Some("");
    if start.len() == end.len() && start < end && is_local(&start) && is_local(&end) {
        return None;
    }
    Some((WallTime::read(&start)?, WallTime::read(&end)?))
}
