//! `dsw listen --where` and `--until`: what is shown and waited for, while everything is kept.

use expect_test::expect;

use crate::listener::{Listener, bodies, journal};
use crate::support::{VALID, run_in, transcript};

fn post(listener: &Listener, numbers: impl IntoIterator<Item = u32>) {
    for number in numbers {
        assert_eq!(listener.post(format!("{{\"Importance\":{number}}}").as_bytes()), 200);
    }
}

#[test]
fn only_what_matches_is_shown_and_counted_and_everything_is_kept() {
    let options = ["--where", ".Importance == 1", "--count", "2"];
    let mut listener = Listener::start(&options);
    post(&listener, [0, 1, 2]);
    assert_eq!(listener.post(b"no json"), 200);
    assert_eq!(listener.line()["seq"], 2);
    post(&listener, [1]);
    let captures = listener.captures();
    let ended = listener.wait();
    let lines = ended.lines();
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    assert_eq!(lines[0]["seq"], 5);
    assert_eq!((&lines[1]["captures"], &lines[1]["matched"]), (&5.into(), &2.into()));
    assert_eq!(lines.len(), 2);
    assert!(ended.err.contains("5 captures of 0 appointments, 2 matched, "), "{}", ended.err);
    assert_eq!((journal(&captures).len(), bodies(&captures).len()), (5, 5));
}

#[test]
fn a_filter_knows_what_is_known_of_a_capture() {
    let filter = r#"$capture | .seq == 2 and .method == "POST" and .valid == true
        and (.standing | any(. == "duplicate")) and .appointment.number == "A1""#;
    let mut listener = Listener::start(&["--where", filter]);
    assert_eq!(listener.post(VALID.as_bytes()), 200);
    assert_eq!(listener.post(VALID.as_bytes()), 200);
    assert_eq!(listener.line()["seq"], 2);
}

#[test]
fn it_ends_after_the_first_capture_that_is_waited_for() {
    let listener = Listener::start(&["--until", ".Importance == 1", "--timeout", "10min"]);
    post(&listener, [0, 2, 1]);
    let ended = listener.wait();
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    let lines = ended.lines();
    let seqs: Vec<_> = lines.iter().filter_map(|line| line["seq"].as_u64()).collect();
    assert_eq!(seqs, [1, 2, 3]);
    assert!(lines[3].get("matched").is_none(), "without `--where` nothing is counted apart");
}

#[test]
fn what_did_not_come_in_time_is_told() {
    for (options, missing) in [
        (&["--until", ".Importance"][..], "the time has run out: no capture matched `--until`\n"),
        (
            &["--where", ".Importance", "--count", "2"],
            "the time has run out: 0 of 2 captures that match `--where` came\n",
        ),
        (&["--count", "2"], "the time has run out: 0 of 2 captures came\n"),
    ] {
        let ended = Listener::start(&[options, &["--timeout", "1ms"]].concat()).wait();
        assert_eq!(ended.code, Some(124), "{}", ended.err);
        assert!(ended.err.contains(missing), "{}", ended.err);
    }
}

#[test]
fn a_broken_filter_is_told_with_its_place_before_anything_is_touched() {
    let dir = tempfile::tempdir().unwrap();
    // The address is no better, and would cost 4.
    let listen = ["listen", "--host", "nowhere.example"];
    let output =
        run_in(dir.path(), &[&listen[..], &["--where", ".Subject == \"é\")"]].concat(), b"");
    expect![[r#"
        exit: 2
        --- stdout
        --- stderr
        error: cannot use `--where`: unexpected `)` at 1:16
          .Subject == "é")
                         ^
    "#]]
    .assert_eq(&transcript(&output));
    let output =
        run_in(dir.path(), &[&listen[..], &["--until", ".a |\n  frob\u{1b}"]].concat(), b"");
    expect![[r#"
        exit: 2
        --- stdout
        --- stderr
        error: cannot use `--until`: unexpected `\u001b` at 2:7
            frob\u001b
                ^
    "#]]
    .assert_eq(&transcript(&output));
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
}

#[test]
fn a_filter_that_fails_is_told_once_with_the_reason_and_counted_in_the_end() {
    let options = ["--where", ".Subject.x", "--until", ".Subject == \"last\""];
    let mut listener = Listener::start(&options);
    for _ in 0..3 {
        assert_eq!(listener.post(VALID.as_bytes()), 200);
    }
    let told = listener.line();
    let reason = told["message"].as_str().unwrap();
    assert!(reason.starts_with("`--where` failed on #1: "), "{told}");
    assert!(told["hint"].as_str().unwrap().contains(".a.b?"), "{told}");
    let last = VALID.replace("\"s\"", "\"last\"");
    assert_eq!(listener.post(last.as_bytes()), 200);
    let ended = listener.wait();
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    assert_eq!(ended.err.matches("warning: `--where` failed on #1: ").count(), 1, "{}", ended.err);
    assert!(ended.err.contains("warning: `--where` failed on 4 captures\n"), "{}", ended.err);
    let lines = ended.lines();
    let kinds: Vec<_> = lines.iter().map(|line| line["kind"].clone()).collect();
    assert_eq!(kinds, ["problem", "summary"]);
    assert_eq!(lines[0]["message"], "`--where` failed on 4 captures");
}

#[cfg(unix)]
#[test]
fn a_filter_that_fails_shows_nothing_that_other_outputs_hide() {
    let body = r#"{"Id":1,"access_token":"SECRETSECRETSECRET1234"}"#;
    let quoted = "cannot index \"SECRETSECRETSECRET1234\" with \"x\"";
    let bare = "cannot index a text with \"x\"";
    for (options, reason) in [(&[][..], bare), (&["--show-secrets"], quoted)] {
        for filter in ["--where", "--until"] {
            let mut listener = Listener::start(&[&[filter, ".access_token.x"], options].concat());
            assert_eq!(listener.post(body.as_bytes()), 200);
            let mut told = listener.line();
            while told["kind"] != "problem" {
                told = listener.line();
            }
            assert_eq!(told["message"], format!("`{filter}` failed on #1: {reason}"));
            let ended = listener.interrupt();
            assert_eq!(ended.err.contains("SECRETSECRETSECRET"), reason == quoted, "{}", ended.err);
        }
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("a.json"), body).unwrap();
        for command in [&["list"][..], &["replay", "--to", "http://127.0.0.1:9", "--dry-run"]] {
            let asked = ["a.json", "--where", ".access_token.x"];
            let output = run_in(dir.path(), &[command, &asked, options].concat(), b"");
            let told = transcript(&output);
            assert!(told.contains(reason), "{told}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_filter_without_an_end_holds_up_neither_senders_nor_the_end() {
    for (filter, reason) in [
        ("def f: f; f", "it did not come to an end in 2 s"),
        ("def f: 1 + f; f", "it took too much memory, or called itself without end"),
    ] {
        let mut listener = Listener::start(&["--where", filter]);
        for _ in 0..5 {
            assert_eq!(listener.post(VALID.as_bytes()), 200);
        }
        let told = listener.line();
        assert_eq!(told["message"], format!("`--where` failed on #1: {reason}"), "{filter}");
        let told = listener.line();
        assert_eq!(told["message"], "`--where` is asked no more: it ended badly too often");
        let ended = listener.interrupt();
        assert_eq!(ended.code, Some(0), "{}", ended.err);
        assert!(ended.err.contains("`--where` failed on 5 captures\n"), "{}", ended.err);
        assert_eq!(journal(&ended.dir.path().join("captures")).len(), 5);
    }
}
