//! `--schema-dir DIR`: the files that a schema may refer to, and nothing else.

use std::path::Path;

use std::fs;
use std::process::Output;

use crate::support::{VALID, run_in, transcript};

use tempfile::TempDir;

/// A folder `s` of schemas, and a file beside it that must not be read.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir_all(dir.path().join("s/parts")).unwrap();
    fs::write(dir.path().join("outside.json"), "{\"required\":[\"Outside\"]}").unwrap();
    for (name, text) in files {
        fs::write(dir.path().join("s").join(name), text).unwrap();
    }
    dir
}

fn judged(dir: &Path, schema: &str) -> Output {
    run_in(dir, &["validate", "-", "--schema", schema, "--schema-dir", "s"], VALID.as_bytes())
}

fn tells(output: &Output, code: i32, what: &str) {
    let told = transcript(output);
    assert_eq!(output.status.code(), Some(code), "{told}");
    assert!(told.contains(what), "{what}\n{told}");
}

const DEPOT: &str = r#"{"$defs":{"depot":{"required":["Depot"]}}}"#;

#[test]
fn a_reference_names_a_file_by_where_it_lies() {
    let dir = folder(&[
        ("parts/up.json", r##"{"$ref":"../parts/a%20b.json#/$defs/depot"}"##),
        ("parts/a b.json", DEPOT),
    ]);
    tells(&judged(dir.path(), "s/parts/up.json"), 1, "`Depot` is missing");
    let without = run_in(dir.path(), &["validate", "-", "--schema", "s/parts/up.json"], b"{}");
    tells(&without, 5, "nothing is fetched from the network or the disk");
}

#[test]
fn a_reference_names_a_file_by_its_id_or_beside_the_schema() {
    let by_id = r#"{"$id":"https://h.example/depot","required":["Depot"]}"#;
    let dir = folder(&[
        (
            "main.json",
            r#"{"$id":"https://h.example/x/main.json","allOf":[{"$ref":"https://h.example/depot"},{"$ref":"more.json"}]}"#,
        ),
        ("parts/other-name.json", by_id),
        ("more.json", r#"{"required":["Bay"]}"#),
        (
            "four.json",
            r#"{"$schema":"http://json-schema.org/draft-04/schema#","id":"https://h.example/four","allOf":[{"$ref":"depot"}]}"#,
        ),
    ]);
    tells(&judged(dir.path(), "s/main.json"), 1, "`Depot`, `Bay` are missing");
    tells(&judged(dir.path(), "s/four.json"), 1, "`Depot` is missing");
}

#[test]
fn nothing_outside_of_the_folder_is_read() {
    let dir = folder(&[
        ("up.json", r#"{"$ref":"../outside.json"}"#),
        ("coded.json", r#"{"$ref":"%2e%2e/outside.json"}"#),
        ("file.json", r#"{"$ref":"file:///etc/passwd"}"#),
        ("http.json", r#"{"$ref":"http://127.0.0.1:9/x.json"}"#),
        ("link.json", r#"{"$ref":"linked.json"}"#),
    ]);
    #[cfg(unix)]
    std::os::unix::fs::symlink("../outside.json", dir.path().join("s/linked.json")).unwrap();
    for schema in ["up", "coded", "file", "http", "link"] {
        let output = judged(dir.path(), &format!("s/{schema}.json"));
        tells(&output, 5, "which is not in the folder; nothing else is read");
        assert!(!transcript(&output).contains("Outside"));
    }
}

#[test]
fn what_is_broken_in_the_folder_is_told_in_its_own_file() {
    let dir = folder(&[
        ("main.json", r#"{"allOf":[{"$ref":"parts/a.json"}]}"#),
        ("parts/a.json", "{\n  \"type\": \"frog\"\n}"),
        ("text.json", r#"{"$ref":"parts/b.json"}"#),
        ("parts/b.json", "{\"a\":"),
        ("pointer.json", r##"{"$ref":"parts/c.json#/$defs/gone"}"##),
        ("parts/c.json", "{}"),
        ("unused.json", "no JSON at all"),
    ]);
    let path = |name: &str| Path::new("s").join("parts").join(name).display().to_string();
    tells(
        &judged(dir.path(), "s/main.json"),
        5,
        &format!("{}:2:11: \"frog\" is no type", path("a.json")),
    );
    tells(
        &judged(dir.path(), "s/text.json"),
        5,
        &format!("{}:1:6: it is not JSON", path("b.json")),
    );
    tells(&judged(dir.path(), "s/pointer.json"), 5, "it refers to `parts/c.json#/$defs/gone`");
}

#[test]
fn a_folder_that_is_not_there_is_named_and_one_without_a_schema_is_a_slip() {
    let dir = folder(&[("main.json", "{}")]);
    let arguments = ["validate", "-", "--schema", "s/main.json", "--schema-dir", "gone"];
    tells(&run_in(dir.path(), &arguments, b"{}"), 3, "cannot read `gone`: no such file");
    let arguments = ["validate", "-", "--schema-dir", "s"];
    assert_eq!(run_in(dir.path(), &arguments, b"{}").status.code(), Some(2));
}
