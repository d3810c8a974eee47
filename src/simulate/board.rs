//! The board around a block: its clock, who sits at it, and what its database counts on.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fastrand::Rng;
use jiff::civil::DateTime;
use jiff::{ToSpan, Unit};

use super::block::Block;
use super::ids::{self, OwnId, Whose};
use super::known::Known;
use crate::appointment::key;
use crate::edit::{Draft, quoted};

/// What a block is acted on with.
#[derive(Clone, Debug)]
pub struct Board {
    /// The clock: when the action before was done.
    pub(super) now: DateTime,
    /// What is known to plan with.
    pub(super) known: Known,
    pub(super) dice: Rng,
    user: Option<String>,
    appointments: Counter,
    items: Counter,
    rows: Counter,
    is_new: bool,
}

/// The last number that was given.
#[derive(Clone, Copy, Debug, Default)]
struct Counter(u64);

impl Counter {
    /// A number after all that were given and after this one, a few further on.
    fn after(&mut self, old: u64, dice: &mut Rng) -> u64 {
        self.0 = self.0.max(old).saturating_add(dice.u64(1..20));
        self.0
    }
}

impl Board {
    /// A board where the first action is done at this time; ids come from the seed, and whoever
    /// made the last change makes the next ones unless a user is named.
    #[must_use]
    pub fn new(at: DateTime, seed: u64, user: Option<String>, known: Known) -> Self {
        let (appointments, items, rows) = Default::default();
        let dice = Rng::with_seed(seed);
        // Dates of creation and of change may have different fractions, and are to be equal.
        let now = at.round(Unit::Second).unwrap_or(at);
        Self { now, known, dice, user, appointments, items, rows, is_new: true }
    }

    /// Lets the clock go on: a minute from action to action.
    pub(super) fn tick(&mut self) {
        let minutes = i64::from(!self.is_new);
        self.now = self.now.saturating_add(minutes.minutes());
        self.is_new = false;
    }

    /// Notes on the block when it was changed, by whom, and the version of its row.
    pub(super) fn stamp(&mut self, block: &mut Block) -> Result<(), String> {
        block.set_time(key::MODIFIED, self.now)?;
        if let Some(user) = &self.user {
            block.set_there(&[key::MODIFIED_BY], &quoted(user))?;
        }
        let row = block.text(&[key::ROW_VERSION]).and_then(|text| STANDARD.decode(text).ok());
        let Some(row) = row.and_then(|bytes| <[u8; 8]>::try_from(bytes).ok()) else {
            return Ok(());
        };
        let next = self.rows.after(u64::from_be_bytes(row), &mut self.dice);
        block.set(&[key::ROW_VERSION], &quoted(&STANDARD.encode(next.to_be_bytes())))
    }

    /// Makes it another appointment: ids, and who created it when.
    pub(super) fn renew(&mut self, block: &mut Block) -> Result<(), String> {
        let before = block.text(&[key::ID]).and_then(|id| id.parse().ok());
        if let Some(id) = before.map(|id: u64| self.appointments.after(id, &mut self.dice)) {
            block.set(&[key::ID], &id.to_string())?;
        }
        let length = block.text(&[key::NUMBER]).map_or(8, |number| number.chars().count());
        let number: String = (0..length).map(|_| self.dice.alphanumeric()).collect();
        block.set_there(&[key::NUMBER], &quoted(&number))?;
        let guid = self.guid();
        block.set_there(&[key::GUID], &quoted(&guid))?;
        block.set_time(key::CREATED, self.now)?;
        let user = self.user.clone().or_else(|| block.text(&[key::MODIFIED_BY]));
        if let Some(user) = user {
            block.set_there(&[key::CREATED_BY], &quoted(&user))?;
        }
        // The items of its lists belong to it alone.
        let ids = ids::of_payload(block.draft().document().root(), before);
        let id = block.id();
        self.renew_ids(block, id.as_deref(), ids)
    }

    /// Gives each of these ids anew: that of the appointment as it is now, those of items by the
    /// counter.
    fn renew_ids(
        &mut self,
        block: &mut Block,
        appointment: Option<&str>,
        ids: Vec<OwnId>,
    ) -> Result<(), String> {
        for OwnId { at, whose } in ids {
            match (whose, appointment) {
                (Whose::Appointment, Some(id)) => block.put(&at, id)?,
                (Whose::Appointment, None) => {}
                (Whose::Item(before), _) => {
                    let id = self.items.after(before, &mut self.dice);
                    block.put(&at, &id.to_string())?;
                }
            }
        }
        Ok(())
    }

    /// An item of a list as one of this block: with its id, and ids of its own.
    pub(super) fn item(&mut self, json: &str, block: &Block) -> Result<String, String> {
        Ok(self.draft_of(json, block)?.text().to_owned())
    }

    /// The same, to be edited further.
    pub(super) fn draft_of(&mut self, json: &str, block: &Block) -> Result<Draft, String> {
        let mut item = Block::of(&Draft::of(json).map_err(|fault| fault.cause.to_string())?);
        let ids = ids::of_item(item.draft().document().root());
        self.renew_ids(&mut item, block.id().as_deref(), ids)?;
        Ok(item.draft().clone())
    }

    /// An id for an item that is new, as JSON.
    pub(super) fn new_item_id(&mut self) -> u64 {
        self.items.after(900, &mut self.dice)
    }

    /// A random GUID, version 4.
    fn guid(&mut self) -> String {
        let random = self.dice.u128(..) & !(0xF << 76) & !(0x3 << 62) | (0x4 << 76) | (0x2 << 62);
        let digits = format!("{random:032x}");
        [0..8, 8..12, 12..16, 16..20, 20..32].map(|part| &digits[part]).join("-")
    }
}
