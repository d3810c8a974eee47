//! For people: each finding with its place, its line and what to try.

use super::concise::{head, left_out};
use super::{Judged, Render};
use crate::finding::Finding;
use crate::printable::printable;
use crate::render::View;
use crate::render::frame::frame;
use crate::secret::{Hidden, hidden, masked};

/// The report for people.
pub(super) struct Human(pub(super) View);

impl Render for Human {
    fn entry(&mut self, judged: &Judged<'_>) -> String {
        let entry = judged.entry;
        let secrets = match entry.document {
            Ok(document) => hidden(document.root(), entry.secrets),
            Err(_) => entry.hidden_in(entry.text),
        };
        let one = |finding: &Finding| framed(judged, finding, &secrets, &self.0);
        let told: String = judged.verdict.findings.iter().map(one).collect();
        match left_out(judged) {
            Some(left) => format!("{told}{left}\n\n"),
            None => told,
        }
    }
}

/// A finding with the line it stands in, and an empty line behind it.
fn framed(judged: &Judged<'_>, finding: &Finding, secrets: &[Hidden], view: &View) -> String {
    let entry = judged.entry;
    if judged.verdict.payloads == 0 {
        return lineless(judged, finding, view);
    }
    let (text, span) = masked(entry.text, secrets, &finding.place.span);
    let frame = frame(&text, &span, finding, entry.capture.origin.lines_before, view);
    format!("{}\n{frame}\n\n", head(&entry.capture.origin, finding, view))
}

/// A finding about a file that is no payload, such as a journal: its lines are not shown, as they
/// hold headers.
fn lineless(judged: &Judged<'_>, finding: &Finding, view: &View) -> String {
    let head = head(&judged.entry.capture.origin, finding, view);
    let help = finding.help.as_deref().map(|help| format!("  = help: {}\n", printable(help)));
    format!("{head}\n{}\n", help.unwrap_or_default())
}
