//! How much a broken rule counts for is the user's to say.

use expect_test::expect;

use super::texts::heads;
use crate::support::{VALID, json_lines, run, run_in, transcript};

/// What is found in a payload with one warning, and how it ends.
fn told(options: &[&str]) -> String {
    let sample = include_str!("../../data/rules/no-duration.json");
    let arguments = [&["validate", "-"], options].concat();
    heads(&run_in(crate::support::checkout(), &arguments, sample.as_bytes()))
}

#[test]
fn a_warning_fails_when_it_is_denied_or_all_are() {
    expect![[r#"
        <stdin>:81:16: warning[no-duration]: ends at the moment it starts
        exit: 0
    "#]]
    .assert_eq(&told(&[]));
    expect![[r#"
        <stdin>:81:16: error[no-duration]: ends at the moment it starts
        exit: 1
    "#]]
    .assert_eq(&told(&["--strict"]));
    expect![[r#"
        <stdin>:81:16: error[no-duration]: ends at the moment it starts
        exit: 1
    "#]]
    .assert_eq(&told(&["--deny", "no-duration"]));
}

#[test]
fn what_is_said_of_a_rule_is_more_than_strict() {
    assert_eq!(told(&["--strict", "--allow", "no-duration"]), "exit: 0\n");
    assert!(told(&["--strict", "--warn", "no-duration"]).contains(": warning[no-duration]"));
}

#[test]
fn an_error_that_is_allowed_is_neither_told_nor_counted() {
    let allowed = run(&["validate", "-", "--allow", "required,appointment-no"], "{}");
    expect![[r#"
        exit: 0
        --- stdout
        --- stderr
        1 payload, all valid, in N ms
    "#]]
    .assert_eq(&transcript(&allowed));
    let warned = run(&["validate", "-", "--warn", "syntax"], "{");
    assert_eq!(warned.status.code(), Some(0), "{}", transcript(&warned));
}

#[test]
fn notes_on_the_way_it_was_sent_are_weighed_too() {
    let marked = include_bytes!("../../data/rules/byte-order-mark.json");
    let told = |options: &[&str]| {
        let arguments = [&["validate", "-"], options].concat();
        transcript(&run_in(crate::support::checkout(), &arguments, marked))
    };
    assert!(told(&["--deny", "byte-order-mark"]).contains("1 payload, 1 invalid (1 error)"));
    assert!(told(&["--allow", "byte-order-mark"]).contains("1 payload, all valid"));
}

#[test]
fn a_name_that_is_no_rule_and_a_rule_said_twice_are_usage_errors() {
    expect![[r#"
        exit: 2
        --- stdout
        --- stderr
        error: there is no rule `color`: did you mean `colour`?
        hint: `dsw explain` lists every rule
    "#]]
    .assert_eq(&transcript(&run(&["validate", "-", "--deny", "colour", "--allow", "color"], "{}")));
    expect![[r#"
        exit: 2
        --- stdout
        --- stderr
        error: cannot use `--deny`: another option says something else of `date`
    "#]]
    .assert_eq(&transcript(&run(&["validate", "-", "--deny", "date", "--allow", "date"], "{}")));
}

#[test]
fn a_rule_about_several_payloads_is_not_judged_in_silence() {
    let warns = |options: &[&str]| {
        let arguments = [&["validate", "-"], options].concat();
        let told = transcript(&run(&arguments, crate::support::VALID));
        told.contains("`duplicate` is about several payloads: it is judged with `--sequence`")
    };
    assert!(warns(&["--deny", "duplicate"]));
    assert!(!warns(&["--deny", "duplicate", "--sequence"]));
    assert!(warns(&["--allow", "duplicate"]));
}

#[test]
fn every_rule_about_several_payloads_is_told_wherever_it_stands() {
    let told = |options: &[&str]| {
        let arguments = [&["validate", "-"], options].concat();
        transcript(&run(&arguments, crate::support::VALID))
    };
    for option in ["--allow", "--warn", "--deny"] {
        let given = told(&[option, "no-duration,late", option, "duplicate"]);
        let warned = "warning: `late`, `duplicate` are about several payloads: they are judged \
                      with `--sequence`";
        assert!(given.contains(warned), "{given}");
        assert!(!told(&["--sequence", option, "late"]).contains("several payloads"));
    }
}

#[test]
fn what_cannot_be_judged_cannot_be_passed_over() {
    for (rule, text) in [("syntax", "{"), ("empty", ""), ("xml", "<a/>"), ("bc-staging", "{}")] {
        let refused = transcript(&run(&["validate", "-", "--allow", rule], text));
        assert!(refused.starts_with("exit: 2\n"), "{refused}");
        let why = format!("what breaks `{rule}` is not judged, and must be told of");
        assert!(refused.contains(&why), "{refused}");
    }
    assert!(told(&["--warn", "xml"]).ends_with("exit: 0\n"));
}

#[test]
fn what_has_another_name_is_missing_when_its_name_is_nobodys_concern() {
    for (name, rule) in [("StartDat", "renamed"), ("Start", "inbound-name")] {
        let renamed = VALID.replace("StartDate", name);
        let wrapped = format!(r#"{{"statusCode":200,"body":[{renamed}]}}"#);
        for (payload, at) in [(&renamed, "/"), (&wrapped, "/body/0")] {
            let arguments = ["validate", "-", "--format", "json", "--allow", rule];
            let output = run(&arguments, payload);
            assert_eq!(output.status.code(), Some(1), "{payload}");
            let findings = json_lines(&output.stdout)[0]["findings"].clone();
            let missing = findings.as_array().unwrap().iter().find(|one| one["rule"] == "required");
            let missing = missing.unwrap();
            assert_eq!(missing["message"], "`StartDate` is missing");
            assert_eq!(missing["pointer"], at.trim_end_matches('/'));
        }
    }
}
