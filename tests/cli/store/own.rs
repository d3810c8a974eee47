//! Which folders a listener takes for its own.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;

use tempfile::tempdir;

use super::refused;
use crate::listener::{Listener, bodies, command, journal, sha256};
use crate::support::dsw;

#[test]
fn a_second_listener_on_a_folder_is_refused() {
    let listener = Listener::start(&[]);
    let (code, err) = refused(&listener.dir, &[]);
    assert_eq!(code, Some(3));
    let said = format!("`captures` is in use by another dsw, process {}\n", listener.pid());
    assert!(err.contains(&said) && err.contains("hint: stop the other dsw"), "{err}");
    listener.is_alive();
    assert_eq!(journal(&listener.captures()).len(), 1);
    // With the first one killed, the folder is free.
    let dir = listener.kill().dir;
    Listener::start_in(dir, &[]).is_alive();
}

#[test]
fn a_journal_of_a_newer_version_is_not_written_to() {
    let dir = tempdir().unwrap();
    let captures = dir.path().join("captures");
    fs::create_dir(&captures).unwrap();
    let newer = "{\"v\":2,\"kind\":\"capture\",\"seq\":1,\"new\":[]}\n{\"v\":2,\"to";
    fs::write(captures.join("captures.jsonl"), newer).unwrap();
    let (code, err) = refused(&dir, &[]);
    assert_eq!(code, Some(5), "{err}");
    assert!(err.contains("`captures/captures.jsonl` has format version 2"), "{err}");
    assert!(err.contains("hint: update dsw"), "{err}");
    assert_eq!(fs::read_to_string(captures.join("captures.jsonl")).unwrap(), newer);
}

#[test]
fn a_file_in_the_place_of_the_folder_is_named() {
    let dir = tempdir().unwrap();
    fs::write(dir.path().join("captures"), "precious").unwrap();
    let (code, err) = refused(&dir, &[]);
    assert_eq!(code, Some(3));
    assert!(err.contains("cannot write `captures`") && err.contains("hint:"), "{err}");
    assert_eq!(fs::read(dir.path().join("captures")).unwrap(), b"precious");
}

#[test]
fn folders_may_have_any_name() {
    let mut given: Vec<&OsStr> =
        ["two words", "📦 größe", "-dash", "a/b/../c", "%s %n"].map(OsStr::new).into();
    if cfg!(target_os = "linux") {
        given.push(OsStr::from_bytes(b"caf\xe9 \x1b[2J"));
    }
    for name in given {
        let dir = tempdir().unwrap();
        let mut command = dsw(&["listen", "--port", "0", "--format", "json"], dir.path());
        let mut option = std::ffi::OsString::from("--save-dir=");
        option.push(name);
        command.arg(option);
        let mut listener = Listener::spawn(command, dir);
        listener.line();
        listener.is_alive();
        assert!(listener.line()["file"].is_string());
        let captures = listener.dir.path().join(name);
        let line = &journal(&captures)[0];
        assert_eq!(line["sha256"], sha256(b"{}"));
        assert_eq!(bodies(&captures), ["000001.json"]);
        assert!(!listener.kill().err.contains('\u{1b}'));
    }
}

#[test]
#[cfg(target_os = "linux")]
fn the_environment_may_name_any_folder() {
    let dir = tempdir().unwrap();
    let name = OsStr::from_bytes(b"caf\xe9");
    let mut command = command(&[], &[], dir.path());
    command.env("DSW_SAVE_DIR", name);
    let listener = Listener::spawn(command, dir);
    listener.is_alive();
    assert_eq!(bodies(&listener.dir.path().join(name)), ["000001.json"]);
}
