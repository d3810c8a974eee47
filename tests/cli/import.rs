//! `dsw import`: what other programs kept, as captures.

use std::fs;

use expect_test::expect;

use crate::list::{day, utc};
use crate::support::{VALID, holds_hidden, run_in, transcript};

#[test]
fn an_archive_that_was_exported_comes_back_byte_for_byte() {
    let dir = tempfile::tempdir().unwrap();
    day(dir.path());
    let export = ["export", "1..3", "-o", "out", "--format", "har"];
    assert!(utc(dir.path(), &export).status.success());
    expect![[r#"
        exit: 0
        --- stdout
        --- stderr
        3 requests of an HTTP Archive recorded in again: #1 to #3
    "#]]
    .assert_eq(&transcript(&utc(dir.path(), &["import", "out/captures.har", "-d", "again"])));
    for name in ["000001-0KUhxODd.json", "000002-4eQ39gLU.json", "000003-EATSYDdN.json"] {
        let [own, copy] = ["captures", "again"]
            .map(|folder| fs::read(dir.path().join(folder).join(name)).unwrap());
        assert_eq!(own, copy);
    }
    let told = |from: &str| {
        let output = utc(dir.path(), &["list", "1..3", "--from", from]);
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(told("captures"), told("again"));
}

#[test]
fn what_is_hostile_in_an_archive_stays_text_and_inside_of_the_folder() {
    let dir = tempfile::tempdir().unwrap();
    let body = VALID.replace("A1", "../../A\\u001b[2J");
    let archive = serde_json::json!({"log": {"entries": [
        {"startedDateTime": "2026-03-02T09:00:00Z", "request": {"method": "GET", "url": "http://h/"}},
        {"startedDateTime": "2026-03-02T09:00:01Z", "request": {"method": "PO ST\u{1b}", "url": "/", "postData": {"text": "x"}}},
        {"startedDateTime": "2026-03-02T09:00:02Z", "request": {"method": "POST", "url": "http://h/\u{1b}[2J?a=1",
            "headers": [{"name": "X-Bad", "value": "a\nX: b"}, {"name": "Cookie", "value": "hunter2"}],
            "postData": {"text": body}}},
    ]}});
    fs::write(dir.path().join("a.har"), archive.to_string()).unwrap();
    let output = utc(dir.path(), &["import", "a.har"]);
    expect![[r#"
        exit: 3
        --- stdout
        --- stderr
        warning: request 2 of the file is left out: its method is none
        1 request of an HTTP Archive recorded in captures: #1 to #1; 1 request without a body left out
    "#]]
    .assert_eq(&transcript(&output));
    let shown = utc(dir.path(), &["show", "1", "--headers", "--body"]);
    assert!(!holds_hidden(&shown.stdout) && !transcript(&shown).contains("hunter2"), "{shown:?}");
    assert!(dir.path().join("captures/000001-A2J.json").exists());
}

#[test]
fn what_is_no_archive_is_told() {
    let dir = tempfile::tempdir().unwrap();
    expect![[r#"
        exit: 3
        --- stdout
        --- stderr
        error: cannot read `-`: it is no HTTP Archive, and no export of ngrok or webhook.site
    "#]]
    .assert_eq(&transcript(&run_in(dir.path(), &["import", "-"], b"{\"a\":1}")));
    expect![[r#"
        exit: 3
        --- stdout
        --- stderr
        error: nothing to do: `-` has no request with a body
    "#]]
    .assert_eq(&transcript(&run_in(dir.path(), &["import", "-"], b"{\"log\":{\"entries\":[]}}")));
    assert!(!dir.path().join("captures").exists());
}

#[test]
fn where_a_request_went_is_known_again() {
    let dir = tempfile::tempdir().unwrap();
    let har = r#"{"log":{"entries":[{"startedDateTime":"2026-03-02T09:00:00Z","request":{"method":"POST",
        "url":"https://prod.example.com/hook/updated","headers":[{"name":":authority","value":"prod.example.com"}],
        "postData":{"text":"{}"}}}]}}"#;
    let utf16: Vec<u8> = har.encode_utf16().flat_map(u16::to_le_bytes).collect();
    std::fs::write(dir.path().join("a.har"), [&[0xFF, 0xFE][..], &utf16].concat()).unwrap();
    assert_eq!(run_in(dir.path(), &["import", "a.har"], b"").status.code(), Some(0));
    let shown = run_in(dir.path(), &["show", "1", "--curl"], b"");
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert!(shown.contains("https://prod.example.com/hook/updated"), "{shown}");
}

#[test]
fn a_page_of_several_says_that_there_are_more() {
    let dir = tempfile::tempdir().unwrap();
    let page = r#"{"data":[{"method":"POST","content":"{}","url":"https://webhook.site/t",
        "created_at":"2026-03-02 09:00:00"}],"total":200}"#;
    std::fs::write(dir.path().join("a.json"), page).unwrap();
    let output = run_in(dir.path(), &["import", "a.json"], b"");
    assert!(String::from_utf8(output.stderr).unwrap().contains("199 requests more are on others"));
}
