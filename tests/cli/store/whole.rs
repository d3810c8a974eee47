//! What a crash or a hand in the folder leaves behind.

use std::fs;

use tempfile::tempdir;

use super::refused;
use crate::listener::{Listener, bodies, journal};

#[test]
fn a_torn_last_line_is_cut_off_told_and_kept_aside() {
    let listener = Listener::start(&[]);
    listener.is_alive();
    let ended = listener.interrupt();
    let path = ended.dir.path().join("captures/captures.jsonl");
    let whole = fs::read(&path).unwrap();
    let torn = br#"{"v":1,"kind":"capt"#;
    fs::write(&path, [&whole, torn.as_slice()].concat()).unwrap();
    let mut listener = Listener::start_in(ended.dir, &[]);
    assert_eq!(fs::read(&path).unwrap(), whole);
    assert!(fs::read(path.with_extension("jsonl.torn")).unwrap().starts_with(torn));
    listener.is_alive();
    assert_eq!(listener.line()["seq"], 2);
    assert_eq!(journal(&listener.captures()).len(), 2);
    let ended = listener.interrupt();
    assert_eq!(ended.code, Some(0));
    let said = "recovered: dropped 1 incomplete record (19 bytes) at captures/captures.jsonl";
    assert!(ended.err.contains(said), "{}", ended.err);
}

#[test]
fn a_body_without_a_line_is_told_and_left_alone() {
    let dir = tempdir().unwrap();
    let captures = dir.path().join("captures");
    fs::create_dir(&captures).unwrap();
    fs::write(captures.join("000007-x.json"), "{}").unwrap();
    fs::write(captures.join(".000009.part"), "{").unwrap();
    let mut listener = Listener::start_in(dir, &[]);
    listener.is_alive();
    assert_eq!(listener.line()["seq"], 10);
    assert_eq!(fs::read(captures.join("000007-x.json")).unwrap(), b"{}");
    assert_eq!(fs::read(captures.join(".000009.part")).unwrap(), b"{");
    let err = listener.kill().err;
    assert!(err.contains("`000007-x.json` without a line in the journal, kept"), "{err}");
    assert!(err.contains("`.000009.part` of a body that was not written to its end"), "{err}");
}

#[test]
fn a_folder_that_was_taken_away_is_made_again() {
    let mut listener = Listener::start(&[]);
    listener.is_alive();
    fs::remove_dir_all(listener.captures()).unwrap();
    listener.is_alive();
    let journal = journal(&listener.captures());
    assert_eq!((journal.len(), &journal[0]["seq"]), (1, &2.into()));
    assert_eq!(bodies(&listener.captures()), ["000002.json"]);
    assert_eq!(listener.line()["kind"], "capture");
    let problem = listener.line();
    let message = problem["message"].as_str().unwrap();
    assert_eq!(message, "`captures` had been taken away and was made again");
    assert_eq!(listener.line()["seq"], 2);
    assert_eq!(listener.interrupt().code, Some(0));
}

#[test]
fn a_journal_that_was_taken_away_is_made_again() {
    let listener = Listener::start(&[]);
    listener.is_alive();
    fs::remove_file(listener.captures().join("captures.jsonl")).unwrap();
    listener.is_alive();
    assert_eq!(journal(&listener.captures())[0]["seq"], 2);
    assert_eq!(bodies(&listener.captures()), ["000001.json", "000002.json"]);
    // It still is the only one.
    let (code, _) = refused(&listener.kill().dir, &["--host", "nonsense"]);
    assert_eq!(code, Some(4));
}
