//! The capture folder of a listener: private, whole, and its own.

#[cfg(target_os = "linux")]
mod full;
mod own;
mod private;
mod whole;

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::listener::command;

/// Runs a listener that does not come to listening: its exit code and its stderr.
fn refused(dir: &TempDir, options: &[&str]) -> (Option<i32>, String) {
    let output = command(&[], options, dir.path()).output().unwrap();
    assert!(output.stdout.is_empty());
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

fn names(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort_unstable();
    names
}
