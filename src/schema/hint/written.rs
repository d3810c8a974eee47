//! A date and time in the ways that it is often written, part by part.

use crate::message::quoted;
use crate::schema::is_date_time;
use crate::wall::WallTime;

/// The most digits of a second: .NET counts in tenths of a microsecond.
pub(super) const FRACTION: usize = 7;

/// A text that is meant to be a date, with or without a time behind it.
pub(super) struct Written<'t> {
    /// Year, month and day.
    date: [&'t str; 3],
    /// What parts them.
    sign: &'t str,
    /// What stands between date and time.
    gap: &'t str,
    /// Hour, minute and second, as far as they are there.
    clock: Vec<&'t str>,
    /// Whether colons part them.
    has_colons: bool,
    /// What stands before parts of a second, and their digits.
    fraction: (&'t str, &'t str),
    /// The half of the day, when hours are counted to 12.
    half: Option<Half>,
    /// What is left: an offset, or something else.
    tail: &'t str,
}

/// Half a day, as clocks of twelve hours have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Half {
    /// From midnight, which is 12.
    Am,
    /// From noon, which is 12 as well.
    Pm,
}

/// The parts that are two digits: the least and the most.
const PARTS: [(&str, u8, u8); 5] =
    [("month", 1, 12), ("day", 1, 31), ("hour", 0, 23), ("minute", 0, 59), ("second", 0, 59)];

impl<'t> Written<'t> {
    /// Reads the year first, and then as much of a time as there is.
    pub(super) fn read(text: &'t str) -> Option<Self> {
        let (date, sign, rest) = date(text)?;
        let begin = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let (gap, rest) = rest.split_at(begin);
        let is_gap = matches!(gap.trim(), "T" | "t") || gap.trim().is_empty();
        if !is_gap || gap.is_empty() && !rest.is_empty() {
            return None;
        }
        let (clock, has_colons, rest) = clock(rest)?;
        let (fraction, rest) = if clock.len() == 3 { fraction(rest) } else { (("", ""), rest) };
        let (half, tail) = if clock.is_empty() { (None, rest) } else { half(rest) };
        Some(Self { date, sign, gap, clock, has_colons, fraction, half, tail })
    }

    /// Why no calendar or no clock has it.
    pub(super) fn impossible(&self) -> Option<String> {
        if let Some((name, digits, least, most)) = self.out_of_range() {
            return Some(format!("{name} {} is none of {least} to {most}", quoted(digits)));
        }
        let (month, day) = self.no_such_day()?;
        Some(format!("{} has no day {}", quoted(&month), quoted(day)))
    }

    /// The part that no calendar and no clock has.
    fn out_of_range(&self) -> Option<(&'static str, &'t str, u8, u8)> {
        let digits = self.date[1..].iter().chain(&self.clock);
        let mut parts = PARTS.iter().zip(digits);
        let is_out = |digits: &str, least, most| {
            digits.parse().is_ok_and(|it: u8| !(least..=most).contains(&it))
        };
        parts.find_map(|(&(name, least, most), digits)| {
            let is_of_half = name == "hour" && self.half.is_some();
            let (least, most) = if is_of_half { (1, 12) } else { (least, most) };
            is_out(digits, least, most).then_some((name, *digits, least, most))
        })
    }

    /// Whether there is a time behind the date.
    pub(super) fn has_time(&self) -> bool {
        !self.clock.is_empty()
    }

    /// Whether dashes part the date.
    pub(super) fn has_dashes(&self) -> bool {
        self.sign == "-"
    }

    /// Whether what stands behind the time is an offset that can be told.
    pub(super) fn has_offset_or_nothing(&self) -> bool {
        offset(self.tail).is_some()
    }

    /// The date as the schema takes it, when the calendar has it.
    pub(super) fn day(&self) -> Option<String> {
        let [year, month, day] = self.date;
        let right = format!("{year}-{month:0>2}-{day:0>2}");
        WallTime::read(&format!("{right}T00:00:00")).map(|_| right)
    }

    /// The month and the day, when the calendar has no such day.
    fn no_such_day(&self) -> Option<(String, &'t str)> {
        let [year, month, day] = self.date;
        self.day().is_none().then(|| (format!("{year}-{month:0>2}"), day))
    }

    /// All of it as the schema takes it; at midnight when there is no time.
    pub(super) fn right(&self) -> Option<String> {
        let clock = match self.clock[..] {
            [] => "00:00:00".to_owned(),
            [hour] => format!("{}:00", self.hour(hour)?),
            [hour, ref rest @ ..] => {
                let rest = rest.iter().map(|part| format!(":{part:0>2}"));
                self.hour(hour)? + &rest.collect::<String>()
            }
        };
        let places = self.fraction.1;
        let places = &places[..places.len().min(FRACTION)];
        let point = if places.is_empty() { "" } else { "." };
        let right = format!("{}T{clock}{point}{places}{}", self.day()?, offset(self.tail)?);
        is_date_time(&right).then_some(right)
    }

    /// An hour, counted to 24.
    fn hour(&self, digits: &str) -> Option<String> {
        let hour: u8 = digits.parse().ok()?;
        let hour = match self.half {
            None => hour,
            Some(Half::Am) => hour % 12,
            Some(Half::Pm) => hour % 12 + 12,
        };
        Some(format!("{hour:02}"))
    }

    /// What is written otherwise than the schema takes it, the first of all; none when spaces are
    /// all that is wrong.
    pub(super) fn slip(&self) -> Option<Slip> {
        let is_short = |part: &&str| part.len() != 2;
        let is_z = self.tail.trim() == "z";
        Some(match self {
            _ if self.sign != "-" && self.clock.is_empty() => Slip::DashesAndNoTime,
            _ if self.sign != "-" => Slip::Dashes,
            _ if self.clock.is_empty() => Slip::NoTime,
            _ if self.half.is_some() => Slip::Halves,
            _ if self.gap.trim().is_empty() => Slip::NoT,
            _ if self.gap.trim() == "t" || is_z => Slip::SmallLetters,
            _ if self.clock.len() == 1 => Slip::HourAlone,
            _ if !self.has_colons => Slip::NoColons,
            _ if self.date[1..].iter().chain(&self.clock).any(is_short) => Slip::OneDigit,
            _ if self.fraction.0 == "," => Slip::Comma,
            _ if self.fraction.1.len() > FRACTION => Slip::LongFraction,
            _ if offset(self.tail).as_deref() != Some(self.tail.trim()) => Slip::Offset,
            _ => return None,
        })
    }
}

/// In what way a date and time is written otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slip {
    DashesAndNoTime,
    Dashes,
    NoTime,
    Halves,
    NoT,
    SmallLetters,
    HourAlone,
    NoColons,
    OneDigit,
    Comma,
    LongFraction,
    Offset,
}

/// The digits that a text begins with, and the rest.
fn digits(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()))
}

/// Year, month and day, what parts them, and the rest.
fn date(text: &str) -> Option<([&str; 3], &str, &str)> {
    let (year, rest) = digits(text);
    if year.len() == "20260302".len() {
        return Some(([&year[..4], &year[4..6], &year[6..]], "", rest));
    }
    let sign = rest.get(..1).filter(|sign| matches!(*sign, "-" | "/" | "."))?;
    let (month, rest) = digits(&rest[1..]);
    let (day, rest) = digits(rest.strip_prefix(sign)?);
    let is_part = |part: &str| (1..=2).contains(&part.len());
    (year.len() == 4 && is_part(month) && is_part(day)).then_some(([year, month, day], sign, rest))
}

/// Hour, minute and second as far as they are there, whether colons part them, and the rest.
fn clock(text: &str) -> Option<(Vec<&str>, bool, &str)> {
    let (first, mut rest) = digits(text);
    if matches!(first.len(), 4 | 6) {
        let parts = (0..first.len()).step_by(2).map(|at| &first[at..at + 2]);
        return Some((parts.collect(), false, rest));
    }
    let is_part = |part: &str| (1..=2).contains(&part.len());
    let mut parts: Vec<&str> = Some(first).filter(|first| !first.is_empty()).into_iter().collect();
    while (1..3).contains(&parts.len())
        && let Some((part, behind)) = rest.strip_prefix(':').map(digits)
        && is_part(part)
    {
        parts.push(part);
        rest = behind;
    }
    parts.iter().all(|part| is_part(part)).then_some((parts, true, rest))
}

/// What stands before parts of a second and their digits, when there are any, and the rest.
fn fraction(text: &str) -> ((&str, &str), &str) {
    let point = text.get(..1).filter(|point| matches!(*point, "." | ","));
    let places = point.map(|point| (point, digits(&text[1..])));
    match places {
        Some((point, (places, rest))) if !places.is_empty() => ((point, places), rest),
        _ => (("", ""), text),
    }
}

/// The half of the day that stands behind a time, when one does, and the rest.
fn half(text: &str) -> (Option<Half>, &str) {
    let bare = text.trim_start();
    let ways = [("AM", Half::Am), ("A.M.", Half::Am), ("PM", Half::Pm), ("P.M.", Half::Pm)];
    let found = ways.into_iter().find_map(|(way, half)| {
        let is_way = bare.get(..way.len())?.eq_ignore_ascii_case(way);
        is_way.then(|| (Some(half), &bare[way.len()..]))
    });
    found.unwrap_or((None, text))
}

/// An offset as the schema takes it: nothing, `Z` or `+01:00`.
fn offset(text: &str) -> Option<String> {
    let text = text.trim();
    let is_name =
        |name: &&str| text.get(..name.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(name));
    let name = ["UTC", "GMT", "Z"].into_iter().find(is_name);
    let behind = &text[name.map_or(0, str::len)..];
    match (name, behind) {
        (None, "") => return Some(String::new()),
        (Some(_), "") => return Some("Z".to_owned()),
        (Some("Z"), _) => return None,
        _ => {}
    }
    let sign = behind.get(..1).filter(|sign| matches!(*sign, "+" | "-"))?;
    let (parts, _, rest) = clock(&behind[1..])?;
    let (hours, minutes) = match parts[..] {
        [hours] => (hours, "00"),
        [hours, minutes] => (hours, minutes),
        _ => return None,
    };
    let is_in = |part: &str, most| part.parse().is_ok_and(|part: u8| part <= most);
    let is_offset = rest.is_empty() && is_in(hours, 23) && is_in(minutes, 59);
    is_offset.then(|| format!("{sign}{hours:0>2}:{minutes:0>2}"))
}
