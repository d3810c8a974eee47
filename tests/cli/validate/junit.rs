//! `--format junit`: well-formed XML whatever was sent, read by another parser.

use std::fs;

use expect_test::expect;
use roxmltree::Document;

use super::sources::folder;
use crate::support::{VALID, run_in};

fn junit(dir: &tempfile::TempDir, arguments: &[&str]) -> String {
    let arguments = [&["validate", "--format", "junit"], arguments].concat();
    String::from_utf8(run_in(dir.path(), &arguments, b"").stdout).unwrap()
}

/// The report without the time that it took.
fn timeless(xml: &str) -> String {
    let mut parts = xml.split(" time=\"");
    let first = parts.next().unwrap().to_owned();
    parts.fold(first, |told, part| told + part.split_once('"').unwrap().1)
}

#[test]
fn a_document_is_a_test_case() {
    let lines = format!("{VALID}\n{}\n", VALID.replace("{}", "1").replace("\"s\"", "\"2\""));
    let unnumbered = VALID.replace("\"AppointmentNo\":\"A1\"", "\"Id\":1");
    let dir = folder(&[("a.jsonl", &lines), ("w.json", &unnumbered)]);
    let xml = timeless(&junit(&dir, &["a.jsonl", "w.json", "gone.json"]));
    expect![[r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="dsw" tests="4" skipped="0" failures="1" errors="1">
            <testsuite name="dsw validate" tests="4" skipped="0" errors="1" failures="1">
                <testcase name="a.jsonl:1 A1" classname="a.jsonl" file="a.jsonl"/>
                <testcase name="a.jsonl:2 A1" classname="a.jsonl" file="a.jsonl">
                    <failure message="an object is expected, not a number" type="type">a.jsonl:2:110: error[type]: an object is expected, not a number
          at /Task
        </failure>
                </testcase>
                <testcase name="w.json 1" classname="w.json" file="w.json">
                    <system-out>w.json:1:1: warning[appointment-no]: an `AppointmentNo`, which the vendor advises over `Id`, is expected
        </system-out>
                </testcase>
                <testcase name="cannot read `gone.json`: no such file">
                    <error message="cannot read `gone.json`: no such file" type="unread"/>
                </testcase>
            </testsuite>
        </testsuites>
    "#]].assert_eq(&xml);
    Document::parse(&xml).unwrap();
}

#[test]
fn each_payload_of_a_list_is_a_test_case() {
    let bad = VALID.replace("A1", "A2").replace("2026-05-11T10:30:00", "soon");
    let list = format!("\u{feff}[{VALID},{bad},\n{{}},{VALID},7]");
    let dir = folder(&[("a.json", &list), ("b.jsonl", &format!("{VALID}\n[{bad}]\n"))]);
    expect![[r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="dsw" tests="8" skipped="0" failures="4" errors="0">
            <testsuite name="dsw validate" tests="8" skipped="0" errors="0" failures="4">
                <testcase name="a.json" classname="a.json" file="a.json">
                    <system-out>a.json:1:1: warning[byte-order-mark]: the payload is UTF-8 with a byte-order mark; JSON is UTF-8 without a mark
          help: it is read all the same, and a replay sends it as it is
        </system-out>
                </testcase>
                <testcase name="a.json/0 A1" classname="a.json" file="a.json"/>
                <testcase name="a.json/1 A2" classname="a.json" file="a.json">
                    <failure message="&quot;soon&quot; is not a date and time (such as 2026-03-02T09:00:00, with or without an offset)" type="date-time">a.json:1:195: error[date-time]: &quot;soon&quot; is not a date and time (such as 2026-03-02T09:00:00, with or without an offset)
          at /1/EndDate
        </failure>
                </testcase>
                <testcase name="a.json/2" classname="a.json" file="a.json">
                    <failure message="`StartDate`, `EndDate` are missing (and 1 more)" type="required">a.json:2:1: error[required]: `StartDate`, `EndDate` are missing
          at /2
        a.json:2:1: error[required]: an `Id` or an `AppointmentNo` is expected
          at /2
        a.json:2:1: warning[required]: `Subject` is missing
          at /2
        </failure>
                </testcase>
                <testcase name="a.json/3 A1" classname="a.json" file="a.json"/>
                <testcase name="a.json/4" classname="a.json" file="a.json">
                    <failure message="an appointment (a JSON object) is expected, not a number" type="type">a.json:2:117: error[type]: an appointment (a JSON object) is expected, not a number
          at /4
        </failure>
                </testcase>
                <testcase name="b.jsonl:1 A1" classname="b.jsonl" file="b.jsonl"/>
                <testcase name="b.jsonl:2/0 A2" classname="b.jsonl" file="b.jsonl">
                    <failure message="&quot;soon&quot; is not a date and time (such as 2026-03-02T09:00:00, with or without an offset)" type="date-time">b.jsonl:2:82: error[date-time]: &quot;soon&quot; is not a date and time (such as 2026-03-02T09:00:00, with or without an offset)
          at /0/EndDate
        </failure>
                </testcase>
            </testsuite>
        </testsuites>
    "#]].assert_eq(&timeless(&junit(&dir, &["a.json", "b.jsonl"])));
    let few = junit(&dir, &["a.json", "--max-findings", "2", "--mask"]);
    let document = Document::parse(&few).unwrap();
    let cases = document.descendants().filter(|node| node.has_tag_name("testcase"));
    let told: Vec<_> = cases
        .map(|case| {
            let failure = case.children().find(|node| node.has_tag_name("failure"));
            let message = failure.map_or("", |failure| failure.attribute("message").unwrap());
            format!("{}: {message}", case.attribute("name").unwrap())
        })
        .collect();
    expect![[r#"
        a.json: 
        a.json/0: 
        a.json/1: *** is not a date and time (such as 2026-03-02T09:00:00, with or without an offset)
        a.json/2: errors that are not shown, or told of another one of the list
        a.json/3: 
        a.json/4: errors that are not shown, or told of another one of the list"#]].assert_eq(&told.join("\n"));
}

#[test]
fn whatever_was_sent_the_xml_is_well_formed() {
    let dir = folder(&[]);
    let texts = [
        "\\u0000\\u0001\\u001b[31m",
        "\\ufffe\\uffff",
        "\u{fffe}\u{ffff}",
        "]]>",
        "<![CDATA[",
        "&amp;<b>\\\"'",
        "\\ud800",
        "\u{85}\u{2028}",
        "##vso[x]",
        "🙂\\u0008",
    ];
    for text in texts {
        let payload = VALID.replace("2026-05-11T10:30:00", text);
        let payload = payload.replace("\"Task\"", &format!("\"{text}\":1,\"{text}\":2,\"Task\""));
        fs::write(dir.path().join("a.json"), payload).unwrap();
        let xml = junit(&dir, &["a.json"]);
        let document = Document::parse(&xml).unwrap_or_else(|why| panic!("{why}: {xml}"));
        let failure = document.descendants().find(|node| node.has_tag_name("failure")).unwrap();
        assert!(failure.attribute("message").is_some_and(|message| !message.is_empty()));
        let is_char = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
        assert!(xml.chars().all(is_char) && !xml.contains("##"), "{xml}");
    }
}

#[test]
fn every_one_of_five_hundred_errors_is_there() {
    let items = vec!["5"; 500].join(",");
    let list = VALID.replace("\"Task\"", &format!("\"Assignments\":[{items}],\"Task\""));
    let dir = folder(&[("a.json", &list)]);
    let xml = junit(&dir, &["a.json"]);
    let document = Document::parse(&xml).unwrap();
    let failure = document.descendants().find(|node| node.has_tag_name("failure")).unwrap();
    assert_eq!(failure.text().unwrap().matches("error[type]").count(), 500);
    assert!(failure.attribute("message").unwrap().ends_with(" (and 499 more)"));
}
