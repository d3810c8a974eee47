//! What others build `dsw` into: a hook, an action and a template, read, and run as their runners
//! would run them.

use std::fs;
use std::path::Path;

use saphyr::{LoadableYamlNode, Yaml};

use crate::support::checkout;

#[cfg(unix)]
mod action;
#[cfg(unix)]
mod azure;
mod hook;
#[cfg(unix)]
mod steps;

/// A file of the checkout, as YAML.
fn read(name: &str) -> String {
    fs::read_to_string(checkout().join(name)).unwrap()
}

/// The only document of a text.
fn document(text: &str) -> Yaml<'_> {
    let mut documents = Yaml::load_from_str(text).unwrap();
    assert_eq!(documents.len(), 1);
    documents.remove(0)
}

/// A text of a mapping, when it has one by this name.
fn text<'y>(yaml: &'y Yaml<'_>, key: &str) -> Option<&'y str> {
    yaml.as_mapping_get(key)?.as_str()
}

/// The keys of a mapping.
fn keys(yaml: &Yaml<'_>) -> Vec<String> {
    let keys = yaml.as_mapping().unwrap().keys();
    keys.map(|key| key.as_str().unwrap().to_owned()).collect()
}

/// The names that a pipeline of the README gives values to are those that the files have.
pub(crate) fn holds(block: &str) {
    let block = document(block);
    let (action, template) = (read("action.yml"), read("azure-pipelines/validate.yml"));
    let (action, template) = (document(&action), document(&template));
    let hooks = read(".pre-commit-hooks.yaml");
    let hooks = document(&hooks);
    let mut held = 0;
    for repository in block.as_mapping_get("repos").and_then(Yaml::as_vec).into_iter().flatten() {
        for hook in repository["hooks"].as_vec().unwrap() {
            assert_eq!(hook["id"].as_str(), hooks[0]["id"].as_str());
            held += 1;
        }
    }
    for step in block.as_mapping_get("steps").and_then(Yaml::as_vec).into_iter().flatten() {
        let (names, given) = match (text(step, "uses"), text(step, "template")) {
            (Some(uses), _) if uses.contains("dsw@") => (keys(&action["inputs"]), &step["with"]),
            (_, Some(_)) => (parameters(&template), &step["parameters"]),
            _ => continue,
        };
        held += keys(given).iter().filter(|given| names.contains(given)).count();
        assert!(keys(given).iter().all(|given| names.contains(given)), "{given:?}");
    }
    assert!(held > 0, "a pipeline of the README that uses nothing: {block:?}");
}

/// The names of the parameters of a template.
fn parameters(template: &Yaml<'_>) -> Vec<String> {
    let parameters = template["parameters"].as_vec().unwrap().iter();
    parameters.map(|one| text(one, "name").unwrap().to_owned()).collect()
}

#[test]
fn no_script_has_an_expression_in_it() {
    for name in ["action.yml", "azure-pipelines/validate.yml"] {
        let scripts = read(name);
        let mut scripts = scripts.split("run: |").skip(1).chain(scripts.split("bash: |").skip(1));
        assert!(scripts.clone().count() >= 2);
        let script = |text: &str| {
            let end = ["env:", "displayName:", "- name:"].iter().filter_map(|end| text.find(end));
            text[..end.min().unwrap_or(text.len())].to_owned()
        };
        assert!(scripts.all(|one| !script(one).contains("${{")), "{name}");
    }
    assert!(Path::new(checkout()).join(".pre-commit-hooks.yaml").exists());
}
