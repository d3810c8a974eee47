//! The action of GitHub.

use std::fs;
use std::path::Path;
use std::process::Output;

use tempfile::TempDir;

use super::steps::{Values, built, repository, run, stand_in};
use super::{document, read};
use crate::support::{VALID, transcript};
use crate::validate::sources::folder;

/// Runs one of its steps with inputs; the others have their defaults.
fn step(at: usize, dir: &Path, inputs: &[(&str, &str)], context: &[(&str, &str)]) -> Output {
    let text = read("action.yml");
    let action = document(&text);
    assert_eq!(action["runs"]["using"].as_str(), Some("composite"));
    let defaults = action["inputs"].as_mapping().unwrap().iter().map(|(name, input)| {
        let default = input.as_mapping_get("default").and_then(|default| default.as_str());
        (format!("inputs.{}", name.as_str().unwrap()), default.unwrap_or_default())
    });
    let mut values: Vec<(String, &str)> = defaults.collect();
    values.extend(inputs.iter().map(|(name, value)| (format!("inputs.{name}"), *value)));
    values.extend(context.iter().map(|(name, value)| (format!("github.{name}"), *value)));
    let values: Values<'_> = values.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    let step = &action["runs"]["steps"][at];
    assert_eq!(step["shell"].as_str(), Some("bash"));
    run(step["run"].as_str().unwrap(), step, &values, dir, dir)
}

fn payloads() -> TempDir {
    folder(&[("a b.json", VALID), ("x/bad.json", &VALID.replace("{}", "1"))])
}

#[test]
fn the_action_annotates_and_writes_sarif() {
    let dir = payloads();
    let inputs = [("paths", "a b.json\r\nx/*.json\n"), ("sarif-file", "out dir.sarif")];
    let output = step(1, dir.path(), &inputs, &[]);
    assert_eq!(output.status.code(), Some(1), "{}", transcript(&output));
    let told = transcript(&output);
    assert!(told.contains("2 payloads, 1 invalid (1 error)"), "{told}");
    assert!(told.contains("::error file=x/bad.json,line=1"), "{told}");
    let sarif = fs::read_to_string(dir.path().join("out dir.sarif")).unwrap();
    let sarif: serde_json::Value = serde_json::from_str(&sarif).unwrap();
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "type");
    assert!(fs::read_to_string(dir.path().join("summary.md")).unwrap().contains("x/bad"));
}

#[test]
fn the_action_takes_more_options_and_other_reports() {
    let dir = payloads();
    let inputs = [
        ("paths", "x"),
        ("args", "--exit-zero  --mask\n--max-findings 3"),
        ("format", "concise\njunit=out.xml"),
    ];
    let output = step(1, dir.path(), &inputs, &[]);
    assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
    let told = String::from_utf8(output.stdout).unwrap();
    assert_eq!(told, "x/bad.json:1:110: error[type]: an object is expected, not a number\n");
    assert!(dir.path().join("out.xml").exists());
}

#[test]
fn nothing_in_an_input_is_run() {
    let dir = payloads();
    let hostile = "$(touch hit)`touch hit`;touch hit\"'\n|| touch hit #\n--exit-zero\n*";
    // Any text can be the name of a report; as a source or a format it is told as wrong.
    for (name, code) in [("paths", 3), ("args", 3), ("format", 2), ("sarif-file", 0)] {
        let inputs = [("paths", "a b.json"), (name, hostile)];
        let output = step(1, dir.path(), &inputs, &[]);
        assert!(!dir.path().join("hit").exists(), "{name}: {}", transcript(&output));
        assert_eq!(output.status.code(), Some(code), "{name}: {}", transcript(&output));
    }
    assert!(dir.path().join(hostile).exists());
}

#[test]
fn the_action_installs_itself_or_what_is_asked_for() {
    let dir = folder(&[("own/which", "own")]);
    stand_in(dir.path());
    repository(&dir.path().join("server/some/dsw"));
    let (own, server) = (dir.path().join("own"), dir.path().join("server"));
    let context = [
        ("action_path", own.to_str().unwrap()),
        ("server_url", server.to_str().unwrap()),
        ("action_repository", "some/dsw"),
    ];
    for (reference, expected) in [("", "own"), ("v1", "v1"), ("side", "side"), ("HEAD", "main")] {
        let output = step(0, dir.path(), &[("ref", reference)], &context);
        assert!(output.status.success(), "{reference}: {}", transcript(&output));
        assert_eq!(built(dir.path()), expected);
    }
    let told = fs::read_to_string(dir.path().join("told")).unwrap();
    let root = dir.path().join("dsw");
    assert!(told.starts_with(&format!("install\n--locked\n--root\n{}\n--path\n", root.display())));
    let path = fs::read_to_string(dir.path().join("path")).unwrap();
    assert_eq!(path.lines().last(), root.join("bin").to_str());
    for reference in ["gone", "--output=hit", "$(touch hit)"] {
        let output = step(0, dir.path(), &[("ref", reference)], &context);
        assert!(!output.status.success(), "{reference}");
        assert!(!dir.path().join("hit").exists(), "{reference}");
    }
}
