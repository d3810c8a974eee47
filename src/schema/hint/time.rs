//! What to try about a text that is no date and time.

use crate::message::quoted;
use crate::wall::{WallTime, offset_of};

/// A date and time as Dime.Scheduler writes it.
pub(super) const TIME: &str = "2026-03-02T09:00:00";
const DATE: usize = "2026-03-02".len();

/// A date and time in one of the ways that it is often written.
pub(super) fn time(text: &str) -> Option<String> {
    let spaced = text;
    let text = text.trim();
    if is_day(text) {
        let right = format!("{text}T00:00:00");
        return Some(format!("a time is missing: write {}", quoted(&right)));
    }
    if text != spaced && WallTime::read(text).is_some_and(|time| is_offset(&time.offset)) {
        return Some(format!("take the spaces away: {}", quoted(text)));
    }
    if let Some(right) = in_capitals(text) {
        return Some(format!("`T` and `Z` are capital letters: write {}", quoted(&right)));
    }
    if let Some((part, right)) = with_dashes(text) {
        return Some(format!("{part}: write {}", quoted(&right)));
    }
    if let Some(right) = with_a_t(text) {
        return Some(format!("write a `T` between date and time: {}", quoted(&right)));
    }
    if let Some(part) = out_of_range(text) {
        return Some(part);
    }
    if let Some(right) = in_two_digits(text) {
        return Some(format!("every part has two digits: write {}", quoted(&right)));
    }
    if let Some(right) = with_a_point(text) {
        return Some(format!("a point stands before parts of a second: write {}", quoted(&right)));
    }
    if begins_with_a_time(text) {
        return Some("behind the time stands nothing, `Z`, or an offset such as +01:00".to_owned());
    }
    if text.starts_with("/Date(") {
        return Some(format!("an old form of .NET, in milliseconds since 1970: write {TIME}"));
    }
    let numbers: Vec<&str> = text.split([' ', 'T', ',']).next()?.split(['/', '.', '-']).collect();
    let [one, other, year] = numbers[..] else { return None };
    let is_number = |it: &str| it.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day));
    let is_other_way = is_number(one) && is_number(other) && year.len() == 4;
    if is_other_way { day_first(one, other, year) } else { None }
}

/// The parts of a date and time that are two digits: where they stand, the least and the most.
const PARTS: [(&str, usize, u8, u8); 5] = [
    ("month", "2026-".len(), 1, 12),
    ("day", "2026-03-".len(), 1, 31),
    ("hour", "2026-03-02T".len(), 0, 23),
    ("minute", "2026-03-02T09:".len(), 0, 59),
    ("second", "2026-03-02T09:00:".len(), 0, 59),
];

/// The most digits of a second: .NET counts in tenths of a microsecond.
const FRACTION: usize = 7;

/// The part of a date and time, written as it should be, that no calendar and no clock has.
fn out_of_range(text: &str) -> Option<String> {
    offset_of(text.get(..TIME.len() - ":00".len())?)?;
    let part = |&(name, at, least, most): &(&str, usize, u8, u8)| {
        let digits = text.get(at..at + 2)?;
        let is_none = digits.parse().is_ok_and(|it: u8| !(least..=most).contains(&it));
        is_none.then(|| format!("{name} {} is none of {least} to {most}", quoted(digits)))
    };
    let fraction = || {
        let digits = text.get(TIME.len()..)?.strip_prefix('.')?;
        let count = digits.bytes().take_while(u8::is_ascii_digit).count();
        (count > FRACTION)
            .then(|| format!("a second has at most {FRACTION} digits behind the point"))
    };
    PARTS.iter().find_map(part).or_else(fraction)
}

/// Whether a text is a day of the calendar and nothing else.
fn is_day(text: &str) -> bool {
    text.len() == DATE && WallTime::read(&format!("{text}T00:00:00")).is_some()
}

/// Whether an offset is written as the schema wants it: `Z`, `+01:00` or nothing.
fn is_offset(offset: &str) -> bool {
    matches!(offset, "" | "Z") || offset.len() == "+01:00".len() && offset.contains(':')
}

/// `2026-03-02 09:00:00`, as databases write it, with a `T`.
fn with_a_t(text: &str) -> Option<String> {
    let (date, time) = (text.get(..DATE)?, text.get(DATE..)?.strip_prefix(' ')?);
    let right = format!("{date}T{}", time.trim_start());
    WallTime::read(&right).map(|_| in_capitals(&right).unwrap_or(right))
}

/// `2026-03-02t09:00:00z`, which RFC 3339 takes too, in the letters that the schema takes.
fn in_capitals(text: &str) -> Option<String> {
    let (date, time) = (text.get(..DATE)?, text.get(DATE..)?.strip_prefix(['t', 'T'])?);
    let time = time.strip_suffix('z').map_or(time.to_owned(), |clock| format!("{clock}Z"));
    let right = format!("{date}T{time}");
    let is_time = || WallTime::read(&right).is_some_and(|time| is_offset(&time.offset));
    (right != text && is_time()).then_some(right)
}

/// `2026/03/02`, with or without a time behind it, with dashes; and what was wrong with it.
fn with_dashes(text: &str) -> Option<(&'static str, String)> {
    let end = text.find([' ', 'T', 't']).unwrap_or(text.len());
    let (date, behind) = text.split_at(end);
    let sign = date.chars().find(|sign| matches!(sign, '/' | '.'))?;
    let parts: Vec<String> = date.split(sign).map(|part| format!("{part:0>2}")).collect();
    let date = parts.join("-");
    if parts.len() != 3 || !is_day(&date) {
        return None;
    }
    let time = behind.get(1..).unwrap_or_default().trim_start();
    if time.is_empty() {
        return Some(("a date has dashes, and a time behind it", format!("{date}T00:00:00")));
    }
    let right = format!("{date}T{time}");
    let right = in_two_digits(&right).unwrap_or(right);
    let right = in_capitals(&right).unwrap_or(right);
    let is_time = WallTime::read(&right).is_some_and(|time| is_offset(&time.offset));
    is_time.then_some(("a date has dashes, and a `T` before the time", right))
}

/// `2026-3-2T9:00:00`, with a zero before each part that is too short.
fn in_two_digits(text: &str) -> Option<String> {
    let (date, time) = text.split_once('T')?;
    let end = time.find(|c: char| !c.is_ascii_digit() && c != ':').unwrap_or(time.len());
    let filled = |parts: &str, sign: &str| {
        let parts: Vec<String> = parts.split(sign).map(|part| format!("{part:0>2}")).collect();
        parts.join(sign)
    };
    let (date, clock) = (filled(date, "-"), filled(&time[..end], ":"));
    let right = format!("{date}T{clock}{}", &time[end..]);
    (right != text && WallTime::read(&right).is_some()).then_some(right)
}

/// `2026-03-02T09:00:00,5`, with a point.
fn with_a_point(text: &str) -> Option<String> {
    let right = text.replacen(',', ".", 1);
    (right != text && WallTime::read(&right).is_some()).then_some(right)
}

/// Whether a text begins with a date and time, to the minute or to the second.
fn begins_with_a_time(text: &str) -> bool {
    [TIME.len(), TIME.len() - ":00".len()].into_iter().any(|end| {
        let begun = text.get(..end).and_then(WallTime::read);
        begun.is_some_and(|time| time.offset.is_empty())
    })
}

/// `13/02/2026`: which of the two is the month can be told when one of them is past 12.
fn day_first(one: &str, other: &str, year: &str) -> Option<String> {
    let past = |it: &str| it.parse::<u8>().is_ok_and(|it| it > 12);
    let (day, month) = match (past(one), past(other)) {
        (true, false) => (one, other),
        (false, true) => (other, one),
        _ => return Some("write the year first, then the month: yyyy-mm-ddThh:mm:ss".to_owned()),
    };
    let right = format!("{year}-{month:0>2}-{day:0>2}");
    is_day(&right).then(|| format!("write the year first: {}Thh:mm:ss", quoted(&right)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Message;

    #[test]
    fn a_date_in_another_form_is_told_how_to_write_it() {
        for (text, expected) in [
            ("13/02/2026", "write the year first: 2026-02-13Thh:mm:ss"),
            ("2/13/2026 09:00", "write the year first: 2026-02-13Thh:mm:ss"),
            ("01/02/2026", "write the year first, then the month: yyyy-mm-ddThh:mm:ss"),
            ("2026-03-02 09:00:00", "write a `T` between date and time: 2026-03-02T09:00:00"),
            ("2026-03-02 09:00:00z", "write a `T` between date and time: 2026-03-02T09:00:00Z"),
            ("2026-03-02t09:00:00z", "`T` and `Z` are capital letters: write 2026-03-02T09:00:00Z"),
            ("2026-03-02t09:00", "`T` and `Z` are capital letters: write 2026-03-02T09:00"),
            (
                " 2026-03-02T09:00:00z",
                "`T` and `Z` are capital letters: write 2026-03-02T09:00:00Z",
            ),
            ("2026-03-02", "a time is missing: write 2026-03-02T00:00:00"),
            ("2026/03/02", "a date has dashes, and a time behind it: write 2026-03-02T00:00:00"),
            ("2026.3.2", "a date has dashes, and a time behind it: write 2026-03-02T00:00:00"),
            (
                "2026/03/02 09:00:00",
                "a date has dashes, and a `T` before the time: write 2026-03-02T09:00:00",
            ),
            (
                "2026/3/2T9:00z",
                "a date has dashes, and a `T` before the time: write 2026-03-02T09:00Z",
            ),
            (
                "2026-03-02T09:00:00[Europe/Brussels]",
                "behind the time stands nothing, `Z`, or an offset such as +01:00",
            ),
            (
                "2026-03-02T09:00:00+0200",
                "behind the time stands nothing, `Z`, or an offset such as +01:00",
            ),
            (
                "2026-03-02T09:00:00+02",
                "behind the time stands nothing, `Z`, or an offset such as +01:00",
            ),
            ("2026-03-02T09:00:00Z ", "take the spaces away: 2026-03-02T09:00:00Z"),
            (
                "2026-03-02T09:00:00 CET",
                "behind the time stands nothing, `Z`, or an offset such as +01:00",
            ),
            ("2026-03-02T9:00:00", "every part has two digits: write 2026-03-02T09:00:00"),
            ("2026-3-2T09:00Z", "every part has two digits: write 2026-03-02T09:00Z"),
            ("02-03-2026T09:00:00", "write the year first, then the month: yyyy-mm-ddThh:mm:ss"),
            (
                "2026-03-02T09:00:00,5",
                "a point stands before parts of a second: write 2026-03-02T09:00:00.5",
            ),
            ("2026-03-02T25:00:00", "hour 25 is none of 0 to 23"),
            ("2026-03-02T13:61:00Z", "minute 61 is none of 0 to 59"),
            ("2026-03-02T13:00:60", "second 60 is none of 0 to 59"),
            ("2026-13-02T09:00", "month 13 is none of 1 to 12"),
            ("2026-00-02T09:00:00", "month 00 is none of 1 to 12"),
            ("2026-03-32T09:00:00", "day 32 is none of 1 to 31"),
            ("2026-03-02T09:00:00.12345678", "a second has at most 7 digits behind the point"),
            (
                "/Date(1772442000000)/",
                "an old form of .NET, in milliseconds since 1970: write 2026-03-02T09:00:00",
            ),
        ] {
            let told = time(text).map(Message::from);
            assert_eq!(told.as_deref(), Some(expected), "{text}");
        }
        for text in ["never", "31/02/2026", "2026/02/31", "2026/03", "2026-02-31t09:00:00"] {
            assert_eq!(time(text), None);
        }
    }
}
