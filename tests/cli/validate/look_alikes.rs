//! What people take for a webhook's payload: told by name, in one finding.

use std::fs;
use std::io::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use expect_test::expect;

use super::texts::heads;
use crate::support::{VALID, checkout, run, run_in};

/// What each sample is told to be, and the exit code that it costs.
const TOLD: [(&str, &str, i32); 15] = [
    ("action-uri.json", "warning[action-uri]", 0),
    ("bc-staging-record.json", "error[bc-staging]", 1),
    ("cloudevents.json", "warning[cloud-events]", 0),
    ("event-grid.json", "warning[event-grid]", 0),
    ("event-grid-validation.json", "error[handshake]", 1),
    ("get-appointment.json", "error[get-appointment]", 1),
    ("import-procedure.json", "error[import-procedure]", 1),
    ("inbound-api.json", "error[inbound-api]", 1),
    ("json-text.json", "warning[json-text]", 0),
    ("logic-apps-text.json", "warning[wrapper]", 0),
    ("power-automate-content.json", "warning[wrapper]", 0),
    ("power-automate-wrapper.json", "warning[wrapper]", 0),
    ("soap.xml", "error[soap]", 1),
    ("webhook-subscription.json", "error[subscription]", 1),
    ("zapier-output.json", "error[zapier]", 1),
];

#[test]
fn each_is_told_by_name_in_one_finding() {
    let entries = fs::read_dir(checkout().join("samples/look-alikes")).unwrap();
    assert_eq!(entries.count(), TOLD.len());
    for (file, told, exit) in TOLD {
        let sample = fs::read(checkout().join("samples/look-alikes").join(file)).unwrap();
        let output = run_in(checkout(), &["validate", "-"], &sample);
        let heads = heads(&output);
        assert!(heads.contains(told), "{file}: {heads}");
        let findings = ["error[", "warning["].map(|one| heads.matches(one).count());
        assert_eq!(findings.iter().sum::<usize>(), 1, "{file}: {heads}");
        assert_eq!(output.status.code(), Some(exit), "{file}: {heads}");
    }
}

/// The findings of a sample in which a quantity stands in quotes.
fn broken_inside(file: &str, right: &str, wrong: &str) -> String {
    let sample = fs::read_to_string(checkout().join("samples/look-alikes").join(file)).unwrap();
    assert!(sample.contains(right), "{file}");
    heads(&run_in(checkout(), &["validate", "-"], sample.replace(right, wrong).as_bytes()))
}

#[test]
fn what_is_inside_is_judged_with_its_place_in_the_whole() {
    let plain = |file| broken_inside(file, "\"PlanningQty\": 2.0", "\"PlanningQty\": \"2.0\"");
    expect![[r#"
        <stdin>:1:1: warning[cloud-events]: the payload is inside a CloudEvents envelope: what is judged is in `data`
        = help: take the payload out of `data` to replay it
        <stdin>:119:20: error[type]: a number is expected, not text
        = help: take the quotes away: 2.0
        exit: 1
    "#]].assert_eq(&plain("cloudevents.json"));
    expect![[r#"
        <stdin>:2:3: warning[event-grid]: the payload is inside an event of Azure Event Grid: what is judged is in `data`
        = help: take the payload out of `data` to replay it
        <stdin>:121:22: error[type]: a number is expected, not text
        = help: take the quotes away: 2.0
        exit: 1
    "#]].assert_eq(&plain("event-grid.json"));
    expect![[r#"
        <stdin>:1:1: warning[wrapper]: the payload is inside what Power Automate or Logic Apps shows: what is judged is in `body`
        = help: take the payload out of `body` to replay it
        <stdin>:117:20: error[type]: a number is expected, not text
        = help: take the quotes away: 2.0
        exit: 1
    "#]].assert_eq(&plain("power-automate-wrapper.json"));
}

#[test]
fn what_is_inside_a_text_is_judged_with_its_place_in_the_text() {
    let told = broken_inside(
        "logic-apps-text.json",
        r#"\"PlanningQty\":2.0"#,
        r#"\"PlanningQty\":\"2.0\""#,
    );
    expect![[r#"
        <stdin>:1:1: warning[wrapper]: the payload is inside what Power Automate or Logic Apps shows: what is judged is in `triggerBody`
        = help: take the payload out of `triggerBody` to replay it
        <stdin>:2:2281: error[type]: in the text inside, at 1:2001 /PlanningQty: a number is expected, not text
        = help: take the quotes away: 2.0
        exit: 1
    "#]].assert_eq(&told);
    let told =
        broken_inside("power-automate-content.json", "\"$content\": \"", "\"$content\": \"?");
    expect![[r#"
        <stdin>:1:1: warning[wrapper]: the payload is inside what Power Automate or Logic Apps shows: what is judged is in `body/$content`
        = help: take the payload out of `body/$content` to replay it
        <stdin>:4:17: error[encoding]: no Base64
        exit: 1
    "#]].assert_eq(&told);
}

#[test]
fn what_was_made_json_twice_is_judged_alone_in_a_list_and_on_lines() {
    let bad = VALID.replace("{}", "5");
    let [good, bad] = [VALID, &bad].map(|json| serde_json::to_string(json).unwrap());
    for body in [format!("[{good},{bad}]"), format!("{good}\n{bad}\n")] {
        let output = run_in(checkout(), &["validate", "-"], body.as_bytes());
        let told = heads(&output);
        assert!(told.contains("warning[json-text]: the payload is JSON in a text"), "{told}");
        assert!(told.contains("error[type]: in the text inside, at 1:"), "{told}");
        assert_eq!(told.matches("error[").count(), 1, "{told}");
    }
    let marked = format!("\u{feff}{VALID}");
    let twice = serde_json::to_string(VALID).unwrap();
    for text in [marked.as_str(), twice.as_str()] {
        let text = serde_json::to_string(text).unwrap();
        for body in [text.clone(), format!("{{\"headers\":{{}},\"body\":{text}}}")] {
            let output = run_in(checkout(), &["validate", "-"], body.as_bytes());
            assert_eq!(output.status.code(), Some(0), "{}", heads(&output));
        }
    }
    for other in ["not an appointment", "[Urgent] call back", "<a/>", "e30="] {
        let told = heads(&run_in(checkout(), &["validate", "-"], format!("{other:?}").as_bytes()));
        let expected = "error[type]: an appointment (a JSON object) is expected, not text";
        assert!(told.contains(expected) && !told.contains("json-text"), "{told}");
    }
}

#[test]
fn what_is_found_inside_keeps_its_fingerprint_when_something_else_is_mended() {
    let fingerprint = |payload: &str| {
        let body = serde_json::json!({ "headers": {}, "body": payload }).to_string();
        let output = run(&["validate", "-", "--format", "gitlab"], &body);
        let all: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let of_end = |one: &&serde_json::Value| one["description"].to_string().contains("/EndDate");
        all.as_array().unwrap().iter().find(of_end).unwrap()["fingerprint"].clone()
    };
    let one = VALID.replace("\"EndDate\":\"", "\"EndDate\":\"x");
    let two = one.replace("\"StartDate\":\"", "\"StartDate\":\"x");
    assert_ne!(one, two);
    assert_eq!(fingerprint(&one), fingerprint(&two));
}

#[test]
fn a_page_of_odata_is_looked_into() {
    let page = |row: &str| format!(r#"{{"@odata.context":"$metadata#rows","value":[{row}]}}"#);
    let record = r#"{"entryNo":5,"databaseAction":"Insert"}"#;
    let rows = format!("{record},{record}");
    for (row, rule) in [(rows.as_str(), "error[bc-staging]"), (VALID, "warning[odata]")] {
        let told = heads(&run_in(checkout(), &["validate", "-"], page(row).as_bytes()));
        assert!(told.contains(rule) && told.contains("what is judged is in `value`"), "{told}");
    }
}

#[test]
fn wrappers_in_wrappers_come_to_an_end() {
    let mut body = "{}".to_owned();
    for _ in 0..30 {
        body = format!("{{\"body\":{body}}}");
    }
    let told = heads(&run_in(checkout(), &["validate", "-"], body.as_bytes()));
    assert_eq!(told.matches("warning[wrapper]").count(), 1, "{told}");
    assert!(told.contains("error[depth]"), "{told}");
}

#[test]
fn whatever_a_wrapper_holds_is_judged_or_told_by_name() {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    let rules = |body: &str| -> Vec<String> {
        let heads = heads(&run_in(checkout(), &["validate", "-"], body.as_bytes()));
        let rule = |line: &str| Some(line.split_once('[')?.1.split_once(']')?.0.to_owned());
        heads.lines().filter(|line| line.starts_with("<stdin>")).filter_map(rule).collect()
    };
    let bad = VALID.replace("{}", "5");
    let text = |json: &str| serde_json::to_string(json).unwrap();
    for inside in [
        format!("[{VALID},{bad}]"),
        text(&format!("[{VALID},{bad}]")),
        text(&STANDARD.encode(&bad)),
        format!("{{\"body\":{}}}", text(&format!("{{\"body\":{bad}}}"))),
    ] {
        assert_eq!(rules(&format!("{{\"body\":{inside}}}")), ["wrapper", "type"], "{inside}");
    }
    let xml = text("<Appointment><JobNo>J1</JobNo></Appointment>");
    assert_eq!(rules(&format!("{{\"body\":{xml}}}")), ["wrapper", "xml"]);
    assert_eq!(rules(r#"{"specversion":"1.0","type":"x","id":"1"}"#), ["cloud-events"]);
    assert_eq!(rules(r#"[{"eventType":"x","eventTime":"x","data":null}]"#), ["event-grid"]);
    let own = VALID.replace("\"Task\"", "\"body\":\"<p>no wrapper</p>\",\"Task\"");
    assert!(!rules(&own.replace("{}", "5")).contains(&"wrapper".to_owned()));
}

#[test]
fn a_schema_that_takes_nothing_more_is_told_by_its_keyword() {
    let dir = super::sources::folder(&[("s.json", "{\"additionalProperties\": false}")]);
    let output = run_in(dir.path(), &["validate", "-", "--schema", "s.json"], b"{\"a\":1}");
    let told = heads(&output);
    assert!(told.contains("error[additionalProperties]"), "{told}");
}

#[test]
fn a_wrapper_of_nothing_is_told_once() {
    for payload in [
        r#"{"statusCode":200,"headers":{},"body":""}"#,
        r#"{"statusCode":200,"headers":{},"body":"a=1"}"#,
        r#"{"headers":{},"body":null}"#,
    ] {
        let told = heads(&run(&["validate", "-"], payload));
        let expected = "error[wrapper]: not a webhook's payload: the payload is inside what Power \
                        Automate or Logic Apps shows, and there is none";
        assert_eq!(told, format!("<stdin>:1:1: {expected}\nexit: 1\n"));
    }
}

#[test]
fn a_look_alike_is_no_duplicate_of_another() {
    let payload =
        r#"{"Id":1,"AppointmentNo":"A","sourceApp":"B","start":"2026-03-02T09:00","end":"x"}"#;
    let told = heads(&run(&["validate", "-", "--sequence"], &format!("{payload}\n{payload}\n")));
    assert_eq!(told.matches("[inbound-api]").count(), 2, "{told}");
    assert_eq!(told.matches("<stdin>").count(), 2, "{told}");
}

#[test]
fn an_appointment_with_a_property_of_something_else_is_still_one() {
    let sample = fs::read_to_string(checkout().join("samples/01-created.json")).unwrap();
    for foreign in [
        r#""body":{"note":"hi"}"#,
        r#""outputs":{}"#,
        r#""specversion":"2""#,
        r#""eventType":"Update","topic":"t""#,
        r#""DatabaseAction":"U""#,
        r#""StoredProcedureName":"q""#,
        r#""Start":"a","End":"b","JobNo":"c""#,
        r#""startDate":"a","endDate":"b","resources":[]"#,
    ] {
        let whole = sample.replacen('{', &format!("{{{foreign},"), 1);
        let bad_date = whole.replacen("\"StartDate\": \"", "\"StartDate\": \"x", 1);
        let renamed = whole.replacen("\"EndDate\":", "\"EndDat\":", 1);
        let cases = [(&bad_date, &[][..]), (&bad_date, &["--sequence"]), (&renamed, &[])];
        for (body, options) in cases {
            let arguments = [&["validate", "-"], options].concat();
            let told = heads(&run_in(checkout(), &arguments, body.as_bytes()));
            let is_told = told.contains("error[date-time]") || told.contains("`EndDat`");
            assert!(is_told, "{foreign}: {told}");
            assert!(!told.contains("not a webhook") && !told.contains("is inside"), "{told}");
        }
    }
}

#[test]
fn a_list_of_look_alikes_is_told_once() {
    let call = r#"{"StoredProcedureName":"mboc_upsertJob","ParameterNames":[]}"#;
    let list = format!("[{}{VALID},{call}]", format!("{call},").repeat(30));
    let output = run_in(checkout(), &["validate", "-"], list.as_bytes());
    let told = heads(&output);
    assert_eq!(told.matches("error[import-procedure]").count(), 1, "{told}");
    assert!(told.contains(", and 30 more of the list alike"), "{told}");
    let summary = String::from_utf8(output.stderr).unwrap();
    assert!(summary.starts_with("32 payloads, 31 invalid (1 error)"), "{summary}");
}

#[test]
fn look_alikes_and_wrappers_of_a_list_are_told_once_in_a_wrapper_too() {
    let call = r#"{"StoredProcedureName":"mboc_upsertJob","ParameterNames":[]}"#;
    let calls = format!("[{}{VALID},{call}]", format!("{call},").repeat(30));
    let event = |data: &str| {
        format!(r#"{{"eventType":"a","eventTime":"2026-03-02T09:00:00Z","data":{data}}}"#)
    };
    let events = format!("[{}{}]", format!("{},", event(VALID)).repeat(20), event("[]"));
    for (list, rule, more) in
        [(&calls, "error[import-procedure]", 30), (&events, "warning[event-grid]", 20)]
    {
        for body in [
            list.clone(),
            format!(r#"{{"headers":{{}},"body":{list}}}"#),
            format!(r#"{{"headers":{{}},"body":{}}}"#, serde_json::json!(list)),
        ] {
            let told = heads(&run_in(checkout(), &["validate", "-"], body.as_bytes()));
            assert_eq!(told.matches(rule).count(), 1, "{told}");
            assert!(told.contains(&format!(", and {more} more of the list alike")), "{told}");
        }
    }
    // What is wrong inside of each is told of each.
    let summary = run_in(checkout(), &["validate", "-"], events.as_bytes()).stderr;
    let summary = String::from_utf8(summary).unwrap();
    assert!(summary.starts_with("21 payloads, 1 invalid (1 error), 1 warning"), "{summary}");
}

#[test]
fn a_payload_in_more_wrappers_than_are_opened_is_told() {
    let wrap = |body: String| format!(r#"{{"headers":{{}},"body":{body}}}"#);
    let four = (0..4).fold(VALID.to_owned(), |body, _| wrap(body));
    assert_eq!(run_in(checkout(), &["validate", "-"], four.as_bytes()).status.code(), Some(0));
    let output = run_in(checkout(), &["validate", "-"], wrap(four).as_bytes());
    let told = heads(&output);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("error[depth]: what is in more than 4 wrappers is not judged"), "{told}");
    assert!(!told.contains("AppointmentNo"), "{told}");
}

#[test]
fn content_that_is_no_text_is_an_empty_wrapper_or_the_payload() {
    for (content, code, words) in [
        ("null".to_owned(), 1, "error[wrapper]: not a webhook's payload"),
        ("7".to_owned(), 1, "error[wrapper]: not a webhook's payload"),
        (VALID.to_owned(), 0, "what is judged is in `$content`"),
    ] {
        for body in [
            format!(r#"{{"$content":{content}}}"#),
            format!(r#"{{"$content-type":"application/json","$content":{content}}}"#),
        ] {
            let output = run_in(checkout(), &["validate", "-"], body.as_bytes());
            let told = heads(&output);
            assert_eq!(output.status.code(), Some(code), "{told}");
            assert!(told.contains(words) && told.matches('[').count() == 1, "{told}");
        }
    }
}

#[test]
fn what_base64_stands_for_is_read_as_a_body_is() {
    let utf16 = format!("\u{feff}{VALID}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(VALID.as_bytes()).unwrap();
    for (bytes, is_marked) in [
        (VALID.as_bytes().to_vec(), false),
        (gzip.finish().unwrap(), false),
        (utf16, true),
        (format!("\u{feff}{VALID}").into_bytes(), true),
    ] {
        let content = STANDARD.encode(bytes);
        for body in [
            format!(r#"{{"$content-type":"application/json","$content":"{content}"}}"#),
            format!(r#"{{"headers":{{}},"body":"{content}"}}"#),
        ] {
            let output = run_in(checkout(), &["validate", "-"], body.as_bytes());
            let told = heads(&output);
            assert_eq!(output.status.code(), Some(0), "{told}");
            assert_eq!(told.contains("byte-order-mark"), is_marked, "{told}");
        }
    }
}
