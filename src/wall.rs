//! Wall-clock times as Dime.Scheduler writes them: usually without a zone, and never given one.
//!
//! The one public payload fragment has `2025-10-02T09:00:00`; the published definition says
//! `date-time`. So an offset may come and may be missing, and what is missing is not guessed.

use std::cmp::Ordering;

use jiff::Timestamp;
use jiff::civil::DateTime;

/// A date and time as received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WallTime {
    /// The clock on the wall.
    pub clock: DateTime,
    /// The offset behind it, as written: `Z`, `+01:00` or nothing.
    pub offset: String,
}

impl WallTime {
    /// Reads `yyyy-MM-ddTHH:mm[:ss[.f]]` with or without an offset.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (date, time) = text.split_once('T')?;
        let end = time.find(['Z', 'z', '+', '-']).unwrap_or(time.len());
        let (clock, offset) = time.split_at(end);
        // A zone in brackets would be read, and then forgotten.
        if clock.contains('[') {
            return None;
        }
        let seconds = if clock.len() == "09:00".len() { ":00" } else { "" };
        let clock = format!("{date}T{clock}{seconds}").parse().ok()?;
        Some(Self { clock, offset: offset.to_owned() })
    }

    /// Day and time, for people: `Mon 2 Mar 2026 09:00`.
    #[must_use]
    pub fn shown(&self) -> String {
        let pattern =
            if self.clock.second() == 0 { "%a %-d %b %Y %H:%M" } else { "%a %-d %b %Y %H:%M:%S" };
        format!("{}{}", self.clock.strftime(pattern), self.offset_shown())
    }

    /// The time alone, for an end on the day of its start.
    #[must_use]
    pub fn time_shown(&self) -> String {
        let pattern = if self.clock.second() == 0 { "%H:%M" } else { "%H:%M:%S" };
        format!("{}{}", self.clock.strftime(pattern), self.offset_shown())
    }

    /// The day alone, for an appointment that takes whole days.
    #[must_use]
    pub fn day_shown(&self) -> String {
        self.clock.strftime("%a %-d %b %Y").to_string()
    }

    fn offset_shown(&self) -> String {
        if self.offset.is_empty() { String::new() } else { format!(" {}", self.offset) }
    }

    /// Seconds from here to a later time; negative when that is earlier. None when only one of
    /// the two has an offset: the difference is then not known.
    #[must_use]
    pub fn seconds_until(&self, later: &Self) -> Option<i64> {
        if self.offset == later.offset {
            return Some(later.clock.duration_since(self.clock).as_secs());
        }
        Some(later.instant()?.duration_since(self.instant()?).as_secs())
    }

    /// Which comes first: by the clock when neither has an offset, by the instant when both have
    /// one, and not known otherwise.
    #[must_use]
    pub fn order(&self, other: &Self) -> Option<Ordering> {
        if self.offset.is_empty() && other.offset.is_empty() {
            return Some(self.clock.cmp(&other.clock));
        }
        Some(self.instant()?.cmp(&other.instant()?))
    }

    /// The instant, when there is an offset that can be read.
    #[must_use]
    pub fn instant(&self) -> Option<Timestamp> {
        format!("{}{}", self.clock, self.offset).parse().ok()
    }
}

/// What stands behind the time of a text that has the form of a date and a time: `Z`, `+01:00`
/// or nothing. None when it has another form.
#[must_use]
pub fn offset_of(text: &str) -> Option<&str> {
    let time = text.get("2026-03-02".len()..)?.strip_prefix('T')?;
    let clock = |byte: u8| byte.is_ascii_digit() || matches!(byte, b':' | b'.');
    let end = time.bytes().position(|byte| !clock(byte)).unwrap_or(time.len());
    let offset = &time[end..];
    let is_offset = |sign: char| matches!(sign, 'Z' | 'z' | '+' | '-');
    (offset.is_empty() || offset.starts_with(is_offset)).then_some(offset)
}

/// Whether a text is a date and time but for its day, which its month does not have.
#[must_use]
pub fn is_no_day(text: &str) -> bool {
    const DAY: std::ops::Range<usize> = "2026-02-".len().."2026-02-30".len();
    let Some(day) = text.get(DAY).filter(|_| WallTime::read(text).is_none()) else { return false };
    let is_number = day.bytes().all(|digit| digit.is_ascii_digit());
    is_number && WallTime::read(&format!("{}01{}", &text[..DAY.start], &text[DAY.end..])).is_some()
}

/// A stretch of time in words: `2 h`, `1 h 30 min`, `2 days 4 h`.
#[must_use]
pub fn duration_shown(seconds: i64) -> String {
    let sign = if seconds < 0 { "-" } else { "" };
    let all = seconds.unsigned_abs();
    let (days, hours, minutes, rest) = (all / 86_400, all / 3600 % 24, all / 60 % 60, all % 60);
    let days_unit = if days == 1 { "day" } else { "days" };
    let parts = [(days, days_unit), (hours, "h"), (minutes, "min"), (rest, "s")];
    let shown: Vec<String> =
        parts.iter().filter(|(n, _)| *n > 0).map(|(n, unit)| format!("{n} {unit}")).collect();
    if shown.is_empty() { "0 min".to_owned() } else { format!("{sign}{}", shown.join(" ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_shown_as_received_with_or_without_an_offset() {
        let shown = |text| WallTime::read(text).map(|time| time.shown());
        assert_eq!(shown("2026-03-02T09:00:00").as_deref(), Some("Mon 2 Mar 2026 09:00"));
        assert_eq!(shown("2026-03-02T09:00").as_deref(), Some("Mon 2 Mar 2026 09:00"));
        assert_eq!(
            shown("2026-03-02T09:00:07.1234567Z").as_deref(),
            Some("Mon 2 Mar 2026 09:00:07 Z")
        );
        assert_eq!(
            shown("2026-03-02T09:00:00+01:00").as_deref(),
            Some("Mon 2 Mar 2026 09:00 +01:00")
        );
        for wrong in ["02/03/2026", "2026-03-02", "2026-02-30T09:00:00", "2026-03-02 09:00", ""] {
            assert_eq!(WallTime::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn times_are_ordered_when_it_is_known_how() {
        let order = |one, other| WallTime::read(one)?.order(&WallTime::read(other)?);
        for (one, other, expected) in [
            ("2026-03-02T09:00", "2026-03-02T09:00:00", Some(Ordering::Equal)),
            ("2026-03-02T09:00:00.2", "2026-03-02T09:00:00.19", Some(Ordering::Greater)),
            ("2026-03-02T09:00:00Z", "2026-03-02T10:00:00+01:00", Some(Ordering::Equal)),
            ("2026-03-02T09:00:00Z", "2026-03-02T09:30:00+01:00", Some(Ordering::Greater)),
            ("2026-03-02T09:00:00Z", "2026-03-02T09:00:00", None),
            ("2026-03-02T09:00:00[Asia/Tokyo]", "2026-03-02T09:00:00", None),
        ] {
            assert_eq!(order(one, other), expected, "{one} {other}");
        }
    }

    #[test]
    fn a_stretch_of_time_is_told_in_days_hours_and_minutes() {
        let told = [7200, 5400, 102_600, 86_400, -1800, 0, 45].map(duration_shown);
        assert_eq!(
            told,
            ["2 h", "1 h 30 min", "1 day 4 h 30 min", "1 day", "-30 min", "0 min", "45 s"]
        );
    }
}
