mod edits;
mod laws;
mod tree;

use super::*;
use crate::json::Document;

/// What differs, a line each: pointer, earlier and later value as sent.
fn differing(before: &str, after: &str) -> String {
    let (before, after) = (Document::parse(before).unwrap(), Document::parse(after).unwrap());
    let raw = |value: Option<Value<'_>>| value.map_or("-", Value::raw).to_owned();
    let line = |change: Change<'_>| {
        format!("{} {} {}\n", change.pointer, raw(change.before), raw(change.after))
    };
    compare(before.root(), after.root()).into_iter().map(line).collect()
}

#[test]
fn a_property_is_changed_added_or_removed() {
    let (before, after) = (r#"{"a":1,"b":{"c":2},"gone":3}"#, r#"{"new":[],"b":{"c":"2"},"a":1}"#);
    assert_eq!(differing(before, after), "/new - []\n/b/c 2 \"2\"\n/gone 3 -\n");
}

#[test]
fn null_missing_and_empty_are_three_things() {
    assert_eq!(differing(r#"{"a":null}"#, "{}"), "/a null -\n");
    assert_eq!(differing(r#"{"a":null}"#, r#"{"a":""}"#), "/a null \"\"\n");
    assert_eq!(differing(r#"{"a":[]}"#, r#"{"a":{}}"#), "/a [] {}\n");
    assert_eq!(differing(r#"{"a":true}"#, r#"{"a":false}"#), "/a true false\n");
}

#[test]
fn spelling_is_no_difference() {
    for (before, after) in [
        ("1.10", "1.1"),
        ("1E400", "10E399"),
        ("-0", "0"),
        (r#""café""#, r#""caf\u00e9""#),
        (r#""2026-03-02T09:00""#, r#""2026-03-02T09:00:00""#),
        (r#""2026-03-02T09:00Z""#, r#""2026-03-02T10:00:00+01:00""#),
        (r#"{"a": 1, "b": 2}"#, r#"{"b":2,"a":1}"#),
        ("[1, [2]]", "[1,[2]]"),
    ] {
        assert_eq!(differing(before, after), "", "{before} {after}");
    }
}

#[test]
fn a_text_that_looks_like_a_date_is_a_text_where_no_date_belongs() {
    let payload = |key: &str, time: &str| format!(r#"{{"{key}":"{time}"}}"#);
    for (key, differs) in
        [("Subject", true), ("body", true), ("StartDate", false), ("Promised", false)]
    {
        let [before, after] =
            ["2026-03-02T09:00", "2026-03-02T09:00:00"].map(|time| payload(key, time));
        assert_eq!(!differing(&before, &after).is_empty(), differs, "{key}");
        let state = |json: &str| digest(Document::parse(json).unwrap().root(), &[]);
        assert_eq!(state(&before) != state(&after), differs, "{key}");
    }
}

#[test]
fn a_digit_an_offset_and_a_capital_are_differences() {
    for (before, after) in [
        ("9007199254740993", "9007199254740992"),
        (r#""2026-03-02T09:00""#, r#""2026-03-02T09:00Z""#),
        (r#""2026-03-02T09:00Z""#, r#""2026-03-02T09:00+01:00""#),
        (r#""a""#, r#""A""#),
        ("[1,2]", "[2,1]"),
    ] {
        assert_ne!(differing(before, after), "", "{before} {after}");
    }
}

#[test]
fn of_repeated_keys_the_last_counts() {
    assert_eq!(differing(r#"{"a":1,"a":2}"#, r#"{"a":3,"a":2}"#), "");
    assert_eq!(differing(r#"{"a":1,"a":2}"#, r#"{"a":1,"a":3}"#), "/a 2 3\n");
    assert_eq!(differing(r#"{"a":1,"a":2}"#, r#"{"a":2}"#), "");
}

#[test]
fn the_case_of_a_key_is_no_difference_where_it_leaves_no_doubt() {
    assert_eq!(differing(r#"{"Id":1,"Sub":{"Key":2}}"#, r#"{"sub":{"KEY":2},"id":1.0}"#), "");
    let (before, after) = (r#"{"Id":1,"Gone":0}"#, r#"{"id":2,"new":0}"#);
    assert_eq!(differing(before, after), "/id 1 2\n/new - 0\n/Gone 0 -\n");
    assert_eq!(differing(r#"{"a":1,"A":2}"#, r#"{"A":2,"a":1}"#), "");
    assert_eq!(differing(r#"{"a":1,"A":2}"#, r#"{"a":1}"#), "/A 2 -\n");
    assert_eq!(differing(r#"{"aa":1,"AA":2}"#, r#"{"aA":1}"#), "/aA - 1\n/aa 1 -\n/AA 2 -\n");
    assert_eq!(differing(r#"{"a":1}"#, r#"{"a":1,"A":1}"#), "/A - 1\n");
}

#[test]
fn a_pointer_escapes_what_it_must() {
    assert_eq!(differing(r#"{"a/b~":1}"#, r#"{"a/b~":2}"#), "/a~1b~0 1 2\n");
}

#[test]
fn an_assignment_is_known_by_its_resource_number_wherever_it_stands() {
    let before = r#"{"Assignments":[{"Id":1,"Resource":{"ResourceNo":"R1","Email":"a"}},
        {"Id":2,"Resource":{"ResourceNo":"R2"}}]}"#;
    let after = r#"{"Assignments":[{"Id":2,"Resource":{"ResourceNo":"R2"}},
        {"Id":1,"Resource":{"ResourceNo":"R1","Email":"b"}}]}"#;
    assert_eq!(differing(before, after), "/Assignments/1/Resource/Email \"a\" \"b\"\n");
    let replaced = after.replace("R1", "R3");
    let told = differing(before, &replaced);
    let pointers: Vec<_> = told
        .lines()
        .filter_map(|line| line.split(' ').next())
        .filter(|p| p.contains('/'))
        .collect();
    assert_eq!(pointers, ["/Assignments/1", "/Assignments/0"]);
}

#[test]
fn without_a_resource_number_an_id_will_do() {
    let before = r#"{"Assignments":[{"ResourceId":1,"n":0},{"ResourceId":2}]}"#;
    let after = r#"{"Assignments":[{"ResourceId":2},{"ResourceId":1.0,"n":5}]}"#;
    assert_eq!(differing(before, after), "/Assignments/1/n 0 5\n");
}

#[test]
fn the_other_lists_have_their_own_keys() {
    for (before, after) in [
        (
            r#"{"AppointmentFieldValues":[{"AppointmentField":{"Code":"A"}},{"AppointmentField":{"Code":"B"}}]}"#,
            r#"{"AppointmentFieldValues":[{"AppointmentField":{"Code":"B"}},{"AppointmentField":{"Code":"A"}}]}"#,
        ),
        (
            r#"{"appointmentUrls":[{"Id":1},{"Id":2}]}"#,
            r#"{"appointmentUrls":[{"Id":2},{"Id":1}]}"#,
        ),
        (
            r#"{"AppointmentContainers":[{"ContainerId":1},{"ContainerId":2}]}"#,
            r#"{"AppointmentContainers":[{"ContainerId":2},{"ContainerId":1}]}"#,
        ),
    ] {
        assert_eq!(differing(before, after), "", "{before}");
    }
}

#[test]
fn keys_that_repeat_fall_back_to_the_order() {
    let before = r#"{"Notifications":[{"Id":0,"n":1},{"Id":0,"n":2},{"Id":0,"n":3}]}"#;
    let after = r#"{"Notifications":[{"Id":0,"n":2},{"Id":0,"n":2}]}"#;
    assert_eq!(
        differing(before, after),
        "/Notifications/0/n 1 2\n/Notifications/2 {\"Id\":0,\"n\":3} -\n"
    );
}

#[test]
fn many_properties_and_many_items_are_compared_in_no_time() {
    let object = |salt: usize| {
        let members: Vec<_> = (0..20_000).map(|n| format!(r#""k{n}":{}"#, n + salt)).collect();
        format!("{{{}}}", members.join(","))
    };
    let list = |salt: usize| {
        let items: Vec<_> = (0..20_000).map(|n| format!(r#"{{"Id":{}}}"#, n + salt)).collect();
        format!(r#"{{"Notifications":[{}]}}"#, items.join(","))
    };
    assert_eq!(differing(&object(0), &object(1)).lines().count(), 20_000);
    assert_eq!(differing(&list(0), &list(5_000)).lines().count(), 10_000);
}
