//! Proxies of the environment: used as they are set, and told apart from receivers.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::process::Output;
use std::sync::mpsc;
use std::thread;
use std::{fs, iter};

use crate::support::{VALID, dsw, transcript};

/// A host that is refused before any name server is asked: its label is too long.
fn nowhere() -> String {
    iter::repeat_n('a', 64).collect::<String>() + ".corp"
}

/// A proxy that wants to know who asks; its address, and the heads of what it was asked.
fn proxy() -> (String, mpsc::Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let (told, heads) = mpsc::channel();
    thread::spawn(move || {
        while let Ok((mut stream, _)) = listener.accept() {
            let (mut head, mut byte) = (Vec::new(), [0]);
            while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|n| n > 0) {
                head.push(byte[0]);
            }
            let answer =
                "HTTP/1.1 407 Who are you\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            let _ = stream.write_all(answer.as_bytes());
            if told.send(String::from_utf8_lossy(&head).into_owned()).is_err() {
                break;
            }
        }
    });
    (address, heads)
}

fn replay(to: &str, variables: &[(&str, &str)]) -> Output {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), VALID).unwrap();
    let mut command = dsw(&["replay", "a.json", "--to", to], dir.path());
    command.envs(variables.iter().copied());
    command.output().unwrap()
}

#[test]
fn a_proxy_that_refuses_is_no_receiver_and_its_password_is_not_told() {
    for (to, variable, line) in [
        ("https://hooks.example/a", "HTTPS_PROXY", "CONNECT hooks.example:443 HTTP/1.1"),
        ("https://hooks.example/a", "https_proxy", "CONNECT hooks.example:443 HTTP/1.1"),
        ("http://hooks.example/a", "http_proxy", "POST http://hooks.example/a HTTP/1.1"),
    ] {
        let (address, heads) = proxy();
        let output = replay(to, &[(variable, &format!("http://zoe:hunter2@{address}"))]);
        let (told, head) = (transcript(&output), heads.recv().unwrap());
        assert_eq!(output.status.code(), Some(4), "{told}");
        assert!(told.contains("cannot pass the proxy: "), "{told}");
        assert!(told.contains("try: look at HTTPS_PROXY"), "{told}");
        assert!(!told.contains("hunter2") && !told.contains("em9l"), "{told}");
        assert!(head.starts_with(line), "{head}");
        // printf 'zoe:hunter2' | base64
        let head = head.to_ascii_lowercase();
        assert!(head.contains("proxy-authorization: basic em9lomh1bnrlcji="), "{head}");
        // What is meant for the receiver is not shown to a proxy that only passes it on.
        assert!(!head.contains("\r\nauthorization"), "{head}");
    }
}

#[test]
fn a_proxy_that_is_not_there_is_not_taken_for_the_receiver() {
    for (to, variable) in [("https://hooks.example/", "HTTPS_PROXY"), ("http://h/", "http_proxy")] {
        let told = transcript(&replay(to, &[(variable, "http://127.0.0.1:1")]));
        assert!(told.contains("cannot pass the proxy: connection refused"), "{told}");
        let nowhere = format!("http://{}:1", nowhere());
        let told = transcript(&replay(to, &[(variable, &nowhere)]));
        assert!(told.contains("cannot pass the proxy: cannot find its host"), "{told}");
    }
}

#[test]
fn what_should_name_a_proxy_and_does_not_is_told() {
    let told = transcript(&replay("http://127.0.0.1:1/", &[("http_proxy", "hunter2:::")]));
    let warning = "warning: `http_proxy` is not the URL of a proxy, and is passed over\n";
    assert!(told.contains(warning) && !told.contains("hunter2"), "{told}");
}

#[test]
fn hosts_that_are_named_go_past_the_proxy() {
    let to = format!("https://{}/", nowhere());
    for (exceptions, is_asked) in [("localhost,.corp", false), ("localhost,.org", true)] {
        let (address, heads) = proxy();
        let proxy = format!("http://{address}");
        let output = replay(&to, &[("HTTPS_PROXY", &proxy), ("NO_PROXY", exceptions)]);
        let told = transcript(&output);
        assert_eq!(output.status.code(), Some(4), "{told}");
        assert_eq!(told.contains("cannot pass the proxy"), is_asked, "{told}");
        assert_eq!(told.contains("cannot find its host"), !is_asked, "{told}");
        assert_eq!(heads.try_recv().is_ok(), is_asked, "{told}");
    }
}
