//! What of a request goes on to the target, and what of its answer comes back.

use super::{next, payload, post};
use crate::exits::DEAD;
use crate::listener::{Listener, journal, read_all, request, status};
use crate::receiver::{Receiver, misbehaving, say};

#[test]
fn the_very_bytes_and_headers_arrive_and_the_answer_goes_back() {
    let headers: &[(&str, &str)] =
        &[("Content-Type", "text/plain"), ("X-Own", "1"), ("Set-Cookie", "a=b")];
    let target = Receiver::start(&[(202, headers, b"taken \x00\xff")]);
    let listener = Listener::start(&[
        "--forward-to",
        &target.url(""),
        "-H",
        "X-Added: yes",
        "--remove-header",
        "x-drop",
    ]);
    let body = b"\xef\xbb\xbf{\"a\":1.10,\r\n\"a\":\"\\u00e9\xff\"}";
    let headers = [
        ("Authorization", "Bearer s3cret"),
        ("Cookie", "a=b"),
        ("x-MULTI", "1"),
        ("X-Drop", "me"),
        ("etag", "3"),
        ("X-Multi", "2"),
        ("Keep-Alive", "timeout=5"),
        ("X-Hop", "1"),
        ("Connection", "X-Hop"),
        ("Content-Type", "application/json; charset=utf-8"),
    ];
    let answer = listener.exchange(&request("PUT", "/created?x=%20y", &headers, body));
    assert_eq!(status(&answer), 202, "{answer}");
    assert!(answer.contains("x-own: 1") && answer.contains("set-cookie: a=b"), "{answer}");
    assert!(answer.ends_with("taken \0\u{fffd}"), "{answer}");
    let address = target.address.clone();
    let received = target.requests().pop().unwrap();
    assert_eq!((received.method.as_str(), received.target.as_str()), ("PUT", "/created?x=%20y"));
    assert!(received.body == body);
    assert_eq!(received.all("x-multi"), ["1", "2"]);
    for (name, value) in [
        ("host", Some(address.as_str())),
        ("authorization", Some("Bearer s3cret")),
        ("cookie", Some("a=b")),
        ("content-type", Some("application/json; charset=utf-8")),
        ("content-length", Some(body.len().to_string().as_str())),
        ("x-added", Some("yes")),
        ("x-drop", None),
        ("x-hop", None),
        ("keep-alive", None),
        ("connection", None),
        ("user-agent", None),
        ("x-dsw-replay", None),
    ] {
        assert_eq!(received.header(name), value, "{name}: {}", received.head());
    }
    assert!(received.header("x-dsw-forwarded").unwrap().starts_with(&listener.address.to_string()));
    let names: Vec<_> = received.headers.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "Host",
            "Authorization",
            "Cookie",
            "x-MULTI",
            "etag",
            "X-Multi",
            "Content-Type",
            "X-Dsw-Forwarded",
            "X-Added",
            "Content-Length"
        ]
    );
}

#[test]
fn the_path_and_the_query_arrive_as_they_were_asked_for() {
    let paths = ["/a/../b", "/a/%2e%2e/b", r"/a\b", "/?n='q'"];
    let target =
        Receiver::start(&[(200, &[], b""), (200, &[], b""), (200, &[], b""), (200, &[], b"")]);
    let listener = Listener::start(&["--forward-to", &target.url("")]);
    for path in paths {
        assert_eq!(status(&listener.exchange(&request("POST", path, &[], b"{}"))), 200, "{path}");
    }
    let arrived: Vec<_> = target.requests().into_iter().map(|request| request.target).collect();
    assert_eq!(arrived, paths);
}

#[test]
fn the_host_is_kept_when_asked_for_and_a_path_of_the_url_is_used() {
    let target = Receiver::start(&[]);
    let url = target.url("/hook?code=s3cret");
    let listener = Listener::start(&["--forward-to", &url, "--preserve-host"]);
    assert_eq!(status(&listener.exchange(&request("POST", "/a?b", &[], b"{}"))), 200);
    let received = target.requests().pop().unwrap();
    assert_eq!(received.header("host"), Some("test"));
    assert_eq!(received.target, "/hook?code=s3cret");
}

#[test]
fn an_answer_that_is_not_whole_is_not_handed_on_as_if_it_were() {
    let head = b"HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\n\r\n".to_vec();
    let much = [head.clone(), vec![b'a'; 2_000_000]].concat();
    let target = misbehaving(vec![say([&head[..], b"{\"half\":"].concat()), say(much)]);
    let mut listener = Listener::start(&["--forward-to", &target]);
    for failure in
        ["connection closed in the middle of an answer", "its answer is longer than 1 MiB"]
    {
        let mut sender = post(&listener, &payload("A", 1));
        let answer = read_all(&mut sender);
        assert_eq!(status(&answer), 502, "{answer}");
        let told = next(&mut listener, "delivery");
        assert!(told["failure"].as_str().unwrap().contains(failure), "{told}");
    }
}

#[test]
fn secrets_of_the_target_are_dots_everywhere() {
    let url = format!("{}?code=s3cret", misbehaving(vec![say(b"")]));
    let url = url.replace("//", "//ann:s3cret@");
    let listener = Listener::for_people(&["--forward-to", &url]);
    assert_eq!(listener.post(payload("A", 1).as_bytes()), 502);
    let captures = listener.captures();
    let noted = journal(&captures).pop().unwrap();
    assert!(noted["to"].as_str().unwrap().contains("••••"), "{noted}");
    assert!(!noted.to_string().contains("s3cret"), "{noted}");
    #[cfg(unix)]
    {
        let ended = listener.interrupt();
        assert_eq!(ended.code, Some(0), "a dead target costs the run nothing");
        assert!(!format!("{}{}", ended.out, ended.err).contains("s3cret"), "{}", ended.err);
        assert!(ended.err.contains("  forward    to http://••••@127.0.0.1:"), "{}", ended.err);
        assert!(ended.out.contains("connection closed before an answer"), "{}", ended.out);
        assert!(ended.err.ends_with("0 forwarded, 1 not reached\n"), "{}", ended.err);
        let warned = "warning: the secret in `http://••••@127.0.0.1:";
        assert!(ended.err.contains(warned), "{}", ended.err);
    }
}

#[cfg(unix)]
#[test]
fn in_lines_a_failure_takes_one_line() {
    let url = misbehaving(vec![say(b"")]);
    let listener = Listener::for_people(&["--forward-to", &url, "--format", "line"]);
    assert_eq!(listener.post(payload("A", 1).as_bytes()), 502);
    let out = listener.interrupt().out;
    let lines: Vec<_> = out.lines().collect();
    let [_, forwarded] = &lines[..] else { panic!("{out}") };
    assert!(forwarded.starts_with(" forward  #1  A  no answer from http://"), "{out}");
    assert!(forwarded.ends_with("  connection closed before an answer"), "{out}");
}

#[test]
fn an_answer_of_its_own_and_a_target_exclude_each_other() {
    for option in [["--respond", "500"], ["--fail", "503:20%"], ["--drop", "5%"], ["--delay", "1s"]]
    {
        let arguments = [&["listen", "--forward-to", DEAD], &option[..]].concat();
        let output = crate::support::run(&arguments, "");
        assert_eq!(output.status.code(), Some(2), "{option:?}");
    }
    let dir = tempfile::tempdir().unwrap();
    for option in [
        &["ftp://h/"][..],
        &[DEAD, "-H", "none"],
        &[DEAD, "--remove-header", "a b"],
        &[DEAD, "--remove-header", "Host"],
        &[DEAD, "--preserve-host", "-H", "Host: x"],
        &[DEAD, "-H", "@-", "-H", "@-"],
        &[DEAD, "--change-from", "header:a b"],
    ] {
        let arguments = [&["listen", "--port", "0", "--forward-to"], option].concat();
        let output = crate::support::run_in(dir.path(), &arguments, b"");
        assert_eq!(output.status.code(), Some(2), "{option:?}");
        assert!(!dir.path().join("captures").exists(), "{option:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_signal_that_comes_at_once_ends_it_though_nothing_was_forwarded_yet() {
    for _ in 0..5 {
        let listener = Listener::start(&["--forward-to", DEAD]);
        let ended = listener.interrupt();
        assert_eq!(ended.code, Some(0), "{}", ended.err);
    }
}
