//! What `dsw listen` shows people: cards that no sender can disturb.

use std::fs;

use crate::listener::{Ended, Listener, request, status};
use crate::support::checkout;

/// What a terminal would obey, or a reader would not see, in JSON as a sender may write it.
const HOSTILE: &str = concat!(
    r"\u001b[2J\u001b[31m\u001b[10;10H\u001b]52;c;AAAA\u0007\u001b]0;title\u001b\\\u001b[6n",
    "\u{9b}31m\u{90}\u{9d}0;x\u{9c}",
    r"a\rb\bc\fd\u000be\u0007",
    "\u{202e}txt\u{2066}\u{61c}\u{200b}\u{200d}\u{2060}\u{feff}\u{e0041}\u{2028}\u{2029}",
    r"two\nlines ::error::no ##[error]no",
);

/// Posts each body with its type and ends the listener.
fn shown(options: &[&str], bodies: &[(&str, &[u8])]) -> Ended {
    let listener = Listener::for_people(options);
    for (media_type, body) in bodies {
        let posted = request("POST", "/hook", &[("Content-Type", media_type)], body);
        assert_eq!(status(&listener.exchange(&posted)), 200);
    }
    let ended = listener.interrupt();
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    ended
}

fn is_hidden(c: char) -> bool {
    let bidi = "\u{61c}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}";
    let unseen = "\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}\u{2028}\u{2029}";
    let is_tag = ('\u{e0000}'..='\u{e007f}').contains(&c);
    (c.is_control() && c != '\n') || bidi.contains(c) || unseen.contains(c) || is_tag
}

/// A body with the same text in every place that a card shows.
pub(crate) fn hostile_payload() -> Vec<u8> {
    let sample = fs::read_to_string(checkout().join("samples/01-created.json")).unwrap();
    let subject = "\"Subject\": \"";
    let (before, after) = sample.split_once(subject).unwrap();
    let (_, after) = after.split_once('"').unwrap();
    let body = format!("{before}{subject}{HOSTILE}\"{after}");
    let named =
        body.replacen("\"AppointmentNo\": \"", &format!("\"AppointmentNo\": \"{HOSTILE}"), 1);
    assert_ne!(body, named);
    named.replace("\"DisplayName\": \"", &format!("\"DisplayName\": \"{HOSTILE}")).into_bytes()
}

#[test]
fn nothing_that_a_sender_says_reaches_the_terminal_as_it_is() {
    let json = hostile_payload();
    let raw = HOSTILE.replace(r"\u001b", "\u{1b}").into_bytes();
    let latin: Vec<u8> = [b"caf\xe9 \x9b31m\x90".as_slice(), &raw].concat();
    let bodies: [(&str, &[u8]); 6] = [
        ("application/json", &json),
        ("application/json", &raw),
        ("text/plain", &raw),
        ("application/x-www-form-urlencoded", &raw),
        ("application/octet-stream", &latin),
        ("application/json; \u{9b}31m\u{202e}", &raw),
    ];
    let ended = shown(&[], &bodies);
    for (stream, text) in [("stdout", &ended.out), ("stderr", &ended.err)] {
        let hidden: Vec<_> = text.chars().filter(|c| is_hidden(*c)).collect();
        assert!(hidden.is_empty(), "{stream} holds {hidden:?}:\n{text}");
    }
    assert!(ended.out.contains(r"\u001b[2J"), "{}", ended.out);
    for line in ended.out.lines() {
        assert!(dsw::width::columns(line) <= 80, "{line:?}");
        let line = line.trim_start();
        assert!(!line.starts_with("::") && !line.starts_with("##"), "{line:?}");
    }
}

#[test]
fn a_shown_payload_is_as_harmless_as_its_card() {
    let json = hostile_payload();
    let ended = shown(&["--body"], &[("application/json", &json), ("text/plain", &json)]);
    let hidden: Vec<_> = ended.out.chars().filter(|c| is_hidden(*c)).collect();
    assert!(hidden.is_empty(), "{hidden:?}:\n{}", ended.out);
}

#[test]
fn with_colour_only_colours_of_its_own_are_written() {
    let json = hostile_payload();
    let ended = shown(&["--color", "always", "--body"], &[("application/json", &json)]);
    for text in [ended.out, ended.err] {
        let mut parts = text.split('\u{1b}');
        let first = parts.next().unwrap().to_owned();
        let plain = parts.map(|part| {
            let (code, rest) =
                part.strip_prefix('[').and_then(|part| part.split_once('m')).unwrap();
            assert!(code.chars().all(|c| c.is_ascii_digit() || c == ';'), "{part:?}");
            rest
        });
        let plain = first + &plain.collect::<String>();
        assert!(text.len() > plain.len(), "colours are written");
        let hidden: Vec<_> = plain.chars().filter(|c| is_hidden(*c)).collect();
        assert!(hidden.is_empty(), "{hidden:?}:\n{plain}");
    }
}

#[test]
fn colour_follows_the_option_and_the_environment() {
    let cases = [
        (&[][..], &[][..], false),
        (&[], &[("FORCE_COLOR", "1")], true),
        (&[], &[("FORCE_COLOR", "1"), ("NO_COLOR", "1")], false),
        (&[], &[("FORCE_COLOR", "1"), ("NO_COLOR", "")], true),
        (&["--color", "never"], &[("FORCE_COLOR", "1")], false),
        (&["--color", "always"], &[("NO_COLOR", "1")], true),
    ];
    for (options, variables, is_coloured) in cases {
        let dir = tempfile::tempdir().unwrap();
        let mut command = crate::listener::command(&[], options, dir.path());
        command.envs(variables.iter().copied());
        let listener = Listener::spawn(command, dir);
        listener.is_alive();
        let ended = listener.interrupt();
        assert_eq!(ended.out.contains('\u{1b}'), is_coloured, "{options:?} {variables:?}");
        assert_eq!(ended.err.contains('\u{1b}'), is_coloured, "{options:?} {variables:?}");
    }
}

#[test]
fn a_body_is_shown_as_what_it_is() {
    let out = shown(
        &[],
        &[
            ("application/x-www-form-urlencoded", b"name=Dana&city=Ghent"),
            ("text/xml", b"<soap>\n  <x/>\n</soap>"),
            ("application/octet-stream", b"\x00\x01\xfe\xff"),
            ("application/json", b""),
            ("application/json", b"[1, 2]"),
        ],
    )
    .out;
    for part in [
        "name = Dana",
        "city = Ghent",
        "<soap>",
        "00 01 fe ff",
        "empty",
        "POST /hook",
        "captures/000001.body",
        "captures/000005.json",
    ] {
        assert!(out.contains(part), "`{part}` is not in:\n{out}");
    }
    assert!(!out.to_lowercase().contains("invalid json"), "{out}");
}

#[test]
fn a_byte_that_is_no_text_is_shown_by_its_number() {
    let json: &[u8] = b"{\"Subject\":\"caf\xe9\"}";
    for (options, media_type) in [
        (&[][..], "application/json"),
        (&["--body"], "application/json"),
        (&["--body"], "text/plain; charset=utf-8"),
        (&["--body"], "application/x-www-form-urlencoded"),
    ] {
        let out = shown(options, &[(media_type, json)]).out;
        assert!(out.contains(r"caf\xE9") && !out.contains('\u{fffd}'), "{media_type}:\n{out}");
    }
}

#[test]
fn a_card_tells_what_a_planner_would() {
    let sample = fs::read(checkout().join("samples/01-created.json")).unwrap();
    let parsed: serde_json::Value = serde_json::from_slice(&sample).unwrap();
    let out = shown(&[], &[("application/json", &sample)]).out;
    for key in ["AppointmentNo", "Subject"] {
        let said = parsed[key].as_str().unwrap();
        assert!(out.contains(&said.chars().take(20).collect::<String>()), "{key}:\n{out}");
    }
    assert!(out.contains("✓ valid") && out.contains("#1") && out.contains("200 · "), "{out}");
    assert!(!out.contains("\"Subject\""), "the payload is not shown unasked:\n{out}");
}

#[test]
fn the_payload_is_shown_when_it_is_asked_for() {
    let sample = fs::read(checkout().join("samples/01-created.json")).unwrap();
    let out = shown(&["--body"], &[("application/json", &sample)]).out;
    assert!(out.contains("\"AppointmentNo\": \""), "{out}");
    let long = format!("{{\"Pad\": [{}0]}}", "1, ".repeat(20_000));
    let out = shown(&["--body"], &[("application/json", long.as_bytes())]).out;
    assert!(out.lines().count() < 1_000, "{} lines", out.lines().count());
    let told = " more; `dsw show captures/000001.json --body` shows all of it";
    assert!(out.contains(told), "{}", &out[out.len() - 200..]);
}

#[test]
fn a_line_of_a_megabyte_and_a_tower_of_marks_are_cut() {
    let long = format!(r#"{{"AppointmentNo":"1","Subject":"{}"}}"#, "x".repeat(1 << 20));
    let tower = format!(r#"{{"AppointmentNo":"2","Subject":"e{}"}}"#, "\u{301}".repeat(10_000));
    let wide = format!(r#"{{"AppointmentNo":"3","Subject":"{}"}}"#, "漢".repeat(500));
    let bodies = [long, tower, wide];
    let bodies: Vec<_> = bodies.iter().map(|body| ("application/json", body.as_bytes())).collect();
    let out = shown(&[], &bodies).out;
    assert!(out.lines().all(|line| dsw::width::columns(line) <= 80), "{out}");
    assert!(out.len() < 8_000, "{} bytes for three cards", out.len());
}

#[test]
fn secrets_in_the_target_are_dots_on_the_card() {
    let listener = Listener::for_people(&[]);
    let target = "http://me:hush-0@host/hook?sig=hush-1&x=1&code=hush-2#token=hush-3";
    let posted = request("POST", target, &[("Cookie", "hush-4")], b"");
    assert!([200, 400].contains(&status(&listener.exchange(&posted))));
    listener.exchange(&request("POST", "/hook?sig=hush-1&x=1", &[], b""));
    let ended = listener.interrupt();
    assert!(ended.out.contains("POST /hook?sig=••••&x=1"), "{}", ended.out);
    assert!(!ended.out.contains("hush") && !ended.err.contains("hush"), "{}", ended.out);
}

#[test]
fn the_zone_of_the_machine_is_shown_and_a_wrong_one_is_no_harm() {
    for zone in ["Asia/Kathmandu", "Nowhere/Never", ""] {
        let dir = tempfile::tempdir().unwrap();
        let mut command = crate::listener::command(&[], &[], dir.path());
        command.env("TZ", zone);
        let listener = Listener::spawn(command, dir);
        listener.is_alive();
        assert_eq!(listener.interrupt().code, Some(0), "{zone}");
    }
}

#[test]
fn a_card_shows_so_many_of_a_kind_and_counts_the_rest() {
    let sample = fs::read_to_string(checkout().join("samples/01-created.json")).unwrap();
    let many = vec![r#"{"Url": "u"}"#; 1000].join(",");
    let body =
        sample.replacen('{', &format!(r#"{{"Resources": [{}],"#, vec!["{}"; 1000].join(",")), 1);
    let body =
        body.replacen("\"AppointmentUrls\"", &format!(r#""AppointmentUrls": [{many}], "Old""#), 1);
    let ended = shown(&[], &[("application/json", body.as_bytes())]);
    assert!(ended.out.lines().count() < 100, "{}", ended.out);
    assert!(ended.out.contains("… and 95"), "{}", ended.out);
}

#[test]
fn all_that_a_planner_did_at_once_is_told_in_full() {
    let sample = fs::read_to_string(checkout().join("samples/01-created.json")).unwrap();
    let mut done = sample.clone();
    for (from, to) in [
        (r#""DisplayName": "Planned""#, r#""DisplayName": "Waiting for the customer""#),
        (r#""Name": "Customer told""#, r#""Name": "Call first""#),
        (r#""Importance": 0"#, r#""Importance": 1"#),
        (r#""Locked": false"#, r#""Locked": true"#),
        (r#""Subject": ""#, r#""Subject": "Urgent: "#),
    ] {
        assert!(done.contains(from), "{from}");
        done = done.replacen(from, to, 1);
    }
    let json = "application/json";
    let out = shown(&[], &[(json, sample.as_bytes()), (json, done.as_bytes())]).out;
    let words: Vec<&str> = out.split_whitespace().collect();
    let words = words.join(" ");
    let expected = "planner category Planned → Waiting for the customer, time marker Customer \
                    told → Call first, importance medium → high, locked, subject edited when ";
    assert!(words.contains(expected), "{out}");
    assert!(out.lines().all(|line| dsw::width::columns(line) <= 80), "{out}");
}

#[test]
fn lines_of_what_happens_most_are_aligned() {
    let sample = fs::read(checkout().join("samples/01-created.json")).unwrap();
    let json = ("application/json", sample.as_slice());
    let out = shown(&["--format", "line"], &[json, json]).out;
    let subjects: Vec<_> = out.lines().map(|line| line.find("Replace the door drive")).collect();
    assert_eq!(subjects.len(), 2);
    assert!(subjects[0].is_some() && subjects[0] == subjects[1], "{out}");
}
