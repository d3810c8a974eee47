//! What a schema cannot say, as a table of rows: a new rule is a row and a file of test data.

mod assignments;
mod custom_fields;
mod dates;
mod offsets;
mod properties;
mod routing;
mod seen;
mod slip;
mod spelling;

use crate::finding::{Finding, Found, most_of};
use crate::json::Value;
use crate::meaning::Meaning;
use crate::message::Message;
use seen::Seen;

pub(crate) use spelling::case_help;
pub use spelling::{CAMEL_CASE, INBOUND_NAME, UNKNOWN_PROPERTY};

/// A rule that an appointment keeps.
pub struct Rule {
    /// Its name, how bad it is to break it, and what it is for.
    pub meaning: Meaning,
    /// Where an appointment breaks it, and in what way.
    broken: for<'s, 'd> fn(&'s Seen<'d>) -> Vec<Broken<'d>>,
}

/// One place where a rule is broken.
pub(crate) struct Broken<'d> {
    at: Value<'d>,
    message: Message,
    help: Option<Message>,
}

impl<'d> Broken<'d> {
    pub(crate) fn at(at: Value<'d>, message: impl Into<Message>) -> Self {
        Self { at, message: message.into(), help: None }
    }

    pub(crate) fn with_help(self, help: impl Into<Message>) -> Self {
        Self { help: Some(help.into()), ..self }
    }
}

/// Every rule, by theme.
pub const RULES: &[Rule] = &[
    dates::DATE,
    dates::ENDS_BEFORE_START,
    dates::NO_DURATION,
    offsets::MIXED_OFFSETS,
    offsets::STRAY_OFFSET,
    assignments::NO_ASSIGNMENT,
    assignments::RESOURCE_TWICE,
    assignments::ACTION_URI,
    routing::NO_ROUTE,
    custom_fields::FIELD_VALUE,
    custom_fields::FIELD_EMPTY,
    properties::UNNAMED_INDICATOR,
    properties::ZERO_GUID,
    properties::DEPRECATED,
    properties::DECIMALS,
    spelling::INBOUND_SPELLING,
    spelling::CAMEL_CASED,
    spelling::UNKNOWN,
];

/// Everything that the rules find in one payload.
#[must_use]
pub fn findings(payload: Value<'_>) -> Found {
    let Some(seen) = Seen::of(payload) else { return Found::default() };
    let (mut found, most) = (Found::default(), most_of(payload));
    for Rule { meaning, broken } in RULES {
        let mut all = broken(&seen).into_iter();
        found.findings.extend(all.by_ref().take(most).map(|one| finding(payload, meaning, one)));
        found.count(meaning.name, meaning.severity, all.count());
    }
    found
}

/// The finding of a broken rule, with its pointer from the top of a payload.
pub(crate) fn finding(payload: Value<'_>, rule: &Meaning, broken: Broken<'_>) -> Finding {
    let Broken { at, message, help } = broken;
    let pointer = payload.pointer_to(at);
    Finding::on(at, pointer, rule.severity, rule.name, message).with_help(help)
}
