//! Who answers is checked before anything is sent.

use std::fs;
use std::path::Path;
use std::process::Output;
use std::sync::mpsc;

use crate::support::{VALID, dsw, run_in, transcript};
use crate::tls::{Authority, Certificate, receiver};

const WARNING: &str = "warning: certificates are not checked: whoever stands between can read and \
                       change what is sent, secrets too\n";

/// A folder with a payload, an authority, and another that the machine trusts.
fn folder(authority: &Authority) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), VALID).unwrap();
    fs::write(dir.path().join("ca.pem"), &authority.pem).unwrap();
    fs::write(dir.path().join("system.pem"), Authority::new("of the machine").pem).unwrap();
    dir
}

fn replay(dir: &Path, url: &str, options: &[&str]) -> Output {
    let arguments = [&["replay", "a.json", "--to", url], options].concat();
    dsw(&arguments, dir).env("SSL_CERT_FILE", dir.join("system.pem")).output().unwrap()
}

/// Fails without a body on the wire, and says why.
fn fails(output: &Output, arrivals: &mpsc::Receiver<String>, why: &str) {
    let told = transcript(output);
    assert_eq!(output.status.code(), Some(4), "{told}");
    assert!(told.contains(why), "{told}");
    assert_eq!(arrivals.recv().unwrap(), "", "{told}");
}

fn succeeds(output: &Output, arrivals: &mpsc::Receiver<String>) {
    let told = transcript(output);
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(arrivals.recv().unwrap().ends_with(VALID), "{told}");
}

#[test]
fn a_receiver_that_cannot_be_trusted_is_sent_nothing() {
    let authority = Authority::new("of the receiver");
    let dir = folder(&authority);
    let unknown = "its certificate is self-signed or from an unknown authority";
    let known: &[&str] = &["--cacert", "ca.pem"];
    for (certificate, options, why) in [
        (authority.vouch("127.0.0.1"), &[][..], unknown),
        (Certificate::alone("127.0.0.1"), &[], unknown),
        (Certificate::alone("127.0.0.1"), known, unknown),
        (authority.vouch_until("127.0.0.1", 2020), known, "its certificate has expired"),
        (
            authority.vouch("elsewhere.example"),
            known,
            "its certificate is not for this host but for elsewhere.example",
        ),
    ] {
        let (url, arrivals) = receiver(&certificate, None);
        fails(&replay(dir.path(), &url, options), &arrivals, why);
    }
}

#[test]
fn the_authorities_of_a_file_are_trusted_in_place_of_the_machines() {
    let authority = Authority::new("of the receiver");
    let dir = folder(&authority);
    let (url, arrivals) = receiver(&authority.vouch("127.0.0.1"), None);
    succeeds(&replay(dir.path(), &url, &["--cacert", "ca.pem"]), &arrivals);
    let why = "unknown authority";
    fails(&replay(dir.path(), &url, &["--cacert", "system.pem"]), &arrivals, why);
}

#[test]
fn the_own_certificate_of_a_receiver_is_trusted_when_it_is_named_for_its_names_and_its_time() {
    let authority = Authority::new("of others");
    let dir = folder(&authority);
    let (expired, other) = ("its certificate has expired", "not for this host but for b.example");
    for (own, why) in [
        (Certificate::alone("127.0.0.1"), None),
        (Certificate::of_openssl("127.0.0.1", 2100), None),
        (authority.vouch("127.0.0.1"), None),
        (Certificate::of_openssl("127.0.0.1", 2020), Some(expired)),
        (Certificate::of_openssl("b.example", 2100), Some(other)),
    ] {
        fs::write(dir.path().join("own.pem"), &own.pem).unwrap();
        let (url, arrivals) = receiver(&own, None);
        let output = replay(dir.path(), &url, &["--cacert", "own.pem"]);
        match why {
            None => succeeds(&output, &arrivals),
            Some(why) => fails(&output, &arrivals, why),
        }
        // Another of the same name is another.
        let (url, arrivals) = receiver(&Certificate::of_openssl("127.0.0.1", 2100), None);
        let output = replay(dir.path(), &url, &["--cacert", "own.pem"]);
        fails(&output, &arrivals, "self-signed or from an unknown authority");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn an_authority_that_the_machine_trusts_is_enough() {
    let authority = Authority::new("of the receiver");
    let dir = folder(&authority);
    fs::copy(dir.path().join("ca.pem"), dir.path().join("system.pem")).unwrap();
    let (url, arrivals) = receiver(&authority.vouch("127.0.0.1"), None);
    succeeds(&replay(dir.path(), &url, &[]), &arrivals);
}

#[test]
fn who_answers_is_not_checked_when_that_is_asked_for_and_it_is_warned_about_each_time() {
    let authority = Authority::new("of the receiver");
    let dir = folder(&authority);
    for certificate in [
        authority.vouch_until("127.0.0.1", 2020),
        authority.vouch("elsewhere.example"),
        Certificate::alone("127.0.0.1"),
    ] {
        let (url, arrivals) = receiver(&certificate, None);
        let output = replay(dir.path(), &url, &["--insecure"]);
        assert_eq!(String::from_utf8_lossy(&output.stderr).matches(WARNING).count(), 1);
        succeeds(&output, &arrivals);
    }
}

#[test]
fn a_run_that_is_gone_on_with_checks_again_who_answers() {
    let authority = Authority::new("of the receiver");
    let dir = folder(&authority);
    let (url, arrivals) = receiver(&authority.vouch("127.0.0.1"), None);
    let dead = "https://127.0.0.1:1/hook";
    let output = replay(dir.path(), dead, &["--insecure", "--journal", "run.jsonl"]);
    assert_eq!(output.status.code(), Some(4), "{}", transcript(&output));
    let again = |options: &[&str]| {
        let arguments = [&["replay", "--only-failed", "run.jsonl", "--to", &url], options].concat();
        dsw(&arguments, dir.path()).env("SSL_CERT_FILE", "system.pem").output().unwrap()
    };
    let output = again(&[]);
    assert!(!transcript(&output).contains("warning: certificates"), "{}", transcript(&output));
    fails(&output, &arrivals, "unknown authority");
    let output = again(&["--insecure"]);
    assert!(transcript(&output).contains(WARNING), "{}", transcript(&output));
    succeeds(&output, &arrivals);
}

#[test]
fn a_receiver_that_asks_is_shown_a_certificate() {
    let authority = Authority::new("of both");
    let dir = folder(&authority);
    let own = authority.vouch("dsw.example");
    fs::write(dir.path().join("own.pem"), &own.pem).unwrap();
    fs::write(dir.path().join("own.key"), own.key_pem()).unwrap();
    let (url, arrivals) = receiver(&authority.vouch("127.0.0.1"), Some(&authority));
    let shown = ["--cacert", "ca.pem", "--cert", "own.pem", "--key", "own.key"];
    succeeds(&replay(dir.path(), &url, &shown), &arrivals);
    let why = "no trusted connection: received fatal alert: CertificateRequired";
    fails(&replay(dir.path(), &url, &shown[..2]), &arrivals, why);
}

#[test]
fn a_file_that_is_no_certificate_is_named() {
    let dir = folder(&Authority::new("a"));
    let own = Certificate::alone("h");
    fs::write(dir.path().join("own.key"), own.key_pem()).unwrap();
    for (options, code, why) in [
        (
            &["--cacert", "a.json"][..],
            5,
            "cannot use `a.json`: it holds no certificate\nhint: in PEM",
        ),
        (&["--cacert", "gone"], 3, "cannot read `gone`: no such file"),
        (&["--cert", "ca.pem"], 2, "--key <FILE>"),
        (
            &["--cert", "ca.pem", "--key", "own.key"],
            5,
            "cannot use `own.key`: its key is not that of `ca.pem`",
        ),
        (&["--insecure", "--cacert", "ca.pem"], 2, "cannot be used with"),
    ] {
        let arguments = [&["replay", "a.json", "--to", "https://127.0.0.1:1"], options].concat();
        let output = run_in(dir.path(), &arguments, b"");
        assert_eq!(output.status.code(), Some(code), "{}", transcript(&output));
        assert!(transcript(&output).contains(why), "{}", transcript(&output));
    }
}
