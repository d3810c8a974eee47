mod standing;

use super::*;
use crate::compare::compare;
use crate::json::Document;
use crate::samples::SAMPLES;
use crate::secret::Secrets;

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
        format!("{}{}", action.kind.shown(Secrets::Hidden), if action.is_guess { "?" } else { "" })
    };
    let state = State::of(&after, route);
    let standing = standing(before.as_ref(), &after, &changes, state, &Past::default());
    let actions = actions(before.as_ref(), &after, &changes, (route, state), &standing);
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
