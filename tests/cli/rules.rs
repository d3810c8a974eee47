//! Every rule has a file of test data: a list whose first payload breaks the rule and no other,
//! and whose other payloads come near it and do not break it.

use std::collections::BTreeMap;
use std::fs;

use dsw::check::{Payload, check};
use dsw::finding::Finding;
use dsw::rules::RULES;
use dsw::schema::Schema;

use crate::support::checkout;

/// The test data, by the name of its rule.
fn test_data() -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(checkout().join("tests/data/rules")).unwrap();
    let files = entries.map(|entry| entry.unwrap().path());
    let named = files.map(|path| {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        (name, fs::read(path).unwrap())
    });
    named.collect()
}

fn found(body: &[u8], schema: &Schema) -> Vec<Finding> {
    let payload = Payload::of(body);
    check(&payload, &payload.document(), schema).findings
}

#[test]
fn every_rule_has_its_test_data() {
    let data = test_data();
    for rule in RULES {
        assert!(data.contains_key(rule.meaning.name), "no data for `{}`", rule.meaning.name);
    }
}

#[test]
fn the_test_data_of_a_rule_breaks_it_and_no_other() {
    let schema = Schema::bundled();
    let data = test_data();
    assert!(data.len() > RULES.len());
    for (name, body) in data {
        let found = found(&body, &schema);
        assert!(!found.is_empty(), "{name} finds nothing");
        for finding in found {
            assert_eq!(finding.rule, name, "{name}: {finding:#?}");
            let is_neighbour = |step: &str| step.parse().is_ok_and(|index: usize| index > 0);
            let is_first = !finding.pointer.split('/').nth(1).is_some_and(is_neighbour);
            assert!(is_first, "{name} is found where it is not broken: {finding:#?}");
        }
    }
}

#[test]
fn the_samples_break_no_rule() {
    let schema = Schema::bundled();
    for entry in fs::read_dir(checkout().join("samples")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "json") {
            let found = found(&fs::read(&path).unwrap(), &schema);
            assert_eq!(found, [], "{}", path.display());
        }
    }
}
