//! Names that are not quite the webhook's, in a payload that nothing else is wrong with.

use expect_test::{Expect, expect};

use super::texts::heads;
use crate::support::{checkout, run_in};

fn sample() -> String {
    std::fs::read_to_string(checkout().join("samples/01-created.json")).unwrap()
}

/// The sample with its keys at the top under other names; none where there is no other.
fn with_names(names: &[(&str, Option<&str>)]) -> String {
    let mut payload = sample();
    for (name, other) in names {
        let key = format!("\n  \"{name}\":");
        assert!(payload.contains(&key), "{name}");
        let other = other.map_or("Own", |other| other);
        payload = payload.replace(&key, &format!("\n  \"{other}\":"));
    }
    payload
}

/// The sample with every key written otherwise.
fn with_keys(written: impl Fn(&str) -> String) -> String {
    let mut parts = sample().split('"').map(str::to_owned).collect::<Vec<_>>();
    for at in (1..parts.len()).step_by(2) {
        if parts[at + 1].starts_with(':') {
            parts[at] = written(&parts[at]);
        }
    }
    parts.join("\"")
}

#[expect(clippy::needless_pass_by_value, reason = "a table reads best without references")]
fn says(payload: String, expected: Expect) {
    expected.assert_eq(&heads(&run_in(checkout(), &["validate", "-"], payload.as_bytes())));
}

#[test]
fn a_number_under_another_name_is_told_once() {
    for name in ["AppointmentNr", "AppointmntNo", "Appointment_No", "appointmentno"] {
        for (id, severity) in [("Id", "warning"), ("Own", "error")] {
            let payload = with_names(&[("AppointmentNo", Some(name)), ("Id", Some(id))]);
            let told = heads(&run_in(checkout(), &["validate", "-"], payload.as_bytes()));
            assert_eq!(told.matches("<stdin>").count(), 1, "{told}");
            assert!(told.starts_with("<stdin>:124:3: "), "{told}");
            assert!(told.contains(severity) && told.contains("`AppointmentNo`"), "{told}");
        }
    }
    says(
        with_names(&[("AppointmentNo", Some("AppointmentNr"))]),
        expect![[r#"
        <stdin>:124:3: warning[renamed]: `AppointmentNo` is missing, and `AppointmentNr` stands in its place
        = help: did you mean `AppointmentNo`?
        exit: 0
    "#]],
    );
    says(
        with_names(&[("AppointmentNo", Some("appointmentno")), ("Id", None)]),
        expect![[r#"
            <stdin>:124:3: error[camel-case]: `appointmentno` is in small letters: the webhook sends `AppointmentNo`
            = help: look for what wrote the payload again on its way
            exit: 1
        "#]],
    );
}

#[test]
fn a_short_name_is_known_whatever_its_case() {
    says(
        with_names(&[("Id", Some("ID"))]),
        expect![[r#"
        <stdin>:125:3: warning[camel-case]: `ID` is in capital letters: the webhook sends `Id`
        = help: look for what wrote the payload again on its way
        exit: 0
    "#]],
    );
    says(
        with_names(&[("Id", Some("ID")), ("AppointmentNo", None)]),
        expect![[r#"
        <stdin>:125:3: error[camel-case]: `ID` is in capital letters: the webhook sends `Id`
        = help: look for what wrote the payload again on its way
        exit: 1
    "#]],
    );
}

#[test]
fn what_leads_to_the_back_office_under_another_name_is_told_once() {
    says(
        with_names(&[("Task", Some("Tsak"))]),
        expect![[r#"
        <stdin>:4:3: warning[unknown-property]: `Tsak` is not a known property
        = help: did you mean `Task`?
        exit: 0
    "#]],
    );
    says(
        sample().replace(
            "\"SourceApp\": \"PINEWOOD-BC\",\n      \"SourceType\": \"SERVICE\"",
            "\"SourceAp\": \"PINEWOOD-BC\",\n      \"SourceType\": \"SERVICE\"",
        ),
        expect![[r#"
            <stdin>:8:7: warning[unknown-property]: `SourceAp` is not a known property
            = help: did you mean `SourceApp`?
            exit: 0
        "#]],
    );
}

#[test]
fn a_payload_in_another_case_is_told_once() {
    let snake = |key: &str| {
        let mut told = String::new();
        for letter in key.chars() {
            if letter.is_uppercase() && told.ends_with(char::is_lowercase) {
                told.push('_');
            }
            told.push(letter.to_ascii_lowercase());
        }
        told
    };
    says(
        with_keys(snake),
        expect![[r#"
        <stdin>:2:3: error[camel-case]: `created_date` is in snake_case: the webhook sends `CreatedDate`, and 40 more names alike
        = help: look for what wrote the payload again on its way
        exit: 1
    "#]],
    );
    says(
        with_keys(str::to_uppercase),
        expect![[r#"
        <stdin>:2:3: error[camel-case]: `CREATEDDATE` is in capital letters: the webhook sends `CreatedDate`, and 41 more names alike
        = help: look for what wrote the payload again on its way
        exit: 1
    "#]],
    );
    says(
        with_keys(str::to_lowercase),
        expect![[r#"
        <stdin>:2:3: error[camel-case]: `createddate` is in small letters: the webhook sends `CreatedDate`, and 40 more names alike
        = help: look for what wrote the payload again on its way
        exit: 1
    "#]],
    );
}

#[test]
fn what_is_of_another_type_is_told_as_that_alone() {
    let list = r#""Assignments": "[]", "Nothing": ["#;
    says(
        sample().replacen("\"Assignments\": [", list, 1),
        expect![[r#"
        <stdin>:25:18: error[type]: a list is expected, not text
        exit: 1
    "#]],
    );
    let task = r#""Task": "{}", "Nothing": {"#;
    says(
        sample().replacen("\"Task\": {", task, 1),
        expect![[r#"
        <stdin>:4:11: error[type]: an object is expected, not text
        exit: 1
    "#]],
    );
}
