//! `dsw listen`: what it keeps, and what it tells of it.

use std::fs;

use crate::listener::{Listener, bodies, command, journal, request, sha256, status};
use crate::support::{checkout, dsw};

#[test]
fn a_payload_is_kept_byte_for_byte() {
    let mut listener = Listener::start(&[]);
    // A mark, a key twice, digits that a parser would lose, both kinds of line ends.
    let body =
        b"\xef\xbb\xbf{ \"AppointmentNo\": \"A-1\",\r\n\"Id\": 9007199254740993,\n\"Id\": 1.10 }\n";
    assert_eq!(listener.post(body), 200);
    assert_eq!(fs::read(listener.captures().join("000001-A-1.json")).unwrap(), body);
    let line = listener.line();
    let kept = &journal(&listener.captures())[0];
    for told in [&line, kept] {
        assert_eq!(told["kind"], "capture");
        assert_eq!(told["seq"], 1);
        assert_eq!(told["sha256"], sha256(body));
        assert_eq!(told["size"], body.len());
        assert_eq!(told["complete"], true);
        assert_eq!(told["answer"]["status"], 200);
    }
    assert_eq!(line["file"], "captures/000001-A-1.json");
    assert_eq!(kept["file"], "000001-A-1.json");
    assert_eq!(line["received_at"], kept["received_at"]);
    assert_eq!(line["remote"], kept["remote"]);
}

#[test]
fn a_line_of_the_journal_has_the_keys_that_are_promised() {
    let listener = Listener::start(&[]);
    let headers = [("X-Twice", "a"), ("x-tWICE", "b"), ("X-Name", "Björn")];
    listener.exchange(&request("POST", "/hook?a=1", &headers, b"{}"));
    let line = &journal(&listener.captures())[0];
    let keys: Vec<_> = line.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        keys,
        [
            "answer",
            "complete",
            "file",
            "headers",
            "kind",
            "method",
            "received_at",
            "remote",
            "seq",
            "sha256",
            "size",
            "target",
            "v",
            "version"
        ]
    );
    assert_eq!((&line["v"], &line["version"]), (&1.into(), &"HTTP/1.1".into()));
    assert_eq!((&line["method"], &line["target"]), (&"POST".into(), &"/hook?a=1".into()));
    let received_at = line["received_at"].as_str().unwrap();
    let micros = received_at.strip_suffix('Z').and_then(|at| at.split_once('.')).unwrap().1;
    assert_eq!(micros.len(), 6, "{received_at}");
    let expected = serde_json::json!([
        ["Host", "test"],
        ["Connection", "close"],
        ["X-Twice", "a"],
        ["x-tWICE", "b"],
        ["X-Name", "Björn"],
        ["Content-Length", "2"]
    ]);
    assert_eq!(line["headers"], expected);
}

#[test]
fn a_header_that_is_no_text_is_kept_as_base64() {
    let listener = Listener::start(&[]);
    let request = b"POST / HTTP/1.1\r\nHost: t\r\nX-Name: Bj\xf6rn\r\nContent-Length: 0\r\n\r\n";
    assert_eq!(status(&listener.exchange(request)), 200);
    let expected = serde_json::json!(["X-Name", { "base64": "Qmr2cm4=" }]);
    assert_eq!(journal(&listener.captures())[0]["headers"][1], expected);
}

#[test]
fn the_first_line_of_json_tells_where_it_listens() {
    let dir = tempfile::tempdir().unwrap();
    let mut listener = Listener::spawn(command(&["--format", "json"], &[], dir.path()), dir);
    let line = listener.line();
    assert_eq!(line["kind"], "listening");
    assert_eq!(line["url"], format!("http://{}", listener.address));
    assert_eq!(line["host"], "127.0.0.1");
    assert_eq!(line["port"], listener.address.port());
    assert_ne!(line["port"], 0);
    assert_eq!(line["save_dir"], "captures");
}

#[test]
fn the_banner_names_the_url_the_folder_and_the_field_of_the_connector() {
    let listener = Listener::start(&["-d", "kept here"]);
    let url = format!("http://{}", listener.address);
    let told = listener.kill().err;
    assert!(told.contains(&format!("listens on {url}\n")), "{told}");
    assert!(told.contains("in kept here, the next is #1\n"), "{told}");
    assert!(told.contains(&format!("HTTP POST URI: {url}")), "{told}");
    assert!(!told.contains("warning"), "{told}");
}

#[test]
fn listening_to_the_whole_network_is_warned_about() {
    let told = Listener::start(&["--host", "0.0.0.0"]).kill().err;
    assert!(told.contains("warning: anyone who can reach this machine can post here"), "{told}");
}

#[test]
fn every_method_but_a_look_at_the_address_is_captured() {
    let mut listener = Listener::start(&[]);
    for method in ["PUT", "PATCH", "PROPFIND", "DELETE", "OPTIONS", "X-OWN"] {
        let answer = listener.exchange(&request(method, "/hook", &[], b"{}"));
        assert_eq!(status(&answer), 200, "{method}");
        assert_eq!(listener.line()["method"], method);
    }
    let look = listener.exchange(b"GET / HTTP/1.1\r\nHost: t\r\n\r\n");
    assert!(look.starts_with("HTTP/1.1 200") && look.contains("dsw listens here"), "{look}");
    let head = listener.exchange(b"HEAD / HTTP/1.1\r\nHost: t\r\n\r\n");
    assert!(head.starts_with("HTTP/1.1 200") && head.ends_with("\r\n\r\n"), "{head}");
    assert_eq!(status(&listener.exchange(b"GET /hook?x=1 HTTP/1.1\r\nHost: t\r\n\r\n")), 200);
    assert_eq!(listener.line()["target"], "/hook?x=1");
    assert_eq!(journal(&listener.captures()).len(), 7);
}

#[test]
fn bodies_that_are_not_json_are_kept_and_not_judged() {
    let mut listener = Listener::start(&[]);
    let bodies: [(&str, &[u8], &str); 3] = [
        ("application/x-www-form-urlencoded", b"a=1&b=two", "text"),
        ("text/xml", b"<soap>x</soap>", "text"),
        ("application/octet-stream", b"\x00\x01\xff", "base64"),
    ];
    for (media_type, body, form) in bodies {
        let posted = request("POST", "/", &[("Content-Type", media_type)], body);
        assert_eq!(status(&listener.exchange(&posted)), 200);
        let line = listener.line();
        assert!(line["valid"].is_null() && line["payload"].is_null(), "{line}");
        assert!(line[form].is_string(), "{line}");
        let file = listener.dir.path().join(line["file"].as_str().unwrap());
        assert!(file.extension().is_some_and(|ending| ending == "body"), "{line}");
        assert_eq!(fs::read(file).unwrap(), body);
    }
}

#[test]
fn an_empty_body_is_kept_and_found_wanting() {
    let mut listener = Listener::start(&[]);
    assert_eq!(status(&listener.exchange(b"POST / HTTP/1.1\r\nHost: t\r\n\r\n")), 200);
    let line = listener.line();
    assert_eq!((&line["size"], &line["valid"]), (&0.into(), &false.into()));
    assert_eq!(bodies(&listener.captures()), ["000001.body"]);
}

#[test]
fn nothing_is_kept_when_nothing_is_to_be_kept() {
    let mut listener = Listener::start(&["--no-save"]);
    listener.is_alive();
    let line = listener.line();
    assert_eq!((&line["seq"], &line["file"]), (&1.into(), &serde_json::Value::Null));
    listener.is_alive();
    assert_eq!(listener.line()["seq"], 2);
    assert_eq!(fs::read_dir(listener.dir.path()).unwrap().count(), 0);
}

#[test]
fn secrets_in_the_target_are_kept_but_not_shown() {
    let mut listener = Listener::start(&[]);
    let target = "/hook?sig=hush-1&x=1&code=hush-2";
    let headers = [("Authorization", "Bearer hush-3")];
    listener.exchange(&request("POST", target, &headers, b"{}"));
    let line = listener.line();
    assert_eq!(line["target"], "/hook?sig=••••&x=1&code=••••");
    assert!(!line.to_string().contains("hush"), "{line}");
    assert_eq!(journal(&listener.captures())[0]["target"], target);
    assert!(!listener.kill().err.contains("hush"));
}

#[test]
fn numbering_goes_on_over_a_restart() {
    let listener = Listener::start(&[]);
    let sample = fs::read(checkout().join("samples/01-created.json")).unwrap();
    for _ in 0..3 {
        assert_eq!(listener.post(&sample), 200);
    }
    let mut listener = Listener::start_in(listener.kill().dir, &[]);
    assert_eq!(listener.post(&sample), 200);
    assert_eq!(listener.line()["seq"], 4);
    assert!(listener.kill().err.contains("the next is #4\n"));
}

#[test]
fn a_number_is_not_given_again_when_its_file_is_gone() {
    let listener = Listener::start(&[]);
    listener.is_alive();
    listener.is_alive();
    fs::remove_file(listener.captures().join("000002.json")).unwrap();
    let mut listener = Listener::start_in(listener.kill().dir, &[]);
    listener.is_alive();
    assert_eq!(listener.line()["seq"], 3);
}

#[test]
fn the_folder_comes_from_the_environment_unless_it_is_given() {
    for (options, expected) in [(&[][..], "by-env"), (&["--save-dir", "by-option"], "by-option")] {
        let dir = tempfile::tempdir().unwrap();
        let mut command = command(&[], options, dir.path());
        command.env("DSW_SAVE_DIR", "by-env");
        let listener = Listener::spawn(command, dir);
        listener.is_alive();
        assert_eq!(journal(&listener.dir.path().join(expected)).len(), 1);
    }
}

#[test]
fn a_folder_and_no_folder_cannot_both_be_asked_for() {
    let dir = tempfile::tempdir().unwrap();
    let output = dsw(&["listen", "--no-save", "--save-dir", "x"], dir.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}
