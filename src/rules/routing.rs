//! The rule about the way to a back office.

use super::{Broken, Rule};
use crate::appointment::NoRoute;
use crate::finding::Severity;
use crate::json::Value;
use crate::meaning::Meaning;

pub(super) const NO_ROUTE: Rule = Rule {
    meaning: Meaning {
        name: "no-route",
        severity: Severity::Warning,
        about: "there is no task, job or source app to route it by",
        why: "Dime.Scheduler compares the source app of the job with its connectors and calls \
              those that match (docs.dimescheduler.com/integrations/webhook/intro). An \
              appointment that is not linked to a task and a job is logged as `MBOC Not Provided` \
              (docs.dimescheduler.com/integrations/backoffice-plugin). That such an appointment \
              is never posted is concluded from the two, not documented.",
        example: r#""Task": null"#,
        fix: "link the appointment to a task whose job has a source app, as the connector has",
    },
    broken: |seen| {
        let appointment = &seen.appointment;
        // What a POST action URI sends is not routed by its job.
        let is_routed = || !appointment.is_of_action_uri() && appointment.is_whole();
        // What stands there under a name that is misspelled is told as that.
        let is_misspelled = |(at, missing): &(Value<'_>, NoRoute)| {
            let meant = missing.property();
            seen.slips.iter().any(|slip| slip.is_of(*at, meant))
        };
        let none = appointment.no_route().filter(|none| !is_misspelled(none) && is_routed());
        let told = none.map(|(at, missing)| {
            let what = match missing {
                NoRoute::Task => "the appointment has no task",
                NoRoute::Job => "its task has no job",
                NoRoute::SourceApp => "its job has no source app",
            };
            Broken::at(at, format!("cannot be routed: {what}"))
                .with_help("Dime.Scheduler would log `MBOC Not Provided`")
        });
        told.into_iter().collect()
    },
};
