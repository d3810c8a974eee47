use std::os::unix::fs::{PermissionsExt, symlink};

use super::*;

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn only_the_owner_reads_whatever_the_umask() {
    let (_room, dir) = room();
    let dir = dir.join("deeper");
    let before = rustix::process::umask(rustix::fs::Mode::empty());
    let mut folder = open(&dir);
    record(&mut folder, "{}").unwrap();
    rustix::process::umask(before);
    assert_eq!(mode(&dir), 0o700);
    for name in ["captures.jsonl", ".lock", ".pid", ".gitignore", "000001-k7.json"] {
        assert_eq!(mode(&dir.join(name)), 0o600, "{name}");
    }
}

#[test]
fn a_folder_that_others_may_write_to_is_told() {
    let (_room, dir) = room();
    fs::create_dir(&dir).unwrap();
    fs::set_permissions(&dir, fs::Permissions::from_mode(0o777)).unwrap();
    let told = told(&dir);
    assert!(told[0].ends_with("keeps them out"), "{told:?}");
}

#[test]
fn a_symbolic_link_is_not_followed() {
    let (room, dir) = room();
    let elsewhere = room.path().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    symlink(&elsewhere, &dir).unwrap();
    for named in [dir.clone(), dir.join("")] {
        assert!(matches!(Folder::open(&named), Err(Error::Symlink(path)) if path == dir));
    }
    assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 0);
}

#[test]
fn a_symbolic_link_in_the_place_of_a_file_is_not_followed() {
    for name in ["captures.jsonl", ".lock", ".pid"] {
        let (room, dir) = room();
        let target = room.path().join("target");
        fs::write(&target, "precious\n").unwrap();
        fs::create_dir(&dir).unwrap();
        symlink(&target, dir.join(name)).unwrap();
        let refused = Folder::open(&dir).unwrap_err();
        assert!(matches!(refused, Error::Symlink(path) if path == dir.join(name)), "{name}");
        assert_eq!(fs::read_to_string(&target).unwrap(), "precious\n");
    }
}

#[test]
fn a_symbolic_link_with_the_name_of_a_body_is_not_followed() {
    let (room, dir) = room();
    let mut folder = open(&dir);
    for name in ["000001-k7.json", ".000002.part"] {
        symlink(room.path().join("target"), dir.join(name)).unwrap();
    }
    assert_eq!(record(&mut folder, "{}").unwrap().seq, 3);
    assert!(!room.path().join("target").exists());
}

#[test]
fn a_path_with_spaces_emoji_and_bytes_that_are_no_text_works() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let room = tempfile::tempdir().unwrap();
    let dir = room.path().join(OsStr::from_bytes(b"a b \xf0\x9f\x94\xa7 \xff"));
    let stored = record(&mut open(&dir), "{}").unwrap();
    assert_eq!(fs::read(stored.path).unwrap(), b"{}");
}
