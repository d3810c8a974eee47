//! `--print`: commands that send the same, and nothing is sent.

use std::fs;

use expect_test::expect;

use super::{replay, told};
use crate::exits::DEAD;
use crate::receiver::Receiver;
use crate::support::{VALID, run_in, transcript};

#[test]
fn it_prints_a_command_for_each_payload_and_sends_none() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a b.json"), VALID).unwrap();
    let receiver = Receiver::start(&[]);
    let secret = ["-H", "X-Api-Key: hunter2hunter2"];
    let options = ["a b.json", "gone.json", "--print", "curl"];
    let output = replay(dir.path(), &receiver, &[&options[..], &secret].concat());
    expect![[r#"
        exit: 3
        --- stdout
        # a b.json  A1        s
        curl http://HOST/hook \
          -H 'User-Agent: dsw/VERSION' \
          -H 'Content-Type: application/json' \
          -H 'X-Dsw-Replay: a b.json' \
          -H 'X-Api-Key: ••••ter2' \
          -H 'Accept:' \
          --data-binary '@a b.json'
        --- stderr
        warning: the value of `X-Api-Key` is on the command line, for others on this machine to see
        hint: put the header into a file, and give `--header @FILE`, or `@-` for stdin
        error: cannot read `gone.json`: no such file
        hint: dots stand in the place of secrets; `--show-secrets` prints what is sent
    "#]]
    .assert_eq(&told(&output, &receiver.address).replace(env!("CARGO_PKG_VERSION"), "VERSION"));
    assert_eq!(receiver.requests().len(), 0);
}

#[test]
fn powershell_has_words_of_its_own() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), VALID).unwrap();
    let url = "http://me:hunter2@localhost:1/hook?sig=hunter2";
    let arguments = ["replay", "a.json", "--to", url, "--print", "powershell"];
    let output = run_in(dir.path(), &[&arguments[..], &["--show-secrets"]].concat(), b"");
    expect![[r#"
        exit: 0
        --- stdout
        # a.json  A1        s
        $own = if ($PSVersionTable.PSVersion.Major -ge 6) { @{ SkipHeaderValidation = $true } } else { @{} }
        Invoke-WebRequest @own -UseBasicParsing -Method POST -MaximumRedirection 0 `
          -Uri 'http://localhost:1/hook?sig=hunter2' `
          -Headers @{ 'X-Dsw-Replay' = 'a.json'; 'Authorization' = 'Basic bWU6aHVudGVyMg==' } `
          -UserAgent 'dsw/VERSION' `
          -ContentType 'application/json' `
          -InFile 'a.json'
        --- stderr
        warning: the secret in `http://••••@localhost:1/hook?sig=••••` is on the command line, for others on this machine to see
        hint: put the URL into a file, and give `--to @FILE`, or `@-` for stdin
    "#]]
    .assert_eq(&transcript(&output).replace(env!("CARGO_PKG_VERSION"), "VERSION"));
    let hidden = run_in(dir.path(), &arguments, b"");
    assert!(!transcript(&hidden).contains("hunter2"), "{}", transcript(&hidden));
    assert!(!transcript(&hidden).contains("bWU6"), "{}", transcript(&hidden));
}

#[test]
fn what_no_file_holds_as_it_is_sent_is_written_into_one() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), format!("[{VALID},\n2]")).unwrap();
    let arguments = ["replay", "a.json", "--to", DEAD, "--print", "curl"];
    let output = run_in(dir.path(), &arguments, b"");
    expect![[r#"
        exit: 2
        --- stdout
        --- stderr
        error: cannot use `--print`: no file holds `a.json/0` as it is sent; `--bodies DIR` writes one
    "#]]
    .assert_eq(&transcript(&output));
    for _ in 0..2 {
        let output = run_in(dir.path(), &[&arguments[..], &["--bodies", "out"]].concat(), b"");
        let told = transcript(&output);
        assert_eq!(output.status.code(), Some(0), "{told}");
        assert!(told.contains("--data-binary @out/a-0.json"), "{told}");
        let body = |name: &str| fs::read_to_string(dir.path().join("out").join(name)).unwrap();
        assert_eq!((body("a-0.json"), body("a-1.json")), (VALID.to_owned(), "2".to_owned()));
        assert_eq!(fs::read_dir(dir.path().join("out")).unwrap().count(), 3, "and .gitignore");
    }
    let changed = ["--bodies", "out", "--set", "/Subject=t"];
    let output = run_in(dir.path(), &[&arguments[..], &changed].concat(), b"");
    let told = transcript(&output);
    assert!(told.contains("--data-binary @out/a-0-2.json"), "{told}");
}

#[test]
fn no_part_of_a_script_is_printed_that_cannot_be_made_to_its_end() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), VALID).unwrap();
    fs::write(dir.path().join("b.json"), format!("[{VALID}, {VALID}]")).unwrap();
    let arguments = ["replay", "a.json", "b.json", "--to", DEAD, "--print", "curl"];
    let output = run_in(dir.path(), &arguments, b"");
    expect![[r#"
        exit: 2
        --- stdout
        --- stderr
        error: cannot use `--print`: no file holds `b.json/0` as it is sent; `--bodies DIR` writes one
    "#]].assert_eq(&transcript(&output));
}

#[test]
fn what_cannot_be_sent_has_no_command() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), "{}").unwrap();
    let arguments = ["replay", "a.json", "--to", "http://h/{appointmentNo}", "--print", "curl"];
    let output = run_in(dir.path(), &arguments, b"");
    expect![[r#"
        exit: 3
        --- stdout
        --- stderr
        warning: no command for `a.json`: `{appointmentNo}` of the URL cannot be filled in: it has none
    "#]]
    .assert_eq(&transcript(&output));
}

/// bash and curl themselves, on names and values that would like to be more than words.
#[cfg(unix)]
#[test]
fn the_commands_send_the_same_bytes_and_headers_as_the_replay() {
    use std::process::Command;
    let dir = tempfile::tempdir().unwrap();
    let name = "it's $(touch x) `touch y`!\u{1b}[2J;touch z #\u{202e}.json";
    let body = "\u{feff}{\"a\": 1.10,\r\n \"a\": \"\u{0}é\"}\r\n";
    fs::write(dir.path().join(name), body).unwrap();
    let receiver = Receiver::start(&[]);
    let header = "X-Own: $(touch h) 'q' \"d\" \\ ! `touch i` ##[error]x";
    let options = [name, "-H", header, "-H", "X-Empty:", "--remove-header", "user-agent"];
    replay(dir.path(), &receiver, &options);
    let printed = replay(dir.path(), &receiver, &[&options[..], &["--print", "curl"]].concat());
    assert!(!crate::support::holds_hidden(&printed.stdout), "{}", transcript(&printed));
    let mut bash = Command::new("bash");
    bash.args(["--norc", "-euc"]).arg(std::str::from_utf8(&printed.stdout).unwrap());
    let ran = bash.current_dir(dir.path()).output().unwrap();
    assert!(ran.status.success(), "{}", transcript(&ran));
    let requests = receiver.requests();
    let [own, curls] = requests.as_slice() else { panic!("{} requests", requests.len()) };
    assert_eq!(curls.body, body.as_bytes());
    assert_eq!((&curls.method, &curls.target, &curls.body), (&own.method, &own.target, &own.body));
    let sorted = |headers: &[(String, String)]| {
        let mut headers = headers.to_vec();
        headers.sort();
        headers
    };
    assert_eq!(sorted(&curls.headers), sorted(&own.headers));
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "nothing in a word was run");
}
