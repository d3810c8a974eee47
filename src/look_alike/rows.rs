//! The look-alikes: how each is known, and what to do with one.

use crate::finding::Severity;
use crate::json::{Kind, Value};
use crate::meaning::Meaning;

/// Something that people take for a webhook's payload.
pub struct LookAlike {
    /// Its name, and what to do.
    pub meaning: Meaning,
    /// Whether a payload is one.
    pub is_it: fn(Value<'_>) -> bool,
}

/// Every look-alike that is JSON: the surer signs first.
pub const ALL: &[LookAlike] =
    &[IMPORT_PROCEDURE, SUBSCRIPTION, HANDSHAKE, BC_STAGING, GET_APPOINTMENT, ZAPIER, INBOUND_API];

/// Every look-alike that is not JSON.
pub const TEXTS: &[LookAlike] = &[SOAP, WEB_PAGE, XML];

fn has(payload: Value<'_>, name: &str) -> bool {
    payload.kind() == Kind::Object && payload.get(name).is_some()
}

fn has_any(payload: Value<'_>, names: &[&str]) -> bool {
    names.iter().any(|name| has(payload, name))
}

const IMPORT_PROCEDURE: LookAlike = LookAlike {
    meaning: Meaning {
        name: "import-procedure",
        severity: Severity::Error,
        about: "the body of an import procedure: what goes into Dime.Scheduler",
        why: "The import end point takes a list of stored procedures with the names and the \
              values of their parameters (the official SDKs). It is the way into Dime.Scheduler; \
              a webhook is the way out.",
        example: r#"[{"StoredProcedureName": "mboc_upsertAppointment", "ParameterNames": []}]"#,
        fix: "judge what a webhook connector posted: `dsw listen` captures it",
    },
    is_it: |payload| has(payload, "StoredProcedureName"),
};

const SUBSCRIPTION: LookAlike = LookAlike {
    meaning: Meaning {
        name: "subscription",
        severity: Severity::Error,
        about: "a request that registers a webhook, not what the webhook sends",
        why: "Power Automate registers a hook by posting its URL and the type of change to \
              Dime.Scheduler (the connector definition that the vendor publishes). The payloads \
              come later, to that URL.",
        example: r#"{"notificationURL": "https://flows.example/hook", "changeType": ["Update"]}"#,
        fix: "capture what comes to the `notificationURL`",
    },
    is_it: |payload| has(payload, "notificationURL") && has(payload, "changeType"),
};

const HANDSHAKE: LookAlike = LookAlike {
    meaning: Meaning {
        name: "handshake",
        severity: Severity::Error,
        about: "the question of Event Grid whether an end point wants events",
        why: "Before Event Grid sends events it sends one with a `validationCode`, and waits for \
              it to be sent back (Microsoft's schema of events). There is no payload in it.",
        example: r#"[{"eventType": "…", "data": {"validationCode": "512d38b6-…"}}]"#,
        fix: "answer it with its code as `validationResponse`, and judge the events that follow",
    },
    is_it: |payload| {
        let data = Some(payload).filter(|payload| has(*payload, "eventType"));
        data.and_then(|payload| payload.get("data")).is_some_and(|data| has(data, "validationCode"))
    },
};

const BC_STAGING: LookAlike = LookAlike {
    meaning: Meaning {
        name: "bc-staging",
        severity: Severity::Error,
        about: "a record of Business Central's staging table",
        why: "The Business Central connector writes appointments to a staging table, a row for \
              each change with its database action I, U or D (the vendor's connector examples). A \
              webhook sends the whole appointment and names no action.",
        example: r#"{"EntryNo": 5512, "DatabaseAction": "U", "JobNo": "J1"}"#,
        fix: "judge what a webhook connector posted; Business Central has a connector of its own",
    },
    is_it: |payload| {
        let action = ["DatabaseAction", "Database Action", "Database_Action", "databaseAction"];
        let entry = ["EntryNo", "Entry No.", "Entry_No", "entryNo"];
        has_any(payload, &action) || has_any(payload, &entry) && has(payload, "AppointmentId")
    },
};

const GET_APPOINTMENT: LookAlike = LookAlike {
    meaning: Meaning {
        name: "get-appointment",
        severity: Severity::Error,
        about: "the answer of the API to GET /appointment",
        why: "The API reads appointments in camelCase, with `resources` and `fieldValues`, and \
              with what the planning board needs, such as `draggable` (the server's read models \
              in the official SDK). A webhook is in Pascal case and has `Assignments`.",
        example: r#"{"startDate": "2026-03-02T09:00:00", "resources": [], "rowVersion": "AAA="}"#,
        fix: "judge what a webhook connector posted, or give a schema of your own with `--schema`",
    },
    is_it: |payload| {
        const OWN: [&str; 6] = [
            "resources",
            "rowVersion",
            "fieldValues",
            "contextualActions",
            "draggable",
            "resizable",
        ];
        has(payload, "startDate") && has_any(payload, &OWN)
    },
};

const ZAPIER: LookAlike = LookAlike {
    meaning: Meaning {
        name: "zapier",
        severity: Severity::Error,
        about: "what Zapier hands to the steps of a zap",
        why: "Zapier makes a flat record of an appointment: one resource, `start` and `end`, \
              `createdAt` and `updatedAt`, numbers as text \
              (docs.dimescheduler.com/integrations/zapier/triggers). It is not what \
              Dime.Scheduler sends to a webhook.",
        example: r#"{"start": "2026-03-02T09:00:00", "end": "…", "createdAt": "…"}"#,
        fix: "judge what a webhook connector posted, or give a schema of your own with `--schema`",
    },
    is_it: |payload| {
        has(payload, "start")
            && has(payload, "end")
            && has_any(payload, &["createdAt", "updatedAt"])
    },
};

const INBOUND_API: LookAlike = LookAlike {
    meaning: Meaning {
        name: "inbound-api",
        severity: Severity::Error,
        about: "a body of the inbound API: what goes into Dime.Scheduler",
        why: "POST /appointment takes a flat record with `start`, `end`, `sourceApp` and one \
              `resourceNo` (docs.dimescheduler.com/develop/api/appointment). It is the way into \
              Dime.Scheduler; a webhook is the way out and has `Assignments` with many.",
        example: r#"{"sourceApp": "BC", "jobNo": "J1", "start": "2026-03-02T09:00", "end": "…"}"#,
        fix: "judge what a webhook connector posted: `dsw listen` captures it",
    },
    is_it: |payload| {
        const OWN: [&str; 6] =
            ["sourceApp", "resourceNo", "jobNo", "SourceApp", "ResourceNo", "JobNo"];
        let times = [["start", "end"], ["Start", "End"]];
        let has_times = times.iter().any(|both| both.iter().all(|name| has(payload, name)));
        has_times && has_any(payload, &OWN)
    },
};

const fn never(_: Value<'_>) -> bool {
    false
}

pub(super) const SOAP: LookAlike = LookAlike {
    meaning: Meaning {
        name: "soap",
        severity: Severity::Error,
        about: "a SOAP call, as the NAV and Business Central connectors make",
        why: "Connectors of the types NAV and Business Central can call by SOAP; one of the type \
              webhook knows only REST and posts JSON \
              (docs.dimescheduler.com/administration/connectors).",
        example: "<soap:Envelope><soap:Body>…</soap:Body></soap:Envelope>",
        fix: "set the type of the connector to webhook",
    },
    is_it: never,
};

pub(super) const WEB_PAGE: LookAlike = LookAlike {
    meaning: Meaning {
        name: "web-page",
        severity: Severity::Error,
        about: "a web page, not a payload",
        why: "A webhook connector posts JSON by default \
              (docs.dimescheduler.com/integrations/webhook/configuration). HTML is what sign-in \
              pages, proxies and gateways answer with where data was asked for: that they do is \
              dsw's own guess, told by the first element of the text.",
        example: "<!doctype html><html>…",
        fix: "look at the page in a browser: it tells what stood in the way",
    },
    is_it: never,
};

pub(super) const XML: LookAlike = LookAlike {
    meaning: Meaning {
        name: "xml",
        severity: Severity::Error,
        about: "XML, not JSON",
        why: "A webhook connector posts JSON by default \
              (docs.dimescheduler.com/integrations/webhook/configuration), and no way to XML is \
              documented.",
        example: "<Appointment><JobNo>J1</JobNo></Appointment>",
        fix: "look for what turned the payload into XML on its way",
    },
    is_it: never,
};
