//! What a target answers, as it is shown.

use std::io::{Read, Write};

use crate::content::gzip;
use crate::listener::{Listener, command, read_all, request};
use crate::receiver::{Answer, Receiver};

/// What one request with secrets leaves on both streams when the target answers so.
fn told(format: &str, options: &[&str], answer: Answer<'_>) -> String {
    let (dir, target) = (tempfile::tempdir().unwrap(), Receiver::start(&[answer]));
    let url = target.url("");
    let forward = ["--forward-to", &url, "--count", "1", "--format", format];
    let options = [&forward, options].concat();
    let listener = Listener::spawn(command(&[], &options, dir.path()), dir);
    let mut stream = listener.connect();
    let headers = [
        ("Content-Type", "application/json"),
        ("Authorization", "Bearer HUSH-HUSH1"),
        ("Cookie", "s=HUSH2"),
    ];
    let body = br#"{"AppointmentNo":"A1"}"#;
    stream.write_all(&request("POST", "/hook?sig=HUSH%2F3", &headers, body)).unwrap();
    read_all(&mut stream);
    let ended = listener.wait();
    ended.out + &ended.err
}

#[test]
fn an_answer_is_shown_without_secrets_however_it_quotes_them() {
    let plain: Answer<'_> = (
        400,
        &[],
        b"you sent Bearer HUSH-HUSH1, HUSH2 and HUSH/3 to https://u:HUSH4@h/?sig=HUSH5&p=1: no",
    );
    let json: Answer<'_> =
        (400, &[], br#"{"m":"no HUSH-HUSH1","url":"/h?sig=HUSH6&p=1","access_token":"HUSH7"}"#);
    for format in ["human", "line", "json"] {
        for answer in [plain, json] {
            let hidden = told(format, &[], answer);
            assert!(!hidden.contains("HUSH"), "{hidden}");
            assert!(hidden.contains("no") && hidden.contains("?sig=••••&p=1"), "{hidden}");
            let shown = told(format, &["--show-secrets"], answer);
            assert!(shown.contains("HUSH-HUSH1"), "{shown}");
        }
    }
}

#[test]
fn a_compressed_answer_is_shown_as_it_was_before_and_without_its_secrets() {
    let packed = gzip(br#"{"m":"no such task","access_token":"HUSH7"}"#);
    let headers = [("Content-Encoding", "gzip")];
    for format in ["human", "line", "json"] {
        let hidden = told(format, &[], (400, &headers, &packed));
        assert!(hidden.contains("no such task") && !hidden.contains("HUSH"), "{hidden}");
        let shown = told(format, &["--show-secrets"], (400, &headers, &packed));
        assert!(shown.contains("HUSH7"), "{shown}");
        let torn = told(format, &[], (400, &headers, &packed[..20]));
        assert!(torn.contains("20 bytes that cannot be read"), "{torn}");
    }
}

#[test]
fn an_answer_in_utf_16_is_shown_as_text_and_without_its_secrets() {
    let text = "\u{feff}{\"m\":\"no HUSH-HUSH1, no such task\",\"access_token\":\"HUSH7\"}";
    let body: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for format in ["human", "line", "json"] {
        let hidden = told(format, &[], (400, &[], &body));
        assert!(hidden.contains("no such task") && !hidden.contains("HUSH"), "{hidden}");
    }
}

#[test]
fn a_compressed_answer_goes_back_as_it_came() {
    let packed = gzip(b"no such task");
    let headers = [("Content-Encoding", "gzip")];
    let (dir, target) =
        (tempfile::tempdir().unwrap(), Receiver::start(&[(400, &headers, &packed)]));
    let url = target.url("");
    let listener =
        Listener::spawn(command(&["--format", "json"], &["--forward-to", &url], dir.path()), dir);
    let mut stream = listener.connect();
    stream.write_all(&request("POST", "/hook", &[], b"{}")).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    assert!(answer.ends_with(&packed), "{}", String::from_utf8_lossy(&answer));
}

#[test]
fn a_redirect_is_told_in_words_of_a_listener_and_no_other_answer_is_one() {
    let elsewhere = [("Location", "/elsewhere")];
    for (status, expected, unexpected) in
        [(302, "/elsewhere (not followed)", "--follow"), (400, "the reason is X", "elsewhere")]
    {
        let told = told("human", &[], (status, &elsewhere, b"the reason is X"));
        let words = told.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains(expected) && !words.contains(unexpected), "{told}");
    }
    let line = told("json", &[], (302, &elsewhere, b""));
    assert!(line.contains("/elsewhere\""), "{line}");
}
