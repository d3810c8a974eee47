//! What is no action, what is a guess, and how a payload stands to those before it.

use super::*;

#[test]
fn what_follows_every_action_and_what_was_never_set_is_no_action() {
    for edits in [
        [("\"LastModifiedUser\": \"Di", "\"LastModifiedUser\": \"Ed")],
        [("\"Timestamp\": \"AAAAAAABUsg=\"", "\"Timestamp\": \"AAAAAAABUsh=\"")],
        [("\"NonWorkingTime\": 1800.0", "\"NonWorkingTime\": 0")],
        [("\"SentFromBackoffice\": false", "\"SentFromBackoffice\": true")],
        [("\"BackofficeParentID\": \"\"", "\"BackofficeParentID\": null")],
        [("\"Locked\": false,", "")],
    ] {
        assert_eq!(edited("09", &edits), "", "{edits:?}");
    }
}

#[test]
fn an_offset_that_appears_is_no_move() {
    let offset = |name: &str| sample(name).replace(":00\",\n  \"EndDate", ":00Z\",\n  \"EndDate");
    assert_eq!(told(Some(sample("01")), &offset("01"), None), "edited StartDate");
    let both = offset("01").replace("T10:30:00", "T10:30:00Z");
    assert_eq!(told(Some(sample("01")), &both, None), "edited StartDate, EndDate");
}

#[test]
fn an_action_is_known_however_its_properties_are_sent() {
    let with = |members: &str| sample("01").replacen('{', &format!("{{{members},"), 1);
    for (before, after, expected) in [
        ("\"CategoryId\": 4", "\"CategoryId\": 5", "category 4 → 5"),
        ("\"TimeMarkerId\": 4", "\"TimeMarkerId\": null", "time marker 4 → none"),
        (
            "\"RecurrenceExceptionDate\": null",
            "\"RecurrenceExceptionDate\": \"2026-05-12T00:00:00\"",
            "recurrence exception",
        ),
        (
            "\"RecurrenceExceptionDate\": \"2026-05-12T00:00:00\"",
            "\"RecurrenceExceptionDate\": null",
            "edited RecurrenceExceptionDate",
        ),
    ] {
        assert_eq!(told(Some(&with(before)), &with(after), None), expected, "{after}");
    }
    let important = "\"Importance\": 0";
    assert_eq!(edited("01", &[(important, "\"Importance\": 1.0")]), "importance medium → high");
    let bare = |value: &str| {
        format!(
            "{{\"Category\": \"{value}\", \"AppointmentFieldValues\": \
             [{{\"Id\": 1, \"Value\": {}}}]}}",
            value == "Done"
        )
    };
    assert_eq!(
        told(Some(&bare("Planned")), &bare("Done"), None),
        "category Planned → Done; 1 false → true"
    );
}

#[test]
fn a_shift_below_a_second_is_told_as_one() {
    let start = ("2026-05-11T08:30:00", "2026-05-11T08:30:00.5");
    let end = ("2026-05-11T10:30:00", "2026-05-11T10:30:00.5");
    assert_eq!(edited("01", &[start, end]), "moved by less than 1 s");
    assert_eq!(edited("01", &[("10:30:00", "10:30:00.5")]), "resized by less than 1 s");
}

#[test]
fn created_and_deleted_are_guessed_unless_the_route_says_so() {
    let (created, moved) = (sample("01"), sample("02"));
    assert_eq!(told(None, created, None), "created?");
    assert_eq!(told(None, created, Some(Route::Created)), "created");
    assert_eq!(told(None, created, Some(Route::Updated)), "");
    assert_eq!(told(None, moved, None), "");
    assert_eq!(told(Some(sample("07")), sample("08"), Some(Route::Deleted)), "deleted");
    assert_eq!(
        told(Some(created), moved, Some(Route::Deleted)),
        "deleted; moved +1 day 4 h 30 min"
    );
    assert_eq!(told(Some(moved), created, Some(Route::Deleted)), "deleted", "it is late");
}

/// How a payload stands to the one before.
fn stands(before: Option<&str>, after: &str) -> Vec<&'static str> {
    let documents = (before.map(|text| Document::parse(text).unwrap()), Document::parse(after));
    let (before, after) = (documents.0.as_ref(), documents.1.as_ref().unwrap());
    let changes = before.map(|before| compare(before.root(), after.root())).unwrap_or_default();
    let before = before.and_then(Appointment::of);
    let after = Appointment::of(after).unwrap();
    let state = State::of(&after, None);
    let standing = standing(before.as_ref(), &after, &changes, state, &Past::default());
    standing.into_iter().map(Standing::word).collect()
}

#[test]
fn duplicates_late_payloads_echoes_and_first_sights_are_told() {
    let (created, moved) = (sample("01"), sample("02"));
    let retried =
        moved.replace("\"Transactions\": []", "\"Transactions\": [{\"Id\":1,\"Action\":2}]");
    let echo = moved.replace("\"SentFromBackoffice\": false", "\"SentFromBackoffice\": true");
    assert_eq!(stands(None, created), ["first sight"]);
    assert_eq!(stands(Some(created), moved), [""; 0]);
    assert_eq!(stands(Some(moved), moved), ["duplicate"]);
    assert_eq!(stands(Some(moved), &retried), ["duplicate"]);
    assert_eq!(stands(Some(moved), created), ["late"]);
    assert_eq!(stands(Some(created), &echo), ["echo"]);
}

#[test]
fn a_number_written_in_another_way_is_nothing_that_was_done() {
    let respelled = |from: &str, to: &str| {
        let (from, to) = (format!("{from}, \"Locked\""), format!("{to}, \"Locked\""));
        let before = sample("09").replacen("\"Locked\"", &from, 1);
        told(Some(&before), &sample("09").replacen("\"Locked\"", &to, 1), None)
    };
    for (key, from, to) in [
        ("ConfirmationStatus", "2", "2.0"),
        ("ConfirmationStatus", "2", "\"2\""),
        ("ConfirmationStatus", "1e0", "\"1\""),
    ] {
        let of = |value: &str| format!("\"{key}\": {value}");
        assert_eq!(respelled(&of(from), &of(to)), "", "{key} {from} {to}");
    }
    let confirm =
        |to: &str| respelled("\"ConfirmationStatus\": 1", &format!("\"ConfirmationStatus\": {to}"));
    assert_eq!(confirm("2.0"), "confirmed");
    assert_eq!(confirm("7"), "edited ConfirmationStatus", "nobody knows what 7 is");
    for (from, to) in [("3", "\"3.0\""), ("3", "3.0"), ("\"1\"", "1.00"), ("9e0", "\"9\"")] {
        let of = |value: &str| {
            sample("09").replace("\"Importance\": 1", &format!("\"Importance\": {value}"))
        };
        assert_eq!(told(Some(&of(from)), &of(to), None), "", "importance {from} {to}");
    }
    let respelled = [("\"Id\": 912", "\"Id\": 9.12e2"), ("/jobs/", "/job/")];
    assert_eq!(edited("09", &respelled), "edited AppointmentUrls", "the link is the same one");
}

#[test]
fn more_or_less_that_is_told_of_an_item_makes_no_other_item_of_it() {
    let resource =
        r#"{"Id":1,"ResourceId":41,"Resource":{"ResourceNo":"R1","DisplayName":"Dana"}}"#;
    for (name, before, after, expected) in [
        ("Assignments", r#"{"Id":1,"ResourceId":41}"#, resource, "edited Assignments"),
        ("Assignments", resource, &resource.replace("\"R1\"", "\"\""), "edited Assignments"),
        ("Assignments", resource, &resource.replace("41", "\"41\""), "edited Assignments"),
        ("Assignments", r#"{"Id":1,"ResourceId":40}"#, resource, "reassigned 40 → Dana"),
        (
            "AppointmentFieldValues",
            r#"{"AppointmentFieldId":7,"Value":1}"#,
            r#"{"AppointmentFieldId":7,"Value":1,"AppointmentField":{"Code":"A"}}"#,
            "edited AppointmentFieldValues",
        ),
        (
            "AppointmentFieldValues",
            r#"{"AppointmentFieldId":7,"Value":1}"#,
            r#"{"AppointmentFieldId":7,"Value":2,"AppointmentField":{"Code":"A"}}"#,
            "A 1 → 2",
        ),
    ] {
        let of = |item: &str| format!("{{\"{name}\":[{item}]}}");
        assert_eq!(told(Some(&of(before)), &of(after), None), expected, "{after}");
    }
}

#[test]
fn the_case_of_keys_is_nothing_that_was_done() {
    let camel = |name: &str| {
        let keys = sample(name).split("\": ").map(|part| match part.rfind('"') {
            Some(at) => {
                let (before, key) = part.split_at(at + 1);
                let (first, rest) = key.split_at(key.len().min(1));
                format!("{before}{}{rest}", first.to_lowercase())
            }
            None => part.to_owned(),
        });
        keys.collect::<Vec<_>>().join("\": ")
    };
    assert_ne!(camel("01"), sample("01"));
    assert_eq!(told(Some(sample("01")), &camel("01"), None), "");
    assert_eq!(told(Some(sample("01")), &camel("02"), None), "moved +1 day 4 h 30 min");
    assert_eq!(told(Some(&camel("05")), sample("06"), None), "locked");
}
