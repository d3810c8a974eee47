//! Dates as they are written in a text: which of them move, and what stays though it looks like
//! one.

use std::ops::Range;

use jiff::civil::Date;

use super::rule;
use crate::wall::WallTime;

/// The length of a date such as `2026-03-02`.
const DATE: usize = "2026-03-02".len();

/// The length of a date such as `20260302`, as iCalendar writes it.
const BASIC: usize = "20260302".len();

/// What stands between the dates of a list, and of a stretch of time.
const BETWEEN: [char; 3] = [',', ';', '/'];

/// The years that a text which is no date by its form may mean.
const YEARS: Range<i64> = 1900..2200;

/// The day of a date, where it stands in its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Day {
    pub span: Range<usize>,
    pub date: Date,
}

impl Day {
    /// Another day, written as this one is.
    pub(super) fn written(&self, date: Date) -> String {
        if self.span.len() == BASIC {
            date.strftime("%Y%m%d").to_string()
        } else {
            date.to_string()
        }
    }
}

/// Every day of a text that is a date, a list of dates or a recurrence rule; none of another.
pub(super) fn days(text: &str) -> Vec<Day> {
    if rule::is_rule(text) { rule::days(text) } else { listed(text).unwrap_or_default() }
}

/// Whether something in a text looks like a date and is none of these days.
pub(super) fn has_more(text: &str, days: &[Day]) -> bool {
    let is_day = |at: &usize| days.iter().any(|day| day.span.contains(at));
    let other = text.char_indices().map(|(at, own)| if is_day(&at) { ' ' } else { own });
    looks_dated(&other.collect::<String>())
}

fn listed(text: &str) -> Option<Vec<Day>> {
    let mut at = 0;
    let days = text.split(BETWEEN).map(|part| {
        let start = at + (part.len() - part.trim_start().len());
        at += part.len() + 1;
        day(part.trim(), start)
    });
    days.collect()
}

/// The day that a text begins with, when nothing but a time stands behind it.
pub(super) fn begun(text: &str, start: usize) -> Option<Day> {
    let is_digit = |(at, byte): (usize, u8)| matches!(at, 4 | 7) || byte.is_ascii_digit();
    let head = text.get(..DATE).filter(|head| head.bytes().enumerate().all(is_digit))?;
    let behind = &text[DATE..];
    let is_date = behind.is_empty() || behind.starts_with(['T', 't', ' ']);
    let date = head.parse().ok().filter(|_| is_date)?;
    Some(Day { span: start..start + DATE, date })
}

/// The day of a text that is a date, with or without a time behind it, and nothing else.
fn day(text: &str, start: usize) -> Option<Day> {
    let is_whole = |_: &Day| text.len() == DATE || is_time(&text[DATE..]);
    // Eight digits alone may be any number.
    let is_timed = |_: &Day| text.len() > BASIC;
    let extended = begun(text, start).filter(is_whole);
    extended.or_else(|| basic(text, start).filter(is_timed))
}

/// Whether a time of day stands here, behind a `T` or a space, and an offset at most behind it.
fn is_time(behind: &str) -> bool {
    let Some(time) = behind.strip_prefix(['T', 't', ' ']) else { return false };
    let end = time.find(['Z', 'z', '+', '-']).unwrap_or(time.len());
    let (clock, offset) = time.split_at(end);
    let clock = if behind.starts_with(' ') { clock.trim_end() } else { clock };
    is_offset(offset) && WallTime::read(&format!("2026-03-02T{clock}")).is_some()
}

fn is_offset(text: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    match text.strip_prefix(['+', '-']) {
        Some(hours) if hours.len() == "01:00".len() => {
            hours.as_bytes()[2] == b':' && digits(&hours.replacen(':', "", 1))
        }
        Some(hours) => matches!(hours.len(), 2 | 4) && digits(hours),
        None => matches!(text, "" | "Z" | "z"),
    }
}

/// The day of a text such as `20260302`, `20260302T090000` or `20260302T090000Z`.
pub(super) fn basic(text: &str, start: usize) -> Option<Day> {
    let (head, behind) = text.split_at_checked(BASIC)?;
    let date = basic_date(head)?;
    let is_time = |time: &str| {
        let time = time.strip_suffix(['Z', 'z']).unwrap_or(time);
        matches!(time.len(), 4 | 6) && time.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_date = behind.is_empty() || behind.strip_prefix(['T', 't']).is_some_and(is_time);
    is_date.then_some(Day { span: start..start + BASIC, date })
}

fn basic_date(digits: &str) -> Option<Date> {
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]).parse().ok()
}

/// Whether a date may stand somewhere in a text, in a form that people or other systems write.
fn looks_dated(text: &str) -> bool {
    let is_part = |letter: char| letter.is_ascii_digit() || matches!(letter, '-' | '/' | '.');
    let behind_json = text.split_once("/Date(").map(|(_, behind)| behind);
    let is_of_json = behind_json.is_some_and(|ms| ms.starts_with(|own: char| own.is_ascii_digit()));
    let is_bare = text.len() == BASIC && basic_date(text).is_some_and(is_likely);
    let mut words = text.split(|letter| !is_part(letter));
    is_of_json
        || is_bare
        || words.any(|word| ['-', '/', '.'].iter().any(|own| is_dated(word, *own)))
}

fn is_likely(date: Date) -> bool {
    YEARS.contains(&date.year().into())
}

/// Whether three numbers in a row are a day, a month and a year, or the other way round.
fn is_dated(word: &str, between: char) -> bool {
    let numbers: Vec<_> = word.split(between).collect();
    let of = |text: &str, digits: &[usize]| {
        text.parse::<i64>().ok().filter(|_| digits.contains(&text.len()))
    };
    let is_day_of = |one: &str, other: &str, year: &str| {
        let (Some(one), Some(other)) = (of(one, &[1, 2]), of(other, &[1, 2])) else { return false };
        let is_day = (1..=31).contains(&one) && (1..=31).contains(&other) && one.min(other) <= 12;
        is_day && of(year, &[4]).is_some_and(|year| YEARS.contains(&year))
    };
    numbers.windows(3).any(|three| {
        is_day_of(three[0], three[1], three[2]) || is_day_of(three[1], three[2], three[0])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        days(text).into_iter().map(|day| &text[day.span]).collect()
    }

    #[test]
    fn a_date_is_known_by_its_form() {
        for text in [
            "2026-03-02",
            "2026-03-02T09:00",
            "2026-03-02t09:00:00",
            "2026-03-02 09:00",
            "2026-03-02 09:00:00.1234567",
            "2026-03-02 09:00:00 +01:00",
            "2026-03-02T09:00:00Z",
            "2026-03-02T09:00:00-0100",
        ] {
            assert_eq!(found(text), ["2026-03-02"], "{text}");
            assert!(!has_more(text, &days(text)), "{text}");
        }
        assert_eq!(found("20260302T090000Z, 20260303T0900"), ["20260302", "20260303"]);
        assert_eq!(found("2026-03-02 09:00/2026-03-04"), ["2026-03-02", "2026-03-04"]);
    }

    #[test]
    fn what_only_looks_like_one_is_told_apart() {
        for text in [
            "2026-03-02 is no date",
            "2026-03-02T09:00-2026-03-04T09:00",
            "2026-03-02 09:00 to 11:00",
            "from 2026-03-02",
            "2026-02-30T09:00",
            "02/03/2026 09:00",
            "3/2/2026 9:00 AM",
            "am 2.3.2026, 9 Uhr",
            "20260302",
            "/Date(1772442000000)/",
            "2026-03-02,soon",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
            assert!(has_more(text, &[]), "{text}");
        }
        for text in [
            "",
            "Replace condenser fan",
            "SVC-1042-10",
            "10.0.19041.1",
            "+32 470 12 34 56",
            "99999999",
            "2b1f6c0e-2026-4a03-9b02-6f0d7a7f8f10",
            "https://h/1/2/3",
            "1/2/3 and 4.5.6",
            "é2026é",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
            assert!(!has_more(text, &[]), "{text}");
        }
    }
}
