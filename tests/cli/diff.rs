//! `dsw diff`: what differs between two payloads, by what the planner did.

use std::fs;

use expect_test::expect;

use crate::list::{day, utc};
use crate::support::{VALID, checkout, json_lines, run, run_in, transcript};

#[test]
fn changes_are_told_by_what_the_planner_did_and_cost_exit_1() {
    expect![[r##"
        exit: 1
        --- stdout
        samples/01-created.json → samples/06-locked.json  Qm3vTz8K  Replace the door drive, lift B
        moved +1 day 4 h 30 min, resized 2 h → 3 h 30 min
          /StartDate  "2026-05-11T08:30:00" → "2026-05-12T13:00:00"
          /EndDate  "2026-05-11T10:30:00" → "2026-05-12T16:30:00"
          /PlanningQty  2.0 → 3.5
        reassigned Ada Sample → Bo Example
          /Assignments/0
            + {"AppointmentId":48113,"ResourceId":21,"Resource":{"ResourceTypeId":2,"ResourceType":{"DisplayName":"Technician"},"ResourceCapacities":[],"Calendars":[],"SourceApp":"PINEWOOD-BC","SourceType":"TECH","DisplayName":"Bo Example","Department":"Field service","ResourceNo":"T-021","Email":"bo.example@pinewood.example","MobilePhone":"+00 555 0121","DoNotShow":false,"Name":"Bo Example","Id":21},"TaskAssignments":[],"Id":77388}
          /Assignments/0
            - {"AppointmentId":48113,"ResourceId":14,"Resource":{"ResourceTypeId":2,"ResourceType":{"DisplayName":"Technician"},"ResourceCapacities":[],"Calendars":[],"SourceApp":"PINEWOOD-BC","SourceType":"TECH","DisplayName":"Ada Sample","Department":"Field service","ResourceNo":"T-014","Email":"ada.sample@pinewood.example","MobilePhone":"+00 555 0114","DoNotShow":false,"Name":"Ada Sample","Id":14},"TaskAssignments":[],"Id":77301}
        category Planned → Waiting for parts
          /Category/Name  "PLANNED" → "PARTS"
          /Category/DisplayName  "Planned" → "Waiting for parts"
          /Category/Color  "#60a5fa" → "#f97316"
        locked
          /Locked  false → true
        along with it
          /Timestamp  "AAAAAAABT0A=" → "AAAAAAABUmA="
          /LastModifiedDate  "2026-05-06T10:14:52.303" → "2026-05-08T09:02:11.667"
        --- stderr
    "##]]
    .assert_eq(&transcript(&run(
        &[
            "diff",
            "samples/01-created.json",
            "samples/06-locked.json",
            "--ignore",
            "/Assignments/*/Resource",
        ],
        "",
    )));
    expect![[r#"
        exit: 0
        --- stdout
        --- stderr
        nothing differs
    "#]]
    .assert_eq(&transcript(&run(
        &["diff", "samples/01-created.json", "samples/01-created.json"],
        "",
    )));
}

#[test]
fn one_capture_is_compared_with_what_stood_before_it() {
    let dir = tempfile::tempdir().unwrap();
    day(dir.path());
    expect![[r#"
        exit: 1
        --- stdout
        #6 → #7  EATSYDdN  Yearly inspection, LIFT-2302
        moved +1 day
          /StartDate  "2026-03-02T07:00:00" → "2026-03-03T07:00:00"
          /EndDate  "2026-03-02T08:30:00" → "2026-03-03T08:30:00"
        along with it
          /Timestamp  "AAAAAAABT24=" → "AAAAAAABT3k="
          /LastModifiedDate  "2026-03-02T07:04:44.000" → "2026-03-02T07:06:56.000"
        --- stderr
    "#]]
    .assert_eq(&transcript(&utc(dir.path(), &["diff", "7"])));
    expect![[r#"
        exit: 3
        --- stdout
        --- stderr
        error: nothing to do: nothing in `captures` stood before #1; name two to compare
    "#]]
    .assert_eq(&transcript(&utc(dir.path(), &["diff", "1"])));
    let output = utc(dir.path(), &["diff", "6", "7", "--format", "json"]);
    let lines = json_lines(&output.stdout);
    assert_eq!(lines[0]["actions"][0]["action"], "moved");
    assert_eq!(lines.last().unwrap()["differences"], lines.len() - 1);
}

#[test]
fn what_stood_before_and_cannot_be_read_is_told_and_costs_exit_3() {
    let dir = tempfile::tempdir().unwrap();
    day(dir.path());
    let body = fs::read_dir(dir.path().join("captures")).unwrap();
    let body = body.map(|one| one.unwrap().path());
    let body =
        body.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("000017-"));
    body.for_each(|path| fs::remove_file(path).unwrap());
    for command in [&["diff", "62"][..], &["history", "ZUgyCOWg"]] {
        let output = utc(dir.path(), command);
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(3), "{told}");
        assert!(told.contains("000017-ZUgyCOWg.json"), "{told}");
        assert!(!output.stdout.is_empty(), "{told}");
    }
}

#[test]
fn a_patch_is_json_and_says_when_secrets_are_left_out() {
    let dir = tempfile::tempdir().unwrap();
    let secret = VALID.replace("\"s\"", "\"t\",\"password\":\"hunter2\"");
    fs::write(dir.path().join("a.json"), VALID).unwrap();
    fs::write(dir.path().join("b.json"), secret).unwrap();
    expect![[r#"
        exit: 1
        --- stdout
        [
          {"op":"replace","path":"/Subject","value":"t"},
          {"op":"add","path":"/password","value":"••••"}
        ]
        --- stderr
        warning: secrets are dots: `--show-secrets` gives a patch to be applied
    "#]]
    .assert_eq(&transcript(&utc(dir.path(), &["diff", "a.json", "b.json", "--format", "patch"])));
    let whole =
        utc(dir.path(), &["diff", "a.json", "b.json", "--format", "patch", "--show-secrets"]);
    let patch: serde_json::Value = serde_json::from_slice(&whole.stdout).unwrap();
    assert_eq!(patch[1]["value"], "hunter2");
    let same = utc(dir.path(), &["diff", "a.json", "a.json", "--format", "patch"]);
    assert_eq!((same.status.code(), &same.stdout[..]), (Some(0), &b"[]\n"[..]));
}

#[test]
fn what_cannot_be_compared_is_told() {
    let wrong = |arguments: &[&str], input: &[u8]| {
        let output = run_in(checkout(), &[&["diff"], arguments].concat(), input);
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    for (arguments, input, code, told) in [
        (&["samples/01-created.json"][..], "", 2, "a file has none before it"),
        (&["samples", "samples/01-created.json"], "", 2, "`samples` is more than one payload"),
        (&["-", "-"], VALID, 2, "can be read once"),
        (&["-", "samples/01-created.json"], "no json", 3, "no JSON at 1:1"),
        (&["nowhere.json", "samples/01-created.json"], "", 3, "no such file"),
        (
            &["samples/01-created.json", "samples/02-moved.json", "--ignore", "Task"],
            "",
            2,
            "--ignore",
        ),
    ] {
        let (exit, said) = wrong(arguments, input.as_bytes());
        assert_eq!(exit, Some(code), "{said}");
        assert!(said.contains(told), "{said}");
    }
}

#[test]
fn a_key_that_is_there_twice_and_a_mark_are_warned_of() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), r#"{"Subject":"first","Subject":"a"}"#).unwrap();
    fs::write(dir.path().join("b.json"), "\u{feff}{\"Subject\":\"a\"}").unwrap();
    fs::write(dir.path().join("c.json"), "{\n \"Subject\":}").unwrap();
    let told = |other: &str| {
        let output = run_in(dir.path(), &["diff", "a.json", other], b"");
        String::from_utf8(output.stderr).unwrap()
    };
    let both = told("b.json");
    assert!(both.contains("a.json has the key \"Subject\" more than once: the last one counts"));
    assert!(both.contains("b.json is UTF-8 with a byte-order mark"), "{both}");
    assert!(told("c.json").contains("no JSON at 2:12: "), "{}", told("c.json"));
}
