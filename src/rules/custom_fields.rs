//! Rules about the values of custom fields.

use std::borrow::Cow;

use jiff::civil::Time;

use super::{Broken, Rule};
use crate::appointment::{CustomField, FieldKind};
use crate::finding::Severity;
use crate::json::Value;
use crate::meaning::Meaning;
use crate::message::{Message, quoted};
use crate::schema::{day_hint, is_date_time, time_hint};
use crate::suggest::nearest;
use crate::wall::WallTime;

pub(super) const FIELD_VALUE: Rule = Rule {
    meaning: Meaning {
        name: "field-value",
        severity: Severity::Warning,
        about: "the value of a custom field does not fit the field's type",
        why: "A custom field declares a type: 1 text, 2 number, 3 yes or no, 4 date, 5 date and \
              time, 6 select; its value is text all the same (the server's read models in the \
              official SDK). How a value of each type is written is not documented, so this is a \
              warning: a receiver that turns the text into the type may fail on it.",
        example: r#"{"Value": "many", "AppointmentField": {"Code": "FLOORS", "Type": 2}}"#,
        fix: "read the value as text when it cannot be read as its type",
    },
    broken: |seen| seen.fields.iter().filter_map(misfit).collect(),
};

fn misfit<'d>(field: &CustomField<'d>) -> Option<Broken<'d>> {
    let expected = expected(field)?;
    let value = field.value?;
    let (raw, label) = (quoted(value.raw()), quoted(&field.label()));
    let broken = Broken::at(value, format!("{raw} is not {expected}, which `{label}` is"));
    Some(Broken { help: help(field).map(Message::from), ..broken })
}

/// What to try in place of a value that does not fit.
fn help(field: &CustomField<'_>) -> Option<String> {
    let text = field.value?.text()?;
    match field.kind()? {
        FieldKind::Date => day_hint(text.trim()),
        FieldKind::DateTime => time_hint(text.trim()),
        FieldKind::Select => {
            let options: Vec<_> = option_texts(field.options()?).take(MOST_COMPARED).collect();
            let near = nearest(text.trim(), options.iter().map(AsRef::as_ref))?;
            Some(format!("did you mean `{}`?", quoted(near)))
        }
        FieldKind::Text | FieldKind::Number | FieldKind::YesNo => None,
    }
}

/// The most options that a value is compared with, to find the one that was meant.
const MOST_COMPARED: usize = 1000;

pub(super) const FIELD_EMPTY: Rule = Rule {
    meaning: Meaning {
        name: "field-empty",
        severity: Severity::Warning,
        about: "a custom field that must have a value has none",
        why: "A custom field can be declared as required (the server's read models in the \
              official SDK). A receiver may rely on a value that the card would not have let a \
              planner leave out; an appointment made before the field was required has none.",
        example: r#"{"Value": "", "AppointmentField": {"Code": "FLOORS", "Type": 2, "Required": true}}"#,
        fix: "fill the field on the appointment's card, or expect it empty",
    },
    broken: |seen| {
        let fields = seen.fields.iter();
        let empty = fields.filter(|field| is_empty(field) && field.is_required());
        let told = empty.map(|field| {
            let message = format!("`{}` must have a value and has none", quoted(&field.label()));
            Broken::at(field.value.unwrap_or(field.item), message)
        });
        told.collect()
    },
};

fn is_empty(field: &CustomField<'_>) -> bool {
    let Some(value) = field.value else { return true };
    value.is_null() || value.text().is_some_and(|text| text.trim().is_empty())
}

/// What the value should be, when it is not.
fn expected(field: &CustomField<'_>) -> Option<&'static str> {
    let text = field.value?.text()?;
    let text = text.trim();
    let (fits, words) = match field.kind()? {
        FieldKind::Text => (true, "text"),
        FieldKind::Number => (is_number(text), "a number"),
        FieldKind::YesNo => (is_yes_or_no(text), "true or false"),
        FieldKind::Date => (is_date(text), "a date"),
        FieldKind::DateTime => (moment(text).is_some(), "a date and time"),
        FieldKind::Select => (is_option(field.options(), text), "one of the options"),
    };
    (!fits && !text.is_empty()).then_some(words)
}

/// With a point or a comma: whose the culture of the server is nobody knows.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let mut parts = digits.splitn(2, ['.', ',']);
    parts.all(|part| !part.is_empty() && part.bytes().all(|digit| digit.is_ascii_digit()))
}

fn is_yes_or_no(text: &str) -> bool {
    ["true", "false", "1", "0"].iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// A day, or the moment at which it begins. Behind the clock of one zone a day of another may
/// begin at any hour.
fn is_date(text: &str) -> bool {
    let begins_a_day =
        |time: &WallTime| time.clock.time() == Time::midnight() || !time.offset.is_empty();
    moment(text).as_ref().is_some_and(begins_a_day) || moment(&format!("{text}T00:00")).is_some()
}

/// A date and time as the schema takes it, of a day that the calendar has.
fn moment(text: &str) -> Option<WallTime> {
    WallTime::read(text).filter(|_| is_date_time(text))
}

/// Whether a text is one of the options, or a text in one; what cannot be told is not held
/// against it.
fn is_option(options: Option<Value<'_>>, text: &str) -> bool {
    let Some(options) = options.filter(|options| !options.is_empty()) else { return true };
    let has_text = |option: Value<'_>| !option.is_null();
    !options.elements().any(has_text) || in_options(options).any(|one| one.is_text(text))
}

/// The options, and what is in each.
fn in_options(options: Value<'_>) -> impl Iterator<Item = Value<'_>> {
    options.elements().flat_map(|option| {
        option.members().map(|member| member.value).chain(std::iter::once(option))
    })
}

/// The texts of the options.
fn option_texts(options: Value<'_>) -> impl Iterator<Item = Cow<'_, str>> {
    in_options(options).filter_map(Value::text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::appointment::Appointment;
    use crate::json::Document;

    #[test]
    fn a_date_is_a_day_or_the_moment_at_which_it_begins() {
        let dates = [
            "2026-03-02",
            "2026-03-02T00:00",
            "2026-03-02T00:00:00",
            "2026-03-02T00:00:00.000",
            "2026-03-01T23:00:00Z",
        ];
        for text in dates {
            assert!(is_date(text), "{text}");
        }
        for text in ["2026-03-02T10:00:00", "2026-03-02T00:00:01", "2026-02-30", "soon", "20260302"]
        {
            assert!(!is_date(text), "{text}");
        }
    }

    #[test]
    fn behind_a_time_stands_an_offset_or_nothing() {
        for text in ["2026-05-11T08:30", "2026-05-11T08:30:00.5Z", "2026-05-11T08:30:00-03:00"] {
            assert!(moment(text).is_some(), "{text}");
        }
        let others = [
            "2026-05-11T08:30:00-garbage",
            "2026-05-11T08:30:00+99:99",
            "2026-05-11T08",
            "20260511T083000",
            "2026-05-11T08:30:60",
        ];
        for text in others {
            assert!(moment(text).is_none(), "{text}");
        }
        assert!(!is_date("2026-05-11T08:30:00Zzz"));
    }

    #[test]
    fn what_a_value_was_meant_to_be_is_told() {
        let told = |kind: u8, value: &str| {
            let text = format!(
                r#"{{"AppointmentFieldValues": [{{"Value": "{value}", "AppointmentField":
                    {{"Type": {kind}, "Options": [{{"Id": 1, "Name": "open"}}, "closed"]}}}}]}}"#
            );
            let document = Document::parse(&text).unwrap();
            let appointment = Appointment::of_value(document.root()).unwrap();
            let broken = misfit(&appointment.declared_fields().next().unwrap());
            broken.and_then(|broken| broken.help).map(|help| help.to_string())
        };
        for (kind, value, expected) in [
            (4, "11/05/2026", Some("write the year first, then the month: yyyy-mm-dd")),
            (4, "2026/05/11", Some("a date has dashes: write 2026-05-11")),
            (
                5,
                "2026-05-11 10:00:00",
                Some("write a `T` between date and time: 2026-05-11T10:00:00"),
            ),
            (5, "2026-05-11", Some("a time is missing: write 2026-05-11T00:00:00")),
            (6, "opn", Some("did you mean `open`?")),
            (6, "Closed", Some("did you mean `closed`?")),
            (6, "elsewhere", None),
            (2, "many", None),
        ] {
            assert_eq!(told(kind, value).as_deref(), expected, "{kind} {value}");
        }
    }
}
