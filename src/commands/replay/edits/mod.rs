//! What is changed in each payload before it is sent: only the bytes of what is changed.

mod clash;
mod dated;
mod given;
mod rule;
mod shifted;
#[cfg(test)]
mod tests;
mod unread;
mod written;

use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use self::given::Given;
use self::shifted::Shifted;
use super::remarks::Remarks;

use crate::appointment::{Appointment, find, key};
use crate::capture::Capture;
use crate::cli::{EditArgs, Shift};
use crate::delivery::Failure;
use crate::edit::{Draft, Pointer, Refused, Splice};
use crate::error::Error;
use crate::json::Kind;
use crate::origin;

/// The years of .NET's first and last moment, which stand for none.
const NO_DATE: [i16; 2] = [1, 9999];

/// The edits that a user asks for.
#[derive(Clone, Debug)]
pub(super) struct Edits {
    shift: Option<Shift>,
    removed: Vec<Pointer>,
    set: Vec<Given>,
    creates: bool,
    today: Date,
    /// The days that `now` means: one number for the whole run, so that what was moved by a day is
    /// still moved by a day.
    days: Arc<OnceLock<i64>>,
    /// What is to be said of dates that stay.
    remarks: Arc<Remarks>,
}

impl Edits {
    /// What the command line asks for; `today` is the day that `now` means.
    pub(super) fn of(args: &EditArgs, today: Date, remarks: Arc<Remarks>) -> Result<Self, Error> {
        let set = args.set.iter().map(|text| Given::read(text)).collect::<Result<Vec<_>, _>>()?;
        let removed = args.unset.iter().map(|at| given::pointer("--unset", at));
        let removed = removed.collect::<Result<Vec<_>, _>>()?;
        clash::none(&removed, &set)?;
        Ok(Self {
            shift: args.shift_dates,
            removed,
            set,
            creates: args.create,
            today,
            days: Arc::default(),
            remarks,
        })
    }

    /// The edited body of a capture, none when it stays as it is: dates first, then what is taken
    /// away, then what is set.
    pub(super) fn edited(&self, capture: &Capture) -> Result<Option<Vec<u8>>, Failure> {
        if self.shift.is_none() && self.removed.is_empty() && self.set.is_empty() {
            return Ok(None);
        }
        let edited = self.body(capture).map(Some);
        edited.map_err(|why| Failure::Unsendable(format!("cannot edit it: {why}")))
    }

    fn body(&self, capture: &Capture) -> Result<Vec<u8>, String> {
        let mut draft = Draft::of_body(&capture.body).map_err(|_| unread::why(capture))?;
        let told = |refused: Refused| refused.to_string();
        if let Some(shift) = self.shift {
            let splices = self.shifted(shift, &draft, capture)?;
            draft.replace(splices).map_err(told)?;
        }
        for at in &self.removed {
            match draft.remove(at) {
                Err(Refused::NotThere(..)) if self.creates => {}
                removed => removed.map_err(told)?,
            }
        }
        for Given { at, json, is_word } in &self.set {
            if *is_word && is_number(&draft, at) {
                self.remarks.set_text(at, json);
            }
            let set = if self.creates { draft.put(at, json) } else { draft.set(at, json) };
            set.map_err(told)?;
        }
        Ok(draft.into_body())
    }

    /// What moves of a payload's dates; of one that has none nothing does, when that is allowed.
    fn shifted(
        &self,
        shift: Shift,
        draft: &Draft,
        capture: &Capture,
    ) -> Result<Vec<Splice>, String> {
        let days = self.days(shift, draft)?;
        let Shifted { splices, left } = shifted::of(draft, days.unwrap_or_default())?;
        if splices.is_empty() && !self.creates {
            return Err("`--shift-dates` finds no date in it".to_owned());
        }
        if days.is_none() && !splices.is_empty() {
            let why = "`--shift-dates now` counts from the first start, and none has come so far";
            return Err(why.to_owned());
        }
        let what = || origin::within(&capture.origin);
        for (left, at) in left {
            self.remarks.left(left, &at, what);
        }
        Ok(splices)
    }

    /// How many days all dates move; none while that is not known, before the first start.
    fn days(&self, shift: Shift, draft: &Draft) -> Result<Option<i64>, String> {
        let Shift::Now = shift else { return Ok(Some(shift.days())) };
        if let Some(days) = self.days.get() {
            return Ok(Some(*days));
        }
        let document = draft.document();
        let appointment = Appointment::of(&document);
        let start = appointment.and_then(|one| find(one.payload(), key::START)?.text());
        let start = start.and_then(|text| written::days(&text).into_iter().next());
        let start = start.filter(|start| !NO_DATE.contains(&start.date.year()));
        let Some(start) = start else { return Ok(None) };
        let days = self.today.since(start.date).map_err(|error| error.to_string())?;
        Ok(Some(*self.days.get_or_init(|| days.get_days().into())))
    }
}

/// Whether a number stands there.
fn is_number(draft: &Draft, at: &Pointer) -> bool {
    let document = draft.document();
    let value = document.root().at(&at.to_string());
    value.is_some_and(|value| value.kind() == Kind::Number)
}
