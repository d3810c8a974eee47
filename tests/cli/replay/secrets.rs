//! Credentials go where they are meant to, and to no screen.

use std::fs;

use crate::receiver::Receiver;
use crate::support::{VALID, json_lines, run_in, transcript};

/// Replays one payload to a URL on which `HOST` stands for a receiver; all that it printed, and
/// what was received: the target and the value of `Authorization`.
fn replayed(url: &str, options: &[&str]) -> (String, Option<(String, Option<String>)>) {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), VALID).unwrap();
    let receiver = Receiver::start(&[(500, &[], b"no")]);
    let url = url.replace("HOST", &receiver.address);
    let output = run_in(dir.path(), &[&["replay", "a.json", "--to", &url], options].concat(), b"");
    let sent = receiver.requests().pop();
    let sent = sent.map(|one| (one.target.clone(), one.header("Authorization").map(str::to_owned)));
    (transcript(&output), sent)
}

const OPTIONS: [&[&str]; 4] =
    [&[], &["--format", "json"], &["--dry-run"], &["--dry-run", "--format", "json"]];

#[test]
fn a_user_part_is_sent_as_a_header_and_never_shown() {
    for options in OPTIONS {
        let (told, received) = replayed("http://zoe:hunter%32@HOST/hook", options);
        assert!(!told.contains("zoe") && !told.contains("hunter"), "{told}");
        assert!(!told.contains("em9l"), "{told}");
        assert!(told.contains("warning: the secret in `http://••••@127.0.0.1:"), "{told}");
        if let Some((target, authorization)) = received {
            assert_eq!(target, "/hook");
            // printf 'zoe:hunter2' | base64
            assert_eq!(authorization.as_deref(), Some("Basic em9lOmh1bnRlcjI="));
        }
    }
}

#[test]
fn a_url_out_of_a_file_is_sent_to_and_nobody_is_warned() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), VALID).unwrap();
    let receiver = Receiver::start(&[(200, &[], b"")]);
    let url = format!("http://{}/hook?sig=hunter2", receiver.address);
    fs::write(dir.path().join("url.txt"), format!("\u{feff}{url}\r\n")).unwrap();
    let told = |to: &str, input: &[u8]| {
        transcript(&run_in(dir.path(), &["replay", "a.json", "--to", to], input))
    };
    for (to, input) in [("@url.txt", ""), ("@-", &*url)] {
        let told = told(to, input.as_bytes());
        assert!(told.starts_with("exit: 0\n"), "{told}");
        assert!(!told.contains("warning") && !told.contains("hunter2"), "{told}");
    }
    let seen = told(&url, b"");
    assert!(seen.contains("hook?sig=••••` is on the command line"), "{seen}");
    assert!(seen.contains("hint: put the URL into a file, and give `--to @FILE`"), "{seen}");
    let requests = receiver.requests();
    assert_eq!(requests.len(), 3);
    assert!(requests.iter().all(|one| one.target == "/hook?sig=hunter2"));
    for (text, why) in [("", "is empty"), ("http://a http://b", "more than a URL")] {
        let told = told("@-", text.as_bytes());
        assert!(told.starts_with("exit: 2\n") && told.contains(why), "{told}");
    }
}

#[test]
fn the_signature_of_a_url_is_sent_and_shown_as_dots() {
    for options in OPTIONS {
        let (told, received) =
            replayed("http://HOST/hook?sp=run&sig=hunter2&code=hunter3", options);
        assert!(!told.contains("hunter"), "{told}");
        if let Some((target, _)) = received {
            assert_eq!(target, "/hook?sp=run&sig=hunter2&code=hunter3");
        }
        if !options.is_empty() {
            assert!(told.contains("/hook?sp=run&sig=••••&code=••••"), "{told}");
        }
    }
}

#[test]
fn secrets_are_seen_by_those_who_ask() {
    for options in [&["--format", "json"][..], &["--dry-run"], &["--dry-run", "--format", "json"]] {
        let header = ["-H", "Authorization: Bearer hunter4", "--show-secrets"];
        let options = [options, &header].concat();
        let (told, _) = replayed("http://zoe:hunter2@HOST/hook?sig=hunter3", &options);
        assert!(told.contains("http://zoe:hunter2@"), "{told}");
        assert!(told.contains("/hook?sig=hunter3"), "{told}");
        assert_eq!(told.contains("Bearer hunter4"), options.contains(&"--dry-run"), "{told}");
    }
}

#[test]
fn a_secret_in_an_answer_is_seen_by_those_who_ask() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), VALID).unwrap();
    let answer = br#"{"error": "no", "access_token": "hunter2"} "#;
    for options in [&[][..], &["--format", "json"]] {
        for show in [false, true] {
            let receiver = Receiver::start(&[(500, &[], answer)]);
            let to = receiver.url("/");
            let options = [&["replay", "a.json", "--to", &to], options].concat();
            let options = if show { [&options[..], &["--show-secrets"]].concat() } else { options };
            let told = transcript(&run_in(dir.path(), &options, b""));
            assert!(told.contains("error") && told.contains("access_token"), "{told}");
            assert_eq!(told.contains("hunter2"), show, "{told}");
        }
    }
}

#[test]
fn what_dsw_itself_sent_is_dots_where_the_answer_quotes_it() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), VALID).unwrap();
    fs::write(dir.path().join("secret"), "hunter2hunter3").unwrap();
    // printf 'zoe:hunter2hunter3' | base64
    let said = "you sent Bearer hunter2hunter3 and Basic em9lOmh1bnRlcjJodW50ZXIz, zoe:hunter2hunter3 \
                to /?sig=hunter2hunter3; access_token=hunter2hunter3";
    let answer: (u16, &[(&str, &str)], &[u8]) = (500, &[], said.as_bytes());
    for (user, options) in [
        ("", &["--bearer", "--secret-file", "secret"][..]),
        ("", &["--basic", "zoe", "--secret-file", "secret"]),
        ("zoe:hunter2hunter3@", &[]),
        ("", &["-H", "X-Api-Key: hunter2hunter3"]),
    ] {
        for format in ["human", "json", "junit", "github", "azure"] {
            let receiver = Receiver::start(&[answer]);
            let to = format!("http://{user}{}/hook", receiver.address);
            let line = [&["replay", "a.json", "--to", &to, "--format", format], options].concat();
            let told = transcript(&run_in(dir.path(), &line, b""));
            assert!(told.contains("you sent"), "{told}");
            assert!(!told.contains("hunter2hunter3"), "{told}");
            let is_basic = !user.is_empty() || options.contains(&"--basic");
            assert!(!is_basic || !told.contains("em9l"), "{told}");
        }
    }
}

#[test]
fn a_secret_on_the_command_line_is_warned_about() {
    let (told, received) =
        replayed("http://HOST/", &["-H", "Authorization: Bearer hunter2", "-H", "X-Plain: 1"]);
    let warning = "warning: the value of `Authorization` is on the command line, \
                   for others on this machine to see\n\
                   hint: put the header into a file, and give `--header @FILE`, or `@-` for stdin\n";
    assert!(told.contains(warning), "{told}");
    assert_eq!(told.matches("warning").count(), 1, "{told}");
    assert_eq!(received.unwrap().1.as_deref(), Some("Bearer hunter2"));
}

#[test]
fn headers_come_from_a_file_or_from_standard_input() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), VALID).unwrap();
    let headers = "# of the staging site\n\n  Authorization: Bearer hunter2\r\nX-Plain: 1\n";
    fs::write(dir.path().join("headers"), headers).unwrap();
    for (given, input) in [("@headers", ""), ("@-", headers)] {
        let receiver = Receiver::start(&[]);
        let to = receiver.url("/");
        let arguments = ["replay", "a.json", "--to", &to, "-H", given];
        let output = run_in(dir.path(), &arguments, input.as_bytes());
        let told = transcript(&output);
        assert_eq!(output.status.code(), Some(0), "{told}");
        assert!(!told.contains("warning") && !told.contains("hunter"), "{told}");
        let request = &receiver.requests()[0];
        assert_eq!(request.header("Authorization"), Some("Bearer hunter2"));
        assert_eq!(request.header("X-Plain"), Some("1"));
    }
}

#[test]
fn a_file_of_headers_that_cannot_be_used_is_told_without_its_values() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("broken"), "Authorization Bearer hunter2").unwrap();
    fs::write(dir.path().join("binary"), b"Authorization: \xff").unwrap();
    for (given, code, why) in [
        ("@broken", 2, "cannot use `--header`: no `:` stands between its name and its value"),
        ("@binary", 2, "cannot use `--header`: `binary` is not UTF-8"),
        ("@gone", 3, "cannot read `gone`: no such file"),
    ] {
        let arguments = ["replay", "a.json", "--to", "http://127.0.0.1:1", "-H", given];
        let output = run_in(dir.path(), &arguments, b"");
        let told = transcript(&output);
        assert_eq!(output.status.code(), Some(code), "{told}");
        assert!(told.contains(why) && !told.contains("hunter"), "{told}");
    }
}

#[test]
fn a_header_of_the_users_is_over_the_user_part() {
    let (_, received) = replayed("http://zoe:hunter2@HOST/", &["-H", "authorization: Bearer mine"]);
    assert_eq!(received.unwrap().1.as_deref(), Some("Bearer mine"));
}

#[test]
fn a_secret_header_is_dots_in_every_format() {
    let header = ["-H", "X-Access-Token: hunter2", "--dry-run"];
    for options in [&header[..], &[&header[..], &["--format", "json"]].concat()] {
        let (told, _) = replayed("http://HOST/", options);
        assert!(!told.contains("hunter") && told.contains("••••"), "{told}");
    }
}

#[test]
fn stored_credentials_stay_in_the_folder() {
    let dir = tempfile::tempdir().unwrap();
    let line = r#"{"v":1,"kind":"capture","seq":1,"received_at":"2026-05-11T08:30:00.000000Z","method":"POST","target":"/?sig=hunter2","headers":[["Authorization","Bearer hunter2"],["Cookie","s=hunter2"],["Content-Type","application/json"]],"file":"000001.json"}"#;
    fs::write(dir.path().join("captures.jsonl"), format!("{line}\n")).unwrap();
    fs::write(dir.path().join("000001.json"), VALID).unwrap();
    let receiver = Receiver::start(&[]);
    for format in ["human", "json"] {
        let output = run_in(
            dir.path(),
            &["replay", ".", "--to", &receiver.url("/"), "--format", format],
            b"",
        );
        assert!(!transcript(&output).contains("hunter"));
    }
    let planned = run_in(
        dir.path(),
        &["replay", ".", "--to", &receiver.url("/"), "--dry-run", "--format", "json"],
        b"",
    );
    assert_eq!(json_lines(&planned.stdout).len(), 1);
    assert!(!transcript(&planned).contains("hunter"));
    for request in receiver.requests() {
        assert!(!request.head().contains("hunter") && !request.target.contains("hunter"));
    }
}
