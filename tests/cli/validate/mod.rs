//! `dsw validate` as its users meet it.

use std::fs;

use expect_test::expect;

use crate::support::{checkout, run, transcript};

mod annotations;
mod captures;
mod encodings;
mod formats;
mod frames;
mod hostile;
mod junit;
mod levels;
mod limits;
mod lines;
mod look_alikes;
mod mask;
mod names;
mod order;
mod own_bounds;
mod own_drafts;
mod own_folder;
mod own_schema;
mod own_words;
mod sarif;
mod sequence;
mod shapes;
pub(crate) mod sources;
mod texts;
mod watch;

#[test]
fn every_sample_is_valid() {
    for entry in fs::read_dir(checkout().join("samples")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "json") {
            let output = run(&["validate", path.to_str().unwrap()], "");
            assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
            assert!(output.stdout.is_empty(), "{}", transcript(&output));
        }
    }
}

#[test]
fn a_file_that_is_not_there_is_named() {
    expect![[r#"
        exit: 3
        --- stdout
        --- stderr
        error: cannot read `nowhere.json`: no such file
        0 payloads, 1 not read, in N ms
    "#]]
    .assert_eq(&transcript(&run(&["validate", "nowhere.json"], "")));
}

#[test]
fn a_finding_has_its_place_its_line_and_what_to_try() {
    let sample = fs::read_to_string(checkout().join("samples/01-created.json")).unwrap();
    let broken = sample.replace("\"PlanningQty\": 2.0", "\"PlanningQty\": \"2.0\"");
    assert_ne!(sample, broken);
    expect![[r#"
        exit: 1
        --- stdout
        <stdin>:112:18: error[type]: a number is expected, not text
            |
        112 |   "PlanningQty": "2.0",
            |                  ^^^^^ /PlanningQty
            |
            = help: take the quotes away: 2.0

        --- stderr
        1 payload, 1 invalid (1 error), in N ms
    "#]]
    .assert_eq(&transcript(&run(&["validate", "-"], &broken)));
}
