//! Runs a step's script as a runner does: in bash, with the variables of the step.

use std::collections::HashMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use saphyr::Yaml;

/// What a service puts in place of its expressions.
pub(super) type Values<'v> = HashMap<&'v str, &'v str>;

/// A text with every `${{ … }}` replaced.
fn filled(text: &str, values: &Values<'_>) -> String {
    let mut parts = text.split("${{ ");
    let mut filled = parts.next().unwrap().to_owned();
    for part in parts {
        let (expression, rest) = part.split_once(" }}").unwrap();
        let value = values.get(expression);
        filled += value.unwrap_or_else(|| panic!("nobody gives `{expression}` a value"));
        filled += rest;
    }
    filled
}

/// Runs the script of a step; `tools` come first on the path.
pub(super) fn run(
    script: &str,
    step: &Yaml<'_>,
    values: &Values<'_>,
    dir: &Path,
    tools: &Path,
) -> Output {
    let built = Path::new(env!("CARGO_BIN_EXE_dsw")).parent().unwrap();
    let path = format!("{}:{}:/usr/bin:/bin", tools.display(), built.display());
    let mut command = Command::new("bash");
    command.args(["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script]);
    command.current_dir(dir).env_clear().env("PATH", path).stdin(Stdio::null());
    command.env("GITHUB_ACTIONS", "true").env("HOME", dir);
    for (name, file) in [("GITHUB_PATH", "path"), ("GITHUB_STEP_SUMMARY", "summary.md")] {
        command.env(name, dir.join(file));
    }
    command.env("RUNNER_TEMP", dir).env("AGENT_TEMPDIRECTORY", dir);
    for (name, value) in step["env"].as_mapping().unwrap() {
        let value = filled(value.as_str().unwrap(), values);
        command.env(name.as_str().unwrap(), value);
    }
    command.output().unwrap()
}

/// A `cargo` that writes down what it is told to do.
pub(super) fn stand_in(dir: &Path) {
    let script = "#!/bin/sh\nprintf '%s\\n' \"$@\" > \"$HOME/told\"\n\
                  while [ \"$1\" != --path ]; do shift; done\ncp \"$2/which\" \"$HOME/which\"\n";
    let cargo = dir.join("cargo");
    fs::write(&cargo, script).unwrap();
    fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755)).unwrap();
}

/// A repository whose file `which` says what is checked out: `main`, the tag `v1`, the branch `side`.
pub(super) fn repository(dir: &Path) {
    let script = "git init -q -b main . && export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b \
                  GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b && \
                  say() { echo $1 > which && git add which && git commit -q -m $1; } && \
                  say v1 && git tag v1 && git checkout -q -b side && say side && \
                  git checkout -q main && say main";
    fs::create_dir_all(dir).unwrap();
    let made = Command::new("sh").args(["-c", script]).current_dir(dir).status().unwrap();
    assert!(made.success());
}

/// What the stand-in for cargo would have built.
pub(super) fn built(dir: &Path) -> String {
    fs::read_to_string(dir.join("which")).unwrap_or_default().trim().to_owned()
}
