//! `--format sarif`: valid against the official schema, with fingerprints that stay.

use std::fs;

use dsw::json::Document;
use dsw::schema::Schema;
use expect_test::expect;
use serde_json::Value;

use super::sources::folder;
use crate::support::{VALID, checkout, run_in};

/// The official schema. A pattern in it, of a property that is not written, is a regular
/// expression only where a bracket may close without having been opened.
fn official() -> Schema {
    let text = fs::read_to_string(checkout().join("tests/data/sarif-2.1.0.json")).unwrap();
    let broken = "^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$";
    assert!(text.contains(broken));
    Schema::of(&text.replace(broken, "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$")).unwrap()
}

fn sarif(dir: &tempfile::TempDir, arguments: &[&str]) -> Value {
    let arguments = [&["validate", "--format", "sarif"], arguments].concat();
    let text = String::from_utf8(run_in(dir.path(), &arguments, b"").stdout).unwrap();
    let document = Document::parse(&text).unwrap();
    let schema = official();
    let findings = schema.findings(document.root(), 10);
    assert!(findings.is_empty(), "{text}\n{findings:#?}");
    let wrong = text.replace("\"version\":\"2.1.0\"", "\"version\":\"2.0.0\"");
    assert!(!schema.findings(Document::parse(&wrong).unwrap().root(), 10).is_empty());
    serde_json::from_str(&text).unwrap()
}

fn results(sarif: &Value) -> &Vec<Value> {
    sarif["runs"][0]["results"].as_array().unwrap()
}

/// Each result by its rule, its place and its fingerprint.
fn prints(sarif: &Value) -> Vec<[String; 3]> {
    let told = |result: &Value| {
        let name = &result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"];
        let print = &result["partialFingerprints"]["dswFinding/v1"];
        [&result["ruleId"], name, print].map(|text| text.as_str().unwrap().to_owned())
    };
    results(sarif).iter().map(told).collect()
}

#[test]
fn a_result_has_its_rule_its_place_and_its_words() {
    let dir = folder(&[("a b.json", &VALID.replace("{}", "\"1é\""))]);
    let sarif = sarif(&dir, &["a b.json", "gone.json"]);
    expect![[r#"
        {
          "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
          "runs": [
            {
              "columnKind": "unicodeCodePoints",
              "invocations": [
                {
                  "executionSuccessful": false,
                  "toolExecutionNotifications": [
                    {
                      "level": "error",
                      "message": {
                        "text": "cannot read `gone.json`: no such file"
                      }
                    }
                  ]
                }
              ],
              "results": [
                {
                  "level": "error",
                  "locations": [
                    {
                      "logicalLocations": [
                        {
                          "fullyQualifiedName": "/Task"
                        }
                      ],
                      "physicalLocation": {
                        "artifactLocation": {
                          "uri": "a%20b.json"
                        },
                        "region": {
                          "endColumn": 114,
                          "startColumn": 110,
                          "startLine": 1
                        }
                      }
                    }
                  ],
                  "message": {
                    "text": "an object is expected, not text"
                  },
                  "partialFingerprints": {
                    "dswFinding/v1": "c631fe4105e24d55e769ac97ac013107"
                  },
                  "ruleId": "type",
                  "ruleIndex": 0
                }
              ],
              "tool": {
                "driver": {
                  "name": "dsw",
                  "rules": [
                    {
                      "fullDescription": {
                        "text": "The connector definition that the vendor publishes, or something that looks like a payload, gives the property a type. A receiver made from it fails on another one. `dsw schema appointment` names the source of each property (`x-source`)."
                      },
                      "help": {
                        "text": "look for what turns numbers, or true and false, into text on the way"
                      },
                      "id": "type",
                      "shortDescription": {
                        "text": "a value is of another type than the contract has"
                      }
                    }
                  ],
                  "semanticVersion": "0.1.0"
                }
              }
            }
          ],
          "version": "2.1.0"
        }"#]]
    .assert_eq(&serde_json::to_string_pretty(&sarif).unwrap());
}

#[test]
fn a_run_without_findings_is_a_report_too() {
    let dir = folder(&[("a.json", VALID)]);
    assert!(results(&sarif(&dir, &["a.json"])).is_empty());
}

#[test]
fn a_fingerprint_stays_when_its_line_moves() {
    let bad = VALID.replace("{}", "1").replace("\"s\"", "2");
    let other = bad.replace("A1", "A2");
    let dir = folder(&[
        ("a.jsonl", &format!("{bad}\n{other}\n")),
        ("b.json", &format!("[{bad},{other}]")),
    ]);
    let before = [sarif(&dir, &["a.jsonl"]), sarif(&dir, &["b.json"])].map(|sarif| prints(&sarif));
    fs::write(dir.path().join("a.jsonl"), format!("\n{VALID}\n\n{bad}\n{VALID}\n{other}\n"))
        .unwrap();
    fs::write(
        dir.path().join("b.json"),
        format!("[{VALID},\n\n{},{VALID},{other}]", bad.replace(',', ",\n")),
    )
    .unwrap();
    let after = [sarif(&dir, &["a.jsonl"]), sarif(&dir, &["b.json"])].map(|sarif| prints(&sarif));
    let only = |prints: &[Vec<[String; 3]>; 2]| {
        prints.concat().iter().map(|one| one[2].clone()).collect::<Vec<_>>()
    };
    assert_eq!(only(&before), only(&after));
    let mut unique = only(&before);
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), 8);
}

#[test]
fn every_one_of_five_hundred_errors_is_there() {
    let items = vec!["5"; 500].join(",");
    let list = VALID.replace("\"Task\"", &format!("\"Assignments\":[{items}],\"Task\""));
    let dir = folder(&[("a.json", &list)]);
    assert_eq!(results(&sarif(&dir, &["a.json"])).len(), 500);
}
