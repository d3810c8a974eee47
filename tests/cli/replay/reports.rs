//! Reports of a replay: a delivery is a row, passed or failed.

use std::fs;
use std::path::Path;
use std::process::Output;

use expect_test::expect;

use super::{replay, told, without_runs};
use crate::exits::DEAD;
use crate::receiver::{ACCEPTED, Answer, Receiver};
use crate::support::{VALID, dsw, json_lines, run_in, transcript, without_times};

/// What a receiver must not be able to do to a log or to a report.
const HOSTILE: Answer<'static> = (500, &[], b"\x1b[2J\n::error::x\n##vso[a]b <&]]>\xff\0");

/// A file of three payloads, each of its own appointment.
fn three(dir: &Path) {
    let line = |at: usize| VALID.replace("A1", &format!("A{at}")) + "\n";
    fs::write(dir.join("a.jsonl"), (0..3).map(line).collect::<String>()).unwrap();
}

fn read(dir: &Path, name: &str) -> String {
    fs::read_to_string(dir.join(name)).unwrap()
}

/// The same without the times of this run.
fn steady(xml: &str) -> String {
    let mut told = String::new();
    for (at, part) in xml.split("time=\"").enumerate() {
        let rest = if at == 0 { part } else { &part[part.find('"').unwrap()..] };
        told += if at == 0 { "" } else { "time=\"N" };
        told += rest;
    }
    told
}

#[test]
fn only_a_redirect_is_told_as_one_in_a_report() {
    let location = [("Location", "/elsewhere")];
    for (status, expected) in [
        (302, "message=\"302 to http://HOST/elsewhere (not followed; --follow)\""),
        (400, "message=\"400 Bad Request: the reason is X\""),
    ] {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("a.json"), VALID).unwrap();
        let receiver = Receiver::start(&[(status, &location, b"the reason is X")]);
        let output = replay(dir.path(), &receiver, &["a.json", "--format", "junit"]);
        let told = told(&output, &receiver.address);
        assert!(told.contains(expected), "{told}");
    }
}

#[test]
fn a_test_case_tells_how_long_a_delivery_took_and_why_it_failed() {
    let dir = tempfile::tempdir().unwrap();
    three(dir.path());
    let receiver = Receiver::start(&[ACCEPTED, HOSTILE, (200, &[], b"{\"ok\":false}")]);
    let options = ["a.jsonl", "gone.json", "--format", "junit=out.xml", "--format", "human"];
    let output = replay(dir.path(), &receiver, &[&options[..], &["--expect", ".ok"]].concat());
    assert_eq!(output.status.code(), Some(3), "{}", transcript(&output));
    let xml = read(dir.path(), "out.xml");
    expect![[r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="dsw" tests="4" skipped="0" failures="3" errors="1" time="N">
            <testsuite name="dsw replay" tests="4" skipped="0" errors="1" failures="3" time="N">
                <testcase name="a.jsonl:1 A0" classname="a.jsonl" time="N" file="a.jsonl">
                    <failure message="`.ok` is not true of its body" type="unexpected">`.ok` is not true of its body
        OK
        </failure>
                </testcase>
                <testcase name="a.jsonl:2 A1" classname="a.jsonl" time="N" file="a.jsonl">
                    <failure message="500 is not 2xx" type="unexpected">500 is not 2xx
        `.ok` is not true of its body
        Internal Server Error: \u001b[2J\n::error::x\n#&#35;vso[a]b &lt;&amp;]]&gt;\xFF\u0000
        </failure>
                </testcase>
                <testcase name="a.jsonl:3 A2" classname="a.jsonl" time="N" file="a.jsonl">
                    <failure message="`.ok` is not true of its body" type="unexpected">`.ok` is not true of its body
        OK: {&quot;ok&quot;:false}
        </failure>
                </testcase>
                <testcase name="cannot read `gone.json`: no such file">
                    <error message="cannot read `gone.json`: no such file" type="unread"/>
                </testcase>
            </testsuite>
        </testsuites>
    "#]].assert_eq(&steady(&xml));
    let parsed = roxmltree::Document::parse(&xml).unwrap();
    let cases = parsed.descendants().filter(|node| node.has_tag_name("testcase"));
    let times: Vec<f64> = cases.filter_map(|case| case.attribute("time")?.parse().ok()).collect();
    assert_eq!(times.len(), 3, "{times:?}");
    receiver.requests();
}

#[test]
fn what_was_not_reached_is_an_error_and_what_was_not_sent_is_told() {
    let dir = tempfile::tempdir().unwrap();
    three(dir.path());
    let arguments = ["replay", "a.jsonl", "--to", DEAD, "--fail-fast", "--format", "junit"];
    let output = run_in(dir.path(), &arguments, b"");
    assert_eq!(output.status.code(), Some(4), "{}", transcript(&output));
    expect![[r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="dsw" tests="2" skipped="0" failures="0" errors="2" time="N">
            <testsuite name="dsw replay" tests="2" skipped="0" errors="2" failures="0" time="N">
                <testcase name="a.jsonl:1 A0" classname="a.jsonl" time="N" file="a.jsonl">
                    <error message="connection refused" type="unreached">connection refused
        try: is the receiver running, and is this its port?
        </error>
                </testcase>
                <testcase name="the rest of the run">
                    <error message="2 payloads not sent" type="left"/>
                </testcase>
            </testsuite>
        </testsuites>
    "#]]
    .assert_eq(&steady(&String::from_utf8(output.stdout).unwrap()));
}

fn in_ci(dir: &Path, receiver: &Receiver, variables: &[(&str, &str)], more: &[&str]) -> Output {
    let url = receiver.url("/hook");
    let arguments = [&["replay", "a.jsonl", "--to", &url], more].concat();
    dsw(&arguments, dir).envs(variables.iter().copied()).output().unwrap()
}

#[test]
fn annotations_are_added_where_a_runner_reads_them() {
    let dir = tempfile::tempdir().unwrap();
    three(dir.path());
    let summary = dir.path().join("summary.md");
    let github = [("GITHUB_ACTIONS", "true"), ("GITHUB_STEP_SUMMARY", summary.to_str().unwrap())];
    let receiver = Receiver::start(&[ACCEPTED, HOSTILE, ACCEPTED, ACCEPTED, HOSTILE]);
    let output = in_ci(dir.path(), &receiver, &github, &[]);
    expect![[r#"
        exit: 1
        --- stdout
        200 N ms  a.jsonl:1  A0        s
        500 N ms  a.jsonl:2  A1        s
             Internal Server Error: \u001b[2J\n::error::x\n#\u0023vso[a]b <&]]>\xFF\u0000
        ::error file=a.jsonl,line=2,col=1,title=refused::a.jsonl:2 A1: 500 Internal Server Error: \u001b[2J\n::error::x\n#\u0023vso[a]b <&]]>\xFF\u0000
        200 N ms  a.jsonl:3  A2        s
        --- stderr
        3 payloads: 2 accepted, 1 not accepted
        answered within p50 N ms, p95 N ms, p99 N ms, max N ms
        hint: send what failed again with `dsw replay --only-failed RUN`
    "#]].assert_eq(&told(&output, &receiver.address));
    expect![[r#"
        ### dsw replay

        3 payloads: 2 accepted, 1 not accepted  
        answered within p50 N ms, p95 N ms, p99 N ms, max N ms

        | place | finding | what |
        |---|---|---|
        | a.jsonl&#58;2&#58;1 | error refused | a.jsonl&#58;2 A1&#58; 500 Internal Server Error&#58; &#92;u001b&#91;2J&#92;n&#58;&#58;error&#58;&#58;x&#92;n&#35;&#92;u0023vso&#91;a&#93;b &#60;&#38;&#93;&#93;&#62;&#92;xFF&#92;u0000 |
    "#]].assert_eq(&without_times(&read(dir.path(), "summary.md")));
    let output = in_ci(dir.path(), &receiver, &[("TF_BUILD", "True")], &[]);
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    let command = told.lines().find(|line| line.starts_with("##vso")).unwrap();
    expect![[r#"##vso[task.logissue type=error;sourcepath=a.jsonl;linenumber=2;columnnumber=1;code=refused]a.jsonl:2 A1: 500 Internal Server Error: \u001b[2J\n::error::x\n#\u0023vso[a%5Db <&%5D%5D>\xFF\u0000"#]].assert_eq(command);
    receiver.requests();
}

#[test]
fn several_reports_go_to_their_own_places() {
    let dir = tempfile::tempdir().unwrap();
    three(dir.path());
    let receiver = Receiver::start(&[(500, &[], b"")]);
    let formats = ["--format", "json=a.json", "--format", "github", "--format", "human=a.txt"];
    let output = in_ci(dir.path(), &receiver, &[], &formats);
    assert_eq!(output.status.code(), Some(1), "{}", transcript(&output));
    expect![[r#"
        ::error file=a.jsonl,line=1,col=1,title=refused::a.jsonl:1 A0: 500 Internal Server Error
    "#]]
    .assert_eq(&String::from_utf8_lossy(&output.stdout));
    assert_eq!(json_lines(read(dir.path(), "a.json").as_bytes()).len(), 4);
    assert_eq!(read(dir.path(), "a.txt").lines().count(), 4);
    for (formats, why) in [
        (&["human", "json"][..], "human and json cannot both go to standard output"),
        (&["junit=x", "json=./x"], "junit and json cannot both go to `x`"),
        (&["sarif"], "the formats are human, json, junit, github, azure"),
        (&["junit=no/such/x.xml"], "cannot write `no/such/x.xml`"),
    ] {
        let formats = formats.iter().flat_map(|format| ["--format", format]).collect::<Vec<_>>();
        let output = in_ci(dir.path(), &receiver, &[], &formats);
        let told = transcript(&output);
        assert!(told.contains(why), "{told}");
    }
    assert_eq!(receiver.requests().len(), 3, "what cannot be reported is not sent");
}

#[test]
fn a_run_that_goes_on_gives_the_reports_it_is_asked_for() {
    let dir = tempfile::tempdir().unwrap();
    three(dir.path());
    let receiver = Receiver::start(&[(500, &[], b"")]);
    replay(dir.path(), &receiver, &["a.jsonl", "--fail-fast", "--format", "junit=1.xml"]);
    let more = ["replay", "--resume", "last", "--format", "json"];
    let output = run_in(dir.path(), &more, b"");
    assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
    assert_eq!(json_lines(&output.stdout).len(), 3);
    assert!(without_runs(&read(dir.path(), "1.xml")).contains("2 payloads not sent"));
    receiver.requests();
}

#[test]
fn a_dry_run_has_no_test_cases() {
    let dir = tempfile::tempdir().unwrap();
    three(dir.path());
    let arguments = ["replay", "a.jsonl", "--to", DEAD, "--dry-run", "--format", "junit"];
    expect![[r#"
        exit: 2
        --- stdout
        --- stderr
        error: cannot use `--format`: a dry run tests nothing that a report of test cases could tell
    "#]]
    .assert_eq(&transcript(&run_in(dir.path(), &arguments, b"")));
}
