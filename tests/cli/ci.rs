//! What a CI service reads along: no line that its runner would obey comes from a stranger.

#[cfg(unix)]
use crate::listener::{Listener, request};
use crate::support::dsw;

/// Lines that GitHub and Azure Pipelines take for commands.
const COMMANDS: &str =
    "::add-mask::x\n  ::error::boo\n##vso[task.setvariable variable=X]1\n##[error]x\n";

fn is_obeyed(text: &str) -> bool {
    let command = |line: &str| line.trim_start().starts_with("::");
    text.lines().any(command) || text.contains("##[") || text.contains("##vso[")
}

#[test]
fn a_payload_gives_no_commands_to_the_runner() {
    let dir = tempfile::tempdir().unwrap();
    let body = serde_json::json!({ "Importance": COMMANDS, "::error::": 1 }).to_string();
    std::fs::write(dir.path().join("::error::q.json"), body).unwrap();
    std::fs::write(dir.path().join("bad.json"), COMMANDS).unwrap();
    for format in ["human", "json"] {
        let arguments = ["validate", "./::error::q.json", "bad.json", "--format", format];
        let output = dsw(&arguments, dir.path()).env("CI", "true").output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        let told = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(!is_obeyed(&told), "{told}");
    }
}

#[cfg(unix)]
#[test]
fn a_runner_that_nobody_knows_of_finds_no_commands_in_what_people_read() {
    let dir = tempfile::tempdir().unwrap();
    let body = serde_json::json!({ "Importance": COMMANDS, "::error::": 1 }).to_string();
    std::fs::write(dir.path().join("::error::q.json"), &body).unwrap();
    for format in ["human", "concise"] {
        let arguments =
            ["validate", "::error::q.json", "nofile##[x", "--format", format, "--no-mask"];
        let output = dsw(&arguments, dir.path()).output().unwrap();
        let told = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(told.contains("nofile") && !is_obeyed(&told), "{told}");
    }
}

#[cfg(unix)]
#[test]
fn a_card_gives_no_commands_to_the_runner() {
    let dir = tempfile::tempdir().unwrap();
    let mut command = dsw(&["listen", "--port", "0", "--no-save", "--body"], dir.path());
    command.env("GITHUB_ACTIONS", "true");
    let listener = Listener::spawn(command, dir);
    listener.exchange(&request(
        "POST",
        "/::x",
        &[("Content-Type", "text/plain")],
        COMMANDS.as_bytes(),
    ));
    let subject = serde_json::json!({ "AppointmentNo": "1", "Subject": "##vso[a]1 ##[error]z" });
    listener.post(subject.to_string().as_bytes());
    let ended = listener.interrupt();
    assert!(ended.out.contains("add-mask"), "{}", ended.out);
    assert!(!is_obeyed(&ended.out) && !is_obeyed(&ended.err), "{}\n{}", ended.out, ended.err);
}
