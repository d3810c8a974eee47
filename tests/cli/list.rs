//! `dsw list`: a line a capture, as it is read.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Output, Stdio};

use expect_test::expect;

use crate::support::{VALID, checkout, dsw, holds_hidden, json_lines, run_in, transcript};

/// A day on the board, as captures; the clock is UTC's.
pub(crate) fn day(dir: &Path) {
    let output = run_in(dir, &["simulate", "--day", "7", "-o", "captures"], b"");
    assert!(output.status.success(), "{}", transcript(&output));
}

/// What the program says where the clock is UTC's.
pub(crate) fn utc(dir: &Path, arguments: &[&str]) -> Output {
    dsw(arguments, dir).env("TZ", "UTC").output().unwrap()
}

#[test]
fn the_last_captures_are_told_with_what_came_before_them() {
    let dir = tempfile::tempdir().unwrap();
    day(dir.path());
    expect![[r##"
        exit: 0
        --- stdout
        #140    2 Mar 13:01:57   deleted                 ZlXb07bC  Free a stuck door, LIFT-2340    2 Mar 18:00–18:30    Bo Example +1  ---  ✓
        #141    2 Mar 13:25:51   locked                  S9yhYQBt  Oil the guide rails, LIFT-2338  2 Mar 11:15–12:00    Gus Invented +1  ---  ✓
        #142    2 Mar 13:37:05   resized 1 h 15 min → 2 h 15 min  M6Yo16kp  Oil the guide rails, LIFT-2335  2 Mar 05:30–07:45    Ada Sample    ---  ✓
        --- stderr
    "##]]
    .assert_eq(&transcript(&utc(dir.path(), &["list", "--last", "3"])));
    let all = utc(dir.path(), &["list"]);
    let last = utc(dir.path(), &["list", "--last", "5"]);
    assert!(all.stdout.ends_with(&last.stdout));
}

#[test]
fn files_are_told_by_their_names() {
    let output =
        run_in(checkout(), &["list", "samples/01-created.json", "samples/02-moved.json"], b"");
    expect![[r##"
        exit: 0
        --- stdout
        01-created.json          created (a guess), first sight  Qm3vTz8K  Replace the door drive, lift B  11 May 08:30–10:30   Ada Sample         ✓
        02-moved.json            moved +1 day 4 h 30 min  Qm3vTz8K  Replace the door drive, lift B  12 May 13:00–15:00   Ada Sample         ✓
        --- stderr
    "##]]
    .assert_eq(&transcript(&output));
}

#[test]
fn what_is_listed_is_chosen_by_filter_by_time_and_by_appointment() {
    let dir = tempfile::tempdir().unwrap();
    day(dir.path());
    let rows = |arguments: &[&str]| {
        let output = utc(dir.path(), &[&["list", "--format", "json"], arguments].concat());
        json_lines(&output.stdout)
    };
    let moved = rows(&["--where", r#"$capture.actions | index("moved")"#]);
    assert!(moved.len() > 3);
    assert!(moved.iter().all(|one| one["actions"].to_string().contains("\"moved\"")));
    let one = rows(&["--appointment", "zlxb07bc"]);
    assert!(one.iter().all(|one| one["appointment"]["number"] == "ZlXb07bC"));
    assert_eq!(one.last().unwrap()["actions"][0]["action"], "deleted");
    let late = rows(&["--since", "2026-03-02T13:00Z", "--last", "2"]);
    assert_eq!(late.iter().map(|one| one["seq"].as_u64().unwrap()).collect::<Vec<_>>(), [141, 142]);
    assert_eq!(late[0]["answer"]["took_us"], serde_json::Value::Null);
    assert_eq!(late[0]["sha256"].as_str().map(str::len), Some(64));
}

#[test]
fn nothing_to_list_is_exit_3_and_says_why() {
    let dir = tempfile::tempdir().unwrap();
    expect![[r#"
        exit: 3
        --- stdout
        --- stderr
        error: nothing to do: no capture in `captures` yet; `dsw listen` records them
        hint: a source is a file, a folder, `-` for standard input, or a capture such as `last`
    "#]]
    .assert_eq(&transcript(&utc(dir.path(), &["list"])));
    fs::write(dir.path().join("a.json"), VALID).unwrap();
    expect![[r#"
        exit: 3
        --- stdout
        --- stderr
        error: nothing to do: none of the captures is wanted
    "#]]
    .assert_eq(&transcript(&utc(dir.path(), &["list", "a.json", "--appointment", "B9"])));
}

#[test]
fn a_row_is_one_line_whatever_a_stranger_sent() {
    let dir = tempfile::tempdir().unwrap();
    let hostile = VALID.replace("\"s\"", r#""\u001b[2J\nx\u202e\u009b""#).replace("A1", r"A\u0007");
    let output = run_in(dir.path(), &["list", "-"], hostile.as_bytes());
    assert!(!holds_hidden(&output.stdout), "{output:?}");
    let told = String::from_utf8(output.stdout).unwrap();
    assert_eq!(told.lines().count(), 1);
    assert!(told.contains(r"\u001b[2J\nx\u202e\u009b") && told.contains(r"A\u0007"), "{told}");
}

#[test]
fn the_first_row_is_there_before_the_last_capture_is_read() {
    let dir = tempfile::tempdir().unwrap();
    let mut child = dsw(&["list", "-"], dir.path()).stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // It has no end, so that only what is told at once is told at all.
    let writer = std::thread::spawn(move || while writeln!(stdin, "{VALID}").is_ok() {});
    let mut row = String::new();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    out.read_line(&mut row).unwrap();
    assert!(row.contains("first sight"), "{row}");
    // Whoever has seen enough closes the pipe.
    drop(out);
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()));
    writer.join().unwrap();
}

#[test]
fn what_a_sender_got_in_the_end_is_told_in_place_of_what_was_planned() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = String::new();
    let forwarded = r#""status":null,"none":"forwarded""#;
    let held_back = r#""status":200,"after_ms":900"#;
    for (seq, answer) in
        [(1, forwarded), (2, forwarded), (3, forwarded), (4, held_back), (5, held_back)]
    {
        fs::write(dir.path().join(format!("00000{seq}-A1.json")), VALID).unwrap();
        journal += &format!(
            r#"{{"v":1,"kind":"capture","seq":{seq},"file":"00000{seq}-A1.json","complete":true,"answer":{{{answer}}}}}"#
        );
        journal.push('\n');
    }
    for (seq, status) in [(2, 503), (1, 200)] {
        journal +=
            &format!(r#"{{"v":1,"kind":"delivery","seq":{seq},"answer":{{"status":{status}}}}}"#);
        journal.push('\n');
    }
    let gone = r#"{"v":1,"kind":"answer","seq":5,"answer":{"status":null,"none":"hung up"}}"#;
    fs::write(dir.path().join("captures.jsonl"), journal + gone + "\n").unwrap();
    let output = utc(dir.path(), &["list", "--from", "."]);
    let told = String::from_utf8(output.stdout).unwrap();
    let ends: Vec<_> =
        told.lines().map(|line| line.split_whitespace().rev().nth(1).unwrap()).collect();
    assert_eq!(ends, ["200", "503", "→", "200", "---"], "{told}");
}

#[cfg(unix)]
#[test]
fn on_a_terminal_a_row_fits_and_no_escape_of_a_stranger_is_obeyed() {
    use crate::tty::{Tty, WIDTH};
    let dir = tempfile::tempdir().unwrap();
    let hostile = VALID.replace("\"s\"", &format!(r#""\u001b[2J{}""#, "日".repeat(100)));
    fs::write(dir.path().join("a.json"), hostile).unwrap();
    day(dir.path());
    let (code, screen) =
        Tty::run(&["list", "a.json", "captures"], &[("TZ", "UTC")], dir.path()).end();
    assert_eq!((code, screen.obeyed.len(), screen.overwritten), (Some(0), 0, 0));
    let columns = |line: &String| dsw::width::columns(line);
    assert!(
        screen.lines.iter().all(|line| columns(line) <= usize::from(WIDTH)),
        "{}",
        screen.text()
    );
    assert!(screen.lines[0].contains(r"\u001b[2J日"), "{}", screen.text());
    assert!(screen.lines[142].ends_with("Ada Sample    ---  ✓"), "{}", screen.text());
}

#[test]
fn what_is_no_appointment_is_told_by_what_it_is_instead() {
    let dir = tempfile::tempdir().unwrap();
    let inbound = r#"{"start":"2026-03-02T09:00","end":"2026-03-02T10:00","jobNo":"J"}"#;
    std::fs::write(dir.path().join("a.jsonl"), format!("{inbound}\nno json\n")).unwrap();
    let listed = run_in(dir.path(), &["list", "a.jsonl"], b"");
    let told = String::from_utf8(listed.stdout).unwrap();
    let told: Vec<_> = told.lines().map(|row| row.split_whitespace().nth(1).unwrap()).collect();
    assert_eq!(told, ["inbound-api", "syntax"]);
}
