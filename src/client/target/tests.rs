//! What is sent to, and what is shown of it.

use super::*;

fn target(given: &str) -> Target {
    Target::parse(given).unwrap()
}

#[test]
fn only_http_and_https_are_sent_to() {
    for (given, expected) in [
        (
            "ftp://h/",
            "cannot send to `ftp://h/`: it begins with ftp://, not with http:// or https://",
        ),
        (
            "file:///etc/passwd",
            "cannot send to `file:///etc/passwd`: it begins with file://, not with http:// or https://",
        ),
        (
            "localhost:7071/api",
            "cannot send to `localhost:7071/api`: it does not begin with http:// or https://",
        ),
        ("/api/hook", "cannot send to `/api/hook`: it does not begin with http:// or https://"),
        ("", "cannot send to ``: it does not begin with http:// or https://"),
        ("http://", "cannot send to `http://`: empty host"),
        ("http://h:99999/", "cannot send to `http://h:99999/`: invalid port number"),
        (
            "http://ann:s3/cret@h/?sig=x",
            "cannot send to `http://••••@h/?sig=••••`: invalid port number",
        ),
        (
            "ftp://ann:s3cret@h/",
            "cannot send to `ftp://••••@h/`: it begins with ftp://, not with http:// or https://",
        ),
    ] {
        let error = Target::parse(given).unwrap_err();
        assert_eq!(error.to_string(), expected);
        assert_eq!(error.exit().code(), 2);
    }
}

#[test]
fn what_cannot_be_sent_is_said_before() {
    let long = format!("http://h/?sig={}", "a".repeat(70_000));
    let error = Target::parse(&long).unwrap_err();
    assert_eq!(error.to_string(), "cannot send to `http://h/?sig=••••aaaa`: uri too long");
    for odd in ["http://h/a b|^`{}\"<>é?q=\"<>é|^`{}'", "http://a_b/", "http://ex%41mple/"] {
        assert!(Target::parse(odd).is_ok(), "{odd}");
    }
}

#[test]
fn a_user_part_becomes_a_header_and_is_not_shown() {
    let target = target("http://ann:p%40ss+%C3%A9@h:8080/a?sig=x#f");
    assert_eq!(target.url(), "http://h:8080/a?sig=x");
    assert_eq!(target.host(), "h:8080");
    // printf 'ann:p@ss+é' | base64
    assert_eq!(target.authorization(), Some("Basic YW5uOnBAc3Mrw6k="));
    assert_eq!(target.shown(), "http://••••@h:8080/a?sig=••••");
    assert_eq!(format!("{target:?}"), "Target(\"http://••••@h:8080/a?sig=••••\")");
}

#[test]
fn its_secrets_are_seen_by_those_who_ask() {
    let target = target("http://ann:s3cret@h/?sig=x#f").showing(Secrets::Shown);
    assert_eq!(target.shown(), "http://ann:s3cret@h/?sig=x");
    assert_eq!(target.filled("/a").shown(), "http://ann:s3cret@h/a?sig=x");
    assert_eq!(target.redirected("/login?token=t"), "http://h/login?token=t");
    assert_eq!(target.url(), "http://h/?sig=x");
    assert_eq!(format!("{target:?}"), "Target(\"http://••••@h/?sig=••••\")");
}

#[test]
fn a_port_of_the_scheme_is_not_in_the_host() {
    assert_eq!(target("http://h:80/").host(), "h");
    assert_eq!(target("https://[::1]:8443/").host(), "[::1]:8443");
}

#[test]
fn what_a_url_leaves_out_is_the_requests_own() {
    for (given, came, expected) in [
        ("http://h", "/created?x=1", "http://h/created?x=1"),
        ("http://h/api", "/created?x=1", "http://h/api?x=1"),
        ("http://h/?a=b", "/created?x=1", "http://h/created?a=b"),
        ("http://h/api?a=b", "/created?x=1", "http://h/api?a=b"),
        ("http://h/", "http://elsewhere:1/a?b", "http://h/a?b"),
        ("http://h/", "http://elsewhere", "http://h/"),
        ("http://h/", "/a?to=http://b/c", "http://h/a?to=http://b/c"),
        ("http://h/", "//elsewhere/a", "http://h//elsewhere/a"),
        ("http://h/", "*", "http://h/"),
    ] {
        assert_eq!(target(given).filled(came).url(), expected, "{given} {came}");
    }
    let secret = target("http://ann:s3cret@h").filled("/a?code=x");
    assert_eq!(secret.shown(), "http://••••@h/a?code=••••");
    assert!(secret.authorization().is_some());
}

#[test]
fn the_path_and_the_query_of_a_request_stay_letter_by_letter() {
    for came in ["/a/../b", "/a/%2e%2e/b", r"/a\b", "/?n='q'", "/a|b", "/./a?\"<>`{}^"] {
        let root = target("http://u:p@h:1");
        assert_eq!(root.filled(came).asked(), came);
        assert_eq!(root.filled(came).url(), format!("http://h:1{came}"));
        assert_eq!(root.filled(came).shown(), format!("http://••••@h:1{came}"));
        assert_eq!(target("http://h/api/").below(came).asked(), format!("/api{came}"));
    }
    for (came, expected) in
        [("/a b", "/a%20b"), ("/é", "/%C3%A9"), ("/a\r\nX: y", "/aX:%20y"), ("/a#b", "/a%23b")]
    {
        assert_eq!(target("http://h").filled(came).asked(), expected);
    }
    let secret = target("http://h").filled("/a/../b?code=s'3");
    assert_eq!(secret.shown(), "http://h/a/../b?code=••••");
    assert_eq!(secret.showing(Secrets::Shown).shown(), "http://h/a/../b?code=s'3");
}

#[test]
fn a_redirect_keeps_credentials_at_home_and_never_leaves_https() {
    let from = target("http://ann:s3cret@h/a?x=1");
    let next = from.followed("/b").unwrap();
    assert_eq!((next.url(), next.authorization().is_some()), ("http://h/b".to_owned(), true));
    let away = from.followed("http://h:81/b").unwrap();
    assert_eq!(away.authorization(), None);
    assert!(from.followed("https://g/").unwrap().authorization().is_none());
    assert_eq!(target("https://h/").followed("http://h/").err(), Some("it leaves https"));
    assert_eq!(from.followed("ftp://h/").err(), Some("it is neither http nor https"));
    assert_eq!(from.followed("http://[").err(), Some("it is no URL"));
}

#[test]
fn this_machine_is_known_by_all_its_names() {
    for here in [
        "http://localhost/",
        "http://LOCALHOST:1/",
        "http://localhost./",
        "http://api.localhost/",
        "http://127.0.0.1/",
        "http://127.1.2.3/",
        "http://127.1/",
        "http://[::1]:1/",
        "http://[::ffff:127.0.0.1]/",
        "http://0.0.0.0:4444/",
    ] {
        assert!(target(here).is_here(), "{here}");
    }
    for away in
        ["http://localhost.example/", "http://10.0.0.1/", "http://128.0.0.1/", "http://[::2]/"]
    {
        assert!(!target(away).is_here(), "{away}");
    }
}

#[test]
fn a_redirect_is_told_whole_and_free_of_secrets() {
    let target = target("http://h/a/b?code=x");
    assert_eq!(target.redirected("/login?token=t"), "http://h/login?token=••••");
    assert_eq!(target.redirected("//u:p@g/"), "http://••••@g/");
    assert_eq!(target.redirected("http://[/?key=k"), "http://[/?key=••••");
}
