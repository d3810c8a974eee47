//! Texts that are JSON, and yet not what an appointment looks like.

use expect_test::expect;

use super::texts::{heads, says};
use crate::support::{VALID, checkout, run, run_in, transcript};

#[test]
fn a_key_that_stands_twice_is_an_error_however_it_is_written() {
    says(
        r#"{"a":1,"a":2}"#,
        expect![[r#"
            <stdin>:1:8: error[duplicate-key]: duplicate key "a" at 1:8
            = help: readers differ in which of the two they keep; most keep the last
            exit: 1
        "#]],
    );
    says(
        r#"{"a":1,"\u0061":2}"#,
        expect![[r#"
            <stdin>:1:8: error[duplicate-key]: duplicate key "\u0061" at 1:8
            = help: readers differ in which of the two they keep; most keep the last
            exit: 1
        "#]],
    );
    says(
        r#"{"b":{"a":1,"A":2},"a":1}"#,
        expect![[r#"
            exit: 0
        "#]],
    );
}

#[test]
fn what_is_json_but_no_appointment_has_its_own_words() {
    let bundled = |input: &str| heads(&run_in(checkout(), &["validate", "-"], input.as_bytes()));
    expect![[r#"
        <stdin>:1:1: error[type]: an appointment (a JSON object) is expected, not null
        exit: 1
    "#]]
    .assert_eq(&bundled("null"));
    expect![[r#"
        <stdin>:1:1: error[type]: an appointment (a JSON object) is expected, not text
        exit: 1
    "#]]
    .assert_eq(&bundled("\"x\""));
    expect![[r#"
        <stdin>:1:1: error[empty]: an empty list holds no appointment
        exit: 1
    "#]]
    .assert_eq(&bundled("[ ]"));
    expect![[r#"
        <stdin>:1:1: error[required]: `StartDate`, `EndDate` are missing
        <stdin>:1:1: error[required]: an `Id` or an `AppointmentNo` is expected
        <stdin>:1:1: warning[required]: `Subject` is missing
        exit: 1
    "#]]
    .assert_eq(&bundled("{}"));
    expect![[r#"
        <stdin>:1:115: error[type]: an appointment (a JSON object) is expected, not a number
        exit: 1
    "#]]
    .assert_eq(&bundled(&format!("[{VALID},1,{VALID}]")));
}

#[test]
fn an_empty_file_is_a_payload_to_judge_and_an_empty_pipe_is_not() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("empty.json"), " \n").unwrap();
    let output = run_in(dir.path(), &["validate", "empty.json", "-"], b" \n");
    expect![[r#"
        exit: 3
        --- stdout
        empty.json:2:1: error[empty]: empty document
          |
        2 |
          | ^

        --- stderr
        error: nothing to do: no payload on standard input
        hint: a source is a file, a folder, `-` for standard input, or a capture such as `last`
        1 payload, 1 invalid (1 error), 1 not read, in N ms
    "#]]
    .assert_eq(&transcript(&output));
}

#[test]
fn strange_keys_are_plain_keys() {
    says(
        r#"{"__proto__":1,"constructor":2,"":3}"#,
        expect![[r#"
            exit: 0
        "#]],
    );
    says(
        r#"{"":1,"":2}"#,
        expect![[r#"
            <stdin>:1:7: error[duplicate-key]: duplicate key "" at 1:7
            = help: readers differ in which of the two they keep; most keep the last
            exit: 1
        "#]],
    );
    says(
        r#"{"a/b~c":1,"a/b~c":2}"#,
        expect![[r#"
            <stdin>:1:12: error[duplicate-key]: duplicate key "a/b~c" at 1:12
            = help: readers differ in which of the two they keep; most keep the last
            exit: 1
        "#]],
    );
}

#[test]
fn an_object_with_two_hundred_thousand_keys_is_judged_in_a_blink() {
    let keys: String = (0..200_000).map(|at| format!("\"k{at}\":{at},")).collect();
    says(
        format!("{{{keys}\"k7\":0}}"),
        expect![[r#"
            <stdin>:1:3177782: error[duplicate-key]: duplicate key "k7" at 1:3177782
            = help: readers differ in which of the two they keep; most keep the last
            exit: 1
        "#]],
    );
}

#[test]
fn a_duplicate_key_is_told_where_it_stands_in_its_file() {
    let twice = VALID.replacen('{', r#"{"Id":1,"Id":2,"#, 1);
    let lines = format!("{VALID}\n{twice}\n");
    let output = run(&["validate", "-", "--format", "concise"], &lines);
    let told = String::from_utf8(output.stdout).unwrap();
    let expected = "<stdin>:2:9: error[duplicate-key]: duplicate key \"Id\" at 2:9\n";
    assert!(told.contains(expected), "{told}");
    let inside = serde_json::json!({ "statusCode": 200, "body": twice }).to_string();
    let output = run(&["validate", "-", "--format", "concise"], &inside);
    let told = String::from_utf8(output.stdout).unwrap();
    let expected = "in the text inside, at 1:9 /Id: duplicate key \"Id\"\n";
    assert!(told.contains(expected), "{told}");
}
