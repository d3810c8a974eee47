//! What to try about a text that is no date and time.

use super::day_first::DayFirst;
use super::written::{FRACTION, Slip, Written};
use crate::message::quoted;

/// How to write what cannot be put right from here: nobody knows in which zone it is meant.
const EXAMPLE: &str = "write a date and time such as 2026-03-02T09:00:00";

/// A date and time in one of the ways that it is often written. What is advised to be written is
/// taken by the schema.
pub(crate) fn time(text: &str) -> Option<String> {
    let bare = text.trim();
    if bare.starts_with("/Date(") {
        return Some(format!("an old form of .NET, in milliseconds since 1970: {EXAMPLE}"));
    }
    let Some(written) = Written::read(bare) else {
        return DayFirst::read(bare).map(DayFirst::in_time).or_else(|| counted(bare));
    };
    if let Some(why) = written.impossible() {
        return Some(why);
    }
    if !written.has_offset_or_nothing() {
        return Some("behind the time stands nothing, `Z`, or an offset such as +01:00".to_owned());
    }
    let right = written.right().filter(|right| right != text)?;
    Some(format!("{}{}", words(written.slip()), quoted(&right)))
}

/// A number of the seconds or milliseconds that moments of this century are counted in.
pub(super) fn counted(number: &str) -> Option<String> {
    let is_whole = number.bytes().all(|byte| byte.is_ascii_digit());
    let is_moment = is_whole && matches!(number.len(), 9 | 10 | 12 | 13);
    is_moment.then(|| format!("looks like a moment counted from 1970: {EXAMPLE}"))
}

/// A date alone in one of the ways that it is often written.
pub(crate) fn day(text: &str) -> Option<String> {
    let bare = text.trim();
    let Some(written) = Written::read(bare) else {
        return DayFirst::read(bare).map(DayFirst::in_days);
    };
    let right = written.day().filter(|right| right != text)?;
    let words = match (written.has_time(), written.has_dashes()) {
        (true, _) => "a date has no time behind it",
        (false, true) => "every part has two digits",
        (false, false) => "a date has dashes",
    };
    Some(format!("{words}: write {}", quoted(&right)))
}

/// What to say of the way it is written, before how it should be.
fn words(slip: Option<Slip>) -> String {
    let words = match slip {
        None => return "take the spaces away: ".to_owned(),
        Some(Slip::NoT) => return "write a `T` between date and time: ".to_owned(),
        Some(Slip::DashesAndNoTime) => "a date has dashes, and a time behind it",
        Some(Slip::Dashes) => "a date has dashes, and a `T` before the time",
        Some(Slip::NoTime) => "a time is missing",
        Some(Slip::Halves) => "hours go from 0 to 23",
        Some(Slip::SmallLetters) => "`T` and `Z` are capital letters",
        Some(Slip::HourAlone) => "the minutes are missing",
        Some(Slip::NoColons) => "a time has colons",
        Some(Slip::OneDigit) => "every part has two digits",
        Some(Slip::Comma) => "a point stands before parts of a second",
        Some(Slip::LongFraction) => {
            return format!("a second has at most {FRACTION} digits behind the point: write ");
        }
        Some(Slip::Offset) => "an offset is `Z`, or hours and minutes such as +01:00",
    };
    format!("{words}: write ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::message::Message;
    use crate::schema::is_date_time;

    #[test]
    fn a_date_in_another_form_is_told_how_to_write_it() {
        for (text, expected) in [
            ("13/02/2026", "write the year first: 2026-02-13Thh:mm:ss"),
            ("2/13/2026 09:00", "write the year first: 2026-02-13T09:00"),
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
                "an offset is `Z`, or hours and minutes such as +01:00: write 2026-03-02T09:00:00+02:00",
            ),
            (
                "2026-03-02T09:00:00+02",
                "an offset is `Z`, or hours and minutes such as +01:00: write 2026-03-02T09:00:00+02:00",
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
            ("2026-03-02 9:00 AM", "hours go from 0 to 23: write 2026-03-02T09:00"),
            ("3/13/2026 2:30:00 PM", "write the year first: 2026-03-13T14:30:00"),
            ("2026-03-02 13:00 PM", "hour 13 is none of 1 to 12"),
            ("2026-03-02 0:30 am", "hour 0 is none of 1 to 12"),
            ("2026-13-02T09:00", "month 13 is none of 1 to 12"),
            ("2026-00-02T09:00:00", "month 00 is none of 1 to 12"),
            ("2026-03-32T09:00:00", "day 32 is none of 1 to 31"),
            (
                "2026-03-02T09:00:00.12345678",
                "a second has at most 7 digits behind the point: write 2026-03-02T09:00:00.1234567",
            ),
            (
                "/Date(1772442000000)/",
                "an old form of .NET, in milliseconds since 1970: write a date and time such as \
                 2026-03-02T09:00:00",
            ),
            (
                "1772442000",
                "looks like a moment counted from 1970: write a date and time such as \
                 2026-03-02T09:00:00",
            ),
        ] {
            let told = time(text).map(Message::from);
            assert_eq!(told.as_deref(), Some(expected), "{text}");
        }
        assert_eq!(
            time("2026/2/31 9:00").map(Message::from).as_deref(),
            Some("2026-02 has no day 31")
        );
        for (text, expected) in [
            ("31/02/2026", "2026-02 has no day 31"),
            ("13/02/2026 13:00 PM", "hour 13 is none of 1 to 12"),
        ] {
            assert_eq!(time(text).map(Message::from).as_deref(), Some(expected), "{text}");
        }
        for text in ["never", "13/13/2026", "2026/03", "7", "17724420001", "-1772442000"] {
            assert_eq!(time(text), None);
        }
    }

    /// What is wrong in several ways is put right in all of them.
    #[test]
    fn advice_is_what_the_schema_takes() {
        for (text, expected) in [
            ("2026-05-11 08:30:00+02", "2026-05-11T08:30:00+02:00"),
            ("2026-05-11 08:30:00+0200", "2026-05-11T08:30:00+02:00"),
            ("2026-05-11 08:30:00,123", "2026-05-11T08:30:00.123"),
            ("2026-05-11 08", "2026-05-11T08:00"),
            ("2026-05-11T", "2026-05-11T00:00:00"),
            ("2026-05-11 08:30:00.12345678", "2026-05-11T08:30:00.1234567"),
            ("2026-05-11T8:30+02", "2026-05-11T08:30+02:00"),
            ("2026-05-11 083000", "2026-05-11T08:30:00"),
            ("2026/05/11 8", "2026-05-11T08:00"),
            ("2026-05-11 8:30", "2026-05-11T08:30"),
            ("2026-05-11 08:30:00 +02:00", "2026-05-11T08:30:00+02:00"),
            ("2026-05-11 08:30:00 UTC", "2026-05-11T08:30:00Z"),
            ("2026-05-11 08:30:00 GMT-3", "2026-05-11T08:30:00-03:00"),
            ("2026-05-11t8:30", "2026-05-11T08:30"),
            ("20260511T083000", "2026-05-11T08:30:00"),
            ("2026-05-11T08", "2026-05-11T08:00"),
            ("2026-05-11 12:05:00 AM", "2026-05-11T00:05:00"),
            ("2026-05-11 12:05 p.m.", "2026-05-11T12:05"),
            ("2026-05-11 8pm", "2026-05-11T20:00"),
            ("2026/05/11 8:30:00.5 PM +02:00", "2026-05-11T20:30:00.5+02:00"),
        ] {
            let told = time(text).map(Message::from).unwrap_or_default();
            assert_eq!(told.rsplit(' ').next(), Some(expected), "{text}: {}", &*told);
        }
        let told = |text| time(text).map(Message::from);
        let second = told("2026-05-11 08:30:60");
        assert_eq!(second.as_deref(), Some("second 60 is none of 0 to 59"));
        for text in ["2026-05-11 08:30:00 CET", "2026-05-11T08:30:00+99:99"] {
            let expected = "behind the time stands nothing, `Z`, or an offset such as +01:00";
            assert_eq!(told(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_date_alone_is_told_how_to_write_it() {
        for (text, expected) in [
            ("11/05/2026", "write the year first, then the month: yyyy-mm-dd"),
            ("2/13/2026 09:00", "write the year first: 2026-02-13"),
            ("2026/5/11", "a date has dashes: write 2026-05-11"),
            ("2026-5-11", "every part has two digits: write 2026-05-11"),
            ("2026-05-11 10:00:00", "a date has no time behind it: write 2026-05-11"),
        ] {
            assert_eq!(day(text).map(Message::from).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(day("soon"), None);
        assert_eq!(day("2026-02-30"), None);
    }

    /// A text that is more or less a date and time: one of each part, with an edit here and there.
    fn mixture() -> impl Strategy<Value = String> {
        let date = prop::sample::select(
            &[
                "2026-05-11",
                "2026/5/11",
                "20260511",
                "2026.05.11",
                "2026-02-30",
                "13/02/2026",
                "0000-01-01",
            ][..],
        );
        let gap = prop::sample::select(&["T", " ", "t", "  ", "", " T "][..]);
        let clock = prop::sample::select(
            &["", "08", "8", "8:30", "08:30", "0830", "083000", "08:30:00", "08:30:60", "24:00"][..],
        );
        let fraction = prop::sample::select(&["", ".5", ",123", ".123456789", "."][..]);
        let tail = prop::sample::select(
            &[
                "",
                "Z",
                "z",
                "+02",
                "+0200",
                " +02:00",
                " UTC",
                "+99:99",
                "-garbage",
                "[Asia/Tokyo]",
                "GMT+1",
                " AM",
                "pm",
                " P.M. Z",
            ][..],
        );
        let sign = prop::sample::select("0123456789T:-+.Z/ é".chars().collect::<Vec<_>>());
        let edit = prop::option::of((any::<prop::sample::Index>(), sign));
        (date, gap, clock, fraction, tail, edit).prop_map(|(date, gap, clock, part, tail, edit)| {
            let mut text: Vec<char> = [date, gap, clock, part, tail].concat().chars().collect();
            if let Some((place, sign)) = edit {
                let place = place.index(text.len());
                text[place] = sign;
            }
            text.into_iter().collect()
        })
    }

    proptest! {
        #[test]
        fn whatever_is_advised_is_taken_by_the_schema(text in mixture()) {
            for (told, is_taken) in [
                (time(&text), is_date_time as fn(&str) -> bool),
                (day(&text), |day| is_date_time(&format!("{day}T00:00"))),
            ] {
                let told = told.map(Message::from).unwrap_or_default();
                let advised = told.rsplit_once(": ").map_or("", |(_, advised)| advised);
                let advised = advised.trim_start_matches("write ");
                let is_whole = advised.starts_with(|c: char| c.is_ascii_digit());
                let is_whole = is_whole && !advised.ends_with("Thh:mm:ss");
                prop_assert!(!is_whole || is_taken(advised), "{} {}", text, &*told);
            }
        }
    }
}
