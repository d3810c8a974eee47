use super::*;
use crate::entry::Sent;

#[test]
fn a_body_is_stored_byte_for_byte_with_its_line() {
    let (_room, dir) = room();
    let mut folder = open(&dir);
    let every_byte: Vec<u8> = (0..=255).collect();
    let mut capture = delivery(every_byte.clone());

    let stored = folder.record(&mut capture, Body::Other, Sent::Status(200)).unwrap();

    assert_eq!(stored.file, "000001.body");
    assert_eq!(fs::read(&stored.path).unwrap(), every_byte);
    assert_eq!(stored.size, 256);
    // `printf` of all 256 bytes, by `sha256sum`.
    let sum = "40aff2e9d2d8922e47afd4648e6967497158785fbd1da870e7110266bf944880";
    assert_eq!(stored.sha256, sum);
    assert_eq!(capture.origin.seq, Some(1));
    assert_eq!(capture.origin.path, Some(stored.path));
    assert_eq!(journal(&dir).lines().count(), 1);
    assert!(journal(&dir).contains(sum));
}

#[test]
fn the_folder_keeps_itself_out_of_a_repository() {
    let (_room, dir) = room();
    open(&dir);
    assert_eq!(fs::read_to_string(dir.join(".gitignore")).unwrap(), "*\n");
}

#[test]
fn a_gitignore_of_the_user_s_own_stays() {
    let (_room, dir) = room();
    fs::create_dir(&dir).unwrap();
    fs::write(dir.join(".gitignore"), "!*.json\n").unwrap();
    Folder::open(&dir).unwrap();
    assert_eq!(fs::read_to_string(dir.join(".gitignore")).unwrap(), "!*.json\n");
}

#[test]
fn what_stopped_half_way_is_stored_as_partial() {
    let (_room, dir) = room();
    let mut capture = Capture { complete: false, ..delivery("{\"a\":") };
    let stored = open(&dir).record(&mut capture, Body::Other, Sent::Status(400)).unwrap();
    assert_eq!(stored.file, "000001.partial");
    assert!(journal(&dir).contains(r#""complete":false,"answer":{"status":400}"#));
}

#[test]
fn hostile_ids_stay_in_the_folder() {
    let (room, dir) = room();
    let mut folder = open(&dir);
    for id in ["../../x", "/etc/x", "C:\\x", "a\0b", "CON", "x:ads", ". ", "-rf", &"x".repeat(300)]
    {
        folder.record(&mut delivery("{}"), Body::Json(Some(id)), Sent::Status(200)).unwrap();
    }
    assert_eq!(bodies(&dir).len(), 9);
    assert_eq!(fs::read_dir(room.path()).unwrap().count(), 1);
}

#[test]
fn numbers_go_on_over_restarts_and_are_never_given_twice() {
    let (_room, dir) = room();
    for expected in 1..=3 {
        let mut folder = open(&dir);
        assert_eq!(folder.next_seq(), expected);
        assert_eq!(record(&mut folder, "{}").unwrap().seq, expected);
    }
    // The journal remembers a body that its user deleted.
    fs::remove_file(dir.join("000003-k7.json")).unwrap();
    assert_eq!(open(&dir).next_seq(), 4);
}

#[test]
fn order_is_by_number_when_the_clock_jumps_back() {
    let (_room, dir) = room();
    let mut folder = open(&dir);
    for at in ["9999-12-30T22:00:00.999999Z", "1970-01-01T00:00:00Z"] {
        let mut capture = delivery("{}");
        capture.request.as_mut().unwrap().received_at = at.parse().unwrap();
        folder.record(&mut capture, Body::Json(None), Sent::Status(200)).unwrap();
    }
    assert_eq!(bodies(&dir), ["000001.json", "000002.json"]);
    assert!(journal(&dir).contains("9999-12-30T22:00:00.999999Z"));
}

#[test]
fn a_file_that_somebody_put_in_the_way_is_not_replaced() {
    let (_room, dir) = room();
    let mut folder = open(&dir);
    fs::write(dir.join("000001-k7.json"), "mine").unwrap();
    fs::write(dir.join(".000002.part"), "mine").unwrap();
    assert_eq!(record(&mut folder, "{}").unwrap().seq, 3);
    assert_eq!(fs::read_to_string(dir.join("000001-k7.json")).unwrap(), "mine");
    assert_eq!(fs::read_to_string(dir.join(".000002.part")).unwrap(), "mine");
}

#[test]
fn a_second_listener_is_refused_by_name() {
    let (_room, dir) = room();
    let first = open(&dir);
    let refused = Folder::open(&dir).unwrap_err();
    let expected =
        format!("`{}` is in use by another dsw, process {}", dir.display(), std::process::id());
    assert_eq!(refused.to_string(), expected);
    drop(first);
    open(&dir);
}

#[test]
fn at_every_point_where_the_disk_fills_up_all_or_nothing_is_stored() {
    let (_room, dir) = room();
    let mut folder = open(&dir);
    record(&mut folder, r#"{"first":true}"#).unwrap();
    let (before, first) = (journal(&dir), bodies(&dir));
    let mut room = 0;
    loop {
        full::leave(room);
        let stored = record(&mut folder, r#"{"second":true}"#);
        if stored.is_ok() {
            break;
        }
        assert!(super::super::is_full(&stored.unwrap_err()));
        assert_eq!(journal(&dir), before, "room for {room} bytes");
        assert_eq!(bodies(&dir), first, "room for {room} bytes");
        room += 1;
    }
    assert!(room > before.len());
    full::leave(usize::MAX);
    assert_eq!(record(&mut folder, "{}").unwrap().seq, 3);
    drop(folder);
    assert_eq!(told(&dir), [""; 0]);
}

#[test]
fn a_synced_folder_keeps_all_captures_of_a_commit_or_none() {
    let (_room, dir) = room();
    let mut folder = open(&dir).synced().unwrap();
    let mut room = 0;
    loop {
        full::leave(room);
        let recorded: Vec<_> = (0..20).map(|_| record(&mut folder, r#"{"a":1}"#)).collect();
        assert_eq!(journal(&dir), "", "a line before its commit");
        assert!(bodies(&dir).iter().all(|file| file.starts_with('.')), "a name too early");
        let committed = folder.commit();
        let kept = recorded.iter().filter(|one| committed.is_ok() && one.is_ok()).count();
        assert_eq!((journal(&dir).lines().count(), bodies(&dir).len()), (kept, kept));
        if kept > 0 {
            break;
        }
        room += 60;
    }
    full::leave(usize::MAX);
    record(&mut folder, "{}").unwrap();
    folder.commit().unwrap();
    drop(folder);
    assert_eq!(told(&dir), [""; 0]);
}

#[cfg(unix)]
#[test]
fn a_folder_taken_away_is_made_again() {
    let (_room, dir) = room();
    let mut folder = open(&dir);
    record(&mut folder, "{}").unwrap();
    fs::remove_dir_all(&dir).unwrap();

    assert_eq!(record(&mut folder, "{}").unwrap().seq, 2);

    assert_eq!(folder.take_notices(), [Notice::Recreated { dir: dir.clone() }]);
    assert_eq!(folder.take_notices(), []);
    assert_eq!(bodies(&dir), ["000002-k7.json"]);
    assert!(dir.join(".gitignore").exists());
    assert!(matches!(Folder::open(&dir), Err(Error::Locked(..))));
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_made_again_is_an_error_until_it_can() {
    let (_room, dir) = room();
    let mut folder = open(&dir);
    fs::remove_dir_all(&dir).unwrap();
    fs::write(&dir, "in the way").unwrap();
    assert!(matches!(record(&mut folder, "{}"), Err(Error::Store(..))));
    fs::remove_file(&dir).unwrap();
    assert_eq!(record(&mut folder, "{}").unwrap().seq, 1);
}

#[cfg(unix)]
#[test]
fn a_journal_taken_away_is_made_again_and_the_next_line_is_not_lost() {
    let (room, dir) = room();
    let mut folder = open(&dir);
    record(&mut folder, "{}").unwrap();
    // Moved, as a log rotation does, or removed: either way its name is free.
    fs::rename(dir.join("captures.jsonl"), room.path().join("old.jsonl")).unwrap();
    let stored = record(&mut folder, "{}").unwrap();
    assert!(journal(&dir).contains(&stored.file));
    assert_eq!(journal(&dir).lines().count(), 1);
    assert!(folder.take_notices().contains(&Notice::Recreated { dir }));
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_opened_again_is_not_let_go() {
    let (_room, dir) = room();
    let mut folder = open(&dir);
    record(&mut folder, "{}").unwrap();
    let (journal, away) = (dir.join("captures.jsonl"), dir.join("away"));
    std::fs::rename(&journal, &away).unwrap();
    std::os::unix::fs::symlink(&away, &journal).unwrap();
    record(&mut folder, "{}").unwrap_err();
    std::fs::remove_file(&journal).unwrap();
    std::fs::rename(&away, &journal).unwrap();
    assert!(matches!(Folder::open(&dir), Err(Error::Locked(..))), "it is held all the time");
    assert_eq!(record(&mut folder, "{}").unwrap().seq, 2);
}
