//! Who may read captures, and what no sender and no link can do.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use tempfile::tempdir;

use super::{names, refused};
use crate::listener::{Listener, bodies, journal};
use crate::support::dsw_after;

#[test]
fn no_number_of_an_appointment_leaves_the_folder() {
    let listener = Listener::start(&[]);
    let long = "x".repeat(300);
    let hostile = [
        "../../x",
        "/etc/x",
        "C:\\x",
        "a\0b",
        "CON",
        "x:ads",
        ". ",
        "..",
        "-rf",
        "\u{202e}gpj.exe",
        "*?<>|\"",
        "NUL.json",
        "~",
        "$(id)",
        "\n",
        &long,
    ];
    for id in hostile {
        let body = serde_json::json!({ "AppointmentNo": id, "Id": id }).to_string();
        assert_eq!(listener.post(body.as_bytes()), 200, "{id:?}");
    }
    let files = bodies(&listener.captures());
    assert_eq!(files.len(), hostile.len());
    for (file, line) in files.iter().zip(journal(&listener.captures())) {
        assert_eq!(line["file"], file.as_str());
        let (stem, ending) = file.rsplit_once('.').unwrap();
        let is_safe = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        assert!(ending == "json" && stem.chars().all(is_safe), "{file}");
        assert!(stem[..6].chars().all(|c| c.is_ascii_digit()) && stem.len() <= 47, "{file}");
    }
    assert_eq!(names(listener.dir.path()), ["captures"]);
}

#[test]
fn a_folder_behind_a_symbolic_link_is_refused() {
    let (dir, elsewhere) = (tempdir().unwrap(), tempdir().unwrap());
    symlink(elsewhere.path(), dir.path().join("captures")).unwrap();
    for given in ["captures", "captures/", "./captures"] {
        let (code, err) = refused(&dir, &["-d", given]);
        assert_eq!(code, Some(3), "{err}");
        assert!(err.contains("captures` is a symbolic link\nhint: name the folder"), "{err}");
    }
    assert_eq!(names(elsewhere.path()), Vec::<String>::new());
}

#[test]
fn a_journal_or_a_lock_behind_a_symbolic_link_is_refused() {
    for file in ["captures.jsonl", ".lock", ".pid"] {
        let dir = tempdir().unwrap();
        let outside = dir.path().join("outside");
        fs::write(&outside, "precious").unwrap();
        fs::create_dir(dir.path().join("captures")).unwrap();
        symlink(&outside, dir.path().join("captures").join(file)).unwrap();
        let (code, err) = refused(&dir, &[]);
        assert_eq!(code, Some(3), "{err}");
        assert!(err.contains(&format!("`captures/{file}` is a symbolic link")), "{err}");
        assert_eq!(fs::read_to_string(&outside).unwrap(), "precious", "{file}");
    }
}

#[test]
fn a_body_is_not_written_through_a_symbolic_link() {
    let listener = Listener::start(&[]);
    let outside = listener.dir.path().join("outside");
    for name in ["000001.json", "000001.body"] {
        symlink(&outside, listener.captures().join(name)).unwrap();
    }
    symlink(&outside, listener.captures().join(".000002.part")).unwrap();
    assert_eq!(listener.post(b"{}"), 200);
    assert!(!outside.exists());
    let line = &journal(&listener.captures())[0];
    let file = listener.captures().join(line["file"].as_str().unwrap());
    assert!(fs::symlink_metadata(&file).unwrap().is_file(), "{line}");
    assert_eq!(fs::read(file).unwrap(), b"{}");
}

#[test]
fn captures_are_for_their_owner_alone() {
    let dir = tempdir().unwrap();
    let script = r#"umask 000; exec "$0" "$@""#;
    let listener = Listener::spawn(dsw_after(script, &["listen", "--port", "0"], dir.path()), dir);
    listener.is_alive();
    assert_eq!(listener.post(b"text"), 200);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&listener.captures()), 0o700);
    let names = names(&listener.captures());
    assert!(names.len() >= 4, "{names:?}");
    for name in names {
        assert_eq!(mode(&listener.captures().join(&name)), 0o600, "{name}");
    }
    assert_eq!(fs::read_to_string(listener.captures().join(".gitignore")).unwrap(), "*\n");
    assert!(!listener.kill().err.contains("warning"));
}

#[test]
fn a_folder_that_others_may_write_to_is_warned_about() {
    let dir = tempdir().unwrap();
    let captures = dir.path().join("captures");
    fs::create_dir(&captures).unwrap();
    fs::set_permissions(&captures, fs::Permissions::from_mode(0o777)).unwrap();
    let err = Listener::start_in(dir, &[]).kill().err;
    assert!(err.contains("warning: `captures` can be written by others"), "{err}");
}
