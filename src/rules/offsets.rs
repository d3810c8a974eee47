//! Rules about the offsets behind the times of one payload.

use super::{Broken, Rule};
use crate::finding::Severity;
use crate::json::Value;
use crate::meaning::Meaning;
use crate::message::quoted;
use crate::wall::offset_of;

pub(super) const MIXED_OFFSETS: Rule = Rule {
    meaning: Meaning {
        name: "mixed-offsets",
        severity: Severity::Warning,
        about: "the times of one payload are in several zones",
        why: "Dime.Scheduler has been seen to write times without any offset (a receiver that a \
              developer of the vendor published). Offsets that differ by more than summer time does show that something on the way converted some of the \
              times and not the others.",
        example: "\"StartDate\": \"2026-03-02T09:00:00Z\", \"EndDate\": \"2026-03-02T12:00:00+02:00\"",
        fix: "find what converts times between Dime.Scheduler and here, and let it convert all or none",
    },
    broken: |seen| {
        let mut zoned = seen.times.iter().filter_map(|value| Some((*value, Zone::of(*value)?)));
        let Some((_, first)) = zoned.next() else { return Vec::new() };
        let other = zoned.find(|(_, zone)| !zone.is_near(&first));
        let told = other.map(|(at, zone)| {
            let [zone, first] = [&zone, &first].map(|zone| quoted(&zone.0));
            Broken::at(at, format!("is at `{zone}`, and an earlier time at `{first}`"))
        });
        told.into_iter().collect()
    },
};

pub(super) const STRAY_OFFSET: Rule = Rule {
    meaning: Meaning {
        name: "stray-offset",
        severity: Severity::Warning,
        about: "a time has an offset where others have none",
        why: "The times of one payload come from one server and are written alike: the one public \
              payload (a receiver that a developer of the vendor published) has no offset at all. One time with an offset among local ones was written \
              or converted by something else, and the two cannot be compared.",
        example: "\"StartDate\": \"2026-03-02T09:00:00\", \"EndDate\": \"2026-03-02T11:00:00Z\"",
        fix: "write all times as local times, without an offset, as Dime.Scheduler does",
    },
    broken: |seen| {
        let zoned = |value: &&Value<'_>| {
            value.text().is_some_and(|text| offset_of(&text).is_some_and(|it| !it.is_empty()))
        };
        let stray = seen.times.iter().find(zoned);
        let has_local = || {
            let is_local =
                |value: &Value<'_>| value.text().is_some_and(|text| offset_of(&text) == Some(""));
            seen.times.iter().any(is_local)
        };
        let told = stray.filter(|_| has_local()).map(|value| {
            let raw = quoted(value.raw());
            Broken::at(*value, format!("{raw} has an offset, and other times have none"))
                .with_help("a time without an offset is a local time; which zone is nowhere told")
        });
        told.into_iter().collect()
    },
};

/// An offset as written.
struct Zone(String);

impl Zone {
    fn of(value: Value<'_>) -> Option<Self> {
        let text = value.text()?;
        let offset = offset_of(&text).filter(|offset| !offset.is_empty())?;
        Some(Self(offset.to_owned()))
    }

    /// Minutes east, when it is `Z` or written in hours and minutes.
    fn minutes(&self) -> Option<i32> {
        if self.0.eq_ignore_ascii_case("Z") {
            return Some(0);
        }
        let sign = if self.0.starts_with('-') { -1 } else { 1 };
        let (hours, minutes) = self.0.get(1..)?.split_once(':')?;
        Some(sign * (hours.parse::<i32>().ok()? * 60 + minutes.parse::<i32>().ok()?))
    }

    /// Whether both are of one place: summer time is an hour more.
    fn is_near(&self, other: &Self) -> bool {
        let both = self.minutes().zip(other.minutes());
        self.0.eq_ignore_ascii_case(&other.0) || both.is_some_and(|(a, b)| (a - b).abs() <= 60)
    }
}

#[cfg(test)]
mod tests {
    use super::Zone;

    #[test]
    fn zones_are_near_when_summer_time_can_part_them() {
        let is_near = |one: &str, other: &str| {
            let [one, other] = [one, other].map(|text| Zone(text.to_owned()));
            one.is_near(&other) && other.is_near(&one)
        };
        for (one, other) in
            [("Z", "+00:00"), ("z", "-00:00"), ("Z", "+01:00"), ("+02:00", "+01:00")]
        {
            assert!(is_near(one, other), "{one} {other}");
        }
        for (one, other) in [("Z", "+02:00"), ("-01:00", "+01:00"), ("Z", "+0000")] {
            assert!(!is_near(one, other), "{one} {other}");
        }
    }
}
