//! Rules about the states of one appointment, in the order that they came.

use jiff::Timestamp;

use super::Rule;
use super::step::{Earlier, Relation, Step};
use crate::finding::Severity;
use crate::meaning::Meaning;
use crate::rules::Broken;
use crate::wall::duration_shown;

pub(super) const DUPLICATE: Rule = Rule {
    meaning: Meaning {
        name: "duplicate",
        severity: Severity::Warning,
        about: "a payload brings a state of an appointment that came before",
        why: "A post that fails is tried three times and later by a job \
              (docs.dimescheduler.com/integrations/webhook/transaction-errors), and several \
              connectors can have one source app, so the same state comes more than once. \
              Nothing in a payload is known to say so: that one is a retry is concluded from the \
              same properties and values, the list of calls left out.",
        example: r#"two payloads with "LastModifiedDate": "2026-03-02T09:00:00" and the same rest"#,
        fix: "handle a state once: know it by its appointment and its `LastModifiedDate`",
    },
    broken: |step| {
        let Some(Relation::Duplicate(same)) = &step.relation else { return Vec::new() };
        vec![Broken::at(step.version(), told(same, step)).with_help(RETRY)]
    },
};

pub(super) const LATE: Rule = Rule {
    meaning: Meaning {
        name: "late",
        severity: Severity::Warning,
        about: "a payload is older than one that came before it, by LastModifiedDate",
        why: "Failed posts are tried again later, by a job too \
              (docs.dimescheduler.com/integrations/webhook/transaction-errors), so an old state \
              may come after a newer one. Dime.Scheduler itself skips what has been processed \
              with a later timestamp (docs.dimescheduler.com/integrations/backoffice-plugin); a \
              receiver that does not goes back to the old state.",
        example: r#""LastModifiedDate": "2026-03-02T09:00:00" after one of 10:00:00"#,
        fix: "keep the `LastModifiedDate` of each appointment, and pass over what is older",
    },
    broken: |step| {
        let Some(Relation::Late { than, by, same }) = &step.relation else { return Vec::new() };
        let by = by.filter(|by| *by > 0).map(duration_shown);
        let by = by.map(|by| format!("{by} ")).unwrap_or_default();
        let same = same.as_ref().map(|same| format!(", and is {}", told(same, step)));
        let message = format!("is {by}older than {than}{}", same.unwrap_or_default());
        vec![Broken::at(step.version(), message).with_help(LATER)]
    },
};

pub(super) const AFTER_DELETE: Rule = Rule {
    meaning: Meaning {
        name: "after-delete",
        severity: Severity::Warning,
        about: "an appointment comes again after it was deleted",
        why: "That a payload is a delete is not documented to be said in it. It is told by the \
              route it came on, where the journal has one such as `/deleted`; else dsw concludes \
              it from `DeletedOn` or the newest of `Transactions`, which the server's models in \
              the official SDK have. Failed posts are tried again later \
              (docs.dimescheduler.com/integrations/webhook/transaction-errors), so what comes \
              afterwards is likely a retry that was overtaken, and a receiver that writes \
              whatever comes brings the appointment back.",
        example: "a payload of 000012-k7QwLm2x on /updated after one on /deleted",
        fix: "remember what was deleted, and take it up again only when it is newer",
    },
    broken: |step| {
        let Some(Relation::AfterDelete { of, is_sure, same }) = &step.relation else {
            return Vec::new();
        };
        let likely = if *is_sure { "" } else { "likely " };
        let same = same.as_ref().map(|same| format!("; it is {}", told(same, step)));
        let message =
            format!("the appointment was {likely}deleted in {of}{}", same.unwrap_or_default());
        vec![Broken::at(step.version(), message).with_help(GONE)]
    },
};

const RETRY: &str = "likely a retry: handle it once, by the appointment and its `LastModifiedDate`";
const LATER: &str = "likely a retry that was overtaken: pass over what is older than what you have";
const GONE: &str = "likely overtaken by the delete: look at the board whether it is there again";

/// An earlier payload of the same state, and what the journal knows of the two.
fn told(same: &Earlier, step: &Step<'_>) -> String {
    let apart = same.at.zip(step.at).map(|(first, second)| apart(first, second));
    let apart = apart.map(|apart| format!(", {apart}")).unwrap_or_default();
    let failed = same.answered.filter(|status| !(200..300).contains(status));
    let failed = failed.map(|status| format!(", which was answered {status}"));
    format!("the same state as {}{apart}{}", same.whence, failed.unwrap_or_default())
}

fn apart(first: Timestamp, second: Timestamp) -> String {
    match second.duration_since(first).as_secs() {
        0 => "in the same second".to_owned(),
        seconds if seconds < 0 => "by a clock that was set back".to_owned(),
        seconds => format!("{} later", duration_shown(seconds)),
    }
}
