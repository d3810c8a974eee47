//! What is tried again, what is not, and where redirects lead.

use std::fs;
use std::time::{Duration, Instant};

use expect_test::expect;
use tempfile::TempDir;

use super::{replay, told};
use crate::receiver::{Answer, Receiver, misbehaving, say};
use crate::support::{VALID, json_lines, run_in, transcript};

fn folder() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), VALID).unwrap();
    dir
}

/// How one payload ended, and how many requests came.
fn sent(answers: &[Answer<'_>], options: &[&str]) -> (Option<i32>, usize) {
    let receiver = Receiver::start(answers);
    let output = replay(folder().path(), &receiver, &[&["a.json"], options].concat());
    (output.status.code(), receiver.requests().len())
}

const NO: Answer<'static> = (500, &[], b"");

#[test]
fn a_post_that_was_taken_is_sent_again_only_when_that_is_asked_for() {
    assert_eq!(sent(&[NO], &["--retry", "3"]), (Some(1), 1));
    assert_eq!(sent(&[NO], &["--retry", "3", "--retry-unsafe"]), (Some(0), 2));
    assert_eq!(sent(&[NO], &["--retry", "3", "--retry-all"]), (Some(0), 2));
}

#[test]
fn a_receiver_says_when_to_come_again() {
    let later: Answer<'_> = (429, &[("Retry-After", "0")], b"");
    assert_eq!(sent(&[later, later], &["--retry", "3"]), (Some(0), 3));
    assert_eq!(sent(&[later, later], &["--retry", "1"]), (Some(1), 2));
    let much_later: Answer<'_> = (429, &[("Retry-After", "3600")], b"");
    assert_eq!(sent(&[much_later], &["--retry", "3"]), (Some(1), 1));
}

#[test]
fn why_nothing_is_tried_again_for_want_of_time_is_told() {
    let later: Answer<'_> = (429, &[("Retry-After", "3600")], b"");
    let told = |answer, options: &[&str]| {
        let receiver = Receiver::start(&[answer]);
        let output = replay(folder().path(), &receiver, &[&["a.json"], options].concat());
        assert_eq!(receiver.requests().len(), 1);
        transcript(&output)
    };
    let asked = "it asked to wait 1 h, beyond `--retry-max-time`";
    let human = told(later, &["--retry", "3"]);
    assert!(human.contains(&format!("Too Many Requests\n     {asked}\n")), "{human}");
    let json = told(later, &["--retry", "3", "--format", "json"]);
    assert!(json.contains(&format!("\"late\":\"{asked}\"")), "{json}");
    let own = told(NO, &["--as", "dime", "--retry-max-time", "1ms"]);
    let why =
        "     another attempt would have been beyond `--retry-max-time`\n     Failed after 1 att";
    assert!(own.contains(why), "{own}");
    let last = told(later, &["--retry", "0"]);
    assert!(!last.contains("beyond"), "{last}");
}

#[test]
fn another_attempt_keeps_to_the_rate_too() {
    let later: Answer<'_> = (429, &[("Retry-After", "0")], b"");
    let begun = Instant::now();
    assert_eq!(sent(&[later; 5], &["--retry", "9", "--rate", "20/s"]), (Some(0), 6));
    assert!(begun.elapsed() >= Duration::from_millis(200), "{:?}", begun.elapsed());
}

#[test]
fn a_connection_that_failed_after_the_request_is_not_tried_again() {
    let ok = || say(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    for (options, code) in [(&["--retry", "2"][..], 4), (&["--retry", "2", "--retry-unsafe"], 0)] {
        let url = misbehaving(vec![say(b""), ok()]);
        let arguments = [&["replay", "a.json", "--to", &url], options].concat();
        let output = run_in(folder().path(), &arguments, b"");
        assert_eq!(output.status.code(), Some(code), "{}", transcript(&output));
    }
}

#[test]
fn as_dime_scheduler_only_200_is_a_success_after_three_attempts() {
    let receiver = Receiver::start(&[
        (503, &[("Retry-After", "0")], b"busy"),
        (503, &[("Retry-After", "0")], b"busy"),
        (503, &[("Retry-After", "0")], b"busy"),
    ]);
    let output = replay(folder().path(), &receiver, &["a.json", "--as", "dime"]);
    expect![[r#"
        exit: 1
        --- stdout
        503 N ms  a.json  A1        s
             Service Unavailable: busy
             Failed after 3 attempts: [DSWBHK020] Status code: 503.; Dime.Scheduler tries three times with growing pauses (documented)
        --- stderr
        1 payload: 1 not accepted
        answered within p50 N ms, p95 N ms, p99 N ms, max N ms
    "#]]
    .assert_eq(&told(&output, &receiver.address));
    assert_eq!(receiver.requests().len(), 3);
    assert_eq!(sent(&[(202, &[], b"")], &["--as", "dime"]), (Some(1), 1));
}

#[test]
fn a_url_that_is_none_is_told_in_the_words_of_the_log() {
    let dir = folder();
    let dime = |to: &str, options: &[&str]| {
        let arguments = [&["replay", "a.json", "--to", to], options].concat();
        let output = run_in(dir.path(), &arguments, b"");
        (output.status.code(), transcript(&output))
    };
    for to in ["ftp://h/x", "", "localhost:7071/x"] {
        let (code, told) = dime(to, &["--as", "dime"]);
        assert_eq!(code, Some(2), "{told}");
        assert!(told.contains("would log `WrongUrl: [DSWBHK002]` (documented)"), "{told}");
        assert!(!dime(to, &[]).1.contains("DSWBHK002"));
    }
    let (code, told) = dime("http://127.0.0.1:1/{sourceApp}", &["--as", "dime"]);
    assert_eq!(code, Some(3), "{told}");
    assert!(told.contains("     WrongUrl: [DSWBHK002]; documented for a URL"), "{told}");
    assert!(told.contains("1 payload: 1 cannot be sent\n"), "{told}");
}

#[test]
fn what_cannot_be_edited_is_not_counted_as_sent() {
    let dir = folder();
    let to = ["replay", "a.json", "--to", "http://127.0.0.1:1", "--set", "/None=1"];
    let output = run_in(dir.path(), &[&to[..], &["--as", "dime"]].concat(), b"");
    let told = transcript(&output);
    assert!(told.ends_with("1 payload: 1 cannot be sent\n"), "{told}");
    assert!(!told.contains("DSWBHK"), "{told}");
    let output = run_in(dir.path(), &[&to[..], &["--format", "json"]].concat(), b"");
    let lines = json_lines(&output.stdout);
    let summary = lines.last().unwrap();
    let counts = (&summary["sent"], &summary["unreached"], &summary["unsendable"]);
    assert_eq!(counts, (&0.into(), &0.into(), &1.into()));
}

#[test]
fn a_line_has_the_attempts_and_the_words_of_the_log() {
    let receiver = Receiver::start(&[(202, &[], b"")]);
    let options = ["a.json", "--as", "dime", "--format", "json"];
    let output = replay(folder().path(), &receiver, &options);
    let line = &json_lines(&output.stdout)[0];
    assert_eq!((&line["attempts"], &line["accepted"]), (&1.into(), &false.into()));
    assert!(line["logged"].as_str().unwrap().starts_with("status 202; unknown"), "{line}");
    receiver.requests();
}

#[test]
fn redirects_are_followed_when_asked_for() {
    let target = Receiver::start(&[]);
    let url = target.url("/there");
    let location = [("Location", url.as_str())];
    for (status, method) in [(307, "POST"), (308, "POST"), (302, "GET"), (303, "GET")] {
        let first = Receiver::start(&[(status, &location, b"")]);
        let options = ["a.json", "--follow", "-H", "Authorization: Bearer own"];
        let output = replay(folder().path(), &first, &options);
        let told = transcript(&output);
        // What became a GET delivered no payload.
        let lost = format!("the payload was not delivered: {status} made the request a GET");
        assert_eq!(output.status.code(), Some(i32::from(method == "GET")), "{told}");
        assert_eq!(told.contains(&lost), method == "GET", "{told}");
        assert_eq!(first.requests()[0].header("Authorization"), Some("Bearer own"));
    }
    let requests = target.requests();
    let methods: Vec<_> = requests.iter().map(|one| one.method.as_str()).collect();
    assert_eq!(methods, ["POST", "POST", "GET", "GET"]);
    assert_eq!((&requests[0].body[..], &requests[2].body[..]), (VALID.as_bytes(), &b""[..]));
    assert!(requests.iter().all(|one| one.header("Authorization").is_none()));
}

#[test]
fn a_redirect_to_itself_comes_to_an_end() {
    let round: Answer<'_> = (307, &[("Location", "/hook")], b"");
    assert_eq!(sent(&[round; 9], &["--follow"]), (Some(1), 6));
    for (location, why) in
        [("/hook", "it is the sixth in a row"), ("ftp://h/", "it is neither http nor https")]
    {
        let headers = [("Location", location)];
        let answer: Answer<'_> = (307, &headers, b"");
        let receiver = Receiver::start(&[answer; 6]);
        let output = replay(folder().path(), &receiver, &["a.json", "--follow"]);
        let told = transcript(&output);
        assert!(told.contains(&format!("(not followed: {why})")), "{told}");
        receiver.requests();
    }
}
