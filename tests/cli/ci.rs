//! What a CI service reads along: no line that its runner would obey comes from a stranger.

#[cfg(unix)]
use crate::listener::{Listener, request};
use crate::support::dsw;
#[cfg(unix)]
use crate::support::{run_in, transcript};

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

#[cfg(unix)]
#[test]
fn a_json_line_in_a_pipe_has_the_text_as_it_was_sent() {
    let listener = Listener::start(&[]);
    let body = r###"{"AppointmentNo":"1","Subject":"##vso[a]1 ##[error]z"}"###;
    listener.post(body.as_bytes());
    let ended = listener.interrupt();
    assert!(ended.out.contains(body), "{}", ended.out);
}

#[cfg(unix)]
#[test]
fn nothing_in_a_pipe_is_a_command_though_no_runner_is_known() {
    let dir = tempfile::tempdir().unwrap();
    let listener = Listener::spawn(
        dsw(&["listen", "--port", "0", "--save-dir", "captures", "--body"], dir.path()),
        tempfile::tempdir().unwrap(),
    );
    let commands = |date: &str| {
        let resource =
            serde_json::json!({ "DisplayName": "::error::r ##vso[r]", "ResourceNo": "R1" });
        serde_json::json!({
            "AppointmentNo": "1", "Subject": COMMANDS, "Body": "##[error]b",
            "StartDate": date, "EndDate": "2026-03-02T10:00:00",
            "Assignments": [{ "ResourceId": 1, "Resource": resource }],
        })
    };
    for date in ["2026-03-02T08:00:00", "2026-03-02T09:00:00"] {
        let headers = [("Content-Type", "application/json"), ("X-Said", "##[error]h")];
        let body = commands(date).to_string();
        listener.exchange(&request("POST", "/::x", &headers, body.as_bytes()));
    }
    let ended = listener.interrupt();
    assert!(ended.out.contains("add-mask"), "{}", ended.out);
    assert!(!is_obeyed(&ended.out) && !is_obeyed(&ended.err), "{}\n{}", ended.out, ended.err);
    for arguments in [
        &["list"][..],
        &["show", "1"],
        &["show", "1", "--headers"],
        &["history", "1"],
        &["board", "captures", "--format", "text"],
        &["diff", "2"],
    ] {
        let output = run_in(dir.path(), arguments, b"");
        let told = transcript(&output);
        assert!(!output.stdout.is_empty() && !is_obeyed(&told), "{arguments:?}\n{told}");
    }
    // Bytes that are asked for are bytes.
    let raw = run_in(dir.path(), &["show", "1", "--raw"], b"");
    assert_eq!(raw.stdout, commands("2026-03-02T08:00:00").to_string().as_bytes());
}
