//! A receiver that asks who sends by NTLM: the handshake of one, recorded, and those that misbehave.
//! Whether another implementation lets it in is held by `.ci/ntlm`.

use std::fs;
use std::path::Path;
use std::process::Output;

use expect_test::expect;

use crate::receiver::{Receiver, scripted};
use crate::support::{VALID, dsw, transcript};

const SECRET: &str = "hunter2hunter2";

/// The first message.
const OPENING: &str = "Authorization: NTLM TlRMTVNTUAABAAAABYIIoAAAAAAAAAAAAAAAAAAAAAA=\r\n";

/// How the third message begins.
const CLOSING: &str = "Authorization: NTLM TlRMTVNTUAADAAAA";

/// What pyspnego 0.12.4 said to the first message.
const CHALLENGE: &str = "NTLM TlRMTVNTUAACAAAAEAAQADAAAAAFgoqgcl24YzqnIX8AAAAAAAAAAFIAUgBAAAAASQBOAFQAUgBBAE4ARQBUAAEAEABJAE4AVABSAEEATgBFAFQAAgAWAFcATwBSAEsAUwBUAEEAVABJAE8ATgADABAAaQBuAHQAcgBhAG4AZQB0AAcACACSmAZRbXzdAQAAAAA=";

const ACCEPTED: &str = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

/// An answer that asks who sends, with a body to be read over.
fn asked(schemes: &[&str]) -> String {
    let schemes = schemes.iter().map(|one| format!("WWW-Authenticate: {one}\r\n"));
    let head = "HTTP/1.1 401 Unauthorized\r\nContent-Length: 6\r\n";
    format!("{head}{}\r\ndenied", schemes.collect::<String>())
}

/// Replays so many payloads one by one.
fn replay(to: &str, count: usize, options: &[&str]) -> Output {
    let dir = tempfile::tempdir().unwrap();
    for number in 1..=count {
        fs::write(dir.path().join(format!("{number}.json")), VALID).unwrap();
    }
    replay_in(dir.path(), to, options)
}

fn replay_in(dir: &Path, to: &str, options: &[&str]) -> Output {
    let arguments = [&["replay", ".", "--to", to, "--ntlm", "CONTOSO\\zoe"], options].concat();
    let output = dsw(&arguments, dir).env("DSW_SECRET", SECRET).output().unwrap();
    assert!(!transcript(&output).contains("hunter2"), "{}", transcript(&output));
    output
}

fn scripts(connections: &[&[&str]]) -> Vec<Vec<String>> {
    let one = |answers: &&[&str]| answers.iter().map(|answer| (*answer).to_owned()).collect();
    connections.iter().map(one).collect()
}

#[test]
fn a_connection_is_signed_in_before_its_first_payload_and_kept() {
    let challenge = asked(&["Negotiate", CHALLENGE]);
    let (url, came) = scripted(scripts(&[&[&challenge, ACCEPTED, ACCEPTED]]));
    let output = replay(&url, 2, &[]);
    assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
    let came = came.join().unwrap().remove(0);
    let [opening, closing, next] = &came[..] else { panic!("{came:?}") };
    assert!(opening.starts_with("POST /hook HTTP/1.1\r\n"), "{opening}");
    assert!(opening.contains(OPENING) && opening.ends_with("Content-Length: 0\r\n\r\n"));
    assert!(closing.contains(CLOSING) && closing.ends_with(VALID), "{closing}");
    assert!(!next.contains("Authorization") && next.ends_with(VALID), "{next}");
}

#[test]
fn a_user_that_is_refused_is_not_tried_again() {
    let denied = asked(&["NTLM"]);
    let (url, came) = scripted(scripts(&[&[&asked(&[CHALLENGE]), &denied]]));
    let output = replay(&url, 2, &["--format", "human"]);
    let told = transcript(&output);
    expect![[r#"
        exit: 1
        --- stdout
        401 N ms  ./1.json  A1        s
             Unauthorized: denied
             it asks for NTLM
             try: what was shown was not taken; check the user and the secret
        --- N ms  ./2.json  A1        s
             not sent: `CONTOSO\zoe` was refused before, and to ask again may lock it
             try: check the user, the domain and the secret
        --- stderr
        2 payloads: 1 not accepted, 1 cannot be sent
    "#]]
    .assert_eq(told.split("answered within").next().unwrap());
    assert_eq!(came.join().unwrap()[0].len(), 2);
}

#[test]
fn what_is_asked_for_in_place_of_ntlm_is_told() {
    let spoken = [
        (&["Negotiate", "Basic realm=\"x\""][..], "it asks for Kerberos, which is not supported"),
        (&["Negotiate"], "`curl --negotiate -u : --data-binary @FILE URL`"),
        (&["Basic realm=\"x\", Bearer"], "it asks for Basic, Bearer, not for NTLM"),
        (&[], "it answers 401, and does not say what it asks for"),
        (&["NTLM"], "its challenge is broken: it is empty"),
        (&["NTLM %"], "its challenge is broken: it is not Base64"),
        (&["NTLM TlRMTVNTUAABAAAA"], "it is no second message of NTLM"),
    ];
    for (schemes, why) in spoken {
        let (url, came) = scripted(scripts(&[&[&asked(schemes)]]));
        let output = replay(&url, 1, &[]);
        let told = transcript(&output);
        assert_eq!(output.status.code(), Some(1), "{told}");
        assert!(told.contains(why) && told.contains("1 cannot be sent"), "{told}");
        assert!(!came.join().unwrap()[0][0].contains(VALID));
    }
}

#[test]
fn a_connection_that_is_closed_or_forgotten_begins_anew() {
    let challenge = asked(&[CHALLENGE]);
    let last = ACCEPTED.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
    let closed: &[&str] = &[&challenge, &last];
    let forgotten: &[&str] = &[&challenge, ACCEPTED, &asked(&["NTLM"])];
    for first in [closed, forgotten] {
        let (url, came) = scripted(scripts(&[first, &[&challenge, ACCEPTED]]));
        let output = replay(&url, 2, &[]);
        assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
        let again = came.join().unwrap().remove(1);
        assert!(again[0].contains(OPENING) && again[1].contains(CLOSING), "{again:?}");
    }
}

#[test]
fn a_close_behind_the_challenge_is_told() {
    let challenge = asked(&[CHALLENGE]).replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
    let (url, _came) = scripted(scripts(&[&[&challenge]]));
    let told = transcript(&replay(&url, 1, &[]));
    assert!(told.contains("it closed the connection after its challenge"), "{told}");
    assert!(told.contains("must keep it open"), "{told}");
}

#[test]
fn a_receiver_that_does_not_ask_is_sent_to_as_usual() {
    for status in ["200 OK", "404 Not Found"] {
        let answer = format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n");
        let (url, came) = scripted(scripts(&[&[&answer, ACCEPTED, ACCEPTED]]));
        let output = replay(&url, 2, &[]);
        assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
        let came = came.join().unwrap().remove(0);
        assert!(came[1..].iter().all(|one| one.ends_with(VALID) && !one.contains("NTLM")));
    }
}

#[test]
fn another_host_is_not_shown_who_sends() {
    let away = Receiver::start(&[]);
    let moved =
        format!("HTTP/1.1 307 Moved\r\nLocation: {}\r\nContent-Length: 0\r\n\r\n", away.url("/"));
    let (url, _came) = scripted(scripts(&[&[&asked(&[CHALLENGE]), &moved]]));
    let output = replay(&url, 1, &["--follow"]);
    assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
    let received = away.requests();
    assert_eq!((received.len(), received[0].header("Authorization")), (1, None));
}

#[test]
fn a_proxy_that_is_asked_for_urls_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), VALID).unwrap();
    let to = "http://hooks.example/a";
    let arguments = ["replay", "a.json", "--to", to, "--ntlm", "zoe"];
    let mut command = dsw(&arguments, dir.path());
    command.env("DSW_SECRET", SECRET).env("HTTP_PROXY", "http://127.0.0.1:1");
    let told = transcript(&command.output().unwrap());
    assert!(told.contains("cannot pass the proxy: NTLM signs in a connection"), "{told}");
}

#[test]
fn a_plan_shows_that_somebody_is_signed_in_and_a_command_asks_for_the_password() {
    let to = "http://127.0.0.1:1/hook";
    let planned = transcript(&replay(to, 1, &["--dry-run"]));
    assert!(planned.contains("Authorization: ••••\n"), "{planned}");
    let curl = transcript(&replay(to, 1, &["--print", "curl"]));
    assert!(curl.contains("  --ntlm -u 'CONTOSO\\zoe' \\\n"), "{curl}");
    let powershell = transcript(&replay(to, 1, &["--print", "powershell"]));
    for words in ["-Credential (Get-Credential 'CONTOSO\\zoe')", "AllowUnencryptedAuthentication"] {
        assert!(powershell.contains(words), "{powershell}");
    }
    for command in [curl, powershell] {
        assert!(!command.contains("Authorization"), "{command}");
    }
}
