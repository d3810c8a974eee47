//! The house keeps to its map: layers use only those above them, outside things have one owner.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

const SRC: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src");

/// Every source file: the room it belongs to, its path, its code without tests and comments.
fn files() -> Vec<(String, PathBuf, String)> {
    let mut files = Vec::new();
    let mut open = vec![PathBuf::from(SRC)];
    while let Some(dir) = open.pop() {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.file_stem().is_some_and(|stem| stem != "tests") {
                let code = code_of(&fs::read_to_string(&path).unwrap());
                files.push((room_of(&path), path, code));
            }
        }
    }
    files
}

fn room_of(path: &Path) -> String {
    let inside = path.strip_prefix(SRC).unwrap();
    let first = inside.components().next().unwrap().as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

fn code_of(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    code.lines().filter(is_code).map(|line| format!("{line}\n")).collect()
}

/// The rows of a table of the map that has this heading, cells without back-ticks.
fn table(heading: &str) -> Vec<[String; 2]> {
    let map = fs::read_to_string(format!("{SRC}/lib.rs")).unwrap();
    let rows = map.lines().skip_while(|line| !line.contains(heading)).skip(2);
    let rows = rows.take_while(|line| line.starts_with("//! |"));
    rows.map(|row| {
        let mut cells = row.split('|').skip(1).map(|cell| cell.trim().replace('`', ""));
        [cells.next().unwrap(), cells.next().unwrap()]
    })
    .collect()
}

/// How far down the house each room is.
fn depths() -> HashMap<String, usize> {
    let rows = table("| layer | rooms |").into_iter().enumerate();
    rows.flat_map(|(depth, [_, rooms])| {
        let rooms: Vec<_> = rooms.split_whitespace().map(str::to_owned).collect();
        rooms.into_iter().map(move |room| (room, depth))
    })
    .collect()
}

#[test]
fn every_room_is_on_the_map() {
    let depths = depths();
    let off_the_map = |(room, ..): &(String, PathBuf, String)| {
        !depths.contains_key(room) && room != "lib" && room != "main"
    };
    let strangers: Vec<_> =
        files().into_iter().filter(off_the_map).map(|(room, ..)| room).collect();
    assert!(strangers.is_empty(), "not on the map of src/lib.rs: {strangers:?}");
    for room in depths.keys() {
        assert!(files().iter().any(|(own, ..)| own == room), "`{room}` is on the map only");
    }
}

#[test]
fn no_import_climbs_down_the_layers() {
    let depths = depths();
    for (room, path, code) in files() {
        let Some(own) = depths.get(&room) else { continue };
        for used in code.split("crate::").skip(1) {
            let used: String =
                used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if let Some(depth) = depths.get(&used) {
                assert!(depth <= own, "{} uses `{used}`, which lies below it", path.display());
            }
        }
    }
}

#[test]
fn every_outside_thing_has_one_owner() {
    let owners = table("| outside thing | owner |");
    assert!(owners.len() > 5, "the map lists its owners");
    for [thing, owners] in owners {
        for (room, path, code) in files() {
            let is_owner = owners.split_whitespace().any(|owner| owner == room);
            let uses = code.contains(&thing) && room != "main";
            assert!(is_owner || !uses, "{} uses `{thing}`, which `{owners}` owns", path.display());
        }
    }
}
