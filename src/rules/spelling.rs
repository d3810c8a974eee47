//! Rules about properties whose names are not quite the webhook's.

use super::seen::Seen;
use super::slip::{Kind, Slip};
use super::{Broken, Rule};
use crate::finding::Severity;
use crate::meaning::Meaning;
use crate::message::cut;

/// The name of the rule about names of the inbound API.
pub const INBOUND_NAME: &str = "inbound-name";
/// The name of the rule about names that middleware wrote again.
pub const CAMEL_CASE: &str = "camel-case";
/// The name of the rule about names that are nearly known.
pub const UNKNOWN_PROPERTY: &str = "unknown-property";

pub(super) const INBOUND_SPELLING: Rule = Rule {
    meaning: Meaning {
        name: INBOUND_NAME,
        severity: Severity::Warning,
        about: "a property has the name that it has in the inbound API",
        why: "The inbound API and the import procedures name some things otherwise than the \
              webhook does, such as `SentFromBackOffice` for the webhook's `SentFromBackoffice` \
              (the connector definition that the vendor publishes, and \
              docs.dimescheduler.com/develop/api/appointment). A receiver that reads the \
              webhook's name does not see it. Where it stands for a property that every payload \
              has, such as `StartDate`, it is an error.",
        example: r#""SentFromBackOffice": true"#,
        fix: "use the webhook's name; in what you capture it shows that something else wrote it",
    },
    broken: |seen| of_kind(seen, |kind| kind == Kind::Inbound),
};

pub(super) const CAMEL_CASED: Rule = Rule {
    meaning: Meaning {
        name: CAMEL_CASE,
        severity: Severity::Warning,
        about: "properties are in another case: middleware wrote the payload again",
        why: "The webhook spells its properties in Pascal case in every public source: the \
              connector definition of 2023 and a receiver that a developer of the vendor \
              published in 2025. What passes through ASP.NET or a low-code tool often comes out \
              in camelCase; others write snake_case or capital letters. A receiver that heeds \
              case, as JavaScript and Python do, finds nothing. Where it stands for a property \
              that every payload has, such as `StartDate`, it is an error.",
        example: r#""startDate": "2026-03-02T09:00:00""#,
        fix: "capture the payload before the middleware, or read names whatever their case",
    },
    broken: |seen| of_kind(seen, |kind| matches!(kind, Kind::Case(_))),
};

pub(super) const UNKNOWN: Rule = Rule {
    meaning: Meaning {
        name: UNKNOWN_PROPERTY,
        severity: Severity::Warning,
        about: "a property that nobody knows is spelled nearly like a known one",
        why: "Properties that are not known are welcome: tenants and versions differ. The known \
              ones are those of the connector definition that the vendor publishes and of the \
              server's read models in the official SDK. One that differs from a known one by a \
              letter or two is more likely a slip, and where the known one stands beside it a \
              receiver may read either.",
        example: r#""Locekd": true"#,
        fix: "correct the name, or allow the rule when the property is your own",
    },
    broken: |seen| of_kind(seen, |kind| kind == Kind::Near),
};

/// What to say of a name in another case.
pub(crate) fn case_help(case: &str) -> &'static str {
    match case {
        "camelCase" => "middleware such as ASP.NET writes JSON again like this",
        _ => "look for what wrote the payload again on its way",
    }
}

fn of_kind<'d>(seen: &Seen<'d>, is_it: fn(Kind) -> bool) -> Vec<Broken<'d>> {
    seen.slips.iter().filter(|slip| is_it(slip.kind)).map(told).collect()
}

fn told<'d>(slip: &Slip<'d>) -> Broken<'d> {
    let Slip { key, meant, kind, is_beside } = *slip;
    let written = format!("`{}`", cut(&key.text().unwrap_or_default()));
    let message = match (kind, is_beside) {
        (Kind::Inbound, false) => format!("{written} is the inbound API's name for `{meant}`"),
        (Kind::Inbound, true) => {
            format!("{written} is the inbound API's name for `{meant}`, which is here too")
        }
        (Kind::Case(case), false) => {
            format!("{written} is in {case}: the webhook sends `{meant}`")
        }
        (Kind::Case(case), true) => {
            format!("{written} is in {case}, and `{meant}` is here too")
        }
        (Kind::Near, false) => format!("{written} is not a known property"),
        (Kind::Near, true) => {
            format!("{written} is not a known property, and `{meant}` is here too")
        }
    };
    let help = match kind {
        Kind::Inbound => format!("the webhook calls it `{meant}`"),
        Kind::Case(case) => case_help(case).to_owned(),
        Kind::Near => format!("did you mean `{meant}`?"),
    };
    Broken::at(key, message).with_help(help)
}
