//! What actions made worse: what `dsw validate` tells of a payload, and not of the one before them.

use std::collections::HashSet;

use crate::appointment::Appointment;
use crate::capture::{Capture, Origin};
use crate::commands::judge::Judge;
use crate::edit::Draft;
use crate::finding::{Finding, Severity};
use crate::json::Tape;
use crate::simulate::Posted;

/// A line for each thing that is wrong since the actions, by the first of them that it came with.
pub(super) fn since(on: &Draft, posted: &[Posted]) -> Vec<String> {
    let judge = Judge::bundled();
    let place = |finding: &Finding| (finding.rule.clone(), finding.pointer.clone());
    let mut seen: HashSet<_> = findings(&judge, on).iter().map(place).collect();
    let mut lines = Vec::new();
    for one in posted {
        for finding in findings(&judge, &one.draft) {
            if seen.insert(place(&finding)) {
                let (rule, message) = (&finding.rule, &*finding.message);
                lines.push(format!("`{}`: {message} (`{rule}` of `dsw validate`)", one.action));
            }
        }
    }
    lines.extend(before_it_was_created(posted));
    lines
}

/// What counts for something, of a payload.
fn findings(judge: &Judge, draft: &Draft) -> Vec<Finding> {
    let capture = Capture::of_body(Origin::default(), draft.clone().into_body().into());
    let verdict = judge.verdict(&capture, &mut Tape::default());
    let all = verdict.map(|verdict| verdict.findings).unwrap_or_default();
    all.into_iter().filter(|finding| finding.severity > Severity::Note).collect()
}

/// That the clock of the actions is behind that of the payload.
fn before_it_was_created(posted: &[Posted]) -> Option<String> {
    posted.iter().find_map(|one| {
        let document = one.draft.document();
        let created = Appointment::of(&document)?.created()?;
        (one.at < created.clock).then(|| {
            let at = one.at.strftime("%Y-%m-%dT%H:%M:%S");
            let created = created.clock.strftime("%Y-%m-%dT%H:%M:%S");
            format!(
                "`{}` is done at {at}, before the appointment is created at {created}",
                one.action
            )
        })
    })
}
