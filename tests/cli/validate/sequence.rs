//! `dsw validate --sequence`: what only several payloads show together.

use std::collections::BTreeSet;
use std::fs;

use dsw::sequence;
use expect_test::expect;
use sha2::{Digest, Sha256};

use super::sources::folder;
use crate::support::{VALID, checkout, json_lines, run, run_in, transcript};

/// What is found in the test data of a rule.
fn of(rule: &str, options: &[&str]) -> std::process::Output {
    let data = checkout().join("tests/data/sequences");
    let file = format!("{rule}.jsonl");
    let name = if data.join(&file).exists() { &file } else { rule };
    run_in(&data, &[&["validate", "--sequence", name], options].concat(), b"")
}

#[test]
fn the_test_data_of_a_rule_breaks_it_once_and_no_other() {
    let mut rules = BTreeSet::new();
    for rule in sequence::meanings() {
        let lines = json_lines(&of(rule.name, &["--format", "json"]).stdout);
        let found = lines.iter().filter_map(|line| line["findings"].as_array()).flatten();
        let found: Vec<_> =
            found.map(|one| (one["rule"].clone(), one["severity"].clone())).collect();
        let expected = (rule.name.into(), rule.severity.word().into());
        assert_eq!(found, [expected], "{}", rule.name);
        rules.insert(rule.name);
    }
    let data = fs::read_dir(checkout().join("tests/data/sequences")).unwrap();
    let named = data.map(|entry| entry.unwrap().path().file_stem().unwrap().to_owned());
    assert_eq!(named.collect::<BTreeSet<_>>(), rules.into_iter().map(Into::into).collect());
}

#[test]
fn the_test_data_is_good_payload_by_payload() {
    for rule in sequence::meanings().filter(|rule| rule.name != "missing-body") {
        let data = checkout().join("tests/data/sequences").join(rule.name);
        let path = if data.exists() { data } else { data.with_extension("jsonl") };
        let output = run(&["validate", path.to_str().unwrap()], "");
        assert_eq!((output.status.code(), &*output.stdout), (Some(0), &b""[..]), "{}", rule.name);
    }
}

#[test]
fn a_payload_names_the_other_by_its_number_or_its_place() {
    expect![[r#"
        exit: 0
        --- stdout
        after-delete/000005-Qm3vTz8K.json:1:160: warning[after-delete]: the appointment was deleted in #3
          |
        1 | ...tModifiedDate":"2026-05-08T09:03:00","Task":{"TaskNo":"LIFT-20","Job":...
          |                   ^^^^^^^^^^^^^^^^^^^^^ /LastModifiedDate
          |
          = help: likely overtaken by the delete: look at the board whether it is there again

        --- stderr
        5 payloads, all valid, 1 warning, in N ms
    "#]].assert_eq(&transcript(&of("after-delete", &[])));
    expect![[r#"
        exit: 0
        --- stdout
        late.jsonl:4:160: warning[late]: is 5 min older than late.jsonl:3
        --- stderr
        4 payloads, all valid, 1 warning, in N ms
    "#]]
    .assert_eq(&transcript(&of("late", &["--format", "concise"])));
}

#[test]
fn a_line_of_a_journal_is_told_of_and_not_shown() {
    expect![[r#"
        exit: 0
        --- stdout
        missing-capture/captures.jsonl:2:31: warning[missing-capture]: #2 is missing before this line
          = help: look for a copy of the journal; `captures.jsonl.torn` has what a crash left of a line

        --- stderr
        3 payloads, all valid, 1 warning, in N ms
    "#]].assert_eq(&transcript(&of("missing-capture", &[])));
    expect![[r#"
        exit: 3
        --- stdout
        missing-body/captures.jsonl:2:263: error[missing-body]: the body of #2 is not there
          = help: put the file back, or take the line out of a copy of the journal

        --- stderr
        error: cannot read `missing-body/000002-Qm3vTz8K.json`: no such file
        3 payloads, all valid, 1 error, 1 not read, in N ms
    "#]]
    .assert_eq(&transcript(&of("missing-body", &["--no-mask"])));
    for rule in ["missing-capture", "missing-body", "unlisted-body", "changed-body"] {
        for format in ["human", "json", "github", "azure", "gitlab", "junit", "sarif"] {
            let told = of(rule, &["--format", format, "--show-secrets"]);
            let told = String::from_utf8(told.stdout).unwrap();
            assert!(!told.contains("kept-out"), "{told}");
            assert!(told.contains(rule), "{told}");
        }
    }
}

#[test]
fn a_note_costs_nothing_even_when_warnings_do() {
    let told = |options: &[&str]| {
        let options = [&["--format", "concise"], options].concat();
        transcript(&of("two-places", &options))
    };
    expect![[r#"
        exit: 0
        --- stdout
        two-places.jsonl:4:297: note[two-places]: the resource `T-014` has another appointment at this time: two-places.jsonl:2
        --- stderr
        4 payloads, all valid, 1 note, in N ms
    "#]].assert_eq(&told(&["--strict"]));
    assert!(told(&["--warn", "two-places"]).contains(" warning[two-places]"));
    let denied = told(&["--deny", "two-places"]);
    assert!(denied.contains(" error[two-places]") && denied.contains("exit: 1"), "{denied}");
    assert!(!told(&["--allow", "two-places"]).contains("two-places"));
}

#[test]
fn every_report_has_a_note_in_its_own_way() {
    let told = |format: &str| {
        let output = of("two-places", &["--format", format]);
        assert_eq!(output.status.code(), Some(0));
        String::from_utf8(output.stdout).unwrap()
    };
    expect![[r#"
        two-places.jsonl:4:297: note[two-places]: the resource `T-014` has another appointment at this time: two-places.jsonl:2
          |
        4 | ..."SERVICE"}},"Assignments":[{"ResourceId":14,"Resource":{"ResourceNo":"...
          |                               ^ /Assignments/0

    "#]].assert_eq(&told("human"));
    expect![[r#"
        two-places.jsonl:4:297: note[two-places]: the resource `T-014` has another appointment at this time: two-places.jsonl:2
    "#]].assert_eq(&told("concise"));
    expect![[r#"
        ::notice file=two-places.jsonl,line=4,col=297,endColumn=298,title=two-places::the resource `T-014` has another appointment at this time: two-places.jsonl:2
    "#]].assert_eq(&told("github"));
    expect![[r#"
        two-places.jsonl:4:297: note[two-places]: the resource `T-014` has another appointment at this time: two-places.jsonl:2
    "#]].assert_eq(&told("azure"));
    assert!(told("gitlab").contains(r#""severity":"info""#), "{}", told("gitlab"));
    assert!(told("sarif").contains(r#""level":"note""#), "{}", told("sarif"));
    let junit = told("junit");
    assert!(junit.contains(r#"failures="0""#) && junit.contains("<system-out>"), "{junit}");
    assert!(junit.contains("note[two-places]"), "{junit}");
    let lines = json_lines(told("json").as_bytes());
    assert_eq!(lines.last().unwrap()["notes"], 1);
}

#[test]
fn sources_are_one_sequence_in_the_order_given() {
    let dated = |minute: u32| {
        VALID.replacen('{', &format!("{{\"LastModifiedDate\":\"2026-05-08T09:{minute:02}:00\","), 1)
    };
    let list = format!("[{},\n{}]", dated(2), dated(0));
    let dir = folder(&[("a.json", &dated(1)), ("b.jsonl", &dated(3)), ("list.json", &list)]);
    let told = |arguments: &[&str], input: &str| {
        let arguments = [&["validate", "--sequence", "--format", "concise"], arguments].concat();
        transcript(&run_in(dir.path(), &arguments, input.as_bytes())).replace('\\', "/")
    };
    expect![[r#"
        exit: 0
        --- stdout
        list.json:1:22: warning[late]: is 1 min older than b.jsonl:1
        list.json:2:21: warning[late]: is 3 min older than b.jsonl:1
        --- stderr
        4 payloads, all valid, 2 warnings, in N ms
    "#]]
    .assert_eq(&told(&["a.json", "b.jsonl", "list.json"], ""));
    expect![[r#"
        exit: 0
        --- stdout
        list.json:2:21: warning[late]: is 2 min older than list.json:1 at /0
        a.json:1:21: warning[late]: is 1 min older than list.json:1 at /0
        <stdin>:1:21: warning[duplicate]: the same state as list.json:1 at /0
        --- stderr
        5 payloads, all valid, 3 warnings, in N ms
    "#]]
    .assert_eq(&told(&["list.json", "a.json", "-"], &format!("{}\n{}", dated(2), dated(5))));
}

#[test]
fn a_body_in_the_middle_of_a_torn_journal_is_not_taken_for_a_gap() {
    let dir = folder(&[]);
    let captures = dir.path().join("captures");
    super::sources::record(&captures, &[1, 2, 3, 7]);
    let journal = fs::read_to_string(captures.join("captures.jsonl")).unwrap();
    fs::write(captures.join("captures.jsonl"), journal.replace("\"seq\":2", "\"seq\"")).unwrap();
    let told = run_in(
        dir.path(),
        &["validate", "--sequence", "captures", "--allow", "duplicate", "--format", "concise"],
        b"",
    );
    expect![[r#"
        exit: 3
        --- stdout
        captures/000002.json:1:1: warning[unlisted-body]: no line of the journal names this body
        captures/captures.jsonl:4:31: warning[missing-capture]: 3 captures are missing before this line: #4 to #6
        --- stderr
        error: captures/captures.jsonl:2: not a journal line: expected `:` at column 30
        3 payloads, all valid, 2 warnings, 1 not read, in N ms
    "#]].assert_eq(&transcript(&told).replace('\\', "/"));
}

#[test]
fn a_body_that_a_line_of_another_number_is_of_is_told_so() {
    let dir = folder(&[]);
    let captures = dir.path().join("captures");
    super::sources::record(&captures, &[1, 2, 3]);
    let journal = captures.join("captures.jsonl");
    let hash: String = Sha256::digest(VALID).iter().map(|byte| format!("{byte:02x}")).collect();
    let hash = format!("\"sha256\":\"{hash}\",\"file\"");
    let written = fs::read_to_string(&journal).unwrap().replace("\"file\"", &hash);
    let told = || {
        let options =
            ["validate", "--sequence", "captures", "--allow", "duplicate", "--format", "concise"];
        let told = run_in(dir.path(), &options, b"");
        transcript(&told).replace('\\', "/")
    };
    fs::write(&journal, written.replace("\"seq\":3", "\"seq\":4")).unwrap();
    expect![[r#"
        exit: 0
        --- stdout
        captures/000003.json:1:1: warning[unlisted-body]: line 3 of the journal names this body, as #4 and not as #3
        --- stderr
        3 payloads, all valid, 1 warning, in N ms
    "#]].assert_eq(&told());
    fs::write(&journal, &written).unwrap();
    fs::rename(captures.join("000002.json"), captures.join("000009.json")).unwrap();
    expect![[r#"
        exit: 3
        --- stdout
        captures/captures.jsonl:2:116: error[missing-body]: the body of #2 is not there
        captures/000009.json:1:1: warning[unlisted-body]: this is the body of line 2 of the journal, #2, by its SHA-256, under another name
        --- stderr
        error: cannot read `captures/000002.json`: no such file
        2 payloads, all valid, 1 error, 1 warning, 1 not read, in N ms
    "#]].assert_eq(&told());
    fs::copy(captures.join("000009.json"), captures.join("000002.json")).unwrap();
    expect![[r#"
        exit: 0
        --- stdout
        captures/000009.json:1:1: warning[unlisted-body]: no line of the journal names this body, but line 1, #1, is of the same bytes by its SHA-256
        --- stderr
        3 payloads, all valid, 1 warning, in N ms
    "#]].assert_eq(&told());
}

#[test]
fn values_of_other_payloads_are_not_in_a_masked_report() {
    for rule in sequence::meanings() {
        let told = of(rule.name, &["--mask", "--format", "json"]);
        let told = String::from_utf8(told.stdout).unwrap();
        for value in ["T-014", "48113", "2026-05-08", "5d6b1f0e", "PINEWOOD", "Ada Sample"] {
            assert!(!told.contains(value), "{}: {told}", rule.name);
        }
    }
}
