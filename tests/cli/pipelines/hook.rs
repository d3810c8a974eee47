//! The hook: files are handed to it behind its arguments.

use super::{document, read};
use crate::support::{VALID, run_in, transcript};
use crate::validate::sources::folder;

#[test]
fn the_hook_takes_files_by_any_name() {
    let text = read(".pre-commit-hooks.yaml");
    let hooks = document(&text);
    let hook = &hooks[0];
    assert_eq!(hook["language"].as_str(), Some("rust"));
    let entry = hook["entry"].as_str().unwrap();
    let mut arguments: Vec<&str> = entry.strip_prefix("dsw ").unwrap().split(' ').collect();
    arguments.extend(hook["args"].as_vec().unwrap().iter().map(|one| one.as_str().unwrap()));
    arguments.extend(["--strict.json", "a b[1].json", "bad.json"]);
    let bad = VALID.replace("{}", "1");
    let dir = folder(&[("--strict.json", VALID), ("a b[1].json", VALID), ("bad.json", &bad)]);
    let output = run_in(dir.path(), &arguments, b"");
    assert_eq!(output.status.code(), Some(1), "{}", transcript(&output));
    assert!(transcript(&output).contains("3 payloads, 1 invalid (1 error)"));
}
