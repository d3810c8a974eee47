//! What is edited, and how it is told.

use super::*;
use crate::capture::Origin;

fn args() -> EditArgs {
    EditArgs { set: Vec::new(), unset: Vec::new(), create: false, shift_dates: None }
}

fn edits(args: &EditArgs) -> Edits {
    Edits::of(args, "2026-04-01".parse().unwrap(), Arc::default()).unwrap()
}

fn edited(edits: &Edits, body: &str) -> String {
    let capture = Capture::of_body(Origin::default(), body.to_owned().into());
    match edits.edited(&capture) {
        Ok(edited) => String::from_utf8(edited.unwrap()).unwrap(),
        Err(failure) => failure.to_string(),
    }
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn a_value_is_json_or_else_a_text() {
    let set = strings(&["/a=BC-TEST", "/b=2.50", "/c=\"2\"", "/d=", "/e={\"x\": 1}", "/f=a=b"]);
    let edits = edits(&EditArgs { set, ..args() });
    let body = r#"{"a":1,  "b":1,"c":1,"d":1,"e":1,"f":1,"z": 1.10}"#;
    assert_eq!(
        edited(&edits, body),
        r#"{"a":"BC-TEST",  "b":2.50,"c":"2","d":"","e":{"x":1},"f":"a=b","z": 1.10}"#
    );
}

#[test]
fn what_is_not_there_is_an_error_unless_it_may_be_made() {
    let set = EditArgs { set: strings(&["/Task/Job/SourceApp=X"]), ..args() };
    let body = r#"{"Task": {"No":1}}"#;
    assert!(edited(&edits(&set), body).starts_with("cannot edit it: "));
    assert!(edited(&edits(&set), body).contains("/Task/Job"), "{}", edited(&edits(&set), body));
    let create = EditArgs { create: true, ..set };
    assert_eq!(edited(&edits(&create), body), r#"{"Task": {"No":1, "Job": {"SourceApp": "X"}}}"#);
    let unset = EditArgs { unset: strings(&["/x"]), ..args() };
    assert_eq!(edited(&edits(&unset), r#"{"x":1, "y":2}"#), r#"{"y":2}"#);
    assert!(edited(&edits(&unset), "{}").starts_with("cannot edit it: "));
    assert_eq!(edited(&edits(&unset), "no json"), "cannot edit it: it is not JSON");
}

#[test]
fn wrong_edits_are_said_before() {
    let wrong =
        |args: &EditArgs| Edits::of(args, Date::MIN, Arc::default()).unwrap_err().to_string();
    let set = EditArgs { set: strings(&["/a"]), ..args() };
    assert_eq!(wrong(&set), "cannot use `--set`: `/a` has no `=` behind its pointer");
    let pointer = EditArgs { unset: strings(&["Task"]), ..args() };
    assert!(wrong(&pointer).starts_with("cannot use `--unset`: "));
}

#[test]
fn every_date_moves_by_the_same_days_and_keeps_its_time_and_form() {
    let shift = EditArgs { shift_dates: Some(Shift::Days(3)), ..args() };
    let body = r#"{"StartDate":"2026-02-27T09:00", "EndDate":"2026-02-27T10:00:00.1234567Z",
        "Fields":[{"Value":"2026-12-31"},{"Value":"2026-02-27 is no date"}], "2026-01-01":1,
        "EscapedOn":"\u0032026-02-27T09:00:00+01:00","Id":20260227}"#;
    assert_eq!(
        edited(&edits(&shift), body),
        r#"{"StartDate":"2026-03-02T09:00", "EndDate":"2026-03-02T10:00:00.1234567Z",
        "Fields":[{"Value":"2027-01-03"},{"Value":"2026-02-27 is no date"}], "2026-01-01":1,
        "EscapedOn":"2026-03-02T09:00:00+01:00","Id":20260227}"#
    );
}

#[test]
fn now_is_the_first_start_and_the_others_keep_their_distance() {
    let edits = edits(&EditArgs { shift_dates: Some(Shift::Now), ..args() });
    let at = |day: &str| format!(r#"{{"StartDate":"{day}T09:00","EndDate":"{day}T10:00"}}"#);
    assert_eq!(edited(&edits, &at("2026-03-02")), at("2026-04-01"));
    assert_eq!(edited(&edits, &at("2026-03-03")), at("2026-04-02"));
    let spaced = self::edits(&EditArgs { shift_dates: Some(Shift::Now), ..args() });
    let at_nine = |day: &str| format!(r#"{{"StartDate":"{day} 09:00","Id":1}}"#);
    assert_eq!(edited(&spaced, &at_nine("2026-03-02")), at_nine("2026-04-01"));
    let late = self::edits(&EditArgs { shift_dates: Some(Shift::Days(3_000_000)), ..args() });
    assert!(edited(&late, &at("9998-12-31")).contains("cannot be moved"));
    let early = self::edits(&EditArgs { shift_dates: Some(Shift::Days(-3_000_000)), ..args() });
    assert!(edited(&early, &at("2026-03-02")).contains("cannot be moved"));
}

#[test]
fn what_stands_for_no_date_stays() {
    let body = r#"{"aOn":"0001-01-01T00:00:00","bOn":"9999-12-31T23:59:59.9999999","cOn":"DAY"}"#;
    for days in [3, -3] {
        let shift = EditArgs { shift_dates: Some(Shift::Days(days)), ..args() };
        let day = if days > 0 { "2026-03-05" } else { "2026-02-27" };
        let moved = edited(&edits(&shift), &body.replace("DAY", "2026-03-02"));
        assert_eq!(moved, body.replace("DAY", day));
    }
}

#[test]
fn a_payload_without_a_date_is_told_unless_that_is_allowed() {
    let shift = EditArgs { shift_dates: Some(Shift::Now), ..args() };
    let none = r#"{"StartDate":"0001-01-01T00:00:00"}"#;
    assert!(edited(&edits(&shift), none).ends_with("`--shift-dates` finds no date in it"));
    let later = EditArgs { shift_dates: Some(Shift::Days(3)), ..args() };
    assert!(edited(&edits(&later), none).ends_with("`--shift-dates` finds no date in it"));
    let allowed = EditArgs { create: true, ..later };
    assert_eq!(edited(&edits(&allowed), none), none);
}

#[test]
fn a_payload_without_a_date_is_dealt_with_alike_wherever_it_comes() {
    let none = r#"{"StartDate":"0001-01-01T00:00:00"}"#;
    let dated = r#"{"StartDate":"2026-03-02T09:00","EndDate":"2026-03-02T10:00"}"#;
    let now = EditArgs { shift_dates: Some(Shift::Now), ..args() };
    for creates in [true, false] {
        let edits = edits(&EditArgs { create: creates, ..now.clone() });
        let first = edited(&edits, none);
        assert!(edited(&edits, dated).starts_with(r#"{"StartDate":"2026-04-01"#));
        assert_eq!(first, edited(&edits, none));
        assert_eq!(first == none, creates);
    }
    let before = edited(&edits(&now), r#"{"DueDate":"2026-03-02"}"#);
    assert!(before.ends_with("counts from the first start, and none has come so far"), "{before}");
}

#[test]
fn identities_and_texts_that_look_like_dates_stay_and_are_told_of() {
    let remarks = Arc::<Remarks>::default();
    let shift = EditArgs { shift_dates: Some(Shift::Days(3)), ..args() };
    let edits = Edits::of(&shift, Date::MIN, Arc::clone(&remarks)).unwrap();
    let body = r#"{"AppointmentNo":"2026-01-01","Body":"2026-01-01","BackofficeID":"2026-01-01",
        "StartDate":"2026-01-01","EndDate":"2026-01-01","Task":{"Job":{"JobNo":"2026-01-01"},
        "ContractEndDate":"2026-01-01","OrderNo":"2026-01-01","visit_date":"2026-01-01"},
        "AppointmentFieldValues":[
        {"Value":"2026-01-01","AppointmentField":{"Code":"A","Type":4}},
        {"Value":"2026-01-01","AppointmentField":{"Code":"B","Type":1}},{"Value":"2026-01-01"}]}"#;
    let moved = ["StartDate", "EndDate", "ContractEndDate", "visit_date"];
    let mut expected = body.to_owned();
    for name in moved {
        let own = format!("{name}\":\"2026-01-0");
        expected = expected.replace(&format!("{own}1"), &format!("{own}4"));
    }
    let fields = [r#"1","AppointmentField":{"Code":"A""#, r#"1"}]}"#];
    for own in fields {
        expected = expected.replace(own, &own.replacen('1', "4", 1));
    }
    assert_eq!(edited(&edits, body), expected);
    let [told] = &remarks.told(true)[..] else { panic!("it is told once") };
    assert!(told.contains("properties that are not for dates: `/"), "{told}");
}

#[test]
fn a_body_in_another_encoding_is_told_by_it() {
    use bytes::Bytes;
    let edits = edits(&EditArgs { set: strings(&["/a=1"]), ..args() });
    let told = |header: (&str, &'static str), body: Vec<u8>| {
        let request = crate::capture::Request {
            received_at: jiff::Timestamp::UNIX_EPOCH,
            method: "POST".to_owned(),
            target: "/".to_owned(),
            version: "HTTP/1.1".to_owned(),
            headers: crate::capture::Headers(vec![(header.0.to_owned(), Bytes::from(header.1))]),
            remote: None,
        };
        let bare = Capture::of_body(Origin::default(), body.into());
        let capture = Capture { request: Some(request), ..bare };
        edits.edited(&capture).unwrap_err().to_string()
    };
    let packed = crate::content::packed(b"{\"a\":2}");
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    for (header, body, expected) in [
        (("Content-Encoding", "gzip"), packed.clone(), "its body is compressed (gzip): unpack"),
        (("X", "y"), packed, "its body is gzip data, and no `Content-Encoding` says so: unpack"),
        (
            ("X", "y"),
            wide("{\"a\":2}"),
            "its body is UTF-16, little-endian without a byte-order mark: save it as UTF-8",
        ),
        (
            ("Content-Type", "application/json; charset=iso-8859-1"),
            b"{\"a\":\"\xe9\"}".to_vec(),
            "its body is in the charset `iso-8859-1`: save it as UTF-8",
        ),
        (("X", "y"), b"{\"a\":\"\xe9\"}".to_vec(), "its body is not in UTF-8: save it as UTF-8"),
        (("X", "y"), b"no json".to_vec(), "it is not JSON"),
    ] {
        let told = told(header, body);
        assert!(told.starts_with(&format!("cannot edit it: {expected}")), "{told}");
    }
}

#[test]
fn broken_json_is_refused_and_a_text_in_place_of_a_number_is_told_of() {
    let of = |set: &str| {
        let remarks = Arc::<Remarks>::default();
        let args = EditArgs { set: strings(&[set]), ..args() };
        (Edits::of(&args, Date::MIN, Arc::clone(&remarks)), remarks)
    };
    for (set, why) in [
        ("/a={\"x\":", "given as \"{\\\"x\\\":\""),
        ("/a=[1,]", "trailing comma, at its column"),
        ("/a=\"x", "the value of `/a` is not JSON: "),
    ] {
        let told = of(set).0.unwrap_err().to_string();
        assert!(told.contains(why), "{told}");
    }
    for (set, sent, is_told) in [
        ("/n=2,5", r#"{"n":"2,5","t":"x"}"#, true),
        ("/n=\"2,5\"", r#"{"n":"2,5","t":"x"}"#, false),
        ("/n=2.5", r#"{"n":2.5,"t":"x"}"#, false),
        ("/t=2,5", r#"{"n":1,"t":"2,5"}"#, false),
    ] {
        let (edits, remarks) = of(set);
        assert_eq!(edited(&edits.unwrap(), r#"{"n":1,"t":"x"}"#), sent);
        assert_eq!(!remarks.told(true).is_empty(), is_told, "{set}");
    }
}

/// How a payload of one text comes out so many days later, without the quotes around it.
fn later(days: i64, text: &str) -> String {
    let edits = edits(&EditArgs { shift_dates: Some(Shift::Days(days)), create: true, ..args() });
    let told = edited(&edits, &format!("[\"{text}\"]"));
    told.trim_start_matches("[\"").trim_end_matches("\"]").to_owned()
}

#[test]
fn dates_move_within_a_recurrence_rule_and_a_list_and_with_a_space() {
    for (text, expected) in [
        ("FREQ=DAILY;UNTIL=20260227", "FREQ=DAILY;UNTIL=20260302"),
        ("FREQ=DAILY;UNTIL=20260227T090000Z;X=1", "FREQ=DAILY;UNTIL=20260302T090000Z;X=1"),
        ("UNTIL=20260227T090000;FREQ=DAILY", "UNTIL=20260302T090000;FREQ=DAILY"),
        (r"RRULE:FREQ=DAILY\r\nEXDATE:20260227", r"RRULE:FREQ=DAILY\r\nEXDATE:20260302"),
        (r"FREQ\u003dDAILY;UNTIL=\u00320260227", r"FREQ\u003dDAILY;UNTIL=20260302"),
        ("20260227T090000Z,20260228T090000Z", "20260302T090000Z,20260303T090000Z"),
        ("2026-02-27 09:00", "2026-03-02 09:00"),
        ("2026-02-27 09:00:00.000 +01:00", "2026-03-02 09:00:00.000 +01:00"),
        ("FREQ=DAILY;UNTIL=99991231T000000", "FREQ=DAILY;UNTIL=99991231T000000"),
        ("on 2026-02-27 09:00", "on 2026-02-27 09:00"),
    ] {
        assert_eq!(later(3, text), expected, "{text}");
    }
}

#[test]
fn what_looks_like_a_date_and_stays_is_told_once() {
    let told = |days, body: &str| {
        let remarks = Arc::<Remarks>::default();
        let args = EditArgs { shift_dates: Some(Shift::Days(days)), create: true, ..args() };
        let edits = Edits::of(&args, Date::MIN, Arc::clone(&remarks)).unwrap();
        edited(&edits, body);
        edited(&edits, body);
        remarks.told(true)
    };
    let [like_a_date] = &told(3, r#"{"StartDate":"2026-03-02","S":["on 2/3/2026"]}"#)[..] else {
        panic!("it is told once");
    };
    assert!(like_a_date.ends_with("`/S/0` of `<stdin>`, for one"), "{like_a_date}");
    let rule = r#"{"RecurrenceRule":"FREQ=WEEKLY;BYDAY=MO;UNTIL=20260302"}"#;
    assert!(told(3, rule)[0].contains("the days that a recurrence rule names: `/RecurrenceRule`"));
    assert!(told(7, rule).is_empty(), "Mondays stay Mondays");
    assert!(
        told(3, r#"{"aOn":"0001-01-01T00:00:00","bOn":"2026-03-02 09:00","c":"A-1"}"#).is_empty()
    );
}
