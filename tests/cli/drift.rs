//! `dsw schema diff`: what has drifted, and whether a receiver could break on it.

use std::fs;

use expect_test::expect;
use tempfile::TempDir;

use crate::support::{VALID, json_lines, run_in, transcript};

const OLD: &str = r#"{"required":["Kind","Depot"],"properties":{"Kind":{"enum":["visit","repair"]},"Depot":{"type":"string"},"Bay":{"type":["integer","null"]}}}"#;
const NEW: &str = r#"{"required":["Kind"],"properties":{"Kind":{"enum":["visit","repair","quote"]},"Depot":{"type":"string","x-seen":{"in":38,"of":40}},"Bay":{"type":"integer"},"Gate":{"type":"string"}}}"#;

fn folder() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("old.json"), OLD).unwrap();
    fs::write(dir.path().join("new.json"), NEW).unwrap();
    dir
}

#[test]
fn what_could_break_a_receiver_comes_first_and_costs_one() {
    let dir = folder();
    expect![[r#"
        exit: 1
        --- stdout
        breaks    /Depot  is no longer always there, in 38 of 40
        breaks    /Kind   may be "quote" now
        harmless  /Bay    is never null any more
        harmless  /Gate   is new: text
        --- stderr
        4 differences, 2 could break a receiver
    "#]]
    .assert_eq(&transcript(&run_in(dir.path(), &["schema", "diff", "old.json", "new.json"], b"")));
}

#[test]
fn the_same_costs_nothing_and_neither_does_what_harms_nobody() {
    let dir = folder();
    expect![[r#"
        exit: 0
        --- stdout
        --- stderr
        no difference
    "#]]
    .assert_eq(&transcript(&run_in(dir.path(), &["schema", "diff", "old.json", "old.json"], b"")));
    let wider = OLD.replace("\"Bay\":", "\"Gate\":{},\"Bay\":");
    fs::write(dir.path().join("wider.json"), wider).unwrap();
    let arguments = ["schema", "diff", "old.json", "wider.json"];
    assert_eq!(run_in(dir.path(), &arguments, b"").status.code(), Some(0));
    let strict = [&arguments[..], &["--strict"]].concat();
    assert_eq!(run_in(dir.path(), &strict, b"").status.code(), Some(1));
}

#[test]
fn every_difference_is_a_json_line_and_the_run_is_one() {
    let dir = folder();
    let arguments = ["schema", "diff", "old.json", "new.json", "--format", "json"];
    let output = run_in(dir.path(), &arguments, b"");
    let lines = json_lines(&output.stdout);
    let last = lines.last().unwrap();
    assert_eq!((&last["differences"], &last["breaking"]), (&4.into(), &2.into()), "{lines:#?}");
    assert!(output.stderr.is_empty());
}

#[test]
fn a_schema_that_is_broken_or_gone_is_told() {
    let dir = folder();
    fs::write(dir.path().join("broken.json"), "{\"type\":").unwrap();
    for (other, code) in [("broken.json", 5), ("gone.json", 3)] {
        let output = run_in(dir.path(), &["schema", "diff", "old.json", other], b"");
        assert_eq!(output.status.code(), Some(code), "{}", transcript(&output));
        assert!(transcript(&output).contains(other));
    }
}

#[test]
fn what_was_learned_before_and_after_is_told_apart() {
    let dir = folder();
    let line =
        |more: &str| format!("{}\n", VALID.replace("\"Task\":{}", &format!("\"Task\":{{}}{more}")));
    fs::write(dir.path().join("a.jsonl"), line(",\"Depot\":\"N\"").repeat(6)).unwrap();
    fs::write(dir.path().join("b.jsonl"), line(",\"Depot\":7").repeat(6)).unwrap();
    for name in ["a", "b"] {
        let (from, to) = (format!("{name}.jsonl"), format!("{name}.json"));
        let output = run_in(dir.path(), &["schema", "infer", &from, "-o", &to], b"");
        assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
    }
    expect![[r#"
        exit: 1
        --- stdout
        breaks    /Depot  may be a whole number now, and was text
        harmless  /Depot  is never text any more
        --- stderr
        2 differences, 1 could break a receiver
    "#]]
    .assert_eq(&transcript(&run_in(dir.path(), &["schema", "diff", "a.json", "b.json"], b"")));
}

#[test]
fn files_that_schemas_refer_to_are_compared_too() {
    let dir = tempfile::tempdir().unwrap();
    for (side, kinds) in [("old", r#"["visit"]"#), ("new", r#"["visit","quote"]"#)] {
        fs::create_dir(dir.path().join(side)).unwrap();
        for (name, text) in [
            ("main.json", r##"{"properties":{"Job":{"$ref":"parts.json#/$defs/job"}}}"##.to_owned()),
            (
                "parts.json",
                r##"{"$defs":{"job":{"properties":{"Kind":{"$ref":"#/$defs/kind"},"Bay":{"$ref":"bay%20a.json"},"Job":{"$ref":"#/$defs/job"}}},"kind":{"enum":KINDS}}}"##
                    .replace("KINDS", kinds),
            ),
            ("bay a.json", format!(r##"{{"$ref":"#bay","$defs":{{"b":{{"$anchor":"bay","maxLength":{}}}}}}}"##, kinds.len())),
        ] {
            fs::write(dir.path().join(side).join(name), text).unwrap();
        }
    }
    let arguments = ["schema", "diff", "old/main.json", "new/main.json", "--schema-dir", "."];
    expect![[r#"
        exit: 1
        --- stdout
        breaks    /Job/Bay   `maxLength` is 17, and was 9
        breaks    /Job/Kind  may be "quote" now
        --- stderr
        2 differences, 2 could break a receiver
    "#]]
    .assert_eq(&transcript(&run_in(dir.path(), &arguments, b"")));
    let same = ["schema", "diff", "old/main.json", "old/main.json", "--schema-dir", "."];
    assert_eq!(run_in(dir.path(), &same, b"").status.code(), Some(0));
    assert_eq!(run_in(dir.path(), &arguments[..4], b"").status.code(), Some(5));
}
