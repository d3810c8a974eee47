//! The promises of the capture folder and of the sources, kept on real files.

mod chunks;
mod journals;
mod lines;
#[cfg(unix)]
mod private;
mod record;
mod recover;
mod sources;

use std::fs;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use jiff::Timestamp;
use tempfile::TempDir;

use super::pieces::Piece;
use super::{Body, Captures, Folder, Notice, Stored, captures, full};
use crate::capture::{Capture, Headers, Origin, Request};
use crate::entry::Sent;
use crate::error::Error;

/// A place for one test.
fn room() -> (TempDir, PathBuf) {
    let room = tempfile::tempdir().unwrap();
    let dir = room.path().join("captures");
    (room, dir)
}

fn open(dir: &Path) -> Folder {
    let (folder, notices) = Folder::open(dir).unwrap();
    assert_eq!(notices, []);
    folder
}

fn told(dir: &Path) -> Vec<String> {
    let (_, notices) = Folder::open(dir).unwrap();
    notices.iter().map(ToString::to_string).collect()
}

fn delivery(body: impl Into<Bytes>) -> Capture {
    let request = Request {
        received_at: Timestamp::UNIX_EPOCH,
        method: "POST".to_owned(),
        target: "/".to_owned(),
        version: "HTTP/1.1".to_owned(),
        headers: Headers(vec![("Host".to_owned(), "x".into()), ("X".to_owned(), "\u{1f}".into())]),
        remote: Some("127.0.0.1:50123".parse().unwrap()),
    };
    Capture { request: Some(request), ..Capture::of_body(Origin::default(), body.into()) }
}

fn record(folder: &mut Folder, body: &'static str) -> Result<Stored, Error> {
    folder.record(&mut delivery(body), Body::Json(Some("k7")), Sent::Status(200))
}

fn journal(dir: &Path) -> String {
    fs::read_to_string(dir.join("captures.jsonl")).unwrap()
}

/// Every name in a folder that is not one of its own fixtures.
fn bodies(dir: &Path) -> Vec<String> {
    let fixtures = [".gitignore", ".lock", ".pid", "captures.jsonl"];
    let names = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name());
    let names = names.map(|name| name.into_string().unwrap());
    let mut names: Vec<_> = names.filter(|name| !fixtures.contains(&name.as_str())).collect();
    names.sort();
    names
}

/// What a source gave, a line each: `name:lines before seq body`, or the error.
fn shown(captures: Captures) -> Vec<String> {
    captures
        .map(|capture| capture.map_or_else(|error| error.to_string(), |one| line(&one)))
        .collect()
}

fn line(capture: &Capture) -> String {
    let name = capture.origin.path.as_deref().and_then(Path::file_name).unwrap_or_default();
    let name = name.to_string_lossy();
    let seq = capture.origin.seq.map(|seq| format!(" #{seq}")).unwrap_or_default();
    let body = String::from_utf8_lossy(&capture.body);
    format!("{name}:{}{seq} {body}", capture.origin.lines_before)
}

fn named(argument: &str, from: &Path) -> Vec<String> {
    shown(captures(&[argument.into()], from))
}

/// A capture folder of three, bodies `1` to `3`.
fn three_captures(dir: &Path) {
    let mut folder = open(dir);
    for body in ["{\"1\":0}", "{\"2\":0}", "{\"3\":0}"] {
        record(&mut folder, body).unwrap();
    }
}

const THREE: [&str; 3] = [
    "000001-k7.json:0 #1 {\"1\":0}",
    "000002-k7.json:0 #2 {\"2\":0}",
    "000003-k7.json:0 #3 {\"3\":0}",
];
