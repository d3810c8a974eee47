//! A line a finding, as editors and other tools read them.

use super::{Judged, Render};
use crate::capture::Origin;
use crate::finding::{Finding, Severity};
use crate::origin::{name, position};
use crate::printable::printable;
use crate::render::View;

/// The report of one line a finding.
pub(super) struct Concise(pub(super) View);

impl Render for Concise {
    fn entry(&mut self, judged: &Judged<'_>) -> String {
        let origin = &judged.entry.capture.origin;
        let line = |finding: &Finding| head(origin, finding, &self.0) + "\n";
        let told: String = judged.verdict.findings.iter().map(line).collect();
        told + &left_out(judged).map(|left| left + "\n").unwrap_or_default()
    }
}

/// `file:line:col: severity[rule]: message`.
pub(in crate::render) fn head(origin: &Origin, finding: &Finding, view: &View) -> String {
    let kind = format!("{}[{}]", finding.severity.word(), finding.rule);
    let kind = match finding.severity {
        Severity::Error => view.style.bad(&kind),
        Severity::Note => view.style.name(&kind),
        Severity::Warning => view.style.warn(&kind),
    };
    let place = format!("{}:{}", name(origin), position(origin, &finding.place));
    let place = view.style.strong(&printable(&place));
    format!("{place}: {kind}: {}", printable(&finding.message))
}

/// What is said of findings that were counted and not kept, when others were shown.
pub(super) fn left_out(judged: &Judged<'_>) -> Option<String> {
    let left = judged.verdict.left_out();
    let is_said = left > 0 && !judged.verdict.findings.is_empty();
    is_said
        .then(|| format!("… and {left} more in {}", printable(&name(&judged.entry.capture.origin))))
}
