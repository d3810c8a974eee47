use super::*;
use crate::capture::{Origin, Request};
use crate::samples::SAMPLES;

fn address(given: &str) -> Result<Address, Error> {
    Address::of(given, Secrets::Hidden, false, false)
}

fn of_body(body: &'static str) -> Capture {
    Capture::of_body(Origin::default(), body.into())
}

fn captured(target: &str) -> Capture {
    let request = Request {
        received_at: jiff::Timestamp::UNIX_EPOCH,
        method: "POST".to_owned(),
        target: target.to_owned(),
        version: "HTTP/1.1".to_owned(),
        headers: crate::capture::Headers::default(),
        remote: None,
    };
    let body = bytes::Bytes::from_static(SAMPLES[1].body);
    Capture { request: Some(request), ..Capture::of_body(Origin::default(), body) }
}

fn to(given: &str, capture: &Capture) -> String {
    match address(given).unwrap().target(capture) {
        Ok(target) => target.shown().to_owned(),
        Err(failure) => failure.to_string(),
    }
}

#[test]
fn a_url_is_filled_in_from_the_payload() {
    let url = "http://h/{change}/{appointmentNo}?app={sourceApp}&type={sourceType}";
    assert_eq!(
        to(url, &captured("/created")),
        "http://h/created/Qm3vTz8K?app=PINEWOOD-BC&type=SERVICE"
    );
    assert_eq!(to("http://h/{change}", &captured("/")), "http://h/updated");
    assert_eq!(to("http://h/a", &captured("/created")), "http://h/a");
}

#[test]
fn what_is_filled_in_is_encoded_and_leaves_its_place() {
    let odd = r#"{"AppointmentNo":"a/b?c=d&e#é ..","StartDate":"x","EndDate":"x"}"#;
    assert_eq!(
        to("http://h/{appointmentNo}/x", &of_body(odd)),
        "http://h/a%2Fb%3Fc%3Dd%26e%23%C3%A9%20../x"
    );
    let up = r#"{"AppointmentNo":"..","StartDate":"x","EndDate":"x"}"#;
    assert_eq!(
        to("http://h/a/{appointmentNo}", &of_body(up)),
        "`{appointmentNo}` of the URL cannot be `..`"
    );
}

#[test]
fn what_a_payload_does_not_say_cannot_be_filled_in() {
    let none = r#"{"AppointmentNo":"A","StartDate":"x","EndDate":"x"}"#;
    for (body, placeholder) in [(none, "sourceApp"), ("{}", "appointmentNo"), ("", "change")] {
        assert_eq!(
            to(&format!("http://h/{{{placeholder}}}"), &of_body(body)),
            format!("`{{{placeholder}}}` of the URL cannot be filled in: it has none")
        );
    }
}

#[test]
fn what_cannot_be_filled_in_is_said_before() {
    for (given, why) in [
        (
            "http://h/{job}",
            "`{job}` is not known; there are {change}, {appointmentNo}, {sourceApp}, {sourceType}",
        ),
        ("http://h/{change", "a `{` is not closed"),
        (
            "http://{sourceApp}.example/",
            "`{sourceApp}` stands in the host; a payload may not choose it",
        ),
        (
            "http://h{appointmentNo}/",
            "`{appointmentNo}` stands in the host; a payload may not choose it",
        ),
    ] {
        assert_eq!(address(given).unwrap_err().to_string(), format!("cannot use `--to`: {why}"));
    }
}

#[test]
fn a_captured_path_is_kept_below_the_url_without_its_secrets() {
    for (given, auth, expected) in [
        ("http://h", false, "http://h/in/created?x=1"),
        ("http://h/api/", false, "http://h/api/in/created?x=1"),
        ("http://h/api?a=b", false, "http://h/api/in/created?a=b&x=1"),
        ("http://h", true, "http://h/in/created?code=••••&x=1"),
    ] {
        let address = Address::of(given, Secrets::Hidden, true, auth).unwrap();
        let target = address.target(&captured("/in/created?code=s3cret&x=1")).unwrap();
        assert_eq!(target.shown(), expected);
        assert_eq!(address.target(&of_body("{}")).unwrap().shown(), to(given, &of_body("{}")));
    }
}
