//! Rules about the resources that an appointment is assigned to.

use std::collections::HashSet;

use super::{Broken, Rule};
use crate::appointment::lists::RESOURCES;
use crate::finding::Severity;
use crate::json::{Kind, Value};
use crate::meaning::Meaning;
use crate::message::quoted;

pub(super) const NO_ASSIGNMENT: Rule = Rule {
    meaning: Meaning {
        name: "no-assignment",
        severity: Severity::Warning,
        about: "the appointment is assigned to nobody",
        why: "An assignment is the link between an appointment and a resource, and the planning \
              board draws an appointment in the row of its resource. The connector definition \
              that the vendor publishes has `Assignments` as a list and marks it as neither \
              required nor filled, so a receiver has to expect this and should not break on it.",
        example: r#""Assignments": []"#,
        fix: "look whether the list was lost on the way; a receiver takes it for unassigned",
    },
    broken: |seen| {
        let appointment = &seen.appointment;
        // What is no list is told as that.
        let is_empty =
            |list: Value<'_>| list.is_null() || list.kind() == Kind::Array && list.is_empty();
        let is_none = appointment.resource_lists().all(is_empty);
        // A list under a name that is misspelled is told as that.
        let is_misspelled = seen.slips.iter().any(|slip| RESOURCES.names.contains(&slip.meant));
        let none = (is_none && !is_misspelled && appointment.is_whole()).then(|| {
            let at = appointment.resource_lists().next().unwrap_or(appointment.payload());
            Broken::at(at, "the appointment is assigned to no resource")
        });
        none.into_iter().collect()
    },
};

pub(super) const RESOURCE_TWICE: Rule = Rule {
    meaning: Meaning {
        name: "resource-twice",
        severity: Severity::Warning,
        about: "the same resource is assigned twice",
        why: "The resource number links a resource to its counterpart in the back office (the \
              connector definition that the vendor publishes). A receiver that books hours or \
              sends a message for each assignment would do so twice.",
        example: r#""Assignments": [{"Resource": {"ResourceNo": "R1"}}, {"Resource": {"ResourceNo": "R1"}}]"#,
        fix: "count each resource once, by its number",
    },
    broken: |seen| {
        let mut met = HashSet::new();
        let keys = seen.appointment.resource_keys();
        let again = keys.filter(|one| !met.insert((one.key.clone(), one.source_app.clone())));
        let told = again.map(|one| {
            let key = quoted(&one.key);
            Broken::at(one.at, format!("the resource `{key}` is assigned more than once"))
        });
        told.collect()
    },
};

pub(super) const ACTION_URI: Rule = Rule {
    meaning: Meaning {
        name: "action-uri",
        severity: Severity::Warning,
        about: "it looks like what a POST action URI sends, not a webhook",
        why: "A webhook has `Assignments` (the connector definition that the vendor publishes). A \
              POST action URI sends the data of the item that a planner clicked on, and was seen \
              with `Resources` in their place (a receiver that a developer of the vendor \
              published). That this tells the two apart is concluded, not documented.",
        example: r#""Resources": [{"Id": 77301, "EventId": 48113, "ResourceId": 14}]"#,
        fix: "read the resources from both places, or capture what the webhook connector sends",
    },
    broken: |seen| {
        let appointment = &seen.appointment;
        let is_one = appointment.is_of_action_uri() && appointment.is_likely();
        let at = appointment.action_uri_resources().filter(|_| is_one);
        let told = at.map(|at| {
            Broken::at(at, "looks like a POST action URI: it has `Resources` and no `Assignments`")
                .with_help("a webhook sends `Assignments`; read both when both may come here")
        });
        told.into_iter().collect()
    },
};
