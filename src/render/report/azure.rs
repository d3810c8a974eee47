//! Commands that Azure Pipelines shows as issues of a step.

use super::concise::left_out;
use super::remark::{Remark, inert};
use super::{Judged, Render, Root};
use crate::error::Error;
use crate::finding::Severity;

/// The report of issues.
pub(super) struct Azure(pub(super) Root);

impl Render for Azure {
    fn entry(&mut self, judged: &Judged<'_>) -> String {
        let findings = judged.verdict.findings.iter();
        let told: String =
            findings.map(|finding| command(&Remark::of(judged, finding, &self.0))).collect();
        told + &left_out(judged).map(|left| inert(&left) + "\n").unwrap_or_default()
    }

    fn unread(&mut self, error: &Error) -> String {
        command(&Remark::of_run(error))
    }
}

/// A remark as a command to the agent, which knows errors and warnings; a note is a line of the log.
#[must_use]
pub fn command(remark: &Remark) -> String {
    if remark.severity == Severity::Note {
        return line(remark);
    }
    let mut properties = format!("type={}", remark.severity.word());
    if let Some(file) = &remark.file {
        properties += &format!(";sourcepath={}", escaped(&inert(file)));
        properties += &format!(";linenumber={};columnnumber={}", remark.line, remark.column);
    }
    properties += &format!(";code={}", escaped(&inert(&remark.title)));
    let message = remark.lines().collect::<Vec<_>>().join("\n");
    format!("##vso[task.logissue {properties}]{}\n", escaped(&message))
}

fn line(remark: &Remark) -> String {
    let place = |file: &String| format!("{}:{}:{}: ", inert(file), remark.line, remark.column);
    let place = remark.file.as_ref().map(place).unwrap_or_default();
    let message = remark.lines().collect::<Vec<_>>().join("; ");
    format!("{place}{}[{}]: {message}\n", remark.severity.word(), inert(&remark.title))
}

/// What the agent reads back; a percent sign goes first, as it begins every other escape.
fn escaped(text: &str) -> String {
    text.replace('%', "%AZP25")
        .replace(';', "%3B")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
        .replace(']', "%5D")
}
