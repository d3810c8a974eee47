use std::fmt::Write as _;

use bytes::Bytes;

use super::*;
use crate::capture::{Headers, Origin, Request};

/// What is told of payloads that come one after the other: route, received at second, body.
fn told(payloads: &[(&str, i64, &str)]) -> String {
    let mut sequence = Sequence::default();
    let mut told = String::new();
    for (seq, (target, second, body)) in (1..).zip(payloads) {
        let origin = Origin { seq: Some(seq), ..Origin::default() };
        let request = Request {
            received_at: jiff::Timestamp::from_second(*second).unwrap(),
            method: "POST".to_owned(),
            target: (*target).to_owned(),
            version: "HTTP/1.1".to_owned(),
            headers: Headers::default(),
            remote: None,
        };
        let body = Bytes::from((*body).to_owned());
        let capture = Capture { request: Some(request), ..Capture::of_body(origin, body.clone()) };
        let text = std::str::from_utf8(&body).unwrap();
        let document = Document::parse(text).unwrap();
        for finding in sequence.capture(&capture, None, Some(&document)) {
            let Finding { rule, pointer, message, .. } = finding;
            writeln!(told, "#{seq} {rule} {pointer}: {message}").unwrap();
        }
    }
    told
}

/// An appointment from 9 to 10, changed at some minute.
fn payload(id: u32, minute: u32, rest: &str) -> String {
    format!(
        r#"{{"Id":{id},"StartDate":"2026-03-02T09:00:00","EndDate":"2026-03-02T10:00:00","LastModifiedDate":"2026-03-01T08:{minute:02}:00"{rest}}}"#
    )
}

#[test]
fn the_next_state_and_another_appointment_are_nothing_to_tell() {
    let (first, second, other) = (payload(1, 0, ""), payload(1, 1, ""), payload(2, 0, ""));
    assert_eq!(told(&[("/", 0, &first), ("/", 1, &second), ("/", 2, &other)]), "");
}

#[test]
fn the_same_state_is_a_duplicate_of_whichever_it_is() {
    let (first, second) = (payload(1, 0, ""), payload(1, 1, ""));
    assert_eq!(
        told(&[("/", 0, &first), ("/", 90, &first)]),
        "#2 duplicate /LastModifiedDate: the same state as #1, 1 min 30 s later\n"
    );
    assert_eq!(
        told(&[("/", 0, &first), ("/", 1, &second), ("/", 9, &first)]),
        "#3 late /LastModifiedDate: is 1 min older than #2, and is the same state as #1, 9 s later\n"
    );
}

#[test]
fn a_state_is_the_same_however_it_is_written() {
    let rest = r#","Importance":1,"Assignments":[{"ResourceId":1},{"ResourceId":2}]"#;
    let first = payload(1, 0, rest);
    let last = r#""Importance":1.0,"Assignments":[{"ResourceId":1},{"ResourceId":2}],"#;
    let by_name = format!("{{{last}{}", payload(1, 0, "").trim_start_matches('{'));
    for (how, again) in [
        ("in another order", by_name.as_str()),
        ("with another number", &first.replace("e\":1,", "e\":1.00,")),
        ("without seconds", &first.replace("T09:00:00", "T09:00")),
        (
            "with its assignments moved",
            &first.replace("1},{\"ResourceId\":2", "2},{\"ResourceId\":1"),
        ),
        ("in camelCase", &first.replace("\"Importance", "\"importance").replace("\"End", "\"end")),
        ("with a call more", &first.replace("{\"Id", "{\"Transactions\":[{}],\"Id")),
        ("with spaces", &first.replace("\":", "\" : ")),
    ] {
        assert_ne!(first, again, "{how}");
        let told = told(&[("/", 0, &first), ("/", 1, again)]);
        assert!(told.contains(" duplicate "), "{how}: {told}");
    }
    for another in [
        first.replace("e\":1,", "e\":2,"),
        first.replace("{\"ResourceId\":2}", "[2]"),
        first.replace("{\"ResourceId\":2}", "{\"ResourceId\":2,\"A\":[]}"),
    ] {
        assert_eq!(told(&[("/", 0, &first), ("/", 1, &another)]), "", "{another}");
    }
}

#[test]
fn a_state_that_says_no_time_is_a_duplicate_of_the_last_one_only() {
    let timeless = |start: &str| {
        format!(r#"{{"Id":1,"StartDate":"2026-03-02T{start}:00","EndDate":"2026-03-02T10:00:00"}}"#)
    };
    let (there, back) = (timeless("08:00"), timeless("09:00"));
    assert_eq!(told(&[("/", 0, &there), ("/", 1, &back), ("/", 2, &there)]), "");
    let again = told(&[("/", 0, &there), ("/", 1, &there)]);
    assert_eq!(again, "#2 duplicate : the same state as #1, 1 s later\n");
}

#[test]
fn what_is_deleted_comes_as_it_stood_and_not_again() {
    let (first, second) = (payload(1, 0, ""), payload(1, 1, ""));
    assert_eq!(told(&[("/created", 0, &first), ("/deleted", 1, &first)]), "");
    assert_eq!(
        told(&[("/deleted", 0, &first), ("/updated", 1, &second), ("/updated", 2, &second)]),
        "#2 after-delete /LastModifiedDate: the appointment was deleted in #1\n\
         #3 duplicate /LastModifiedDate: the same state as #2, 1 s later\n"
    );
    let gone = payload(1, 0, r#","DeletedOn":"2026-03-01T08:00:00""#);
    assert_eq!(
        told(&[("/", 0, &gone), ("/", 1, &second)]),
        "#2 after-delete /LastModifiedDate: the appointment was likely deleted in #1\n"
    );
}

#[test]
fn a_retry_after_a_delete_is_told_as_such() {
    let first = payload(1, 0, "");
    assert_eq!(
        told(&[("/created", 0, &first), ("/deleted", 1, &first), ("/created", 9, &first)]),
        "#3 after-delete /LastModifiedDate: the appointment was deleted in #2; it is the same state as #1, 9 s later\n"
    );
}

#[test]
fn a_guid_of_two_appointments_is_told_once() {
    let guid =
        |id, minute, guid: &str| payload(id, minute, &format!(r#","AppointmentGuid":"{guid}""#));
    let one = "0a1b2c3d-0000-4000-8000-00000000000a";
    let first = guid(1, 0, one);
    let (other, again) = (guid(2, 0, &one.to_uppercase()), guid(2, 1, one));
    assert_eq!(
        told(&[
            ("/", 0, &first),
            ("/", 1, &first.replace(":00:00\",\"App", ":30:00\",\"App")),
            ("/", 2, &other),
            ("/", 3, &again)
        ]),
        "#3 shared-guid /AppointmentGuid: another appointment has this GUID too: that of #2\n"
    );
    let zero = "00000000-0000-0000-0000-000000000000";
    assert_eq!(told(&[("/", 0, &guid(1, 0, zero)), ("/", 1, &guid(2, 0, zero))]), "");
}

#[test]
fn a_resource_in_two_places_is_told_until_one_of_them_goes() {
    let rest = r#","Assignments":[{"Resource":{"ResourceNo":"R1"}}]"#;
    let (first, second) = (payload(1, 0, rest), payload(2, 0, rest));
    let later =
        |text: &str| text.replace("T09:", "T10:").replace("10:00:00\",\"Last", "11:00:00\",\"Last");
    let clash = "two-places /Assignments/0: the resource `R1` has another appointment at this time";
    assert_eq!(told(&[("/", 0, &first), ("/", 1, &second)]), format!("#2 {clash}: #1\n"));
    assert_eq!(told(&[("/", 0, &first), ("/", 1, &later(&second))]), "");
    assert_eq!(told(&[("/", 0, &first), ("/deleted", 1, &first), ("/", 2, &second)]), "");
    let moved = later(&payload(1, 1, rest));
    assert_eq!(told(&[("/", 0, &first), ("/", 1, &moved), ("/", 2, &second)]), "");
    let edited = payload(2, 1, rest);
    let twice = told(&[("/", 0, &first), ("/", 1, &second), ("/", 2, &edited)]);
    assert_eq!(twice, format!("#2 {clash}: #1\n"));
}

#[test]
fn an_appointment_is_the_same_by_its_number_or_its_id() {
    let numbered = payload(1, 0, r#","AppointmentNo":"A""#);
    let nameless = numbered.replace(r#""Id":1,"#, "");
    let told = told(&[
        ("/", 0, &numbered),
        ("/", 1, &nameless.replace("08:00", "07:00")),
        ("/", 2, &payload(1, 0, "")),
    ]);
    assert_eq!(told, "#2 late /LastModifiedDate: is 1 h older than #1\n");
}

#[test]
fn what_is_in_a_list_or_a_wrapper_has_its_place_there() {
    let first = payload(1, 0, "");
    let list = format!("[{first},\n{first}]");
    assert_eq!(
        told(&[("/", 0, &list)]),
        "#1 duplicate /1/LastModifiedDate: the same state as #1:1 at /0, in the same second\n"
    );
    let event = format!(r#"[{{"eventType":"x","eventTime":"y","data":{first}}}]"#);
    assert_eq!(
        told(&[("/", 0, &first), ("/", 5, &event)]),
        "#2 duplicate /0/data/LastModifiedDate: the same state as #1, 5 s later\n"
    );
    let quoted = format!("{first:?}");
    let text = format!(r#"{{"headers":{{}},"body":{quoted}}}"#);
    let told = told(&[("/", 0, &first), ("/", 5, &text)]);
    let place = format!("at 1:{} /LastModifiedDate", first.find("\"2026-03-01T08").unwrap() + 1);
    assert_eq!(
        told,
        format!(
            "#2 duplicate /body: in the text inside, {place}: the same state as #1, 5 s later\n"
        )
    );
}
