use super::*;

fn first(text: &str) -> (String, Archived) {
    let found = read(text).unwrap();
    let one = found.requests.into_iter().next().unwrap().unwrap();
    let Request { method, target, received_at, .. } = &one.request;
    (format!("{received_at} {method} {target}"), one)
}

#[test]
fn an_http_archive_is_read() {
    let (told, one) = first(
        r#"{"log":{"entries":[{"startedDateTime":"2026-03-02T09:00:00.5+01:00","request":{
        "method":"post","url":"https://h.example/hook/ü?a=1#x","headers":[{"name":":path","value":"/"},
        {"name":"X-A","value":" b "},{"name":"X-Bad","value":"a\r\nX-Evil: 1"}],
        "postData":{"mimeType":"","text":"{\"Id\": 1.10}"}},"response":{"status":202}}]}}"#,
    );
    assert_eq!(told, "2026-03-02T08:00:00.5Z POST /hook/%C3%BC?a=1");
    let way = [("Host", "h.example"), ("X-Forwarded-Proto", "https"), ("X-A", "b")];
    let way = way.map(|(name, value)| (name.to_owned(), Bytes::from(value)));
    assert_eq!(one.request.headers.0, way, "where it went is said as HTTP/1.1 says it");
    assert_eq!((&one.body[..], one.sent), (&br#"{"Id": 1.10}"#[..], Sent::Status(202)));
}

#[test]
fn an_export_of_ngrok_is_read_with_its_chunks() {
    use base64::Engine;
    let raw = "POST /x HTTP/1.1\r\nHost: h\r\n\r\n3\r\n{\"a\r\n4;x=y\r\n\":1}\r\n0\r\n\r\n";
    let raw = base64::prelude::BASE64_STANDARD.encode(raw);
    let text = format!(
        r#"{{"requests":[{{"start":"2026-03-02T09:00:00-08:00","request":{{"method":"POST","uri":"/x",
        "headers":{{"Transfer-Encoding":["chunked"]}},"raw":"{raw}"}},"response":{{"status_code":500}}}}]}}"#
    );
    let (told, one) = first(&text);
    assert_eq!(told, "2026-03-02T17:00:00Z POST /x");
    assert_eq!((&one.body[..], one.sent), (&br#"{"a":1}"#[..], Sent::Status(500)));
    let alone = text.trim_start_matches(r#"{"requests":["#).trim_end_matches("]}");
    assert_eq!(first(alone).0, told, "one request by its id");
}

#[test]
fn an_export_of_webhook_site_is_read_oldest_first() {
    let one = |at: &str, content: &str| {
        format!(
            r#"{{"uuid":"u","method":"POST","content":"{content}","created_at":"2026-03-02 {at}",
            "url":"https://webhook.site/token?x=1","headers":{{"content-type":["application/json"]}}}}"#
        )
    };
    let page =
        format!(r#"{{"data":[{},{}],"total":2}}"#, one("10:00:00", "b"), one("09:00:00", "a"));
    let (told, first) = first(&page);
    assert_eq!(told, "2026-03-02T09:00:00Z POST /token?x=1");
    assert_eq!((&first.body[..], first.sent), (&b"a"[..], Sent::Imported));
    let bare =
        r#"{"method":"GET","url":"https://webhook.site/t","created_at":"2026-03-02 08:00:00"}"#;
    let page = page.replacen('[', &format!("[{bare},"), 1);
    assert_eq!(read(&page).unwrap().requests.len(), 3, "with one that has no body");
    assert!(read(r#"{"data":[],"total":0}"#).unwrap().requests.is_empty());
}

#[test]
fn what_is_none_of_them_says_so() {
    for text in ["{}", "[]", "7", "no json"] {
        assert!(read(text).is_err(), "{text}");
    }
    let broken =
        read(r#"{"log":{"entries":[{},{"request":{"method":"A B","url":"/"}}]}}"#).unwrap();
    assert!(broken.requests.iter().all(Result::is_err), "{broken:?}");
    let page = r#"{"data":[{"method":"A B","content":"","url":"/"},
        {"method":"POST","content":"x","url":"/","created_at":"2026-03-02 09:00:00"}]}"#;
    let broken = read(page).unwrap().requests.into_iter().find_map(Result::err);
    assert_eq!(broken.map(|(place, _)| place), Some(1), "as the file has them");
}
