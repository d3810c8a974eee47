//! What is remembered of every appointment: digests and times, no payload.

use std::collections::HashMap;

use super::bookings::{Bookings, Span};
use super::digest::Digests;
use super::step::{Came, Clash, Earlier, Relation, Step};
use super::whence::Whence;
use crate::appointment::{Appointment, Identity, Register, ResourceKey};
use crate::board_action::{Route, State, is_older};
use crate::wall::WallTime;

/// What was seen so far.
#[derive(Debug, Default)]
pub(super) struct Memory {
    digests: Digests,
    known: Vec<Known>,
    /// Their places in `known`.
    register: Register,
    /// Every state of every appointment.
    states: HashMap<(u32, State), Earlier>,
    /// The appointment that a GUID was seen on first.
    guids: HashMap<u64, u32>,
    bookings: Bookings,
}

/// What is known of one appointment.
#[derive(Debug)]
struct Known {
    /// The payload of its newest state, and the state.
    newest: Whence,
    state: Option<State>,
    /// When the newest state was made.
    changed: Option<WallTime>,
    /// The payload that deleted it, and whether its route said so.
    deleted: Option<(Whence, bool)>,
    span: Option<Span>,
    resources: Box<[u64]>,
    /// The resource and the other appointment that were told to clash.
    told_clash: Option<(u64, u32)>,
    has_told_guid: bool,
}

impl Memory {
    /// What a payload is beside those before it; from now on it is one of them.
    pub(super) fn step<'d>(
        &mut self,
        appointment: Appointment<'d>,
        came: &Came,
    ) -> Option<Step<'d>> {
        let me = self.place(&appointment, &came.whence)?;
        let shares_guid_with = self.other_of_guid(&appointment, me);
        let relation = self.relation(&appointment, came, me);
        let is_new = !matches!(relation, Some(Relation::Late { .. } | Relation::Duplicate(_)));
        let clashes = if is_new { self.clashes(&appointment, me) } else { Vec::new() };
        Some(Step { appointment, relation, shares_guid_with, clashes, at: came.at })
    }

    /// The place of an appointment in memory, by any of its names.
    fn place(&mut self, appointment: &Appointment<'_>, whence: &Whence) -> Option<u32> {
        let place = *self.register.places(&Identity::of(appointment)).first()?;
        if place as usize == self.known.len() {
            self.known.push(Known::first(whence.clone()));
        }
        Some(place)
    }

    /// Another appointment that has the same GUID, told once.
    fn other_of_guid(&mut self, appointment: &Appointment<'_>, me: u32) -> Option<Whence> {
        let guid = appointment.guid()?;
        let digits = guid.bytes().filter(u8::is_ascii_hexdigit);
        if digits.clone().all(|digit| digit == b'0') {
            return None;
        }
        let digits: Vec<u8> = digits.map(|digit| digit.to_ascii_lowercase()).collect();
        let owner = *self.guids.entry(self.digests.of(digits)).or_insert(me);
        let (one, other) = (&self.known[owner as usize], &self.known[me as usize]);
        let is_told = other.has_told_guid || !self.register.are_two(owner, me);
        let whence = (!is_told).then(|| one.newest.clone());
        self.known[me as usize].has_told_guid |= whence.is_some();
        whence
    }

    /// How it stands to the states before, and what is newest from now on.
    fn relation(
        &mut self,
        appointment: &Appointment<'_>,
        came: &Came,
        me: u32,
    ) -> Option<Relation> {
        let is_told = came.route == Some(Route::Deleted);
        let state = State::of(appointment, came.route);
        let is_delete = state.deletes();
        let known = &mut self.known[me as usize];
        let is_known = appointment.has_version() || known.state == Some(state);
        let same = self.states.get(&(me, state)).filter(|_| is_known).cloned();
        self.states.entry((me, state)).or_insert_with(|| came.earlier());
        let changed = appointment.last_modified();
        let is_late = is_older(changed.as_ref(), known.changed.as_ref());
        let relation = known.relation(is_delete, is_late, same, changed.as_ref());
        if is_delete && (is_told || !is_late) {
            known.deleted.get_or_insert((came.whence.clone(), is_told));
        }
        if !matches!(relation, Some(Relation::Late { .. } | Relation::Duplicate(_))) {
            known.newest = came.whence.clone();
            known.state = Some(state);
            known.changed = changed.or(known.changed.take());
            known.deleted = known.deleted.take().filter(|_| is_delete);
        }
        relation
    }

    /// Its resources that another appointment has at the same time.
    fn clashes<'d>(&mut self, appointment: &Appointment<'d>, me: u32) -> Vec<Clash<'d>> {
        self.forget_bookings(me);
        let known = &self.known[me as usize];
        let Some(span) = Span::of(appointment).filter(|_| known.deleted.is_none()) else {
            return Vec::new();
        };
        let (mut clashes, mut resources) = (Vec::new(), Vec::new());
        for ResourceKey { at, key, source_app } in appointment.resource_keys() {
            let resource = self.digests.of((span.is_local, &key, &source_app));
            let other = self.bookings.clash(resource, span, me);
            let known = &mut self.known[me as usize];
            if let Some(other) = other.filter(|other| known.told_clash != Some((resource, *other)))
            {
                known.told_clash = Some((resource, other));
                let with = self.known[other as usize].newest.clone();
                clashes.push(Clash { at, resource: key, with });
            }
            self.bookings.add(resource, span, me);
            resources.push(resource);
        }
        let known = &mut self.known[me as usize];
        (known.span, known.resources) = (Some(span), resources.into());
        clashes
    }

    fn forget_bookings(&mut self, me: u32) {
        let known = &mut self.known[me as usize];
        if let Some(span) = known.span.take() {
            for resource in std::mem::take(&mut known.resources) {
                self.bookings.remove(resource, span, me);
            }
        }
    }
}

impl Known {
    fn first(newest: Whence) -> Self {
        Self {
            newest,
            state: None,
            changed: None,
            deleted: None,
            span: None,
            resources: Box::default(),
            told_clash: None,
            has_told_guid: false,
        }
    }

    fn relation(
        &self,
        is_delete: bool,
        is_late: bool,
        same: Option<Earlier>,
        changed: Option<&WallTime>,
    ) -> Option<Relation> {
        let than = self.newest.clone();
        if is_late {
            let by = changed.zip(self.changed.as_ref());
            let by = by.and_then(|(mine, newest)| mine.seconds_until(newest));
            return Some(Relation::Late { than, by, same });
        }
        match &self.deleted {
            Some((whence, is_sure)) if !is_delete => {
                Some(Relation::AfterDelete { of: whence.clone(), is_sure: *is_sure, same })
            }
            _ => same.map(Relation::Duplicate),
        }
    }
}
