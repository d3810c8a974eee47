//! Captures that `dsw listen` recorded: by their journal, by their numbers.

use std::fs;

use expect_test::expect;

use super::sources::{folder, reads, record};
use crate::listener::{Listener, request};
use crate::support::{VALID, checkout, json_lines, run_in, transcript};

#[test]
fn a_folder_with_a_journal_is_read_in_its_order() {
    let dir = folder(&[("captures/stray.json", VALID)]);
    record(&dir.path().join("captures"), &[9, 10, 2]);
    reads(
        &dir,
        &["captures"],
        expect![[r#"
            captures/000009.json seq 9 line 1 payloads 1 valid true
            captures/000010.json seq 10 line 1 payloads 1 valid true
            captures/000002.json seq 2 line 1 payloads 1 valid true
            exit: 0
        "#]],
    );
    reads(
        &dir,
        &["captures/captures.jsonl"],
        expect![[r#"
            captures/000009.json seq 9 line 1 payloads 1 valid true
            captures/000010.json seq 10 line 1 payloads 1 valid true
            captures/000002.json seq 2 line 1 payloads 1 valid true
            exit: 0
        "#]],
    );
}

#[test]
fn captures_are_named_by_number() {
    let dir = folder(&[]);
    record(&dir.path().join("captures"), &[40, 41, 43, 45, 46]);
    reads(
        &dir,
        &["43"],
        expect![[r#"
            captures/000043.json seq 43 line 1 payloads 1 valid true
            exit: 0
        "#]],
    );
    reads(
        &dir,
        &["40..45"],
        expect![[r#"
            captures/000040.json seq 40 line 1 payloads 1 valid true
            captures/000041.json seq 41 line 1 payloads 1 valid true
            captures/000043.json seq 43 line 1 payloads 1 valid true
            captures/000045.json seq 45 line 1 payloads 1 valid true
            exit: 0
        "#]],
    );
    reads(
        &dir,
        &["last"],
        expect![[r#"
            captures/000046.json seq 46 line 1 payloads 1 valid true
            exit: 0
        "#]],
    );
    reads(
        &dir,
        &["last:2", "last:99"],
        expect![[r#"
            captures/000045.json seq 45 line 1 payloads 1 valid true
            captures/000046.json seq 46 line 1 payloads 1 valid true
            captures/000040.json seq 40 line 1 payloads 1 valid true
            captures/000041.json seq 41 line 1 payloads 1 valid true
            captures/000043.json seq 43 line 1 payloads 1 valid true
            captures/000045.json seq 45 line 1 payloads 1 valid true
            captures/000046.json seq 46 line 1 payloads 1 valid true
            exit: 0
        "#]],
    );
}

#[test]
fn numbers_mean_the_folder_that_from_names() {
    let dir = folder(&[]);
    record(&dir.path().join("captures"), &[1]);
    record(&dir.path().join("other"), &[7]);
    reads(
        &dir,
        &["7", "--from", "other"],
        expect![[r#"
            other/000007.json seq 7 line 1 payloads 1 valid true
            exit: 0
        "#]],
    );
    reads(
        &dir,
        &["7"],
        expect![[r#"
            nothing to do: no capture 7 in `captures`
            exit: 3
        "#]],
    );
}

#[test]
fn a_file_that_looks_like_a_number_is_a_file() {
    let dir = folder(&[("42", VALID), ("last", VALID)]);
    reads(
        &dir,
        &["42", "last"],
        expect![[r#"
            42 seq null line 1 payloads 1 valid true
            last seq null line 1 payloads 1 valid true
            exit: 0
        "#]],
    );
}

#[test]
fn a_journal_with_a_bad_line_is_read_around_it() {
    let dir = folder(&[]);
    let captures = dir.path().join("captures");
    record(&captures, &[1, 2]);
    let journal = fs::read_to_string(captures.join("captures.jsonl")).unwrap();
    let (first, second) = journal.split_once('\n').unwrap();
    fs::write(
        captures.join("captures.jsonl"),
        format!("{first}\n{{\"v\":1,\"ki\n{second}{{\"torn"),
    )
    .unwrap();
    reads(
        &dir,
        &["captures"],
        expect![[r#"
            captures/000001.json seq 1 line 1 payloads 1 valid true
            captures/captures.jsonl:2: not a journal line: EOF while parsing a string at column 10
            captures/000002.json seq 2 line 1 payloads 1 valid true
            exit: 3
        "#]],
    );
}

#[test]
fn a_journal_cannot_name_a_file_elsewhere() {
    let dir = folder(&[
        ("secret.json", VALID),
        (
            "captures/captures.jsonl",
            concat!(
                "{\"v\":1,\"kind\":\"capture\",\"seq\":1,\"file\":\"../secret.json\"}\n",
                "{\"v\":1,\"kind\":\"capture\",\"seq\":2,\"file\":\"/etc/passwd\"}\n",
                "{\"v\":1,\"kind\":\"capture\",\"seq\":3,\"file\":\"000003.json\"}\n",
            ),
        ),
    ]);
    reads(
        &dir,
        &["captures"],
        expect![[r#"
            captures/captures.jsonl:1: not a journal line: `file` does not name a body
            captures/captures.jsonl:2: not a journal line: `file` does not name a body
            cannot read `captures/000003.json`: no such file
            exit: 3
        "#]],
    );
}

/// What a listener takes and does not judge, though none of it is a payload.
const OTHERS: [(&str, &str, &[u8]); 5] = [
    ("OPTIONS", "", b""),
    ("POST", "application/x-www-form-urlencoded", b"a=1&b=2"),
    ("POST", "image/png", b"\x89PNG\0\r\n"),
    ("POST", "text/plain", b"hello"),
    ("POST", "multipart/form-data; boundary=x", b"--x\r\n\r\n1\r\n--x--\r\n"),
];

#[test]
fn what_a_listener_does_not_judge_is_not_judged_later() {
    let mut listener = Listener::start(&["--count", "6"]);
    for (method, media_type, body) in OTHERS {
        listener.exchange(&request(method, "/", &[("Content-Type", media_type)], body));
    }
    listener.post(VALID.as_bytes());
    for _ in OTHERS {
        assert_eq!(listener.line()["valid"], serde_json::Value::Null);
    }
    let ended = listener.wait();
    for options in [&[][..], &["--sequence"]] {
        let arguments = [&["validate", "captures"], options].concat();
        let output = run_in(ended.dir.path(), &arguments, b"");
        let told = "exit: 0\n--- stdout\n--- stderr\n1 payload, all valid, \
                    5 of another type not judged, in N ms\n";
        assert_eq!(transcript(&output), told);
    }
    let json = run_in(ended.dir.path(), &["validate", "captures", "--format", "json"], b"");
    let lines = json_lines(&json.stdout);
    assert_eq!(lines.iter().filter(|line| line["valid"].is_null()).count(), OTHERS.len() + 1);
    assert_eq!(lines.last().unwrap()["unjudged"], OTHERS.len());
}

#[test]
fn what_is_xml_or_a_page_by_its_type_is_told_by_name() {
    let soap = fs::read(checkout().join("samples/look-alikes/soap.xml")).unwrap();
    let mut listener = Listener::start(&["--count", "3"]);
    for (media_type, body) in [
        ("text/xml", &*soap),
        ("application/soap+xml", &*soap),
        ("text/html; charset=utf-8", b"<!DOCTYPE html><html></html>"),
    ] {
        listener.exchange(&request("POST", "/", &[("Content-Type", media_type)], body));
        assert_eq!(listener.line()["valid"], serde_json::Value::Null, "{media_type}");
    }
    let ended = listener.wait();
    for options in [&[][..], &["--sequence"]] {
        let arguments = [&["validate", "captures", "--format", "json"], options].concat();
        let output = run_in(ended.dir.path(), &arguments, b"");
        let lines = json_lines(&output.stdout);
        let found = lines.iter().filter_map(|line| line["findings"].as_array()).flatten();
        let found: Vec<_> = found.map(|one| one["rule"].as_str().unwrap()).collect();
        assert_eq!(found, ["soap", "soap", "web-page"]);
        assert_eq!(output.status.code(), Some(1));
    }
}

#[test]
fn a_run_that_had_no_payload_to_judge_is_no_success() {
    let listener = Listener::start(&["--count", "2"]);
    for (method, media_type, body) in &OTHERS[..2] {
        listener.exchange(&request(method, "/", &[("Content-Type", media_type)], body));
    }
    let ended = listener.wait();
    for options in [&[][..], &["--sequence"], &["--exit-zero"]] {
        let arguments = [&["validate", "captures"], options].concat();
        let output = run_in(ended.dir.path(), &arguments, b"");
        let told = "exit: 3\n--- stdout\n--- stderr\nerror: nothing to do: 2 captures, none of them a \
                    payload to judge, but a form, an image, a text or nothing at all: `dsw list` \
                    shows which\n0 payloads, 2 of another type not judged, in N ms\n";
        assert_eq!(transcript(&output), told);
    }
    for (format, part) in [
        ("junit", "<error message=\"nothing to do: 2 captures"),
        ("sarif", "\"executionSuccessful\":false"),
        ("github", "::error title=unread::nothing to do: 2 captures"),
        ("json", "\"kind\":\"problem\""),
    ] {
        let output = run_in(ended.dir.path(), &["validate", "captures", "--format", format], b"");
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(told.contains(part), "{told}");
        assert_eq!(output.status.code(), Some(3));
    }
}

#[test]
fn a_journal_on_standard_input_has_one_name_in_findings_and_in_faults() {
    let dir = folder(&[("captures/000001.json", "{}")]);
    let journal = concat!(
        r#"{"v":1,"kind":"capture","seq":1,"file":"000001.json"}"#,
        "\n{\"v\":1,\"kind\":\"cap\n"
    );
    for options in [&["validate", "-"][..], &["validate", "--sequence", "-"]] {
        let told = transcript(&run_in(dir.path(), options, journal.as_bytes()));
        assert!(told.contains("error: <stdin>:2: not a journal line"), "{told}");
        assert!(!told.contains("`-") && !told.contains(" -:"), "{told}");
    }
}
