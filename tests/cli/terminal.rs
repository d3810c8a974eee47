//! What reaches a terminal, read back as a terminal reads it: dsw's own colours, and text.

use std::fs;
use std::io::{BufRead, Write};
use std::net::SocketAddr;
use std::path::Path;

use crate::listener::{Listener, connect, read_all, request, status};
use crate::receiver::{misbehaving, say};
use crate::support::{VALID, holds_hidden};
use crate::tty::{HEIGHT, Screen, Tty, WIDTH};

/// What terminals obey, overwrite with, turn around or do not show.
const ATTACKS: [&str; 20] = [
    "\u{1b}[2J",
    "\u{1b}[31m",
    "\u{1b}[10;10H",
    "\u{1b}]52;c;QUJD\u{7}",
    "\u{1b}]0;title\u{1b}\\",
    "\u{1b}]8;;http://x/\u{1b}\\link\u{1b}]8;;\u{1b}\\",
    "\u{1b}Pq#0\u{1b}\\",
    "\u{1b}_Gi=1\u{1b}\\",
    "\u{1b}[6n",
    "\u{1b}[21t",
    "\u{1b}c",
    "\u{9b}2J",
    "\u{90}q\u{9c}",
    "\u{9d}0;title\u{9c}",
    "\r\u{8}\u{c}\u{b}\u{7}",
    "\u{202e}\u{202a}\u{2066}\u{2069}\u{200e}\u{200f}\u{61c}",
    "\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}",
    "\u{e0041}\u{e007f}\u{2028}\u{2029}",
    "👩\u{200d}👩\u{200d}👧漢字",
    "two\nlines",
];

fn hostile() -> String {
    ATTACKS.concat()
}

/// A payload with all of it in its number, in its subject, in a key and in a date.
fn hostile_payload() -> String {
    let text = serde_json::to_string(&hostile()).unwrap();
    VALID
        .replacen("\"A1\"", &text, 1)
        .replacen("\"s\"", &text, 1)
        .replacen("\"2026-05-11T08:30:00\"", &text, 1)
        .replacen("{}", &format!("{{{text}: {text}, \"TaskNo\": {text}}}"), 1)
}

/// Fails when something but colours was obeyed, or a reader does not see all there is.
fn is_plain(screen: &Screen) {
    let text = screen.text();
    assert!(screen.obeyed.is_empty(), "{:?}\n{text}", screen.obeyed);
    assert_eq!(screen.overwritten, 0, "{text}");
    assert!(!holds_hidden(text.as_bytes()), "{text}");
}

fn post(address: SocketAddr, target: &str, headers: &[(&str, &str)], body: &[u8]) -> u16 {
    let mut stream = connect(address);
    // What is refused may be closed before all of it is sent.
    let _ = stream.write_all(&request("POST", target, headers, body));
    status(&read_all(&mut stream))
}

/// What a listener shows of these bodies.
fn listened(options: &[&str], variables: &[(&str, &str)], bodies: &[(&str, &[u8])]) -> Screen {
    let dir = tempfile::tempdir().unwrap();
    let count = bodies.len().to_string();
    let options = [&["listen", "--port", "0", "--count", &count], options].concat();
    let mut tty = Tty::run(&options, variables, dir.path());
    let address = tty.address();
    assert_eq!(post(address, "/\u{1b}[2J", &[], b"{}"), 400);
    assert_eq!(post(address, "/", &[("X-\u{1b}[2J", "\u{1b}[2J")], b"{}"), 400);
    for (media_type, body) in bodies {
        let headers = [("Content-Type", *media_type), ("X-Said", "\u{9b}2J\u{202e}")];
        assert_eq!(post(address, "/\u{9b}2J\u{202e}?a=%1b[2J", &headers, body), 200);
    }
    let (code, screen) = tty.end();
    assert_eq!(code, Some(0), "{}", screen.text());
    screen
}

#[test]
fn a_listener_sends_the_terminal_nothing_of_a_sender_s_but_text() {
    let (payload, raw) = (hostile_payload(), hostile());
    let bytes = [b"\x9b2J\x90q\x9c\x9d0;t\x9c".as_slice(), raw.as_bytes()].concat();
    let bodies: [(&str, &[u8]); 5] = [
        ("application/json", payload.as_bytes()),
        ("application/json", raw.as_bytes()),
        ("text/plain", &bytes),
        ("application/x-www-form-urlencoded; \u{9b}2J", raw.as_bytes()),
        ("application/octet-stream", &bytes),
    ];
    for options in [&[][..], &["--body"], &["--format", "line"], &["--format", "json"]] {
        let screen = listened(options, &[], &bodies);
        is_plain(&screen);
        assert!(screen.text().contains(r"\u001b[2J"), "{}", screen.text());
        assert!(screen.colours > 0, "its own colours are there");
    }
}

#[test]
fn a_card_fits_the_screen_whatever_it_holds() {
    let subject = |text: &str| VALID.replacen("\"s\"", &format!("\"{text}\""), 1);
    let bodies = [
        hostile_payload(),
        subject(&"x".repeat(1 << 20)),
        subject(&format!("e{}", "\u{301}".repeat(10_000))),
        subject(&"👩\u{200d}👩\u{200d}👧漢".repeat(200)),
        subject(&"one\\n".repeat(500)),
    ];
    for body in &bodies {
        let screen = listened(&[], &[], &[("application/json", body.as_bytes())]);
        is_plain(&screen);
        let card = screen.lines.iter().skip_while(|line| !line.contains("#1  "));
        let widths: Vec<_> = card.map(|line| dsw::width::columns(line)).collect();
        assert!((2..usize::from(HEIGHT)).contains(&widths.len()), "{}", screen.text());
        assert!(widths.iter().all(|width| *width <= usize::from(WIDTH)), "{}", screen.text());
        assert!(widths[0] > 80, "the whole width is used: {}", screen.text());
        assert!(screen.text().len() < 8_000, "{} bytes", screen.text().len());
    }
    for body in &bodies {
        let line = listened(&["--format", "line"], &[], &[("application/json", body.as_bytes())]);
        let rows = line.lines.iter().filter(|line| line.contains("#1 "));
        let rows: Vec<_> = rows.filter(|line| !line.contains("the next is")).collect();
        assert_eq!(rows.len(), 1, "{}", line.text());
        assert!(dsw::width::columns(rows[0]) <= usize::from(WIDTH), "{}", rows[0]);
    }
}

#[test]
fn colours_are_left_out_where_they_are_not_wanted() {
    let body: &[(&str, &[u8])] = &[("application/json", VALID.as_bytes())];
    for (options, variables, coloured) in [
        (&[][..], &[][..], true),
        (&[], &[("TERM", "dumb")], false),
        (&[], &[("NO_COLOR", "1")], false),
        (&[], &[("NO_COLOR", "")], true),
        (&["--color", "never"], &[], false),
    ] {
        let screen = listened(options, variables, body);
        is_plain(&screen);
        assert_eq!(screen.colours > 0, coloured, "{options:?} {variables:?}");
    }
}

/// A file of a hostile name in a folder, where files may have such names.
fn hostile_file(dir: &Path) -> String {
    let name = "a\u{1b}[2J\u{9b}2J\r\u{202e}nosj.json";
    let name = if cfg!(target_os = "linux") { name } else { "a.json" };
    fs::write(dir.join(name), hostile_payload()).unwrap();
    name.to_owned()
}

#[test]
fn a_judge_sends_the_terminal_nothing_of_a_payload_s_but_text() {
    let dir = tempfile::tempdir().unwrap();
    let file = hostile_file(dir.path());
    fs::write(dir.path().join("raw.json"), hostile()).unwrap();
    fs::write(dir.path().join("cut.json"), &hostile_payload()[..400]).unwrap();
    let gone = "gone\u{1b}[2J\u{9d}0;t\u{9c}.json";
    for format in ["human", "json"] {
        let arguments = ["validate", &file, "raw.json", "cut.json", gone, "--format", format];
        let (code, screen) = Tty::run(&arguments, &[], dir.path()).end();
        assert_eq!(code, Some(3), "{}", screen.text());
        is_plain(&screen);
        assert!(screen.text().contains(r"\u001b[2J"), "{}", screen.text());
    }
    let (code, screen) = Tty::run(&["validate", "--\u{1b}[2J\u{9b}2J"], &[], dir.path()).end();
    assert_eq!(code, Some(2));
    is_plain(&screen);
}

#[test]
fn a_replay_draws_its_bar_and_nothing_of_the_target_s_but_text() {
    let dir = tempfile::tempdir().unwrap();
    let file = hostile_file(dir.path());
    let body = [hostile().as_bytes(), b"\x9b2J\x90q\x9c"].concat();
    let told = [b"HTTP/1.1 500 \xc2\x9b2J\xe2\x80\xae\r\nConnection: close\r\n\r\n", &body[..]];
    let moved = "HTTP/1.1 302 Found\r\nLocation: http://h/\u{9b}2J\u{202e}\r\n\r\n";
    let to = misbehaving(vec![say(told.concat()), say(moved.as_bytes())]);
    let arguments = ["replay", &file, &file, "--to", &to];
    let (code, screen) = Tty::run(&arguments, &[], dir.path()).end();
    assert_eq!(code, Some(1), "{}", screen.text());
    let text = screen.text();
    // The bar goes up, back to the start of its line and clears it.
    let is_bar = |obeyed: &String| obeyed.starts_with("CSI") && obeyed.ends_with(['K', 'A', 'B']);
    assert!(screen.obeyed.iter().all(is_bar), "{:?}\n{text}", screen.obeyed);
    assert!(!screen.obeyed.is_empty(), "there is a bar: {text}");
    assert!(!holds_hidden(text.as_bytes()), "{text}");
    assert!(text.contains(r"\u001b[2J") && text.contains(r"\x9B"), "{text}");

    let plan = [&arguments[..], &["--dry-run", "-H", "X-Said: \u{9b}2J\u{202e}"]].concat();
    let (code, screen) = Tty::run(&plan, &[], dir.path()).end();
    assert_eq!(code, Some(0), "{}", screen.text());
    is_plain(&screen);
}

#[test]
fn as_json_the_same_strings_parse_back_to_what_was_sent() {
    let payload = hostile_payload();
    let dir = tempfile::tempdir().unwrap();
    let mut listener = Listener::start_in(dir, &["--count", "1"]);
    assert_eq!(listener.post(payload.as_bytes()), 200);
    let mut line = String::new();
    listener.take_stdout().read_line(&mut line).unwrap();
    assert!(!holds_hidden(line.as_bytes()), "{line}");
    let told: serde_json::Value = serde_json::from_str(&line).unwrap();
    let sent: serde_json::Value = serde_json::from_str(&payload).unwrap();
    assert_eq!(told["payload"], sent);
    assert_eq!(told["appointment"]["subject"], hostile());
}
