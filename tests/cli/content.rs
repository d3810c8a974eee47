//! Compressed bodies and other charsets: shown and judged as they were meant, kept as they came.

use std::fs;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;

use crate::listener::{Listener, bodies, request, status};
use crate::receiver::Receiver;
use crate::support::{VALID, run_in, transcript};

const GZIP: (&str, &str) = ("Content-Encoding", "gzip");
const JSON: (&str, &str) = ("Content-Type", "application/json");

#[cfg(unix)]
/// 100 MiB of spaces in 172 bytes, by the reference implementation of brotli.
const BROTLI_BOMB: &str = "cbffff3ff82540e2b14020f7fe8fffff7ff04b00c4611180eefd1fffffffe0970088c30200ddfb3ffeffffc12f0110870500baf77ffcffff835f02200e0b0074effff8ffff07bf04401c1600e8defff1ffff0f7e0980382c00d0bdffe3ffff1ffc1200715800a07bffc7ffff3ff82500e2b00040f7fe8fffff7ff04b00c4610180eefd1fffffffe0970088c30200ddfb3ffeffffc12f0110870500baf77ff9ffff835f02200e0b0074ef7f00";

pub(crate) fn gzip(body: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(body).unwrap();
    encoder.finish().unwrap()
}

/// Headers, a body, and what is found.
type Case<'a> = (&'a [(&'a str, &'a str)], &'a [u8], &'a str);

/// Posts a body and returns what the listener tells of it.
fn told(listener: &mut Listener, headers: &[(&str, &str)], body: &[u8]) -> Value {
    assert_eq!(status(&listener.exchange(&request("POST", "/", headers, body))), 200);
    listener.line()
}

/// Rule and message of the only finding.
fn finding(line: &Value) -> String {
    let findings = line["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 1, "{line}");
    format!(
        "[{}] {}",
        findings[0]["rule"].as_str().unwrap(),
        findings[0]["message"].as_str().unwrap()
    )
}

#[test]
fn a_gzip_body_is_an_appointment_and_stays_gzip_on_disk_and_on_the_wire() {
    let mut listener = Listener::start(&[]);
    let body = gzip(VALID.as_bytes());
    let line = told(&mut listener, &[JSON, GZIP], &body);
    assert_eq!((&line["valid"], &line["size"]), (&true.into(), &body.len().into()), "{line}");
    assert!(line["appointment"].is_object(), "{line}");

    let captures = listener.captures();
    let [file] = &bodies(&captures)[..] else { panic!("one body") };
    assert_eq!(fs::read(captures.join(file)).unwrap(), body);

    let judged = run_in(listener.dir.path(), &["validate", "last"], b"");
    assert_eq!(judged.status.code(), Some(0), "{}", transcript(&judged));
    let receiver = Receiver::start(&[]);
    let url = receiver.url("/");
    let output = run_in(listener.dir.path(), &["replay", "last", "--to", &url], b"");
    assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
    let requests = receiver.requests();
    assert_eq!(requests[0].header("content-encoding"), Some("gzip"));
    assert_eq!(requests[0].body, body);
}

#[test]
fn a_compressed_payload_is_compared_with_the_one_before() {
    for options in [&[][..], &["--no-save"]] {
        let mut listener = Listener::start(options);
        told(&mut listener, &[JSON, GZIP], &gzip(VALID.as_bytes()));
        let moved = VALID.replace("\"Subject\":\"", "\"Subject\":\"Not ");
        assert_ne!(moved, VALID);
        let line = told(&mut listener, &[JSON, GZIP], &gzip(moved.as_bytes()));
        assert_eq!(line["changes"].as_array().unwrap().len(), 1, "{line}");
    }
}

#[cfg(unix)]
#[test]
fn a_card_of_a_compressed_or_latin_1_body_reads_as_it_was_meant() {
    let listener = Listener::for_people(&[]);
    let xml = ("Content-Type", "text/xml; charset=iso-8859-1");
    for (headers, body) in [
        ([JSON, GZIP].as_slice(), gzip(VALID.as_bytes())),
        (&[xml], b"<name>Caf\xe9</name>".to_vec()),
        (&[JSON, GZIP], gzip(VALID.as_bytes())[..40].to_vec()),
    ] {
        assert_eq!(status(&listener.exchange(&request("POST", "/", headers, &body))), 200);
    }
    let cards = listener.interrupt().out;
    for shown in
        ["valid", "text  <name>Café</name>", "binary  1f 8b 08", "the `gzip` data ends too early"]
    {
        assert!(cards.contains(shown), "{shown} in {cards}");
    }
}

#[test]
fn what_cannot_be_undone_is_told_and_kept() {
    let mut listener = Listener::start(&[]);
    let whole = gzip(VALID.as_bytes());
    let mut wrong_sum = whole.clone();
    wrong_sum[whole.len() - 8] ^= 1;
    let unknown = ("Content-Encoding", "x");
    let latin = ("Content-Type", "application/json; charset=klingon");
    let cases: [Case<'_>; 5] = [
        (&[JSON, GZIP], &whole[..40], "[compressed] the `gzip` data ends too early"),
        (&[JSON, GZIP], &wrong_sum, "[compressed] the `gzip` data is damaged"),
        (&[JSON, GZIP], &gzip(&whole), "[compressed] gzip data, and no `Content-Encoding` says so"),
        (
            &[JSON, unknown],
            VALID.as_bytes(),
            "[compressed] `x` is not a content encoding that is known",
        ),
        (&[latin], VALID.as_bytes(), "[charset] the charset `klingon` is not known: read as UTF-8"),
    ];
    for (headers, body, expected) in cases {
        let line = told(&mut listener, headers, body);
        assert_eq!(finding(&line), expected);
        let file = listener.dir.path().join(line["file"].as_str().unwrap());
        assert_eq!(fs::read(file).unwrap(), body);
    }
}

/// The most memory a process ever had, in KiB.
#[cfg(target_os = "linux")]
fn most_memory(pid: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn a_bomb_costs_its_limit_and_no_more() {
    let mut listener = Listener::start(&[]);
    let brotli = ("Content-Encoding", "br");
    let hex = |at: usize| u8::from_str_radix(&BROTLI_BOMB[at..at + 2], 16).unwrap();
    let brotli_bomb: Vec<u8> = (0..BROTLI_BOMB.len()).step_by(2).map(hex).collect();
    let gzip_bomb = gzip(&vec![b' '; 1 << 20]).repeat(100);
    for (coding, body) in [(GZIP, gzip_bomb), (brotli, brotli_bomb)] {
        let line = told(&mut listener, &[JSON, coding], &body);
        assert_eq!(finding(&line), "[compressed] decoded body over 10 MiB, stopped");
        let file = listener.dir.path().join(line["file"].as_str().unwrap());
        assert_eq!(fs::read(file).unwrap(), body);
    }
    let most = most_memory(listener.pid());
    // A debug build has 27 MiB before it decodes anything.
    assert!(most < 100 << 10, "{most} KiB");
}
