//! The capture folder of a listener: private, whole, and its own.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use serde_json::Value;
use tempfile::{TempDir, tempdir};

use crate::listener::{Listener, bodies, command, journal, sha256};
use crate::support::{dsw, dsw_after, tell};

/// Runs a listener that does not come to listening: its exit code and its stderr.
fn refused(dir: &TempDir, options: &[&str]) -> (Option<i32>, String) {
    let output = command(&[], options, dir.path()).output().unwrap();
    assert!(output.stdout.is_empty());
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

fn names(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort_unstable();
    names
}

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

#[test]
fn a_second_listener_on_a_folder_is_refused() {
    let listener = Listener::start(&[]);
    let (code, err) = refused(&listener.dir, &[]);
    assert_eq!(code, Some(3));
    let said = format!("`captures` is in use by another listener, process {}\n", listener.pid());
    assert!(err.contains(&said) && err.contains("hint: stop the other listener"), "{err}");
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

/// A command that runs the program with a disk of 256 KiB at `captures`; none where this process
/// may not have a mount namespace of its own.
#[cfg(target_os = "linux")]
fn on_a_small_disk(arguments: &[&str], dir: &Path) -> Option<std::process::Command> {
    use std::process::{Command, Stdio};
    const MOUNT: &str = r#"mkdir -p captures && mount -t tmpfs -o size=256k,mode=700 tmpfs captures && exec "$0" "$@""#;
    let may = |namespaces: &[&str], arguments: &[&str]| {
        let mut command = Command::new("unshare");
        command.args(namespaces).args(["sh", "-c", MOUNT]).args(arguments);
        command.current_dir(dir).env_clear().env("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    };
    let kinds: [&[&str]; 2] = [&["--mount"], &["--map-root-user", "--mount"]];
    let works =
        |kind: &&&[&str]| may(kind, &["true"]).output().is_ok_and(|output| output.status.success());
    let kind = kinds.iter().find(works)?;
    Some(may(kind, &[&[env!("CARGO_BIN_EXE_dsw")], arguments].concat()))
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_told_once_and_recovered_from() {
    let dir = tempdir().unwrap();
    let arguments = ["listen", "--port", "0"];
    let Some(command) = on_a_small_disk(&arguments, dir.path()) else {
        return tell("skipped: a full disk; this machine allows no mount namespace");
    };
    let listener = Listener::spawn(command, dir);
    let captures = Path::new("/proc").join(listener.pid().to_string()).join("root");
    let captures = captures.join(listener.captures().strip_prefix("/").unwrap());
    let body = format!("{{\"AppointmentNo\":\"A\",\"Pad\":\"{}\"}}", "x".repeat(4_000));
    let fill = |body: &[u8]| (0..2_000).map(|_| listener.post(body)).find(|status| *status != 200);
    let is_whole = || {
        let journal = journal(&captures);
        for line in &journal {
            let body = fs::read(captures.join(line["file"].as_str().unwrap())).unwrap();
            assert_eq!(line["sha256"], sha256(&body));
        }
        assert_eq!(bodies(&captures).len(), journal.len());
        let numbers: Vec<_> = journal.iter().map(|line| line["seq"].as_u64().unwrap()).collect();
        assert!(numbers.is_sorted_by(|one, next| one < next), "{numbers:?}");
        journal
    };
    assert_eq!(fill(body.as_bytes()), Some(507));
    // Empty bodies take no room, so that a line of the journal is what does not fit.
    assert_eq!(fill(b""), Some(507));
    let before = is_whole();
    for body in ["", &body, ""] {
        assert_eq!(listener.post(body.as_bytes()), 507);
    }
    assert_eq!(is_whole().len(), before.len());
    for line in &before[..2] {
        fs::remove_file(captures.join(line["file"].as_str().unwrap())).unwrap();
    }
    assert_eq!(listener.post(b"{}"), 200);
    let text = fs::read_to_string(captures.join("captures.jsonl")).unwrap();
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), before.len() + 1);
    let ended = listener.interrupt();
    assert_eq!(ended.code, Some(3), "{}", ended.err);
    // A large body did not fit, then a line: each is told once, however often it was tried.
    assert_eq!(ended.err.matches("no space left").count(), 2, "{}", ended.err);
    assert_eq!(ended.err.matches("senders are answered 507").count(), 2, "{}", ended.err);
    assert_eq!(ended.err.matches("captures are kept again").count(), 2, "{}", ended.err);
}
