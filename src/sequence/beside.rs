//! Rules about two appointments beside each other.

use super::Rule;
use super::step::Clash;
use crate::finding::Severity;
use crate::meaning::Meaning;
use crate::message::quoted;
use crate::rules::Broken;

pub(super) const SHARED_GUID: Rule = Rule {
    meaning: Meaning {
        name: "shared-guid",
        severity: Severity::Error,
        about: "two different appointments have one GUID",
        why: "`AppointmentGuid` is the GUID of the appointment (the connector definition that the \
              vendor publishes), and a GUID is unique (RFC 9562). Two appointments are told \
              apart here by `Id`, or where one is missing by `AppointmentNo`. A receiver that \
              knows them by their GUID writes one over the other.",
        example: r#"one "AppointmentGuid" with "Id": 1, and again with "Id": 2"#,
        fix: "look what copied the GUID, and know the appointments by their number until then",
    },
    broken: |step| {
        let appointment = &step.appointment;
        let other = step.shares_guid_with.as_ref().zip(appointment.guid_value());
        let told = other.map(|(whence, at)| {
            Broken::at(at, format!("another appointment has this GUID too: that of {whence}"))
        });
        told.into_iter().collect()
    },
};

pub(super) const TWO_PLACES: Rule = Rule {
    meaning: Meaning {
        name: "two-places",
        severity: Severity::Note,
        about: "a resource has two appointments at one time",
        why: "By the newest state of each, the resource is assigned to both, and their times \
              overlap: the start is part of an appointment and the end is not (the official SDK's \
              documentation). No public source says that the planning board forbids it, and a \
              room may well hold two, so it is a note. Whole days are left out, and times are \
              compared only when both have an offset or neither has.",
        example: "R1 from 09:00 to 11:00 on one appointment, from 10:00 to 12:00 on another",
        fix: "look on the planning board whether both are meant",
    },
    broken: |step| {
        let told = |clash: &Clash<'_>| {
            format!(
                "the resource `{}` has another appointment at this time: {}",
                quoted(&clash.resource),
                clash.with
            )
        };
        step.clashes.iter().map(|clash| Broken::at(clash.at, told(clash))).collect()
    },
};
