//! What may come in place of a JSON text, and what is said of it.

use std::process::Output;

use expect_test::{Expect, expect};

use crate::support::{VALID, checkout, run_in};

/// Judges standard input against a schema that takes any JSON.
fn judged(input: &[u8]) -> Output {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("any.json"), "{}").unwrap();
    run_in(dir.path(), &["validate", "-", "--schema", "any.json", "--format", "human"], input)
}

/// The findings in one line each, with the help that goes with them, and the exit code.
pub(super) fn heads(output: &Output) -> String {
    let out = String::from_utf8(output.stdout.clone()).unwrap();
    let is_told = |line: &&str| line.starts_with("<stdin>:") || line.contains("= help:");
    let told: String =
        out.lines().filter(is_told).map(|line| format!("{}\n", line.trim())).collect();
    format!("{told}exit: {}\n", output.status.code().unwrap())
}

#[expect(clippy::needless_pass_by_value, reason = "a table reads best without references")]
/// Holds what is said of an input against what is expected.
pub(super) fn says(input: impl AsRef<[u8]>, expected: Expect) {
    expected.assert_eq(&heads(&judged(input.as_ref())));
}

#[test]
fn what_other_languages_allow_is_named() {
    says(
        "{\"a\":NaN}",
        expect![[r#"
            <stdin>:1:6: error[syntax]: `NaN` is not JSON
            = help: looks like JavaScript: JSON has no such value; write null or a number
            exit: 1
        "#]],
    );
    says(
        "[-Infinity]",
        expect![[r#"
            <stdin>:1:3: error[syntax]: `Infinity` is not JSON
            = help: looks like JavaScript: JSON has no such value; write null or a number
            exit: 1
        "#]],
    );
    says(
        "{\"a\": // why\n1}",
        expect![[r#"
            <stdin>:1:7: error[syntax]: a comment is not JSON
            = help: take the comment away; JSON5 and JSONC allow it, JSON does not
            exit: 1
        "#]],
    );
    says(
        "{\"a\":1,\n}",
        expect![[r#"
            <stdin>:1:7: error[syntax]: trailing comma
            = help: take the last comma away; JavaScript and JSON5 allow it, JSON does not
            exit: 1
        "#]],
    );
    says(
        "[1,2,]",
        expect![[r#"
            <stdin>:1:5: error[syntax]: trailing comma
            = help: take the last comma away; JavaScript and JSON5 allow it, JSON does not
            exit: 1
        "#]],
    );
    says(
        "{'a':1}",
        expect![[r#"
            <stdin>:1:2: error[syntax]: looks like JavaScript: single quotes
            = help: JSON wants double quotes around keys and text
            exit: 1
        "#]],
    );
    says(
        "{a:1}",
        expect![[r#"
            <stdin>:1:2: error[syntax]: looks like JavaScript: the key `a` has no quotes
            = help: JSON wants double quotes around keys and text
            exit: 1
        "#]],
    );
    says(
        "{\"a\":True}",
        expect![[r#"
            <stdin>:1:6: error[syntax]: `True` is not JSON
            = help: looks like Python: write true, false or null
            exit: 1
        "#]],
    );
    says(
        "{\"a\":undefined}",
        expect![[r#"
            <stdin>:1:6: error[syntax]: `undefined` is not JSON
            = help: looks like JavaScript: JSON has no such value; write null or a number
            exit: 1
        "#]],
    );
    says(
        "<Appointment/>",
        expect![[r#"
            <stdin>:1:1: error[xml]: not a webhook's payload: XML, not JSON
            = help: look for what turned the payload into XML on its way
            exit: 1
        "#]],
    );
}

#[test]
fn a_text_that_is_cut_or_goes_on_is_told_where() {
    says(
        "{\"a\":",
        expect![[r#"
            <stdin>:1:6: error[syntax]: the text ends where a value is expected
            = help: the text ends too early: was the file copied whole?
            exit: 1
        "#]],
    );
    says(
        "{\"a\":1",
        expect![[r#"
            <stdin>:1:7: error[syntax]: the text ends where `,` or `}` is expected
            = help: the text ends too early: was the file copied whole?
            exit: 1
        "#]],
    );
    says(
        "[\"text",
        expect![[r#"
            <stdin>:1:7: error[syntax]: the text ends where the closing `"` is expected
            = help: the text ends too early: was the file copied whole?
            exit: 1
        "#]],
    );
    says(
        "{\"a\":1}{\"b\":2}",
        expect![[r#"
            <stdin>:1:8: error[syntax]: text after the end of the JSON value
            = help: several payloads in one file stand on a line each (.jsonl), or in a list
            exit: 1
        "#]],
    );
    says(
        "{\"a\":1} x",
        expect![[r#"
            <stdin>:1:9: error[syntax]: text after the end of the JSON value
            = help: several payloads in one file stand on a line each (.jsonl), or in a list
            exit: 1
        "#]],
    );
    says(
        "{\n  \"a\" 1\n}",
        expect![[r#"
            <stdin>:2:7: error[syntax]: `:` is expected, not `1`
            exit: 1
        "#]],
    );
}

#[test]
fn a_number_keeps_its_digits_whatever_they_are() {
    for number in ["9007199254740993", "18446744073709551616", "-0", "1e2", "1E400", "1.10"] {
        assert_eq!(heads(&judged(number.as_bytes())), "exit: 0\n", "{number}");
    }
    let id = VALID.replace("{\"App", "{\"Id\":9007199254740993.5,\"App");
    let output = run_in(checkout(), &["validate", "-"], id.as_bytes());
    expect![[r#"
        <stdin>:1:1: warning[no-assignment]: the appointment is assigned to no resource
        <stdin>:1:7: error[type]: a whole number is expected, not `9007199254740993.5`
        <stdin>:1:134: warning[no-route]: cannot be routed: its task has no job
        = help: Dime.Scheduler would log `MBOC Not Provided`
        exit: 1
    "#]]
    .assert_eq(&heads(&output));
    says(
        format!("[{}]", "1".repeat(4300)),
        expect![[r#"
            exit: 0
        "#]],
    );
    says(
        format!("[{}]", "1".repeat(4301)),
        expect![[r#"
            <stdin>:1:2: error[syntax]: a number of 4301 characters; at most 4300 are read
            exit: 1
        "#]],
    );
    says(
        "01",
        expect![[r#"
            <stdin>:1:2: error[syntax]: not a JSON number: a leading zero
            exit: 1
        "#]],
    );
    says(
        "1.",
        expect![[r#"
            <stdin>:1:3: error[syntax]: not a JSON number: a digit must follow the decimal point
            exit: 1
        "#]],
    );
    says(
        "+1",
        expect![[r#"
            <stdin>:1:1: error[syntax]: a value is expected, not `+`
            exit: 1
        "#]],
    );
}

#[test]
fn a_whole_number_may_be_written_with_a_point() {
    let id = VALID.replace("{\"App", "{\"Id\":1.0,\"App");
    let output = run_in(checkout(), &["validate", "-"], id.as_bytes());
    expect![[r#"
        <stdin>:1:1: warning[no-assignment]: the appointment is assigned to no resource
        <stdin>:1:119: warning[no-route]: cannot be routed: its task has no job
        = help: Dime.Scheduler would log `MBOC Not Provided`
        exit: 0
    "#]]
    .assert_eq(&heads(&output));
}

#[test]
fn depth_has_an_end_and_the_stack_too() {
    let lists = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    says(
        lists(127),
        expect![[r#"
            exit: 0
        "#]],
    );
    says(
        lists(128),
        expect![[r#"
            <stdin>:1:128: error[depth]: too deep: more than 127 levels
            exit: 1
        "#]],
    );
    says(
        "[".repeat(1_000_000),
        expect![[r#"
            <stdin>:1:128: error[depth]: too deep: more than 127 levels
            exit: 1
        "#]],
    );
    says(
        "{\"a\":".repeat(1_000_000),
        expect![[r#"
            <stdin>:1:636: error[depth]: too deep: more than 127 levels
            exit: 1
        "#]],
    );
}
