use super::*;
use crate::entry::Sent;

#[test]
fn a_capture_folder_is_read_in_the_order_of_its_journal() {
    let (_room, dir) = room();
    three_captures(&dir);
    fs::write(dir.join("other.json"), "{}").unwrap();
    assert_eq!(shown(captures(&[dir.clone().into()], Path::new(""))), THREE);
    assert_eq!(shown(captures(&[dir.join("captures.jsonl").into()], Path::new(""))), THREE);
    // By its content, whatever it is called.
    fs::rename(dir.join("captures.jsonl"), dir.join("export.txt")).unwrap();
    assert_eq!(shown(captures(&[dir.join("export.txt").into()], Path::new(""))), THREE);
}

#[test]
fn a_capture_comes_back_with_its_request() {
    let (_room, dir) = room();
    let mut folder = open(&dir);
    let mut capture = delivery("{}");
    let request = capture.request.as_mut().unwrap();
    request.headers.0.push(("X-Bytes".to_owned(), Bytes::from_static(b"\xff\xfe")));
    let headers = request.headers.clone();
    folder.record(&mut capture, Body::Json(None), Sent::Status(200)).unwrap();
    let read = captures(&["1".into()], &dir).next().unwrap().unwrap();
    assert_eq!(read.origin, capture.origin);
    assert_eq!(read.body, capture.body);
    assert_eq!(read.request.unwrap().headers, headers);
}

#[test]
fn captures_are_named_by_number() {
    let (_room, dir) = room();
    three_captures(&dir);
    assert_eq!(named("2", &dir), THREE[1..2]);
    assert_eq!(named("000002", &dir), THREE[1..2]);
    assert_eq!(named("2..9", &dir), THREE[1..]);
    assert_eq!(named("last", &dir), THREE[2..]);
    assert_eq!(named("last:2", &dir), THREE[1..]);
    assert_eq!(named("last:9", &dir), THREE);
}

#[test]
fn a_number_that_is_not_there_is_told() {
    let (_room, dir) = room();
    let shown = dir.display().to_string();
    let first = format!("nothing to do: no capture in `{shown}` yet; `dsw listen` records them");
    assert_eq!(named("last", &dir), std::slice::from_ref(&first));
    open(&dir);
    assert_eq!(named("last:3", &dir), [first]);
    assert_eq!(named("42", &dir), [format!("nothing to do: no capture 42 in `{shown}`")]);
    assert_eq!(named("5..4", &dir), ["nothing to do: 5..4 counts backwards"]);
}

#[test]
fn what_broke_off_is_passed_over_and_told_when_asked_for_alone() {
    let (_room, dir) = room();
    three_captures(&dir);
    let mut broken = Capture { complete: false, ..delivery("{\"4\"") };
    open(&dir).record(&mut broken, Body::Other, Sent::Status(400)).unwrap();
    assert_eq!(shown(captures(&[dir.clone().into()], Path::new(""))), THREE);
    assert_eq!(named("1..4", &dir), THREE);
    assert_eq!(named("last", &dir), THREE[2..]);
    let told = format!("nothing to do: capture 4 in `{}` broke off half way", dir.display());
    assert_eq!(named("4", &dir), [told]);
}

#[test]
fn an_unreadable_line_of_a_journal_is_told_by_its_number_and_the_others_are_read() {
    let (_room, dir) = room();
    three_captures(&dir);
    let lines: Vec<_> = journal(&dir).lines().map(str::to_owned).collect();
    let edited = [&lines[0], "rubbish", &lines[1][..40], "", "{}", &lines[2], ""].join("\n");
    let path = dir.join("captures.jsonl");
    fs::write(&path, edited).unwrap();
    let at = |line, why| format!("{}:{line}: not a journal line: {why}", path.display());
    let expected = [
        THREE[0].to_owned(),
        at(2, "expected value at column 1"),
        at(3, "EOF while parsing a string at column 40"),
        at(5, "it has no `kind`"),
        THREE[2].to_owned(),
    ];
    assert_eq!(shown(captures(&[dir.clone().into()], Path::new(""))), expected);
    // Only when it may be the one asked for.
    assert_eq!(named("3", &dir), THREE[2..]);
    assert_eq!(named("2", &dir), expected[1..4]);
    assert_eq!(named("last", &dir), THREE[2..]);
    assert_eq!(named("last:2", &dir).len(), 5);
}

#[test]
fn a_line_that_is_being_written_is_left_out() {
    let (_room, dir) = room();
    three_captures(&dir);
    let whole = journal(&dir);
    let last = whole.trim_end().rfind('\n').unwrap() + 1;
    for cut in last..whole.len() - 1 {
        fs::write(dir.join("captures.jsonl"), &whole[..cut]).unwrap();
        assert_eq!(shown(captures(&[dir.clone().into()], Path::new(""))), THREE[..2]);
        assert_eq!(named("last", &dir), THREE[1..2]);
    }
    fs::write(dir.join("captures.jsonl"), whole.trim_end()).unwrap();
    assert_eq!(named("last", &dir), THREE[2..]);
}

#[test]
fn a_missing_body_is_told_and_the_others_are_read() {
    let (_room, dir) = room();
    three_captures(&dir);
    fs::remove_file(dir.join("000002-k7.json")).unwrap();
    let read = shown(captures(&[dir.clone().into()], Path::new("")));
    let missing = dir.join("000002-k7.json");
    assert_eq!(read[1], format!("cannot read `{}`: no such file", missing.display()));
    assert_eq!([&read[0], &read[2]], [THREE[0], THREE[2]]);
}

#[test]
fn what_a_newer_version_wrote_is_read_as_far_as_possible() {
    let (_room, dir) = room();
    three_captures(&dir);
    let newer = journal(&dir)
        .replace("\"v\":1,", "\"v\":2,\"new\":{},")
        .replace("\"size\":7", "\"size\":\"7 B\"");
    fs::write(dir.join("captures.jsonl"), format!("{{\"v\":2,\"kind\":\"delivery\"}}\n{newer}"))
        .unwrap();
    assert_eq!(shown(captures(&[dir.into()], Path::new(""))), THREE);
}

#[test]
fn a_journal_cannot_name_a_file_outside_its_folder() {
    let (room, dir) = room();
    fs::write(room.path().join("secret"), "secret").unwrap();
    three_captures(&dir);
    for file in ["../secret", "/etc/passwd", "C:\\\\x", "sub/000001.json", "", "."] {
        let line = format!("{{\"v\":1,\"kind\":\"capture\",\"seq\":1,\"file\":\"{file}\"}}\n");
        fs::write(dir.join("captures.jsonl"), line).unwrap();
        assert!(named("1", &dir)[0].ends_with("`file` does not name a body"), "{file}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_as_a_body_is_not_followed() {
    let (room, dir) = room();
    three_captures(&dir);
    fs::write(room.path().join("secret"), "secret").unwrap();
    let body = dir.join("000003-k7.json");
    fs::remove_file(&body).unwrap();
    std::os::unix::fs::symlink(room.path().join("secret"), &body).unwrap();
    assert_eq!(named("3", &dir), [format!("`{}` is a symbolic link", body.display())]);
}
