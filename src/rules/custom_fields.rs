//! Rules about the values of custom fields.

use jiff::civil::Time;

use super::{Broken, Rule};
use crate::appointment::{CustomField, FieldKind};
use crate::finding::Severity;
use crate::json::Value;
use crate::meaning::Meaning;
use crate::message::quoted;
use crate::wall::{WallTime, offset_of};

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
    Some(Broken::at(value, format!("{raw} is not {expected}, which `{label}` is")))
}

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
        FieldKind::DateTime => (WallTime::read(text).is_some(), "a date and time"),
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
    let is_local = |text: &str| {
        offset_of(text).is_some() && WallTime::read(text).as_ref().is_some_and(begins_a_day)
    };
    is_local(text) || WallTime::read(&format!("{text}T00:00")).is_some()
}

/// Whether a text is one of the options, or a text in one; what cannot be told is not held
/// against it.
fn is_option(options: Option<Value<'_>>, text: &str) -> bool {
    let Some(options) = options.filter(|options| !options.is_empty()) else { return true };
    let texts = |option: Value<'_>| {
        option.members().map(|member| member.value).chain([option]).any(|one| one.is_text(text))
    };
    let mut all = options.elements();
    let has_text = |option: Value<'_>| !option.is_null();
    !options.elements().any(has_text) || all.any(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

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
        for text in ["2026-03-02T10:00:00", "2026-03-02T00:00:01", "2026-02-30", "soon"] {
            assert!(!is_date(text), "{text}");
        }
    }
}
