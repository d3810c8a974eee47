//! Whether a property is one for dates, by its name: an identity that looks like a date is none.

use std::collections::HashMap;

use super::rule;
use crate::appointment::{Appointment, FieldKind, known};
use crate::json::{Document, Value};

/// What the name of a property that nobody knows ends in when it is one for dates.
const ENDS: [&str; 12] = [
    "date",
    "time",
    "timestamp",
    "at",
    "on",
    "day",
    "start",
    "end",
    "from",
    "until",
    "till",
    "since",
];

/// What the value of a custom field stands in.
const VALUE: &str = "Value";

/// What the name of a property holds that is one for recurrence rules.
const RECURRENCE: &str = "recurrence";

/// Which of a payload's properties are for dates.
pub(super) struct Dated {
    /// The values of custom fields that are declared as something, and whether that is a date.
    declared: HashMap<usize, bool>,
}

impl Dated {
    pub(super) fn of(document: &Document<'_>) -> Self {
        let fields = Appointment::of(document);
        let fields = fields.iter().flat_map(Appointment::declared_fields);
        let declared = fields.filter_map(|field| {
            let is_date = matches!(field.kind()?, FieldKind::Date | FieldKind::DateTime);
            Some((field.value?.index(), is_date))
        });
        Self { declared: declared.collect() }
    }

    /// Whether the dates of a text move that a property of this name holds, as it is or in a list;
    /// what has no name may be any.
    pub(super) fn moves(&self, name: Option<&str>, value: Value<'_>, text: &str) -> bool {
        let Some(name) = name else { return true };
        if let Some(is_date) = self.declared.get(&value.index()) {
            return *is_date;
        }
        match known::holds_a_date(name) {
            _ if name.eq_ignore_ascii_case(VALUE) => true,
            Some(false) => rule::is_rule(text) && name.to_ascii_lowercase().contains(RECURRENCE),
            Some(true) => true,
            None => rule::is_rule(text) || is_named_so(name),
        }
    }
}

/// Whether the last word of a name is one for dates: `VisitDate`, `visit_date`, `FreeDate6`.
fn is_named_so(name: &str) -> bool {
    let name = name.trim_end_matches(|letter: char| letter.is_ascii_digit());
    ENDS.iter().any(|end| {
        let Some((before, word)) =
            name.len().checked_sub(end.len()).and_then(|at| name.split_at_checked(at))
        else {
            return false;
        };
        let is_word = match before.chars().next_back() {
            Some(last) if last.is_lowercase() || last.is_ascii_digit() => {
                word.starts_with(char::is_uppercase)
            }
            Some(last) => !last.is_alphabetic(),
            None => true,
        };
        is_word && word.eq_ignore_ascii_case(end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_word_of_a_name_says_whether_it_is_for_dates() {
        for name in
            ["VisitDate", "visit_date", "date", "FreeDate6", "visitedAt", "due-on", "ValidFrom"]
        {
            assert!(is_named_so(name), "{name}");
        }
        for name in
            ["OrderNo", "Update", "validate", "Format", "Region", "Weekend", "é", "", "At2B"]
        {
            assert!(!is_named_so(name), "{name}");
        }
    }
}
