use super::*;

/// A POST whose head goes on, and its body with it.
fn post_with(rest: &str) -> String {
    format!("POST /hook HTTP/1.1\r\nHost: a\r\n{rest}")
}

#[test]
fn each_refusal_is_told_once_in_plain_words() {
    let rig = Rig::start(Limits::default());
    rig.say(b"\x16\x03\x01\x02\x00\x01\x00", false);
    rig.say(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", false);
    rig.say(b"GET /\xff\x01 HTTP/1.1\r\n\r\n", false);
    rig.say(post_with("Transfer-Encoding: gzip\r\n\r\n").as_bytes(), false);
    rig.say(post_with("Content-Length: 10485761\r\n\r\n").as_bytes(), false);
    rig.say(post_with("Content-Length: 100\r\n\r\n{}").as_bytes(), true);
    rig.say(b"POST / HT", true);
    rig.say(b"", true);
    let told = rig.stop();
    let wanted = [
        (Some(400), "a TLS handshake came to a plain-HTTP port"),
        (None, "an HTTP/2 connection came to an HTTP/1.1 port"),
        (Some(400), "a control character in the request head"),
        (Some(400), "a `Transfer-Encoding` other than `chunked`"),
        (Some(413), "payload too large"),
        (Some(400), "the body ended before its announced length"),
        (None, "the connection ended within a request head"),
    ];
    assert_eq!(told.whys(), wanted);
    assert!(told.refusals[0].hint.unwrap().contains("http://"));
    let kept: Vec<_> = told.refusals.iter().filter_map(|one| one.capture.as_ref()).collect();
    assert_eq!(kept.len(), 1);
    assert!(!kept[0].complete && kept[0].body == "{}" && kept[0].request.is_some());
}

#[test]
fn a_request_is_captured_as_it_was_sent() {
    let rig = Rig::start(Limits::default());
    let sent =
        b"POST /\xc3\xb6?a=1 HTTP/1.1\r\nhOsT: a\r\nX-Name:  Bj\xc3\xb6rn\r\nx-name: \xe9\r\n\
        Content-Length: 2\r\n\r\n{}";
    assert_eq!(statuses(&rig.say(sent, true)), [200]);
    let request = rig.stop().captures.remove(0).request.unwrap();
    assert_eq!((request.method.as_str(), request.target.as_str()), ("POST", "/%C3%B6?a=1"));
    let headers: Vec<_> = request.headers.0.iter().map(|(n, v)| (n.as_str(), &v[..])).collect();
    let wanted: [(&str, &[u8]); 4] = [
        ("hOsT", b"a"),
        ("X-Name", b"Bj\xc3\xb6rn"),
        ("x-name", b"\xe9"),
        ("Content-Length", b"2"),
    ];
    assert_eq!(headers, wanted);
    assert!(request.remote.unwrap().ip().is_loopback());
}

#[test]
fn the_page_and_the_refusal_say_what_they_should() {
    let rig = Rig::start(Limits::default());
    let page = rig.say(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", true);
    assert!(
        page.ends_with("\r\n\r\ndsw listens here. Send appointments by POST to this address.\n")
    );
    let head = rig.say(b"HEAD / HTTP/1.1\r\nHost: a\r\n\r\n", true);
    assert!(head.ends_with("\r\n\r\n"), "{head}");
    let refused = rig.say(post_with("Content-Length: 10485761\r\n\r\n").as_bytes(), false);
    assert!(refused.contains("\r\nconnection: close\r\n"), "{refused}");
    assert!(refused.contains("\r\ncontent-type: application/json\r\n"), "{refused}");
    assert!(refused.ends_with("\r\n\r\n{\"error\":\"payload too large\",\"limit\":10485760}"));
    rig.stop();
}

#[test]
fn a_body_of_the_limit_is_taken_and_one_byte_more_is_not() {
    let rig = Rig::start(Limits::default());
    let body: String = ('0'..='z').cycle().take(10 << 20).collect();
    assert_eq!(statuses(&rig.say(&post(&body), true)), [200]);
    let chunks =
        format!("Transfer-Encoding: chunked\r\n\r\na00000\r\n{body}\r\n1\r\n!\r\n0\r\n\r\n");
    assert_eq!(statuses(&rig.say(post_with(&chunks).as_bytes(), false)), [413]);
    // The sender gets to read its answer although it sends the whole body first.
    assert_eq!(statuses(&rig.say(&post(&(body.clone() + "!")), false)), [413]);
    let told = rig.stop();
    assert_eq!(told.captures.len(), 1);
    assert!(told.captures[0].body == body);
}

#[test]
fn pipelined_requests_are_answered_in_order() {
    let rig = Rig::start(Limits::default());
    let bodies: Vec<String> = (0..20).map(|number| format!("{{\"n\":{number}}}")).collect();
    let sent: Vec<u8> = bodies.iter().flat_map(|body| post(body)).collect();
    assert_eq!(statuses(&rig.say(&sent, true)), [200; 20]);
    assert_eq!(rig.stop().bodies(), bodies);
}

#[test]
fn huge_bodies_that_never_come_are_refused_while_they_are_held_open() {
    let rig = Rig::start(Limits::default());
    let mut held: Vec<TcpStream> = (0..6).map(|_| rig.connect()).collect();
    for stream in &mut held {
        let sent = post_with("Content-Length: 1000000000\r\n\r\n123456789");
        stream.write_all(sent.as_bytes()).unwrap();
    }
    for stream in &mut held {
        assert_eq!(statuses(&rest(stream)), [413]);
    }
    assert!(rig.is_alive());
    assert_eq!(rig.stop().refusals.len(), 6);
}
