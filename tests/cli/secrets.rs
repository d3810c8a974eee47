//! What is secret is kept, but seen only by those who ask.

use std::fs;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::listener::{Listener, command, journal, read_all, request};
use crate::receiver::Receiver;
use crate::support::{VALID, run, run_in, transcript};

const TARGET: &str = "/hook?sp=run&sig=0123456789-hush-wxyz&code=hush";
const BODY: &[u8] = br#"{"AppointmentNo":"A1","Auth":{"access_token":"0123456789-hush-abcd","token_type":"bearer"},"password":"hush"}"#;

/// What one post leaves on both streams, in this format.
fn told(format: &str, options: &[&str]) -> String {
    let dir = tempfile::tempdir().unwrap();
    let body = if format == "human" { &["--body"][..] } else { &[] };
    let options = [&["--count", "1", "--format", format], body, options].concat();
    let listener = Listener::spawn(command(&[], &options, dir.path()), dir);
    let mut stream = listener.connect();
    let headers = [
        ("Content-Type", "application/json"),
        ("Authorization", "Bearer hush"),
        ("X-Hub-Signature-256", "hush"),
    ];
    std::io::Write::write_all(&mut stream, &request("POST", TARGET, &headers, BODY)).unwrap();
    read_all(&mut stream);
    let ended = listener.wait();
    let captures = ended.dir.path().join("captures");
    let line = &journal(&captures)[0];
    assert_eq!(line["target"], TARGET, "it is kept as it came");
    assert_eq!(line["headers"].as_array().unwrap().len(), 6);
    assert_eq!(fs::read(captures.join(line["file"].as_str().unwrap())).unwrap(), BODY);
    ended.out + &ended.err
}

#[test]
fn a_listener_shows_the_end_of_long_secrets_alone() {
    for format in ["human", "line", "json"] {
        let told = told(format, &[]);
        assert!(!told.contains("hush"), "{told}");
        if format != "line" {
            assert!(told.contains("••••abcd") && told.contains("bearer"), "{told}");
        }
        if format == "json" {
            assert!(told.contains("/hook?sp=run&sig=••••wxyz&code=••••"), "{told}");
            assert!(told.contains(r#""password":"••••""#), "{told}");
        }
    }
}

#[test]
fn a_listener_shows_secrets_to_those_who_ask() {
    let json = told("json", &["--show-secrets"]);
    assert!(json.contains(TARGET), "{json}");
    assert!(json.contains(std::str::from_utf8(BODY).unwrap()), "{json}");
    let human = told("human", &["--show-secrets"]);
    assert!(human.contains("\"access_token\": \"0123456789-hush-abcd\""), "{human}");
}

#[test]
fn a_change_of_a_secret_is_told_without_it() {
    for (options, seen) in
        [(&["--count", "2"][..], false), (&["--count", "2", "--show-secrets"], true)]
    {
        let mut listener = Listener::start(options);
        for password in ["hush-1", "hush-2"] {
            let auth = format!(r#"{{"Auth":{{"password":"{password}"}},"#);
            let body = VALID.replacen('{', &auth, 1);
            listener.post(body.as_bytes());
        }
        listener.line();
        let change = &listener.line()["changes"][0];
        assert_eq!(change["pointer"], "/Auth/password");
        let expected = if seen { ["hush-1", "hush-2"] } else { ["••••", "••••"] };
        assert_eq!([&change["before"], &change["after"]], expected);
    }
}

#[test]
fn a_listener_that_forwards_shows_its_target_without_secrets_unless_asked() {
    for show in [false, true] {
        let receiver = Receiver::start(&[(500, &[], b"no")]);
        let to = format!("http://zoe:hush@{}/in?sig=hush", receiver.address);
        let options = ["--count", "1", "--forward-to", &to];
        let options =
            if show { [&options[..], &["--show-secrets"]].concat() } else { options.into() };
        let listener = Listener::start(&options);
        assert_eq!(listener.post(BODY), 500);
        let ended = listener.wait();
        assert_eq!(receiver.requests()[0].target, "/in?sig=hush");
        for stream in [&ended.out, &ended.err] {
            assert_eq!(
                stream.contains("zoe:hush@") && stream.contains("?sig=hush"),
                show,
                "{stream}"
            );
            assert_eq!(stream.contains("hush"), show, "{stream}");
        }
        let journal = fs::read_to_string(ended.dir.path().join("captures/captures.jsonl")).unwrap();
        assert!(!journal.contains("zoe"), "people share journals: {journal}");
    }
}

#[test]
fn a_frame_shows_a_secret_only_to_those_who_ask() {
    let dir = tempfile::tempdir().unwrap();
    let body = r#"{"AppointmentNo":"A1","password":"hush-hush","StartDate":7,"EndDate":"2026-05-11T10:30:00"}"#;
    fs::write(dir.path().join("a.json"), body).unwrap();
    for format in ["human", "json"] {
        let output = run_in(dir.path(), &["validate", "a.json", "--format", format], b"");
        assert_eq!(output.status.code(), Some(1));
        assert!(!String::from_utf8(output.stdout).unwrap().contains("hush"));
    }
    let hidden = run_in(dir.path(), &["validate", "a.json"], b"");
    let hidden = String::from_utf8(hidden.stdout).unwrap();
    let line = hidden.lines().position(|line| line.ends_with("^ /StartDate")).unwrap() - 1;
    let line: Vec<_> = hidden.lines().skip(line).take(2).collect();
    let at = line[0].chars().position(|letter| letter == '7').unwrap();
    assert!(line[0].contains(r#""password":"••••","StartDate":7"#), "{hidden}");
    assert_eq!(line[1].chars().position(|letter| letter == '^'), Some(at), "{hidden}");
    let shown = run_in(dir.path(), &["validate", "a.json", "--show-secrets"], b"");
    assert!(String::from_utf8(shown.stdout).unwrap().contains("hush-hush"));
}

/// What bodies of a type leave on both streams in this format.
#[cfg(unix)]
fn told_of(format: &str, options: &[&str], media_type: &str, bodies: &[&str]) -> String {
    let body = if format == "human" { &["--body"][..] } else { &[] };
    let options = [&["--format", format], body, options].concat();
    let listener = Listener::for_people(&options);
    for body in bodies {
        let posted = request("POST", "/", &[("Content-Type", media_type)], body.as_bytes());
        listener.exchange(&posted);
    }
    let ended = listener.interrupt();
    ended.out + &ended.err
}

#[cfg(unix)]
#[test]
fn secrets_are_dots_in_a_form_and_in_what_is_almost_json() {
    let form = "a=1&access_token=0123456789-hush-abcd&Client_Secret=hush&b=2";
    let broken = "{\"a\": 1, \"access_token\": \"0123456789-hush-abcd\",\n 'password': 'hush', id_token: \"hush";
    for (media_type, body) in
        [("application/x-www-form-urlencoded", form), ("application/json", broken)]
    {
        for format in ["human", "line", "json"] {
            let told = told_of(format, &[], media_type, &[body]);
            assert!(!told.contains("hush"), "{told}");
            assert!(format == "line" || told.contains("••••abcd"), "{told}");
            let told = told_of(format, &["--show-secrets"], media_type, &[body]);
            assert!(format == "line" || told.contains("0123456789-hush-abcd"), "{told}");
        }
    }
    let dir = tempfile::tempdir().unwrap();
    let nested = r#"{"password":{"a":"hush-1"},"access_token":["hush"],"Note":"access_token=hush&b=1","Body":"{\"password\": \"hush\"}",,}"#;
    for (body, told) in [
        (broken.replace('\n', ""), "••••abcd"),
        (nested.to_owned(), "••••"),
        (serde_json::Value::from(nested).to_string(), "••••"),
    ] {
        fs::write(dir.path().join("a.json"), body).unwrap();
        let output = run_in(dir.path(), &["validate", "a.json"], b"");
        let shown = String::from_utf8(output.stdout).unwrap();
        assert!(shown.contains(told) && !shown.contains("hush"), "{shown}");
    }
}

#[cfg(unix)]
#[test]
fn the_secrets_of_a_link_are_dots_wherever_it_is_told() {
    let link = |end: &str| {
        let url = format!("https://zoe:hush@h/x?sig=hush{end}&page=4");
        let links = format!(
            r#"{{"Body": "see {url}", "AppointmentUrls": [{{"Id": {end}, "Url": "{url}"}}],"#
        );
        VALID.replacen('{', &links, 1)
    };
    let bodies = [&link("1")[..], &link("2")];
    for format in ["human", "line", "json"] {
        let told = told_of(format, &[], "application/json", &bodies);
        assert!(!told.contains("hush"), "{told}");
        assert!(told.contains("https://••••@h/x?sig=••••&page=4"), "{told}");
        let told = told_of(format, &["--show-secrets"], "application/json", &bodies);
        assert!(told.contains("https://zoe:hush@h/x?sig=hush2&page=4"), "{told}");
    }
}

#[cfg(unix)]
#[test]
fn what_a_custom_field_says_is_dots_when_its_code_names_a_secret() {
    let field = |value: &str| {
        let field = format!(
            r#"{{"AppointmentFieldValues":[{{"AppointmentField":{{"Code":"access_token"}},"Value":"{value}"}}],"apiKey":"{value}","#
        );
        VALID.replacen('{', &field, 1)
    };
    for format in ["human", "line", "json"] {
        let bodies = [&field("hush1")[..], &field("hush2")];
        let told = told_of(format, &[], "application/json", &bodies);
        assert!(!told.contains("hush"), "{told}");
        assert!(told.contains("access_token •••• → ••••"), "{told}");
        let told = told_of(format, &["--show-secrets"], "application/json", &bodies);
        assert!(told.contains("access_token hush1 → hush2"), "{told}");
    }
}

/// Every way to a secret that a payload may have, and what is wrong beside it.
const SECRETIVE: [&str; 9] = [
    r#"{"StartDate":https://a.b/c?x=1&sig=hush-hush-0}"#,
    r#"{"StartDate":"https://a.b/c?sig=hush-hush-1&x=1"}"#,
    r#"{"StartDate":"https:\/\/a.b/c?x=1\u0026sig=hush-hush-2"}"#,
    r#"{"StartDate":"x","access_token":hush-hush-3}"#,
    r#"{"StartDate":https://zoe:hush-hush-7@a.b/c}"#,
    r#"{"Url":https://zoe:hush,{hush}@a.b/c?x=1,"StartDate":x}"#,
    r#"{"headers":{"Authorization":"Bearer hush-hush-4","X-Api-Key":"hush"},"body":{"StartDate":"x"}}"#,
    r#"{"headers":{},"body":"{\"accessToken\":\"hush-hush-5\",\"StartDate\":\"x\"}"}"#,
    r#"{"CustomFields":[{"Value":"https://a.b/c?code=hush-hush-6","AppointmentField":{"Code":"N","Type":2}}]}"#,
];

#[test]
fn no_report_tells_a_secret_but_to_those_who_ask() {
    let dir = tempfile::tempdir().unwrap();
    for body in SECRETIVE {
        for (format, _) in dsw::render::report::ReportFormat::ALL {
            for options in [&[][..], &["--sequence"]] {
                let arguments = [&["validate", "-", "--format", format], options].concat();
                let output = run_in(dir.path(), &arguments, body.as_bytes());
                let told = String::from_utf8(output.stdout).unwrap();
                assert!(!told.contains("hush"), "{body} {format}: {told}");
            }
        }
        let shown = run_in(dir.path(), &["validate", "-", "--show-secrets"], body.as_bytes());
        assert!(String::from_utf8(shown.stdout).unwrap().contains("hush"), "{body}");
    }
}

#[test]
fn base64_that_holds_a_secret_is_dots_in_every_report() {
    let dir = tempfile::tempdir().unwrap();
    let inner = r#"{"access_token":"hush-hush-hush","StartDate":"x","EndDate":7}"#;
    let run = STANDARD.encode(inner);
    let in_text = STANDARD.encode(&run);
    for body in [
        format!(r#"{{"$content-type":"application/json","$content":"{run}"}}"#),
        format!(r#"{{"headers":{{}},"statusCode":200,"body":"{run}"}}"#),
        format!(r#"{{"body":"{in_text}"}}"#),
        format!(r#"{{"StartDate":"{run}","Subject":7}}"#),
        format!(r#"{{"StartDate":{run},"Subject":7}}"#),
        format!("{{'StartDate':'{run}'}}"),
    ] {
        for (format, _) in dsw::render::report::ReportFormat::ALL {
            let output =
                run_in(dir.path(), &["validate", "-", "--format", format], body.as_bytes());
            assert_eq!(output.status.code(), Some(1), "{body}");
            let told = String::from_utf8(output.stdout).unwrap();
            for part in [&run[..16], &in_text[..16], "hush"] {
                assert!(!told.contains(part), "{body} {format}: {told}");
            }
        }
        let shown = run_in(dir.path(), &["validate", "-", "--show-secrets"], body.as_bytes());
        let told = String::from_utf8(shown.stdout).unwrap();
        assert!(told.contains(&run[..16]) || told.contains(&in_text[..16]), "{told}");
    }
}

#[test]
fn what_is_wrong_with_a_custom_field_whose_code_names_a_secret_does_not_show_it() {
    let field = r#"{"Value":"hush","AppointmentField":{"Code":"API_KEY","Name":"Key","Type":2}}"#;
    let body = VALID.replacen('{', &format!("{{\"AppointmentFieldValues\":[{field}],"), 1);
    for format in ["human", "concise", "json", "github", "junit", "sarif", "gitlab"] {
        let told = transcript(&run(&["validate", "-", "--format", format], &body));
        assert!(told.contains("field-value") && !told.contains("hush"), "{told}");
    }
}
