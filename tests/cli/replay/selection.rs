//! Which payloads are sent, in which order, and what is changed in them.

use std::fs;

use expect_test::expect;
use serde_json::Value;
use tempfile::TempDir;

use super::{replay, told};
use crate::receiver::Receiver;
use crate::support::{run_in, transcript};

/// Appointments A0 to A4, captured a minute apart.
fn folder() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let (mut journal, mut lines) = (String::new(), String::new());
    for at in 0..5 {
        let body = payload(at);
        journal += &format!(
            "{{\"v\":1,\"kind\":\"capture\",\"seq\":{seq},\"received_at\":\"2026-05-11T08:3{at}:00.000000Z\",\
             \"method\":\"POST\",\"target\":\"/\",\"headers\":[],\"file\":\"{seq:06}.json\"}}\n",
            seq = at + 1
        );
        fs::write(dir.path().join(format!("{:06}.json", at + 1)), &body).unwrap();
        lines += &(body + "\n");
    }
    fs::write(dir.path().join("captures.jsonl"), journal).unwrap();
    fs::write(dir.path().join("lines.ndjson"), lines).unwrap();
    dir
}

fn payload(at: usize) -> String {
    format!(
        "{{\"AppointmentNo\":\"A{at}\",\"Id\":{at},  \"StartDate\":\"2026-05-11T08:30:00\",\"EndDate\":\"2026-05-12T08:30:00\",\"PlanningQty\":1.10}}"
    )
}

/// The bodies that arrive.
fn bodies(options: &[&str]) -> Vec<String> {
    let (dir, receiver) = (folder(), Receiver::start(&[]));
    let source = if options.contains(&"lines.ndjson") { &[][..] } else { &["."] };
    let output = replay(dir.path(), &receiver, &[source, options].concat());
    assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
    let requests = receiver.requests().into_iter();
    requests.map(|one| String::from_utf8(one.body).unwrap()).collect()
}

/// The numbers of the appointments that arrive.
fn numbers(options: &[&str]) -> String {
    let number = |body: &String| {
        let payload: Value = serde_json::from_str(body).unwrap();
        payload["AppointmentNo"].as_str().unwrap()[1..].to_owned()
    };
    bodies(options).iter().map(number).collect()
}

#[test]
fn what_cannot_be_read_holds_up_nothing_however_much_it_is() {
    let (dir, receiver) = (folder(), Receiver::start(&[]));
    let gone: Vec<_> = (0..200).map(|at| format!("gone{at}.json")).collect();
    for (source, count) in [("lines.ndjson", 5), ("000001.json", 1)] {
        for first in [true, false] {
            let mut sources: Vec<_> = gone.iter().map(String::as_str).collect();
            sources.insert(if first { 0 } else { gone.len() }, source);
            let output = replay(dir.path(), &receiver, &sources);
            let told = transcript(&output);
            assert_eq!(output.status.code(), Some(3), "{told}");
            assert_eq!(told.matches(": no such file").count(), gone.len(), "{told}");
            assert!(told.contains(&format!("{count} accepted")), "{told}");
        }
    }
    assert_eq!(receiver.requests().len(), 12);
    assert!(!dir.path().join("captures").exists(), "there is nothing to go on with");
}

#[test]
fn only_what_is_wanted_is_sent() {
    for (options, expected) in [
        (&[][..], "01234"),
        (&["--where", ".Id > 2"], "34"),
        (&["--where", "$capture.seq == 2"], "1"),
        (&["--appointment", "a1", "--appointment", "3"], "13"),
        (&["--since", "2026-05-11T08:32:00Z"], "234"),
        (&["--until", "2026-05-11T08:32:00Z"], "01"),
        (
            &[
                "--since",
                "2026-05-11T08:31:00Z",
                "--until",
                "2026-05-11T08:33:00Z",
                "--where",
                ".Id != 1",
            ],
            "2",
        ),
        (&["--repeat", "2", "--where", ".Id < 2"], "0101"),
    ] {
        assert_eq!(numbers(options), expected, "{options:?}");
    }
}

#[test]
fn a_seed_gives_the_same_order_again() {
    let shuffled = numbers(&["--shuffle", "--seed", "3", "--repeat", "3"]);
    assert_eq!(shuffled, numbers(&["--shuffle", "--seed", "3", "--repeat", "3"]));
    assert_ne!(shuffled, numbers(&["--shuffle", "--seed", "4", "--repeat", "3"]));
    let mut digits: Vec<_> = shuffled.chars().collect();
    digits.sort_unstable();
    assert_eq!(digits.into_iter().collect::<String>(), "000111222333444");
}

#[test]
fn payloads_come_twice_and_late_on_purpose() {
    let options = ["--duplicate", "100%", "--reorder", "--seed", "1"];
    let sent = numbers(&options);
    assert_eq!((sent.len(), &sent), (10, &numbers(&options)));
    for digit in ["0", "1", "2", "3", "4"] {
        assert_eq!(sent.matches(digit).count(), 2, "{sent}");
    }
}

#[test]
fn nothing_wanted_is_no_success() {
    let (dir, receiver) = (folder(), Receiver::start(&[]));
    let output = replay(dir.path(), &receiver, &[".", "--where", "false"]);
    expect![[r#"
        exit: 3
        --- stdout
        --- stderr
        error: nothing to do: none of the payloads is wanted
    "#]]
    .assert_eq(&told(&output, &receiver.address));
    let output = replay(dir.path(), &receiver, &[".", "--since", "2026-05-12", "--dry-run"]);
    assert_eq!(output.status.code(), Some(3), "{}", transcript(&output));
    assert_eq!(receiver.requests().len(), 0);
}

#[test]
fn an_edit_changes_only_its_bytes() {
    let options = [
        "lines.ndjson",
        "--where",
        ".Id == 1",
        "--set",
        "/PlanningQty=2.50",
        "--unset",
        "/Id",
        "--shift-dates",
        "+3d",
    ];
    assert_eq!(
        bodies(&options),
        [
            "{\"AppointmentNo\":\"A1\",\"StartDate\":\"2026-05-14T08:30:00\",\"EndDate\":\"2026-05-15T08:30:00\",\"PlanningQty\":2.50}"
        ]
    );
}

#[test]
fn dates_that_stay_are_told_at_the_end_however_it_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let body = r#"{"StartDate":"2026-03-02 09:00","Subject":"on 2/3/2026","RecurrenceRule":"FREQ=DAILY;UNTIL=20260309T090000Z"}"#;
    fs::write(dir.path().join("a.json"), body).unwrap();
    let receiver = Receiver::start(&[]);
    let told = |options: &[&str]| {
        let options = [&["a.json", "--shift-dates", "+1w"], options].concat();
        transcript(&replay(dir.path(), &receiver, &options))
    };
    let warning = "warning: `--shift-dates` leaves what looks like a date within a text, or in a \
                   form that may be another: `/Subject` of `a.json`, for one\n";
    for options in [&[][..], &["--dry-run"], &["--print", "curl", "--bodies", "out"]] {
        let told = told(options);
        assert!(told.starts_with("exit: 0") && told.ends_with(warning), "{told}");
    }
    let sent = String::from_utf8(receiver.requests().remove(0).body).unwrap();
    let moved = body.replace("03-02", "03-09").replace("20260309", "20260316");
    assert_eq!(sent, moved);
}

#[test]
fn an_edit_that_leads_nowhere_is_told_and_nothing_is_sent() {
    let (dir, receiver) = (folder(), Receiver::start(&[]));
    let options = ["1", "--from", ".", "--set", "/Task/Job/SourceApp=BC-TEST"];
    let output = replay(dir.path(), &receiver, &options);
    let told = transcript(&output);
    assert_eq!(output.status.code(), Some(3), "{told}");
    assert!(told.contains("cannot edit it: ") && told.contains("/Task"), "{told}");
    let output = replay(dir.path(), &receiver, &[&options[..], &["--create"]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
    let bodies: Vec<_> = receiver.requests().into_iter().map(|one| one.body).collect();
    let [body] = &bodies[..] else { panic!("{} requests", bodies.len()) };
    let body: Value = serde_json::from_slice(body).unwrap();
    assert_eq!(body["Task"]["Job"]["SourceApp"], "BC-TEST");
}

#[test]
fn payloads_of_one_appointment_never_overtake_each_other() {
    let dir = tempfile::tempdir().unwrap();
    let line = |at: usize| {
        let payload = payload(at % 7 + 1);
        let guid = format!("{at},\"AppointmentGuid\":\"{:032}\"", at % 7 + 1);
        let payload = payload.replace("1.10", &guid) + "\n";
        // Some name it by its id or its GUID alone, some in other letters, and some have no dates.
        match at % 5 {
            0 => payload,
            1 => payload.replace("AppointmentNo\":\"A", "Other\":\"A"),
            2 => payload.replace("AppointmentNo\":\"A", "AppointmentNo\":\"a"),
            3 => payload.replace("EndDate", "Ended"),
            _ => payload.replace("AppointmentNo\":\"A", "Other\":\"A").replace("\"Id\"", "\"Nr\""),
        }
    };
    fs::write(dir.path().join("a.jsonl"), (0..200).map(line).collect::<String>()).unwrap();
    let receiver = Receiver::start(&[]);
    // The receiver has four threads, and keeps one for each connection.
    let output = replay(dir.path(), &receiver, &["a.jsonl", "--concurrency", "4"]);
    assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
    let mut last = [None; 8];
    let requests = receiver.requests();
    assert_eq!(requests.len(), 200);
    for request in requests {
        let payload: Value = serde_json::from_slice(&request.body).unwrap();
        let id = payload["Id"].as_u64().or(payload["Nr"].as_u64());
        let id = usize::try_from(id.unwrap()).unwrap();
        let at = payload["PlanningQty"].as_u64();
        assert!(last[id] < at, "{at:?} of A{id} after {:?}", last[id]);
        last[id] = at;
    }
}

#[test]
fn a_payload_is_known_by_its_names_whatever_else_it_lacks() {
    let dir = tempfile::tempdir().unwrap();
    let guid = "6f9619ff-8b86-d011-b42d-00c04fc964ff";
    let lines = format!("{{\"AppointmentNo\":\"A1\"}}\n{{\"AppointmentGuid\":\"{guid}\"}}\n{{}}\n");
    fs::write(dir.path().join("a.jsonl"), lines).unwrap();
    let receiver = Receiver::start(&[]);
    let to = receiver.url("/{appointmentNo}");
    let named = ["replay", "a.jsonl", "--to", &to, "--appointment", "a1"];
    let output = run_in(dir.path(), &named, b"");
    assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
    assert!(transcript(&output).contains("a.jsonl:1  A1"), "{}", transcript(&output));
    let output = replay(dir.path(), &receiver, &["a.jsonl", "--appointment", guid]);
    assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
    let targets: Vec<_> = receiver.requests().into_iter().map(|one| one.target).collect();
    assert_eq!(targets, ["/A1", "/hook"]);
}
