//! Rules that the bundled schema keeps.

use crate::finding::Severity;
use crate::meaning::Meaning;

/// Those that a schema states by their name.
pub(super) const STATED: [&str; 4] = ["colour", "date-time", "guid", "row-version"];

pub(super) const SCHEMA: [Meaning; 14] = [
    Meaning {
        name: "type",
        severity: Severity::Error,
        about: "a value is of another type than the contract has",
        why: "The connector definition that the vendor publishes, or something that looks like a \
              payload, gives the property a type. A receiver made from it fails on another one. \
              `dsw schema appointment` names the source of each property (`x-source`).",
        example: r#""PlanningQty": "2.0""#,
        fix: "look for what turns numbers, or true and false, into text on the way",
    },
    Meaning {
        name: "enum",
        severity: Severity::Error,
        about: "a value is none of those that there are",
        why: "The property has few values, each with a meaning: the connector definition that the \
              vendor publishes lists them, and the official SDKs agree. A receiver that switches \
              on it has no branch for another.",
        example: r#""Importance": 3"#,
        fix: "use one of the values that the finding names",
    },
    Meaning {
        name: "pattern",
        severity: Severity::Error,
        about: "a text does not have the form that the schema gives it",
        why: "A schema of your own has a `pattern` here. The forms of the bundled schema have \
              names of their own: `date-time`, `guid`, `colour`, `row-version`.",
        example: r#""Code": "a b", where the pattern is ^\S+$"#,
        fix: "write the value in that form, or correct the pattern",
    },
    Meaning {
        name: "required",
        severity: Severity::Error,
        about: "a property is missing that every appointment has",
        why: "A receiver that a developer of the vendor published knows an appointment by its \
              number or id, start, end, subject and task. The vendor's connector definition marks \
              nothing as required, so nothing else is asked for.",
        example: r#"{"AppointmentNo": "Qm3vTz8K"}"#,
        fix: "look whether the payload was cut, wrapped or written by something else",
    },
    Meaning {
        name: "renamed",
        severity: Severity::Error,
        about: "a property is missing, and a misspelled one stands in its place",
        why: "Two findings of one slip are told as one. Dime.Scheduler spells the property as the \
              connector definition that the vendor publishes does, and a receiver that a developer \
              of the vendor published reads it so: the payload was written or changed by something \
              else. Where the one that is missing is no more than likely, such as `Subject` or an \
              `AppointmentNo` beside an `Id`, it is a warning. When the rule is allowed, the \
              property is told as missing.",
        example: r#""Startdate": "2026-03-02T09:00:00""#,
        fix: "correct the name",
    },
    Meaning {
        name: "length",
        severity: Severity::Warning,
        about: "a text is longer than its column takes on the way in",
        why: "The inbound API gives these columns a length (the tables of \
              docs.dimescheduler.com/develop/api), such as 30 for a source app, 10 for a source \
              type and 50 for numbers. They are columns of SQL Server, whose `nvarchar` counts \
              UTF-16 code units (Microsoft's documentation of it): an emoji takes the room of two \
              characters. Whatever comes out of Dime.Scheduler fits into them; what is longer was \
              not read from there. `maxLength` in a schema of your own makes it an error, and \
              counts characters as JSON Schema does (RFC 8259).",
        example: r#""SourceType": "MAINTENANCE""#,
        fix: "shorten the text, or look for what wrote it",
    },
    Meaning {
        name: "colour",
        severity: Severity::Error,
        about: "a colour is not a hex colour",
        why: "Categories and time markers have a hex colour in every public source (the payload in \
              a receiver that a developer of the vendor published, the official SDKs), in a column \
              of 7 characters (docs.dimescheduler.com/develop/api): `#` and 3 or 6 digits. A receiver that draws it cannot read a \
              name.",
        example: r#""Color": "red""#,
        fix: "write it as # and 6 hex digits, such as #ff0000",
    },
    Meaning {
        name: "guid",
        severity: Severity::Error,
        about: "a GUID is not written as one",
        why: "The connector definition that the vendor publishes has it as a UUID: 36 characters, \
              hex digits and hyphens, no braces. A receiver that turns it into its own type of \
              GUID fails.",
        example: r#""AppointmentGuid": "{c41d7e90-2b6f-4a35-8e1c-7d90b3f5a264}""#,
        fix: "write 8-4-4-4-12 hex digits without braces",
    },
    Meaning {
        name: "date-time",
        severity: Severity::Error,
        about: "a date and time is not written as one",
        why: "The one public payload has times such as 2025-10-02T09:00:00, without an offset (a \
              receiver that a developer of the vendor published); the connector definition says \
              date-time, which has one. Both are taken, up to 7 digits of a second; nothing else \
              was seen.",
        example: "\"StartDate\": \"02/03/2026 09:00\"",
        fix: "write yyyy-mm-ddThh:mm:ss",
    },
    Meaning {
        name: "row-version",
        severity: Severity::Error,
        about: "a row version is not Base64",
        why: "The connector definition that the vendor first published has the row version as \
              bytes, which JSON writes in Base64. It is what tells a late payload from a new one.",
        example: r#""Timestamp": "0x14F40""#,
        fix: "leave the text as Dime.Scheduler sent it",
    },
    Meaning {
        name: "appointment-no",
        severity: Severity::Warning,
        about: "there is no `AppointmentNo`, only an `Id`",
        why: "The vendor advises not to rely on the existence of `Id` and to use `AppointmentNo` \
              instead (the connector definition that it publishes).",
        example: r#"{"Id": 48113}"#,
        fix: "know appointments by `AppointmentNo`",
    },
    Meaning {
        name: "schema-limit",
        severity: Severity::Error,
        about: "a payload costs too much to judge by a schema of your own",
        why: "Parts of a schema that refer to each other may look at one value again and again, \
              twice as often with every level of a payload. Past 50,000 looks, and 20 more for \
              each byte, judging ends, so that no schema and no payload can keep it busy for ever.",
        example: r##"40 levels of {"allOf": [{"$ref": "#/$defs/a"}, {"$ref": "#/$defs/a"}]}"##,
        fix: "let each part of the schema be looked at once",
    },
    Meaning {
        name: "unproven-type",
        severity: Severity::Warning,
        about: "a value is of another type than the server's models have",
        why: "The property is only in the server's read models of an official SDK, or in items of \
              lists that no public payload shows. That a webhook sends it like that is a guess, \
              so this is a warning.",
        example: r#""Tags": ["GATE", "KEYS"]"#,
        fix: "believe the payload when it came from Dime.Scheduler, and allow the rule",
    },
    Meaning {
        name: "unproven-value",
        severity: Severity::Warning,
        about: "a value is none of those that the server's models have",
        why: "The property is only in the server's read models of an official SDK, or in items of \
              lists that no public payload shows. That a webhook writes it like that is a guess, \
              so this is a warning.",
        example: r#""ConfirmationStatus": 3"#,
        fix: "believe the payload when it came from Dime.Scheduler, and allow the rule",
    },
];
