//! Rules about the offsets behind the times of one payload.

use std::collections::HashMap;

use super::{Broken, Rule};
use crate::finding::Severity;
use crate::json::Value;
use crate::meaning::Meaning;
use crate::message::quoted;
use crate::schema::is_date_time;
use crate::wall::offset_of;

/// How long a date is.
const DATE: usize = "2026-03-02".len();

pub(super) const MIXED_OFFSETS: Rule = Rule {
    meaning: Meaning {
        name: "mixed-offsets",
        severity: Severity::Warning,
        about: "the times of one payload are in several zones",
        why: "Dime.Scheduler has been seen to write times without any offset (a receiver that a \
              developer of the vendor published). A \
              place has one offset in winter and one in summer, an hour more, and one on any \
              day. Offsets that differ otherwise show that something on the way converted some \
              of the times and not the others.",
        example: "\"StartDate\": \"2026-03-02T09:00:00Z\", \"EndDate\": \"2026-03-02T12:00:00+02:00\"",
        fix: "find what converts times between Dime.Scheduler and here, and let it convert all or none",
    },
    broken: |seen| {
        let mut zones = Zones::default();
        let other = seen.times.iter().find_map(|at| Some((*at, zones.strange(*at)?)));
        other.map(|(at, message)| Broken::at(at, message)).into_iter().collect()
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
        // Of what has not the form of a time, others tell.
        let zoned = |value: &&Value<'_>| value.text().is_some_and(|text| Zone::of(&text).is_some());
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

/// The offsets of the times of one payload.
#[derive(Default)]
struct Zones {
    /// Those that differ: one place has two.
    met: Vec<Zone>,
    /// Which of them each day has.
    days: HashMap<String, usize>,
}

impl Zones {
    /// In what way the offset of one more time is not of the place of those before.
    fn strange(&mut self, time: Value<'_>) -> Option<String> {
        let text = time.text()?;
        let zone = Zone::of(&text)?;
        let shown = quoted(&zone.text);
        let is_far = |other: &&Zone| (other.minutes - zone.minutes).abs() > 60;
        if let Some(other) = self.met.iter().find(is_far) {
            let other = quoted(&other.text);
            return Some(format!("is at `{shown}`, and an earlier time at `{other}`"));
        }
        let known = self.met.iter().position(|other| other.minutes == zone.minutes);
        let at = known.unwrap_or(self.met.len());
        if let [one, other] = &self.met[..]
            && known.is_none()
        {
            let (one, other) = (quoted(&one.text), quoted(&other.text));
            return Some(format!("is at `{shown}`, and earlier times at `{one}` and `{other}`"));
        }
        if known.is_none() {
            self.met.push(zone);
        }
        let of_day = *self.days.entry(text[..DATE].to_owned()).or_insert(at);
        (of_day != at).then(|| {
            let other = quoted(&self.met[of_day].text);
            format!("is at `{shown}`, and another time of the same day at `{other}`")
        })
    }
}

/// An offset.
struct Zone {
    /// As written.
    text: String,
    /// Minutes east.
    minutes: i32,
}

impl Zone {
    /// The offset of a time that has the form of one; of what has not, others tell.
    fn of(time: &str) -> Option<Self> {
        let text = offset_of(time).filter(|offset| !offset.is_empty() && is_date_time(time))?;
        Some(Self { text: text.to_owned(), minutes: minutes(text)? })
    }
}

/// Minutes east.
fn minutes(offset: &str) -> Option<i32> {
    if offset == "Z" {
        return Some(0);
    }
    let sign = if offset.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = offset.get(1..)?.split_once(':')?;
    Some(sign * (hours.parse::<i32>().ok()? * 60 + minutes.parse::<i32>().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Document;
    use crate::message::Message;

    /// What is told of the first time that is strange.
    fn told(times: &[&str]) -> Option<String> {
        let list = serde_json::to_string(times).unwrap();
        let document = Document::parse(&list).unwrap();
        let mut zones = Zones::default();
        let told = document.root().elements().find_map(|time| zones.strange(time));
        told.map(|told| Message::from(told).to_string())
    }

    #[test]
    fn a_place_has_one_offset_in_winter_and_one_in_summer() {
        for times in [
            &["2026-05-11T08:30Z", "2026-05-11T08:30+00:00", "2026-05-11T08:30-00:00"][..],
            &["2026-01-11T08:30Z", "2026-05-11T08:30+01:00", "2026-05-12T08:30+01:00"],
            &["2026-05-11T08:30+02:00", "2026-01-11T08:30+01:00", "2026-05-11T09:30+02:00"],
            &["2026-05-11T08:30+02:00", "2026-05-11T08:30"],
            &["2026-05-11T08:30+02:00", "2026-05-11T08:30:00-garbage"],
        ] {
            assert_eq!(told(times), None, "{times:?}");
        }
    }

    #[test]
    fn what_no_one_place_has_is_told() {
        for (times, expected) in [
            (
                &["2026-05-11T08:30Z", "2026-01-11T08:30+02:00"][..],
                "is at `+02:00`, and an earlier time at `Z`",
            ),
            (
                &["2026-01-11T08:30Z", "2026-01-11T10:30+01:00"],
                "is at `+01:00`, and another time of the same day at `Z`",
            ),
            (
                &[
                    "2026-05-11T08:30+01:00",
                    "2026-01-11T08:30Z",
                    "2026-05-12T08:30+01:00",
                    "2026-05-13T08:30-01:00",
                ],
                "is at `-01:00`, and an earlier time at `+01:00`",
            ),
            (
                &["2026-05-11T08:30+05:30", "2026-05-12T08:30+05:00", "2026-05-13T08:30+06:00"],
                "is at `+06:00`, and earlier times at `+05:30` and `+05:00`",
            ),
        ] {
            assert_eq!(told(times).as_deref(), Some(expected), "{times:?}");
        }
    }
}
