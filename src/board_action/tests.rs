use super::*;
use crate::compare::compare;
use crate::json::Document;
use crate::samples::SAMPLES;

fn sample(name: &str) -> &'static str {
    let sample = SAMPLES.iter().find(|sample| sample.name.starts_with(name)).unwrap();
    std::str::from_utf8(sample.body).unwrap()
}

/// What was done between two payloads, in words; guesses with a question mark.
fn told(before: Option<&str>, after: &str, route: Option<Route>) -> String {
    let documents = (before.map(|text| Document::parse(text).unwrap()), Document::parse(after));
    let (before, after) = (documents.0.as_ref(), documents.1.as_ref().unwrap());
    let changes = before.map(|before| compare(before.root(), after.root())).unwrap_or_default();
    let before = before.map(|before| Appointment::of(before).unwrap());
    let after = Appointment::of(after).unwrap();
    let shown = |action: Action| {
        format!("{}{}", action.kind.shown(), if action.is_guess { "?" } else { "" })
    };
    let standing = standing(before.as_ref(), &after, &changes, false);
    let actions = actions(before.as_ref(), &after, &changes, route, &standing);
    actions.into_iter().map(shown).collect::<Vec<_>>().join("; ")
}

/// What was done when these edits were made to a sample.
fn edited(name: &str, edits: &[(&str, &str)]) -> String {
    let before = sample(name);
    let after = edits.iter().fold(before.to_owned(), |payload, (from, to)| {
        assert!(payload.contains(from), "{from}");
        payload.replacen(from, to, 1)
    });
    told(Some(before), &after, None)
}

#[test]
fn the_life_of_an_appointment_is_told() {
    let names = ["01", "02", "03", "04", "05", "06", "07", "08"];
    let lives: Vec<_> =
        names.windows(2).map(|two| told(Some(sample(two[0])), sample(two[1]), None)).collect();
    assert_eq!(
        lives,
        [
            "moved +1 day 4 h 30 min",
            "resized 2 h → 3 h 30 min",
            "reassigned Ada Sample → Bo Example",
            "category Planned → Waiting for parts",
            "locked",
            "Lift out of use false → true",
            "",
        ]
    );
}

#[test]
fn every_action_of_the_board_has_its_words() {
    for (edits, expected) in [
        (
            &[("2026-05-19T07:00:00\",\n  \"EndDate", "2026-05-19T06:30:00\",\n  \"EndDate")][..],
            "resized 8 h 30 min → 9 h",
        ),
        (
            &[
                ("2026-05-19T07:00:00\",\n  \"EndDate", "2026-05-18T07:00:00\",\n  \"EndDate"),
                ("2026-05-19T15:30:00", "2026-05-18T15:00:00"),
            ],
            "moved -1 day; resized 8 h 30 min → 8 h",
        ),
        (&[("\"T-014\"", "\"T-015\"")], "reassigned Ada Sample → Ada Sample"),
        (&[("\"Locked\": false", "\"Locked\": true")], "locked"),
        (&[("\"Importance\": 1", "\"Importance\": 0")], "importance high → medium"),
        (&[("\"Safety first\"", "\"Customer told\"")], "time marker Safety first → Customer told"),
        (
            &[("\"TimeMarker\": {", "\"TimeMarker\": null, \"x\": {")],
            "time marker Safety first → none; edited x",
        ),
        (&[("goods lift's", "old")], "subject edited"),
        (&[("Two people", "Three people")], "body edited"),
        (&[("\"YARD\"", "\"\"")], "Way in YARD → none"),
        (
            &[("\"PlanningQty\": 8.0", "\"PlanningQty\": 7.5")],
            "planning quantity 8.0 HOUR → 7.5 HOUR",
        ),
        (
            &[("\"UseFixPlanningQty\": false", "\"UseFixPlanningQty\": true")],
            "planning quantity fixed",
        ),
        (&[("\"RoundToUOM\": false", "\"RoundToUOM\": true")], "planning quantity changed"),
        (
            &[("\"ContainerId\": 35", "\"ContainerId\": 36"), ("Harbour", "Hill")],
            "container added Hill round; container removed Harbour round",
        ),
        (
            &[("\"Id\": 912", "\"Id\": 913, \"x\": 1")],
            "link added The job in the back office; link removed The job in the back office",
        ),
        (&[("/jobs/", "/job/")], "edited AppointmentUrls"),
        (
            &[("\"Notifications\": [", "\"Notifications\": [], \"Old\": [")],
            "notification removed The ropes arrive on the day before; edited Old",
        ),
        (&[("\"Locked\"", "\"ConfirmationStatus\": 2, \"Locked\"")], "confirmed"),
        (
            &[("\"IgnoreCalendars\": false", "\"IgnoreCalendars\": true"), ("8.0", "8.5")],
            "calendar bypassed",
        ),
        (
            &[("\"IsRecurrenceException\": false", "\"IsRecurrenceException\": true")],
            "recurrence exception",
        ),
        (
            &[("\"Locked\": false", "\"Locked\": true, \"Tags\": \"A\", \"Preamble\": 900")],
            "locked; edited Tags, Preamble",
        ),
        (&[("Goods lift, Caf", "Caf")], "edited Task"),
        (&[("\"Locked\"", "\"DeletedOn\": \"2026-05-20T08:00:00\", \"Locked\"")], "deleted?"),
        (&[("\"Transactions\": []", "\"Transactions\": [{\"Id\": 1, \"Action\": 3}]")], "deleted?"),
    ] {
        assert_eq!(edited("09", edits), expected, "{edits:?}");
    }
}

#[test]
fn a_resource_is_added_or_removed() {
    let whole = sample("09");
    let van =
        whole.find("    {\n      \"AppointmentId\": 48257,\n      \"ResourceId\": 63").unwrap();
    let end = whole.find("  \"AppointmentFieldValues\"").unwrap();
    let without =
        format!("{}\n  ],\n{}", whole[..van].trim_end().trim_end_matches(','), &whole[end..]);
    assert_eq!(told(Some(whole), &without, None), "resource removed Van 63");
    assert_eq!(told(Some(&without), whole, None), "resource added Van 63");
}

#[test]
fn what_was_set_can_be_taken_back() {
    let back = |set: &str, unset: &str| {
        let after = sample("09").replace("\"Locked\": false", unset);
        told(Some(&sample("09").replace("\"Locked\": false", set)), &after, None)
    };
    for (set, unset, expected) in [
        ("\"Locked\": true", "\"Locked\": false", "unlocked"),
        ("\"ConfirmationStatus\": 2", "\"ConfirmationStatus\": 1", "made tentative"),
        ("\"DeletedOn\": \"2026-05-20T08:00:00\"", "\"DeletedOn\": \"\"", "edited DeletedOn"),
    ] {
        assert_eq!(back(set, unset), expected, "{set}");
    }
    let fixed = sample("09").replace("PlanningQty\": false", "PlanningQty\": true");
    assert_eq!(told(Some(&fixed), sample("09"), None), "planning quantity freed");
    let bypassed = sample("09").replace("Calendars\": false", "Calendars\": true");
    assert_eq!(told(Some(&bypassed), sample("09"), None), "calendar followed");
}

#[test]
fn a_fixed_quantity_does_not_follow() {
    let fix = ("\"UseFixPlanningQty\": false", "\"UseFixPlanningQty\": true");
    let longer = ("2026-05-19T15:30:00", "2026-05-19T16:30:00");
    let more = ("\"PlanningQty\": 8.0", "\"PlanningQty\": 9.0");
    assert_eq!(edited("09", &[longer, more]), "resized 8 h 30 min → 9 h 30 min");
    assert_eq!(
        edited("09", &[longer, more, fix]),
        "resized 8 h 30 min → 9 h 30 min; planning quantity 8.0 HOUR → 9.0 HOUR; \
         planning quantity fixed"
    );
}

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
    let standing = standing(before.as_ref(), &Appointment::of(after).unwrap(), &changes, false);
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
