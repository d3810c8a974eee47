//! The values of options, read as people write them.

use std::time::Duration;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::style::Colour;

/// The words of `--color`.
pub(super) fn colour() -> impl TypedValueParser<Value = Colour> {
    PossibleValuesParser::new(["auto", "always", "never"]).map(|word| match word.as_str() {
        "always" => Colour::Always,
        "never" => Colour::Never,
        _ => Colour::Auto,
    })
}

/// A number of bytes, with or without a unit.
pub(super) fn bytes(text: &str) -> Result<u64, String> {
    let split = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(split);
    let factor = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" => 1_000,
        "kib" => 1 << 10,
        "m" | "mb" => 1_000_000,
        "mib" => 1 << 20,
        "g" | "gb" => 1_000_000_000,
        "gib" => 1 << 30,
        _ => return Err("give a size such as 500kB or 10MiB".to_owned()),
    };
    let size = number.parse::<u64>().ok().and_then(|number| number.checked_mul(factor));
    size.ok_or_else(|| "give a size such as 500kB or 10MiB".to_owned())
}

/// A length of time with its unit.
pub(super) fn duration(text: &str) -> Result<Duration, String> {
    let split = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(split);
    let number = number.parse::<u64>().map_err(|_| "give a time such as 500ms, 30s or 2m")?;
    match unit {
        "ms" => Ok(Duration::from_millis(number)),
        "s" => Ok(Duration::from_secs(number)),
        "" if number == 0 => Ok(Duration::ZERO),
        "m" | "min" => Ok(Duration::from_secs(number.saturating_mul(60))),
        "h" => Ok(Duration::from_secs(number.saturating_mul(3600))),
        _ => Err("give a time with its unit, such as 500ms, 30s or 2m".to_owned()),
    }
}

/// How much faster, such as `10x`.
pub(super) fn speed(text: &str) -> Result<f64, String> {
    let factor = text.strip_suffix('x').unwrap_or(text).parse::<f64>().ok();
    let factor = factor.filter(|factor| (0.001..=1e6).contains(factor));
    factor.ok_or_else(|| "give a factor such as 10x or 0.5x".to_owned())
}

/// A time as people give it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A moment.
    At(Timestamp),
    /// By the clock of this machine.
    Local(DateTime),
    /// So long before now.
    Ago(Duration),
}

impl When {
    /// The moment, by this zone and this clock; none when there is no such moment.
    #[must_use]
    pub fn moment(self, now: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        match self {
            Self::At(moment) => Some(moment),
            Self::Local(clock) => zone.to_timestamp(clock).ok(),
            Self::Ago(time) => now.checked_sub(time).ok(),
        }
    }
}

/// A moment, a day, or how long ago: `2026-03-02T09:00Z`, `2026-03-02`, `2h`, `2h ago`.
pub(super) fn when(text: &str) -> Result<When, String> {
    const WHY: &str = "give a time such as 2026-03-02, 2026-03-02T09:00 or 2h";
    if let Ok(moment) = text.parse() {
        return Ok(When::At(moment));
    }
    let local = text.parse::<DateTime>().ok().filter(|_| text.contains('-'));
    let text = text.strip_suffix(" ago").map_or(text, str::trim_end);
    let days = text.strip_suffix('d').and_then(|days| days.parse::<u64>().ok());
    let days = days.map(|days| Duration::from_secs(days.saturating_mul(86_400)));
    let ago = || days.or_else(|| duration(text).ok());
    local.map(When::Local).or_else(|| ago().map(When::Ago)).ok_or_else(|| WHY.to_owned())
}

/// By how much dates are moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shift {
    /// So that the first payload starts today.
    Now,
    /// By so many days.
    Days(i64),
}

impl Shift {
    /// The days, when they are known.
    #[must_use]
    pub fn days(self) -> i64 {
        match self {
            Self::Now => 0,
            Self::Days(days) => days,
        }
    }
}

/// `now`, or a number of days or weeks with its sign.
pub(super) fn shift(text: &str) -> Result<Shift, String> {
    const WHY: &str = "give now, or days or weeks such as +3d or -2w: times of day stay";
    if text == "now" {
        return Ok(Shift::Now);
    }
    let (days, factor) = match (text.strip_suffix('d'), text.strip_suffix('w')) {
        (Some(days), _) => (days, 1),
        (_, Some(weeks)) => (weeks, 7),
        _ => return Err(WHY.to_owned()),
    };
    let days = days.parse::<i64>().ok().and_then(|days| days.checked_mul(factor));
    days.map(Shift::Days).ok_or_else(|| WHY.to_owned())
}

/// A share of all requests.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share(f64);

impl Share {
    /// Reads a share such as `20%`.
    ///
    /// # Errors
    /// When it is not from 0% to 100%.
    pub fn read(text: &str) -> Result<Self, String> {
        let number = text.strip_suffix('%').and_then(|number| number.parse::<f64>().ok());
        let share = number.filter(|percent| (0.0..=100.0).contains(percent));
        share.map(|percent| Self(percent / 100.0)).ok_or_else(|| "give a share such as 20%".into())
    }

    /// The share as a part of one.
    #[must_use]
    pub fn of_one(self) -> f64 {
        self.0
    }

    /// Throws the dice once.
    pub fn falls(self, dice: &mut fastrand::Rng) -> bool {
        dice.f64() < self.0
    }
}

/// A share that is not 0%.
pub(super) fn some_share(text: &str) -> Result<Share, String> {
    let share = Share::read(text)?;
    if share.of_one() > 0.0 { Ok(share) } else { Err("0% is never; leave it out".to_owned()) }
}

/// A status and how often, such as `503:20%`; without a share always.
pub(super) fn failure(text: &str) -> Result<(u16, Share), String> {
    let (code, share) = text.split_once(':').unwrap_or((text, "100%"));
    Ok((status(code)?, some_share(share)?))
}

/// A count and a status, such as `2:500`.
pub(super) fn first_failures(text: &str) -> Result<(u64, u16), String> {
    const WHY: &str = "give a count and a status, such as 2:500";
    let (count, code) = text.split_once(':').ok_or(WHY)?;
    let count = count.parse().ok().filter(|count| *count > 0).ok_or(WHY)?;
    Ok((count, status(code)?))
}

/// A status that a receiver can answer.
pub(super) fn status(text: &str) -> Result<u16, String> {
    let status = text.parse::<u16>().ok().filter(|status| (200..600).contains(status));
    status.ok_or_else(|| "give a status from 200 to 599".to_owned())
}

/// Where a request says which kind of change it brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeFrom {
    /// In its path alone.
    Path,
    /// In this value of its query.
    Query(String),
    /// In this header.
    Header(String),
}

/// Reads `path`, `query:NAME` or `header:NAME`.
pub(super) fn change_from(text: &str) -> Result<ChangeFrom, String> {
    match text.split_once(':') {
        None if text == "path" => Ok(ChangeFrom::Path),
        Some(("query", name)) if !name.is_empty() => Ok(ChangeFrom::Query(name.to_owned())),
        Some(("header", name)) if !name.is_empty() => Ok(ChangeFrom::Header(name.to_owned())),
        _ => Err("give path, query:NAME or header:NAME".to_owned()),
    }
}

/// A length of time that is not 0.
pub(super) fn some_time(text: &str) -> Result<Duration, String> {
    match duration(text)? {
        Duration::ZERO => Err("nothing can be done in no time".to_owned()),
        time => Ok(time),
    }
}

/// A number of bytes that is not 0.
pub(super) fn some_bytes(text: &str) -> Result<u64, String> {
    match bytes(text)? {
        0 => Err("nothing fits into no bytes".to_owned()),
        size => Ok(size),
    }
}

/// One time or a range of them, such as `2s` or `1s..3s`.
pub(super) fn delay(text: &str) -> Result<(Duration, Duration), String> {
    let (least, most) = text.split_once("..").unwrap_or((text, text));
    let (least, most) = (duration(least)?, duration(most)?);
    if least <= most { Ok((least, most)) } else { Err("give the shorter time first".to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_times_need_units_people_know() {
        assert_eq!(bytes("10MiB"), Ok(10_485_760));
        assert_eq!(bytes("500kB"), Ok(500_000));
        assert!(bytes("10 potatoes").is_err() && bytes("99999999999GiB").is_err());
        assert_eq!(duration("500ms"), Ok(Duration::from_millis(500)));
        assert_eq!(duration("0"), Ok(Duration::ZERO));
        assert!(duration("30").is_err() && duration("s").is_err());
    }

    #[test]
    fn a_time_is_a_moment_a_local_one_or_a_while_ago() {
        let now: Timestamp = "2026-03-02T12:00:00Z".parse().unwrap();
        let zone = TimeZone::fixed(jiff::tz::offset(1));
        let moment = |text| when(text).ok()?.moment(now, &zone).map(|moment| moment.to_string());
        for (text, expected) in [
            ("2026-03-02T09:00:00Z", "2026-03-02T09:00:00Z"),
            ("2026-03-02T09:00:00+02:00", "2026-03-02T07:00:00Z"),
            ("2026-03-02T09:00", "2026-03-02T08:00:00Z"),
            ("2026-03-02", "2026-03-01T23:00:00Z"),
            ("2h", "2026-03-02T10:00:00Z"),
            ("2h ago", "2026-03-02T10:00:00Z"),
            ("3d", "2026-02-27T12:00:00Z"),
        ] {
            assert_eq!(moment(text).as_deref(), Some(expected), "{text}");
        }
        for wrong in ["yesterday", "", "2026", "12:00"] {
            assert!(when(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn dates_are_moved_by_days_and_weeks() {
        assert_eq!(shift("now"), Ok(Shift::Now));
        assert_eq!(shift("+3d"), Ok(Shift::Days(3)));
        assert_eq!(shift("-2w"), Ok(Shift::Days(-14)));
        for wrong in ["3", "2h", "", "d", "+3 d"] {
            assert!(shift(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn failures_and_delays_are_read_as_written() {
        assert_eq!(failure("503:20%"), Ok((503, Share(0.2))));
        assert_eq!(failure("503"), Ok((503, Share(1.0))));
        assert!(failure("99:20%").is_err() && failure("503:120%").is_err());
        assert_eq!(first_failures("2:500"), Ok((2, 500)));
        assert!(first_failures("500").is_err() && first_failures("0:500").is_err());
        assert!(failure("503:0%").is_err() && some_share("0%").is_err());
        let seconds = Duration::from_secs;
        assert_eq!(delay("1s..3s"), Ok((seconds(1), seconds(3))));
        assert_eq!(delay("2s"), Ok((seconds(2), seconds(2))));
        assert!(delay("3s..1s").is_err());
    }
}
