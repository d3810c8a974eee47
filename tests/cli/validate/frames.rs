//! A finding in its line: the right bytes are marked, whatever the line is like.

use std::fs;

use expect_test::expect;

use crate::support::{VALID, checkout, run, transcript};

fn sample() -> String {
    fs::read_to_string(checkout().join("samples/01-created.json")).unwrap()
}

fn with_quoted_quantity() -> String {
    let broken = sample().replace("\"PlanningQty\": 2.0", "\"PlanningQty\": \"2.0\"");
    assert_ne!(sample(), broken);
    broken
}

#[test]
fn a_line_of_a_hundred_kilobytes_is_cropped_around_the_finding() {
    let fill = |key: &str| format!("\"{key}\":\"{}\"", "x".repeat(50_000));
    let long = VALID.replace(
        "\"Task\"",
        &format!("{},\"PlanningQty\":\"2.0\",{},\"Task\"", fill("Before"), fill("After")),
    );
    expect![[r#"
        exit: 1
        --- stdout
        <stdin>:1:50129: error[type]: a number is expected, not text
          |
        1 | ...xxxxxxxxxx","PlanningQty":"2.0","After":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxx...
          |                              ^^^^^ /PlanningQty
          |
          = help: take the quotes away: 2.0

        --- stderr
        1 payload, 1 invalid (1 error), in N ms
    "#]]
    .assert_eq(&transcript(&run(&["validate", "-"], &long)));
}

#[test]
fn a_finding_that_is_longer_than_a_screen_keeps_both_its_ends() {
    let long = VALID.replace("{}", &format!("\"{}\"", "y".repeat(3_000)));
    expect![[r#"
        exit: 1
        --- stdout
        <stdin>:1:110: error[type]: an object is expected, not text
          |
        1 | ...k":"yyyyyyyyyyyyyyyyyyyyyyyy...yyyyyyyyyyyyyyyyyyyyyyyyy
          |       ^^^^^^^^^^^^^^^^^^^^^^^^^...^^^^^^^^^^^^^^^^^^^^^^^^^ /Task

        --- stderr
        1 payload, 1 invalid (1 error), in N ms
    "#]]
    .assert_eq(&transcript(&run(&["validate", "-"], &long)));
}

#[test]
fn windows_line_ends_change_nothing() {
    let unix = run(&["validate", "-"], &with_quoted_quantity());
    let windows = run(&["validate", "-"], &with_quoted_quantity().replace('\n', "\r\n"));
    assert_eq!(transcript(&windows), transcript(&unix));
}

#[test]
fn wide_letters_before_a_finding_do_not_shift_its_mark() {
    let wide = VALID.replace("\"s\"", "\"日本 Größe 👍🏽\",\"PlanningQty\":\"2\"");
    expect![[r#"
        exit: 1
        --- stdout
        <stdin>:1:61: error[type]: a number is expected, not text
          |
        1 | ...Größe 👍🏽","PlanningQty":"2","StartDate":"2026-05-11T08:30:00","EndDa...
          |                              ^^^ /PlanningQty
          |
          = help: take the quotes away: 2

        --- stderr
        1 payload, 1 invalid (1 error), in N ms
    "#]]
    .assert_eq(&transcript(&run(&["validate", "-"], &wide)));
}

#[test]
fn findings_are_in_the_order_of_the_document_and_the_same_in_every_run() {
    let broken = r#"{"Task":1,"Subject":2,"StartDate":"2026-02-30T08:30:00",
        "EndDate":"never","AppointmentNo":[],"Subject":"s"}"#;
    let first = run(&["validate", "-"], broken);
    let again = run(&["validate", "-"], broken);
    assert_eq!(first.stdout, again.stdout);
    expect![[r#"
        exit: 1
        --- stdout
        <stdin>:1:9: error[type]: an object is expected, not a number
          |
        1 | {"Task":1,"Subject":2,"StartDate":"2026-02-30T08:30:00",
          |         ^ /Task

        <stdin>:1:35: error[date]: "2026-02-30T08:30:00" is not a day of the calendar
          |
        1 | {"Task":1,"Subject":2,"StartDate":"2026-02-30T08:30:00",
          |                                   ^^^^^^^^^^^^^^^^^^^^^ /StartDate

        <stdin>:2:19: error[date-time]: "never" is not a date and time (such as 2026-03-02T09:00:00, with or without an offset)
          |
        2 |         "EndDate":"never","AppointmentNo":[],"Subject":"s"}
          |                   ^^^^^^^ /EndDate

        <stdin>:2:43: error[type]: text is expected, not a list
          |
        2 |         "EndDate":"never","AppointmentNo":[],"Subject":"s"}
          |                                           ^ /AppointmentNo

        <stdin>:2:46: error[duplicate-key]: duplicate key "Subject" at 2:46
          |
        2 |         "EndDate":"never","AppointmentNo":[],"Subject":"s"}
          |                                              ^^^^^^^^^ /Subject
          |
          = help: readers differ in which of the two they keep; most keep the last

        --- stderr
        1 payload, 1 invalid (5 errors), in N ms
    "#]].assert_eq(&transcript(&first));
}

#[test]
fn of_two_values_of_one_key_the_last_is_judged() {
    let twice = |first: &str, last: &str| {
        let keys = format!("\"Subject\":{first},\"Subject\":{last},\"Task\"");
        let payload = VALID.replace("\"Subject\":\"s\",", "").replace("\"Task\"", &keys);
        let output = run(&["validate", "-"], &payload);
        let out = String::from_utf8(output.stdout).unwrap();
        let heads = out.lines().filter(|line| line.starts_with("<stdin>"));
        heads.map(|line| format!("{line}\n")).collect::<String>()
    };
    expect![[r#"
        <stdin>:1:101: error[duplicate-key]: duplicate key "Subject" at 1:101
    "#]]
    .assert_eq(&twice("2", "\"s\""));
    expect![[r#"
        <stdin>:1:103: error[duplicate-key]: duplicate key "Subject" at 1:103
        <stdin>:1:113: error[type]: text is expected, not a number
    "#]]
    .assert_eq(&twice("\"s\"", "2"));
    expect![[r#"
        <stdin>:1:101: error[duplicate-key]: duplicate key "Subject" at 1:101
        <stdin>:1:111: error[type]: text is expected, not a number
    "#]]
    .assert_eq(&twice("2", "2"));
}

#[test]
fn an_end_before_its_start_is_told_in_both_dates() {
    let swapped = VALID.replace("T10:30:00", "T07:30:00");
    expect![[r#"
        exit: 1
        --- stdout
        <stdin>:1:81: error[ends-before-start]: ends at Mon 11 May 2026 07:30, before its start Mon 11 May 2026 08:30
          |
        1 | ...08:30:00","EndDate":"2026-05-11T07:30:00","Task":{}}
          |                        ^^^^^^^^^^^^^^^^^^^^^ /EndDate

        --- stderr
        1 payload, 1 invalid (1 error), in N ms
    "#]].assert_eq(&transcript(&run(&["validate", "-"], &swapped)));
}

#[test]
fn no_line_of_wide_characters_is_wider_than_the_screen() {
    let wide = "日".repeat(10_000);
    let colour = format!(r#"{{"Category":{{"Name":"{wide}","Color":"{wide}","x":"{wide}"}}}}"#);
    let between = format!(r#"{{"Subject":"{wide}","PlanningQty":"2","Body":"{wide}"}}"#);
    for payload in [colour, between] {
        let output = run(&["validate", "-"], &payload);
        let told = String::from_utf8(output.stdout).unwrap();
        let framed = told.lines().filter(|line| !line.starts_with("<stdin>"));
        let widest = framed.map(dsw::width::columns).max().unwrap();
        assert!(widest <= 80, "{widest}: {told}");
    }
}
