//! Recurrence rules as iCalendar writes them (RFC 5545), and the dates in them.

use super::written::{self, Day};

/// What a rule begins with, or a line beside one that names dates.
const BEGINNINGS: [&str; 6] = ["FREQ=", "RRULE", "EXRULE", "EXDATE", "RDATE", "DTSTART"];

/// What stands around a date in a rule.
const AROUND: [char; 7] = ['=', ':', ';', ',', '/', '\r', '\n'];

/// Parts of a rule whose numbers are none of dates.
const NUMBERS: [&str; 2] = ["COUNT", "INTERVAL"];

/// Parts of a rule that name days, and whether they name days of the week.
const DAYS: [(&str, bool); 5] = [
    ("BYDAY", true),
    ("BYMONTHDAY", false),
    ("BYYEARDAY", false),
    ("BYWEEKNO", false),
    ("BYMONTH", false),
];

/// Whether a text is a recurrence rule, or the lines of one.
pub(super) fn is_rule(text: &str) -> bool {
    let begins = |part: &str, with: &&str| {
        let is_end = |behind: &str| with.ends_with('=') || behind.starts_with([':', ';', '=']);
        part.split_at_checked(with.len())
            .is_some_and(|(head, behind)| head.eq_ignore_ascii_case(with) && is_end(behind))
    };
    let mut parts = text.split(['\n', ';', ':']).map(str::trim_start);
    parts.any(|part| begins(part, &BEGINNINGS[0]))
        || BEGINNINGS.iter().any(|with| begins(text.trim_start(), with))
}

/// Every day of a date in a rule, such as that of its `UNTIL`.
pub(super) fn days(text: &str) -> Vec<Day> {
    let (mut days, mut at, mut before) = (Vec::new(), 0, "");
    for word in text.split(AROUND) {
        let (start, own) = (at + (word.len() - word.trim_start().len()), word.trim());
        let is_number = NUMBERS.iter().any(|part| before.eq_ignore_ascii_case(part));
        let day = written::basic(own, start).or_else(|| written::begun(own, start));
        days.extend(day.filter(|_| !is_number));
        at += word.len() + 1;
        before = own;
    }
    days
}

/// Whether a rule names days that stay, and fit no more once its dates are so many days later.
pub(super) fn names_days(text: &str, days: i64) -> bool {
    let parts = text.split(AROUND).map(str::trim);
    let mut named = parts.filter_map(|part| {
        DAYS.iter().find(|(name, _)| part.eq_ignore_ascii_case(name)).map(|(_, weekly)| *weekly)
    });
    days != 0 && named.any(|is_weekly| !is_weekly || days % 7 != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        days(text).into_iter().map(|day| &text[day.span]).collect()
    }

    #[test]
    fn the_dates_of_a_rule_are_found() {
        for (text, expected) in [
            ("FREQ=DAILY;UNTIL=20260302", &["20260302"][..]),
            ("FREQ=DAILY;UNTIL=20260302T090000Z;INTERVAL=2", &["20260302"]),
            ("RRULE:FREQ=DAILY;UNTIL=20260302T090000", &["20260302"]),
            ("UNTIL=2026-03-02T09:00:00;freq=DAILY", &["2026-03-02"]),
            ("FREQ=DAILY;COUNT=20260302", &[]),
            (
                "DTSTART;TZID=Europe/Brussels:20260302T090000\r\nRRULE:FREQ=DAILY\r\n\
                 EXDATE:20260303T090000,20260304T090000",
                &["20260302", "20260303", "20260304"],
            ),
            ("EXDATE;VALUE=DATE:20260303", &["20260303"]),
        ] {
            assert!(is_rule(text), "{text}");
            assert_eq!(found(text), expected, "{text}");
        }
        for text in ["", "rdate", "frequency=20260302", "Meet: 20260302", "é"] {
            assert!(!is_rule(text), "{text}");
        }
    }

    #[test]
    fn days_that_a_rule_names_stay_unless_they_fit() {
        assert!(names_days("FREQ=WEEKLY;BYDAY=MO", 3) && !names_days("FREQ=WEEKLY;BYDAY=MO", -14));
        assert!(names_days("FREQ=MONTHLY;bymonthday=2", 14));
        assert!(!names_days("FREQ=DAILY;COUNT=3", 3) && !names_days("FREQ=WEEKLY;BYDAY=MO", 0));
    }
}
