//! A stranger's text cannot take over the terminal it is shown on.

#[cfg(unix)]
use std::fs;

use expect_test::expect;

use crate::support::{VALID, dsw, holds_hidden, run, run_in, transcript};

/// Clears a screen, colours it by C1, turns the text around, hides in it.
const ATTACK: &str =
    "\u{9b}31m\u{9d}0;t\u{9c}\u{202e}\u{200b}\u{2066}\u{2028}\u{feff}\u{e0041}\u{7f}";

#[test]
fn what_a_value_hides_is_shown_as_escapes() {
    let hostile = VALID.replace("{}", &format!("\"\\u001b[2J{ATTACK}\""));
    let output = run(&["validate", "-"], &hostile);
    assert!(!holds_hidden(&output.stdout) && !holds_hidden(&output.stderr));
    expect![[r#"
        exit: 1
        --- stdout
        <stdin>:1:110: error[type]: an object is expected, not text
          |
        1 | ...k":"\u001b[2J\u009b31m\u009d0;t\u009c\u202e\u200b\u2066\u2028\ufeff\udb40\udc41\u007f"}
          |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ /Task

        --- stderr
        1 payload, 1 invalid (1 error), in N ms
    "#]].assert_eq(&transcript(&output));
}

#[test]
fn what_a_key_hides_is_shown_as_escapes() {
    let key = format!("\"\\u001b]52;c;AA\\u0007{ATTACK}\"");
    let output = run(&["validate", "-"], &VALID.replace("{}", &format!("{{}},{key}:1,{key}:2")));
    assert!(!holds_hidden(&output.stdout) && !holds_hidden(&output.stderr));
    expect![[r#"
        exit: 1
        --- stdout
        <stdin>:1:154: error[duplicate-key]: duplicate key "\u001b]52;c;AA\u0007\u009b31m\u009d0;t\u009c\u202e\u200b\u2066\u2028\ufeff\udb40\udc41\u007f" at 1:154
          |
        1 | ...:1,"\u001b]52;c;AA\u0007\u009b31m\u009d0;t\u009c\u202e\u200b\u2066\u2028\ufeff\udb40\udc41\u007f":2}
          |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ /\u001b]52;c;AA\u0007\u009b31m\u009d0;t\u009c\u202e\u200b\u2066\u2028\ufeff\udb40\udc41\u007f
          |
          = help: readers differ in which of the two they keep; most keep the last

        --- stderr
        1 payload, 1 invalid (1 error), in N ms
    "#]].assert_eq(&transcript(&output));
}

#[test]
fn raw_control_characters_are_shown_as_escapes() {
    let output = run_in(std::path::Path::new("."), &["validate", "-"], b"[\"\x1b[2J\"]");
    expect![[r#"
        exit: 1
        --- stdout
        <stdin>:1:3: error[syntax]: control character U+001B in a string
          |
        1 | ["\u001b[2J"]
          |   ^^^^^^ /0

        --- stderr
        1 payload, 1 invalid (1 error), in N ms
    "#]]
    .assert_eq(&transcript(&output));
    let output = run_in(std::path::Path::new("."), &["validate", "-"], b"[\x9b31m\x1b]0;t\x07");
    expect![[r#"
        exit: 1
        --- stdout
        <stdin>:1:2: error[encoding]: byte 0x9B at offset 1 is not UTF-8
          |
        1 | [\x9B31m\u001b]0;t\u0007
          |  ^
          |
          = help: save the file as UTF-8; Windows-1252 and Latin-1 are not JSON

        --- stderr
        1 payload, 1 invalid (1 error), in N ms
    "#]]
    .assert_eq(&transcript(&output));
}

#[cfg(unix)]
#[test]
fn what_a_file_name_hides_is_shown_as_escapes() {
    let dir = tempfile::tempdir().unwrap();
    let name = format!("\u{1b}[2J{ATTACK}\n::error::x.json");
    fs::write(dir.path().join(&name), "[").unwrap();
    for arguments in [vec!["validate", &name, "gone\u{1b}c\u{9b}"], vec!["validate", "."]] {
        for format in ["human", "json"] {
            let arguments = [&arguments[..], &["--format", format]].concat();
            let output = run_in(dir.path(), &arguments, b"");
            assert!(!holds_hidden(&output.stdout), "{}", transcript(&output));
            assert!(!holds_hidden(&output.stderr), "{}", transcript(&output));
            assert!(!transcript(&output).contains("\n::error"));
        }
    }
}

#[test]
fn what_an_argument_hides_is_shown_as_escapes() {
    for arguments in [
        vec!["\u{1b}[2J\u{202e}"],
        vec!["validate", "--\u{9b}31m"],
        vec!["validate", "x", "--format", "\u{1b}]0;t\u{7}\u{9b}"],
        vec!["validate", "x", "--color", "always", "--format", "\u{1b}]0;t\u{7}\u{9b}"],
    ] {
        let output = dsw(&arguments, std::path::Path::new(".")).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(!holds_hidden(&output.stderr), "{}", transcript(&output));
    }
    let mut coloured = dsw(&["\u{1b}[2J\u{9b}x"], std::path::Path::new("."));
    let output = coloured.env("FORCE_COLOR", "1").output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(!err.contains("\u{1b}[2J") && !err.contains('\u{9b}'), "{err:?}");
}

#[test]
fn the_same_text_in_json_parses_back_to_itself() {
    let subject = format!("\u{1b}[2J{ATTACK}");
    let hostile = VALID.replace("{}", &serde_json::to_string(&subject).unwrap());
    let hostile = hostile.replace("\"Task\"", &format!("\"a{ATTACK}\":1,\"a{ATTACK}\":2,\"Task\""));
    let output = run(&["validate", "-", "--format", "json"], &hostile);
    assert!(!holds_hidden(&output.stdout));
    let lines = crate::support::json_lines(&output.stdout);
    assert_eq!(lines[0]["findings"][0]["pointer"], format!("/a{ATTACK}"));
}
