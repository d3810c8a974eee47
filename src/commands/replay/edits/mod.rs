//! What is changed in each payload before it is sent: only the bytes of what is changed.

mod clash;

use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use crate::appointment::Appointment;
use crate::capture::Capture;
use crate::cli::{EditArgs, Shift};
use crate::delivery::Failure;
use crate::edit::{Draft, Pointer, Refused, Splice};
use crate::error::Error;
use crate::json::Value;
use crate::wall::WallTime;

/// The length of a date at the beginning of a text.
const DATE: usize = "2026-03-02".len();

/// The years of .NET's first and last moment, which stand for none.
const NO_DATE: [i16; 2] = [1, 9999];

/// The edits that a user asks for.
#[derive(Clone, Debug)]
pub(super) struct Edits {
    shift: Option<Shift>,
    removed: Vec<Pointer>,
    set: Vec<(Pointer, String)>,
    creates: bool,
    today: Date,
    /// The days that `now` means: one number for the whole run, so that what was moved by a day is
    /// still moved by a day.
    days: Arc<OnceLock<i64>>,
}

impl Edits {
    /// What the command line asks for; `today` is the day that `now` means.
    pub(super) fn of(args: &EditArgs, today: Date) -> Result<Self, Error> {
        let pointer = |option, text: &str| {
            text.parse::<Pointer>().map_err(|error| Error::Option(option, error.to_string()))
        };
        let set = args.set.iter().map(|text| {
            let why = || Error::Option("--set", format!("`{text}` has no `=` behind its pointer"));
            let (at, value) = text.split_once('=').ok_or_else(why)?;
            Ok((pointer("--set", at)?, as_json(value)))
        });
        let set = set.collect::<Result<Vec<_>, Error>>()?;
        let removed = args.unset.iter().map(|at| pointer("--unset", at));
        let removed = removed.collect::<Result<Vec<_>, _>>()?;
        clash::none(&removed, &set)?;
        Ok(Self {
            shift: args.shift_dates,
            removed,
            set,
            creates: args.create,
            today,
            days: Arc::default(),
        })
    }

    /// The edited body of a capture, none when it stays as it is: dates first, then what is taken
    /// away, then what is set.
    pub(super) fn edited(&self, capture: &Capture) -> Result<Option<Vec<u8>>, Failure> {
        if self.shift.is_none() && self.removed.is_empty() && self.set.is_empty() {
            return Ok(None);
        }
        let edited = self.body(&capture.body).map(Some);
        edited.map_err(|why| Failure::Unsendable(format!("cannot edit it: {why}")))
    }

    fn body(&self, body: &[u8]) -> Result<Vec<u8>, String> {
        let mut draft = Draft::of_body(body).map_err(|_| "it is not JSON".to_owned())?;
        let told = |refused: Refused| refused.to_string();
        if let Some(shift) = self.shift {
            let splices = splices(&draft, self.days(shift, &draft)?)?;
            if splices.is_empty() && !self.creates {
                return Err("`--shift-dates` finds no date in it".to_owned());
            }
            draft.replace(splices).map_err(told)?;
        }
        for at in &self.removed {
            match draft.remove(at) {
                Err(Refused::NotThere(..)) if self.creates => {}
                removed => removed.map_err(told)?,
            }
        }
        for (at, value) in &self.set {
            let set = if self.creates { draft.put(at, value) } else { draft.set(at, value) };
            set.map_err(told)?;
        }
        Ok(draft.into_body())
    }

    fn days(&self, shift: Shift, draft: &Draft) -> Result<i64, String> {
        let Shift::Now = shift else { return Ok(shift.days()) };
        if let Some(days) = self.days.get() {
            return Ok(*days);
        }
        let document = draft.document();
        let start = Appointment::of(&document).and_then(|appointment| appointment.start());
        let start = start.filter(|start| !NO_DATE.contains(&start.clock.date().year()));
        let start = start.ok_or(
            "`--shift-dates now` counts from the start of the first payload, which has none",
        )?;
        let days = self.today.since(start.clock.date()).map_err(|error| error.to_string())?;
        Ok(*self.days.get_or_init(|| days.get_days().into()))
    }
}

/// A JSON value as it is, any other text as a text of JSON.
fn as_json(value: &str) -> String {
    if crate::json::Document::parse(value).is_ok() {
        return value.to_owned();
    }
    serde_json::Value::from(value).to_string()
}

/// Every date of a document, so many days later: of each only the day, so that times of day and
/// how they are written stay as they are.
fn splices(draft: &Draft, days: i64) -> Result<Vec<Splice>, String> {
    let document = draft.document();
    let (mut splices, mut open) = (Vec::new(), vec![document.root()]);
    while let Some(value) = open.pop() {
        open.extend(value.members().map(|member| member.value));
        open.extend(value.elements());
        splices.extend(splice(value, days)?);
    }
    Ok(splices)
}

fn splice(value: Value<'_>, days: i64) -> Result<Option<Splice>, String> {
    let Some(text) = value.text().filter(|text| is_date(text)) else { return Ok(None) };
    let refused = || format!("`{text}` cannot be moved by {days} days");
    let date = text[..DATE].parse::<Date>().map_err(|_| refused())?;
    if NO_DATE.contains(&date.year()) {
        return Ok(None);
    }
    let moved = jiff::Span::new().try_days(days).and_then(|days| date.checked_add(days));
    let moved = moved.ok().filter(|moved| moved.year() > 0).ok_or_else(refused)?;
    let span = value.span();
    let is_plain = value.raw().get(1..=DATE) == text.get(..DATE);
    Ok(Some(if is_plain {
        Splice { span: span.start + 1..span.start + 1 + DATE, with: moved.to_string() }
    } else {
        Splice { span, with: as_json(&format!("\"{moved}{}\"", &text[DATE..])) }
    }))
}

/// Whether a text is a date, with or without a time behind it, and nothing else.
fn is_date(text: &str) -> bool {
    let is_form = text.len() >= DATE && text.as_bytes()[..DATE].is_ascii();
    let is_digits = || text.bytes().take(4).all(|byte| byte.is_ascii_digit());
    is_form
        && is_digits()
        && (text.len() == DATE && text.parse::<Date>().is_ok() || WallTime::read(text).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::Origin;

    fn args() -> EditArgs {
        EditArgs { set: Vec::new(), unset: Vec::new(), create: false, shift_dates: None }
    }

    fn edits(args: &EditArgs) -> Edits {
        Edits::of(args, "2026-04-01".parse().unwrap()).unwrap()
    }

    fn edited(edits: &Edits, body: &str) -> String {
        let capture = Capture::of_body(Origin::default(), body.to_owned().into());
        match edits.edited(&capture) {
            Ok(edited) => String::from_utf8(edited.unwrap()).unwrap(),
            Err(failure) => failure.to_string(),
        }
    }

    fn strings(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn a_value_is_json_or_else_a_text() {
        let set = strings(&["/a=BC-TEST", "/b=2.50", "/c=\"2\"", "/d=", "/e={\"x\": 1}", "/f=a=b"]);
        let edits = edits(&EditArgs { set, ..args() });
        let body = r#"{"a":1,  "b":1,"c":1,"d":1,"e":1,"f":1,"z": 1.10}"#;
        assert_eq!(
            edited(&edits, body),
            r#"{"a":"BC-TEST",  "b":2.50,"c":"2","d":"","e":{"x":1},"f":"a=b","z": 1.10}"#
        );
    }

    #[test]
    fn what_is_not_there_is_an_error_unless_it_may_be_made() {
        let set = EditArgs { set: strings(&["/Task/Job/SourceApp=X"]), ..args() };
        let body = r#"{"Task": {"No":1}}"#;
        assert!(edited(&edits(&set), body).starts_with("cannot edit it: "));
        assert!(edited(&edits(&set), body).contains("/Task/Job"), "{}", edited(&edits(&set), body));
        let create = EditArgs { create: true, ..set };
        assert_eq!(
            edited(&edits(&create), body),
            r#"{"Task": {"No":1, "Job": {"SourceApp": "X"}}}"#
        );
        let unset = EditArgs { unset: strings(&["/x"]), ..args() };
        assert_eq!(edited(&edits(&unset), r#"{"x":1, "y":2}"#), r#"{"y":2}"#);
        assert!(edited(&edits(&unset), "{}").starts_with("cannot edit it: "));
        assert_eq!(edited(&edits(&unset), "no json"), "cannot edit it: it is not JSON");
    }

    #[test]
    fn wrong_edits_are_said_before() {
        let wrong = |args: &EditArgs| Edits::of(args, Date::MIN).unwrap_err().to_string();
        let set = EditArgs { set: strings(&["/a"]), ..args() };
        assert_eq!(wrong(&set), "cannot use `--set`: `/a` has no `=` behind its pointer");
        let pointer = EditArgs { unset: strings(&["Task"]), ..args() };
        assert!(wrong(&pointer).starts_with("cannot use `--unset`: "));
    }

    #[test]
    fn every_date_moves_by_the_same_days_and_keeps_its_time_and_form() {
        let shift = EditArgs { shift_dates: Some(Shift::Days(3)), ..args() };
        let body = r#"{"StartDate":"2026-02-27T09:00", "EndDate":"2026-02-27T10:00:00.1234567Z",
            "Fields":[{"Value":"2026-12-31"},{"Value":"2026-02-27 is no date"}], "2026-01-01":1,
            "Escaped":"\u0032026-02-27T09:00:00+01:00","Id":20260227}"#;
        assert_eq!(
            edited(&edits(&shift), body),
            r#"{"StartDate":"2026-03-02T09:00", "EndDate":"2026-03-02T10:00:00.1234567Z",
            "Fields":[{"Value":"2027-01-03"},{"Value":"2026-02-27 is no date"}], "2026-01-01":1,
            "Escaped":"2026-03-02T09:00:00+01:00","Id":20260227}"#
        );
    }

    #[test]
    fn now_is_the_first_start_and_the_others_keep_their_distance() {
        let edits = edits(&EditArgs { shift_dates: Some(Shift::Now), ..args() });
        let at = |day: &str| format!(r#"{{"StartDate":"{day}T09:00","EndDate":"{day}T10:00"}}"#);
        assert_eq!(edited(&edits, &at("2026-03-02")), at("2026-04-01"));
        assert_eq!(edited(&edits, &at("2026-03-03")), at("2026-04-02"));
        let late = self::edits(&EditArgs { shift_dates: Some(Shift::Days(3_000_000)), ..args() });
        assert!(edited(&late, &at("9998-12-31")).contains("cannot be moved"));
        let early = self::edits(&EditArgs { shift_dates: Some(Shift::Days(-3_000_000)), ..args() });
        assert!(edited(&early, &at("2026-03-02")).contains("cannot be moved"));
    }

    #[test]
    fn what_stands_for_no_date_stays() {
        let body = r#"{"a":"0001-01-01T00:00:00","b":"9999-12-31T23:59:59.9999999","c":"DAY"}"#;
        for days in [3, -3] {
            let shift = EditArgs { shift_dates: Some(Shift::Days(days)), ..args() };
            let day = if days > 0 { "2026-03-05" } else { "2026-02-27" };
            let moved = edited(&edits(&shift), &body.replace("DAY", "2026-03-02"));
            assert_eq!(moved, body.replace("DAY", day));
        }
    }

    #[test]
    fn a_payload_without_a_date_is_told_unless_that_is_allowed() {
        let shift = EditArgs { shift_dates: Some(Shift::Now), ..args() };
        let none = r#"{"StartDate":"0001-01-01T00:00:00"}"#;
        assert!(
            edited(&edits(&shift), none).contains("counts from the start of the first payload")
        );
        let later = EditArgs { shift_dates: Some(Shift::Days(3)), ..args() };
        assert!(edited(&edits(&later), none).ends_with("`--shift-dates` finds no date in it"));
        let allowed = EditArgs { create: true, ..later };
        assert_eq!(edited(&edits(&allowed), none), none);
    }
}
