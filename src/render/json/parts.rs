//! What several lines have in common.

use std::borrow::Cow;

use serde::Serialize;

use crate::appointment::Text;
use crate::entry::{Answered, Entry, Sent};
use crate::finding::{Finding, Verdict};
use crate::json::Value;
use crate::transaction::{Logged, logged};

/// What names an appointment, as sent.
#[derive(Serialize)]
pub(super) struct AppointmentPart {
    id: Option<String>,
    number: Option<String>,
    guid: Option<String>,
    subject: Option<String>,
    start: Option<String>,
    end: Option<String>,
}

/// What a sender got.
#[derive(Serialize)]
pub(super) struct AnswerPart {
    status: Option<u16>,
    took_us: Option<u128>,
    #[serde(flatten)]
    logged: Option<LoggedPart>,
}

/// What would be logged, and whether the vendor says so.
#[derive(Serialize)]
pub struct LoggedPart {
    logged: String,
    logged_is: &'static str,
    then: &'static str,
    then_is: &'static str,
}

impl LoggedPart {
    /// The same, to be printed.
    #[must_use]
    pub fn of(logged: Logged) -> Self {
        Self {
            logged: logged.text,
            logged_is: logged.text_is.word(),
            then: logged.then,
            then_is: logged.then_is.word(),
        }
    }
}

impl AnswerPart {
    pub(super) fn of(answered: Answered) -> Self {
        let status = match answered.sent {
            Sent::Status(status) => Some(status),
            _ => None,
        };
        let logged = logged(answered.sent).map(LoggedPart::of);
        Self { status, took_us: answered.took.map(|took| took.as_micros()), logged }
    }
}

/// `valid` is null, and `findings` empty, when a body is of a kind that is not judged.
#[derive(Serialize)]
pub(super) struct VerdictPart<'a> {
    valid: Option<bool>,
    findings: Vec<FindingPart<'a>>,
    findings_left_out: usize,
}

#[derive(Serialize)]
pub(super) struct FindingPart<'a> {
    rule: &'a str,
    severity: &'a str,
    message: &'a str,
    pointer: &'a str,
    line: usize,
    column: usize,
    offset: usize,
    length: usize,
    help: Option<&'a str>,
}

/// What names the appointment of a capture; none when it is not one.
pub(super) fn appointment(entry: &Entry<'_>) -> Option<AppointmentPart> {
    let appointment = entry.named()?;
    let owned = |text: Option<Text<'_>>| text.map(Cow::into_owned);
    let raw = |value: Option<Value<'_>>| owned(value.and_then(Value::text));
    Some(AppointmentPart {
        id: owned(appointment.id()),
        number: owned(appointment.number()),
        guid: owned(appointment.guid()),
        subject: appointment.subject().map(|text| entry.secrets.links(&text).into_owned()),
        start: raw(appointment.start_value()),
        end: raw(appointment.end_value()),
    })
}

/// A verdict, with places in a file that has so many lines before.
pub(super) fn verdict(verdict: Option<&Verdict>, lines_before: usize) -> VerdictPart<'_> {
    let findings = verdict.map(|verdict| verdict.findings.as_slice()).unwrap_or_default();
    VerdictPart {
        valid: verdict.map(Verdict::is_valid),
        findings: findings.iter().map(|one| finding(one, lines_before)).collect(),
        findings_left_out: verdict.map_or(0, Verdict::left_out),
    }
}

/// A finding, with its place in a file that has so many lines before.
pub(super) fn finding(finding: &Finding, lines_before: usize) -> FindingPart<'_> {
    FindingPart {
        rule: &finding.rule,
        severity: finding.severity.word(),
        message: &finding.message,
        pointer: &finding.pointer,
        line: finding.place.line + lines_before,
        column: finding.place.column,
        offset: finding.place.span.start,
        length: finding.place.span.len(),
        help: finding.help.as_deref(),
    }
}
