//! The samples and the schema agree with the list of known properties, and name nobody.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

const LIFE: [&str; 8] = [
    "01-created",
    "02-moved",
    "03-resized",
    "04-reassigned",
    "05-recategorised",
    "06-locked",
    "07-custom-field-edited",
    "08-deleted",
];

/// Lists whose items no payload has shown: the schema only advises on them.
const ADVISED_LISTS: [&str; 5] = [
    "AppointmentContainers[]",
    "AppointmentFieldValues[]",
    "AppointmentUrls[]",
    "Notifications[]",
    "Transactions[]",
];

#[test]
fn every_core_and_seen_path_of_the_field_list_is_in_the_schema() {
    let schema = json("schemas/appointment.json");
    for (path, field) in fields() {
        let node =
            node_at(&schema, &path).unwrap_or_else(|| panic!("`{path}` is not in the schema"));
        let stated = if is_demanded(&path, &field) {
            types(&schema, node)
        } else {
            assert_eq!(types(&schema, node), None, "`{path}` is demanded, not advised");
            keyword(&schema, node, "x-advice").and_then(|advice| types(&schema, advice))
        };
        let stated = stated.unwrap_or_else(|| panic!("`{path}` has no type"));
        let known = field["type"].as_str().unwrap();
        assert!(
            stated.iter().all(|&name| name == known || name == "null"),
            "`{path}` is {known}, not {stated:?}"
        );
    }
}

#[test]
fn every_tier_and_source_of_the_field_list_is_in_the_schema() {
    let schema = json("schemas/appointment.json");
    for (path, field) in fields() {
        let node = node_at(&schema, &path).unwrap();
        let sources: Vec<_> =
            field["source"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        let sources = Value::from(sources.join(" "));
        assert_eq!(keyword(&schema, node, "x-tier"), Some(&field["tier"]), "`{path}`");
        assert_eq!(keyword(&schema, node, "x-source"), Some(&sources), "`{path}`");
    }
}

#[test]
fn every_property_of_every_sample_is_a_path_of_the_field_list() {
    let fields = fields();
    for file in files("samples") {
        for path in paths(&parsed(&file)) {
            assert!(fields.contains_key(&path), "{} invents `{path}`", file.display());
        }
    }
}

#[test]
fn the_life_of_one_appointment_keeps_its_identity() {
    let life = LIFE.map(|name| json(&format!("samples/{name}.json")));
    for pair in life.windows(2) {
        for key in ["Id", "AppointmentNo", "AppointmentGuid", "CreatedDate"] {
            assert!(!pair[0][key].is_null());
            assert_eq!(pair[0][key], pair[1][key], "{key}");
        }
        let changed =
            |appointment: &Value| appointment["LastModifiedDate"].as_str().map(str::to_owned);
        assert!(changed(&pair[0]) < changed(&pair[1]), "LastModifiedDate does not rise");
        assert_ne!(pair[0]["Timestamp"], pair[1]["Timestamp"]);
    }
}

#[test]
fn samples_name_nobody_real() {
    for file in files("samples").into_iter().chain(files("samples/look-alikes")) {
        let text = fs::read_to_string(&file).unwrap();
        for mail in text.split(['"', '\\', ' ', '<', '>', '\n']).filter(|word| word.contains('@')) {
            assert!(
                mail.ends_with(".example") || mail.ends_with("@example.com"),
                "{} holds {mail}",
                file.display()
            );
        }
    }
}

/// Core and seen properties are demanded of a payload; the others are advised on.
fn is_demanded(path: &str, field: &Value) -> bool {
    let in_advised_list = ADVISED_LISTS.iter().any(|list| path.starts_with(list));
    matches!(field["tier"].as_str(), Some("core" | "seen")) && !in_advised_list
}

/// The place of `A[].B` in the schema.
fn node_at<'a>(schema: &'a Value, path: &str) -> Option<&'a Value> {
    let mut node = schema;
    for step in path.split('.') {
        let name = step.trim_end_matches("[]");
        node = keyword(schema, node, "properties")?.get(name)?;
        if name != step {
            node = keyword(schema, node, "items")?;
        }
    }
    Some(node)
}

/// A keyword of a node, or of what its `$ref` stands for.
fn keyword<'a>(schema: &'a Value, node: &'a Value, name: &str) -> Option<&'a Value> {
    node.get(name).or_else(|| {
        let target = node.get("$ref")?.as_str()?.strip_prefix('#')?;
        keyword(schema, schema.pointer(target)?, name)
    })
}

/// The JSON types that a node accepts, where it states them by `type` or `enum`.
fn types<'a>(schema: &'a Value, node: &'a Value) -> Option<Vec<&'a str>> {
    match keyword(schema, node, "type") {
        Some(Value::Array(names)) => Some(names.iter().filter_map(Value::as_str).collect()),
        Some(name) => Some(vec![name.as_str()?]),
        None => Some(keyword(schema, node, "enum")?.as_array()?.iter().map(type_of).collect()),
    }
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_i64() => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// Each property in a payload as a path of the field list, such as `Assignments[].Id`.
fn paths(payload: &Value) -> Vec<String> {
    fn walk(value: &Value, at: &str, found: &mut Vec<String>) {
        match value {
            Value::Object(properties) => {
                for (key, value) in properties {
                    let path = if at.is_empty() { key.clone() } else { format!("{at}.{key}") };
                    walk(value, &path, found);
                    found.push(path);
                }
            }
            Value::Array(items) => {
                for item in items {
                    walk(item, &format!("{at}[]"), found);
                }
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    walk(payload, "", &mut found);
    found
}

/// The known properties by path.
fn fields() -> BTreeMap<String, Value> {
    let fields = json("tests/data/appointment-fields.json");
    let fields = fields.as_array().expect("a list of fields");
    fields.iter().map(|field| (path_of(field), field.clone())).collect()
}

fn path_of(field: &Value) -> String {
    field["path"].as_str().expect("a field has a path").to_owned()
}

/// The JSON files in a folder, and at least one.
fn files(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(in_the_project(folder)).expect("a folder of the project");
    let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
    assert!(!files.is_empty(), "{folder} holds no JSON");
    files
}

fn json(file: &str) -> Value {
    parsed(&in_the_project(file))
}

fn parsed(file: &Path) -> Value {
    let text = fs::read(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    serde_json::from_slice(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn in_the_project(file: &str) -> PathBuf {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/")).join(file)
}
