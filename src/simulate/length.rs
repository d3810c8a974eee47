//! Lengths and times, as people write them and as a payload has them.

use jiff::Span;
use jiff::civil::DateTime;

use crate::wall::{WallTime, offset_of};

/// A length such as `+2h`, `-30m`, `1d` or `+1h30m`.
pub(super) fn length(text: &str, example: &str) -> Result<Span, String> {
    let wrong = || format!("give a length such as {example}");
    let is_plain =
        text.trim_start_matches(['+', '-']).starts_with(|one: char| one.is_ascii_digit());
    text.parse::<Span>().ok().filter(|_| is_plain).ok_or_else(wrong)
}

/// A time on the clock of the payload; none when it is something else, or has an offset.
pub(super) fn time(text: &str) -> Option<DateTime> {
    WallTime::read(text).filter(|time| time.offset.is_empty()).map(|time| time.clock)
}

/// A time written as another one is: with as many digits of a second, and the same offset.
pub(super) fn written_like(old: Option<&str>, clock: DateTime) -> String {
    let old = old.unwrap_or("2026-03-02T09:00:00");
    let offset = offset_of(old).unwrap_or_default();
    let own = old.strip_suffix(offset).unwrap_or(old);
    let fraction = own.split_once('.').map_or(0, |(_, digits)| digits.len());
    let has_seconds = own.len() > "2026-03-02T09:00".len() || clock.second() != 0;
    let seconds = if has_seconds { "%Y-%m-%dT%H:%M:%S" } else { "%Y-%m-%dT%H:%M" };
    let dot = if fraction > 0 { "." } else { "" };
    let nanoseconds = format!("{:09}", clock.subsec_nanosecond());
    let digits = nanoseconds.get(..fraction).unwrap_or(&nanoseconds);
    format!("{}{dot}{digits}{offset}", clock.strftime(seconds))
}
