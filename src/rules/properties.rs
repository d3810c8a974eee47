//! Rules about single properties.

use super::{Broken, Rule};
use crate::finding::Severity;
use crate::json::Value;
use crate::meaning::Meaning;
use crate::message::quoted;

pub(super) const UNNAMED_INDICATOR: Rule = Rule {
    meaning: Meaning {
        name: "unnamed-indicator",
        severity: Severity::Warning,
        about: "a category or a time marker has no name",
        why: "Planners know a category and a time marker by name, and the name is what links it \
              to a back office; a colour alone can be shared or changed. The connector definition \
              that the vendor publishes has both.",
        example: r##""Category": {"Color": "#22d3ee"}"##,
        fix: "name the category or the time marker in Dime.Scheduler's settings",
    },
    broken: |seen| {
        let unnamed = seen.appointment.unnamed_indicators();
        unnamed.map(|(word, at)| Broken::at(at, format!("the {word} has no name"))).collect()
    },
};

pub(super) const ZERO_GUID: Rule = Rule {
    meaning: Meaning {
        name: "zero-guid",
        severity: Severity::Warning,
        about: "the GUID is all zeros",
        why: "All zeros is what .NET writes for a GUID that was never set (`Guid.Empty` in \
              Microsoft's reference of .NET). A receiver that knows appointments by their GUID \
              takes all of them for one.",
        example: r#""AppointmentGuid": "00000000-0000-0000-0000-000000000000""#,
        fix: "know the appointment by its `AppointmentNo`, as the vendor advises",
    },
    broken: |seen| {
        let is_zero = |value: &Value<'_>| {
            value.text().is_some_and(|text| {
                text.len() == 36 && text.bytes().all(|byte| matches!(byte, b'0' | b'-'))
            })
        };
        let zero = seen.appointment.guid_value().filter(is_zero);
        zero.map(|at| Broken::at(at, "the GUID is all zeros: it was never set"))
            .into_iter()
            .collect()
    },
};

pub(super) const DEPRECATED: Rule = Rule {
    meaning: Meaning {
        name: "deprecated",
        severity: Severity::Warning,
        about: "a property that the vendor calls deprecated is used",
        why: "The vendor's page on the inbound API (docs.dimescheduler.com/develop/api/appointment) \
              calls the all-day flag deprecated. It still comes, as false; a receiver that acts \
              on true relies on what may go away.",
        example: r#""IsAllDayEvent": true"#,
        fix: "take start and end as they are",
    },
    broken: |seen| {
        let used = seen.appointment.deprecated();
        let told = used.map(|at| Broken::at(at, "the vendor calls the all-day flag deprecated"));
        told.into_iter().collect()
    },
};

/// What the columns of quantities hold: decimal(18,6).
const DIGITS: [usize; 2] = [12, 6];

pub(super) const DECIMALS: Rule = Rule {
    meaning: Meaning {
        name: "decimals",
        severity: Severity::Warning,
        about: "a quantity has more digits than Dime.Scheduler keeps",
        why: "The quantity and the conversion of its unit are decimal(18,6) in the inbound API's \
              tables (docs.dimescheduler.com/develop/api/appointment): 12 digits before the point and 6 after it. What has more was not read from \
              there.",
        example: r#""PlanningQty": 2.12345678"#,
        fix: "round to 6 decimals",
    },
    broken: |seen| {
        let quantities = seen.appointment.decimals();
        let too_long = quantities.filter(|value| value.number().is_some_and(has_too_many_digits));
        let told = |at: Value<'_>| {
            let raw = quoted(at.raw());
            format!("`{raw}` has more than 12 digits before the point or 6 behind it")
        };
        too_long.map(|at| Broken::at(at, told(at))).collect()
    },
};

fn has_too_many_digits(number: &str) -> bool {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let [most_whole, most_fraction] = DIGITS;
    // A number with an exponent has another length than it is written with.
    let is_written_out = !number.contains(['e', 'E']);
    let whole = whole.trim_start_matches(['-', '0']).len();
    is_written_out && (whole > most_whole || fraction.trim_end_matches('0').len() > most_fraction)
}
