//! The template of Azure Pipelines.

use std::fs;
use std::path::Path;
use std::process::Output;

use super::steps::{Values, built, repository, run, stand_in};
use super::{document, parameters, read, text};
use crate::support::{VALID, transcript};
use crate::validate::sources::folder;

const INSTALLS: &str = "${{ if ne(parameters.repository, '') }}";

/// Runs one of its steps with parameters; the others have their defaults.
fn step(at: usize, dir: &Path, given: &[(&str, &str)]) -> Output {
    let file = read("azure-pipelines/validate.yml");
    let template = document(&file);
    let step = &template["steps"][at];
    let step = step.as_mapping_get(INSTALLS).map_or(step, |inner| &inner[0]);
    let mut values: Vec<(String, &str)> = Vec::new();
    for one in template["parameters"].as_vec().unwrap() {
        let name = format!("parameters.{}", text(one, "name").unwrap());
        values.push((name, text(one, "default").unwrap_or_default()));
    }
    values.extend(given.iter().map(|(name, value)| (format!("parameters.{name}"), *value)));
    let values: Values<'_> = values.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    run(text(step, "bash").unwrap(), step, &values, dir, dir)
}

#[test]
fn the_template_publishes_what_it_judged_also_when_it_failed() {
    let dir = folder(&[("a.json", VALID), ("x/bad.json", &VALID.replace("{}", "1"))]);
    let output = step(1, dir.path(), &[("paths", "a.json\nx\n"), ("args", "--mask")]);
    assert_eq!(output.status.code(), Some(1), "{}", transcript(&output));
    assert!(transcript(&output).contains("##vso[task.logissue type=error;sourcepath=x/bad.json"));

    let file = read("azure-pipelines/validate.yml");
    let template = document(&file);
    let publish = &template["steps"][2];
    assert_eq!(text(publish, "task"), Some("PublishTestResults@2"));
    assert_eq!(text(publish, "condition"), Some("succeededOrFailed()"));
    assert_eq!(text(&publish["inputs"], "testResultsFormat"), Some("JUnit"));
    assert_eq!(text(&publish["inputs"], "searchFolder"), Some("$(Agent.TempDirectory)"));
    let results = dir.path().join(text(&publish["inputs"], "testResultsFiles").unwrap());
    let results = fs::read_to_string(results).unwrap();
    let results = roxmltree::Document::parse(&results).unwrap();
    assert_eq!(results.descendants().filter(|node| node.has_tag_name("testcase")).count(), 2);
    assert_eq!(results.descendants().filter(|node| node.has_tag_name("failure")).count(), 1);
}

#[test]
fn nothing_in_a_parameter_is_run() {
    let dir = folder(&[("a.json", VALID)]);
    let hostile = "$(touch hit)`touch hit`;touch hit\"'\n|| touch hit #\n*";
    for name in ["paths", "args"] {
        let output = step(1, dir.path(), &[("paths", "a.json"), (name, hostile)]);
        assert!(!dir.path().join("hit").exists(), "{name}: {}", transcript(&output));
        assert_ne!(output.status.code(), Some(0), "{name}");
    }
}

#[test]
fn the_template_installs_from_where_it_is_told() {
    let dir = folder(&[]);
    stand_in(dir.path());
    let from = dir.path().join("some");
    repository(&from);
    for (reference, expected) in [("HEAD", "main"), ("v1", "v1"), ("side", "side")] {
        let given = [("repository", from.to_str().unwrap()), ("ref", reference)];
        let output = step(0, dir.path(), &given);
        assert!(output.status.success(), "{reference}: {}", transcript(&output));
        assert_eq!(built(dir.path()), expected);
        let told = String::from_utf8(output.stdout).unwrap();
        let expected = format!("##vso[task.prependpath]{}/dsw/bin\n", dir.path().display());
        assert_eq!(told, expected);
    }
    for reference in ["gone", "--output=hit"] {
        let given = [("repository", from.to_str().unwrap()), ("ref", reference)];
        assert!(!step(0, dir.path(), &given).status.success(), "{reference}");
    }
    let file = read("azure-pipelines/validate.yml");
    let names = parameters(&document(&file));
    assert_eq!(names, ["paths", "args", "repository", "ref", "title"]);
}
