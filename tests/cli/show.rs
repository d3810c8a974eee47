//! `dsw show`: a capture, as a card or part by part.

use std::fs;

use expect_test::expect;

use crate::list::{day, utc};
use crate::support::{VALID, holds_hidden, run_in, transcript};

#[test]
fn a_capture_is_shown_as_a_card_with_what_came_before_it() {
    let dir = tempfile::tempdir().unwrap();
    day(dir.path());
    expect![[r#"
        exit: 0
        --- stdout
        13:37:05  #142  M6Yo16kp  Oil the guide rails, LIFT-2335      simulated · 3.1 kB
         planner  resized 1 h 15 min → 2 h 15 min
            when  Mon 2 Mar 2026 05:30 – 07:45  (2 h 15 min)
        resource  Ada Sample (T-014, Technician)
         changed  /EndDate  "2026-03-02T06:45:00" → "2026-03-02T07:45:00"
                  /PlanningQty  1.25 → 2.25
         verdict  ✓ valid  23 more properties: --body shows them
            file  captures/000142-M6Yo16kp.json
        --- stderr
    "#]]
    .assert_eq(&transcript(&utc(dir.path(), &["show", "last"])));
}

#[test]
fn a_part_of_a_capture_is_shown_when_it_is_asked_for() {
    let dir = tempfile::tempdir().unwrap();
    day(dir.path());
    expect![[r#"
        exit: 0
        --- stdout
        POST /updated HTTP/1.1
        Content-Type: application/json
        --- stderr
    "#]]
    .assert_eq(&transcript(&utc(dir.path(), &["show", "142", "--headers"])));
    let bytes = fs::read(dir.path().join("captures/000142-M6Yo16kp.json")).unwrap();
    assert_eq!(utc(dir.path(), &["show", "142", "--raw"]).stdout, bytes);
    let body = utc(dir.path(), &["show", "142", "--body"]).stdout;
    let read = |bytes: &[u8]| serde_json::from_slice::<serde_json::Value>(bytes).unwrap();
    assert_eq!(read(&body), read(&bytes));
    let both = String::from_utf8(utc(dir.path(), &["show", "142", "--headers", "--body"]).stdout);
    assert!(
        both.unwrap().starts_with("POST /updated HTTP/1.1\nContent-Type: application/json\n\n{\n")
    );
}

#[test]
fn a_capture_is_shown_as_the_command_that_sends_it_again() {
    let dir = tempfile::tempdir().unwrap();
    day(dir.path());
    expect![[r#"
        exit: 0
        --- stdout
        curl http://localhost:4242/updated \
          -H 'Content-Type: application/json' \
          -H 'User-Agent:' \
          -H 'Accept:' \
          --data-binary @captures/000142-M6Yo16kp.json
        --- stderr
    "#]]
    .assert_eq(&transcript(&utc(dir.path(), &["show", "142", "--curl"])));
    let told = transcript(&run_in(dir.path(), &["show", "-", "--curl"], VALID.as_bytes()));
    assert!(told.contains("no file holds `<stdin>` alone"), "{told}");
}

#[test]
fn secrets_of_headers_and_payloads_are_dots_unless_they_are_asked_for() {
    let dir = tempfile::tempdir().unwrap();
    let captures = dir.path().join("captures");
    fs::create_dir(&captures).unwrap();
    let body = VALID.replace("\"s\"", "\"s\",\"access_token\":\"hunter2\"");
    fs::write(captures.join("000001-A1.json"), &body).unwrap();
    let line = r#"{"v":1,"kind":"capture","seq":1,"received_at":"2026-03-02T08:00:00.000000Z","method":"POST","target":"/x?sig=hunter3","version":"HTTP/1.1","headers":[["Authorization","Bearer hunter4"]],"file":"000001-A1.json","complete":true}"#;
    fs::write(captures.join("captures.jsonl"), format!("{line}\n")).unwrap();
    for arguments in [
        &["show", "1"][..],
        &["show", "1", "--headers", "--body"],
        &["show", "1", "--curl"],
        &["list"],
        &["list", "--format", "json"],
    ] {
        let output = utc(dir.path(), arguments);
        assert!(!transcript(&output).contains("hunter"), "{}", transcript(&output));
    }
    let output = utc(dir.path(), &["show", "1", "--headers", "--body", "--show-secrets"]);
    for secret in ["hunter2", "hunter3", "hunter4"] {
        assert!(transcript(&output).contains(secret), "{}", transcript(&output));
    }
}

#[test]
fn what_is_not_there_to_be_shown_is_told() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), VALID).unwrap();
    expect![[r#"
        exit: 3
        --- stdout
        --- stderr
        error: nothing to do: `a.json` came by no request, so it has no headers
    "#]]
    .assert_eq(&transcript(&utc(dir.path(), &["show", "a.json", "--headers"])));
    day(dir.path());
    let told = transcript(&utc(dir.path(), &["show", "9999"]));
    assert!(
        told.starts_with("exit: 3") && told.contains("no capture 9999 in `captures`"),
        "{told}"
    );
}

#[test]
fn a_body_that_is_no_json_is_shown_as_safe_text() {
    let dir = tempfile::tempdir().unwrap();
    let output = run_in(dir.path(), &["show", "-", "--body"], b"one \x1b[2J\ntwo \xc2\x9b\n");
    assert!(!holds_hidden(&output.stdout), "{output:?}");
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "one \\u001b[2J\ntwo \\u009b\n");
}

#[cfg(unix)]
#[test]
fn raw_bytes_are_kept_from_a_terminal_that_would_obey_them() {
    use crate::tty::Tty;
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("plain.json"), VALID).unwrap();
    fs::write(dir.path().join("obeyed.json"), "\"\x1b[2J\"").unwrap();
    let shown = |arguments: &[&str]| {
        Tty::run(&[&["show", "--raw"], arguments].concat(), &[], dir.path()).end()
    };
    let (code, screen) = shown(&["plain.json"]);
    assert_eq!((code, &*screen.lines[0]), (Some(0), VALID));
    let (code, screen) = shown(&["obeyed.json"]);
    assert_eq!((code, screen.obeyed.len()), (Some(2), 0), "{}", screen.text());
    assert!(screen.text().contains("--force"), "{}", screen.text());
    let (code, screen) = shown(&["obeyed.json", "--force"]);
    assert_eq!((code, screen.obeyed.len()), (Some(0), 1));
}
