use std::ffi::OsString;
use std::io::{BufReader, Cursor, Read};

use super::super::stream::Stream;
use super::super::{Selection, Source};
use super::*;

/// A folder with one file, and what is read from that file.
fn of_file(name: &str, content: impl AsRef<[u8]>) -> Vec<String> {
    let room = tempfile::tempdir().unwrap();
    let path = room.path().join(name);
    fs::write(&path, content).unwrap();
    let shown = shown(captures(&[path.into()], Path::new("captures")));
    let dir = room.path().join("").display().to_string();
    shown.into_iter().map(|line| line.replace(&dir, "")).collect()
}

fn all(stream: Stream) -> Captures {
    Box::new(stream.pieces().flat_map(Piece::captures))
}

fn of_input(content: impl Into<Vec<u8>>, from: &Path) -> Vec<String> {
    shown(all(Stream::of_input(Box::new(Cursor::new(content.into())), from)))
}

#[test]
fn a_file_is_one_payload_byte_for_byte() {
    for body in ["{\n \"a\": 1\n}\n", "[{},\n{}]", "", " \n", "not json", "{\"a\":1}\r\n\r\n"] {
        assert_eq!(of_file("x.json", body), [format!("x.json:0 {body}")]);
    }
    assert_eq!(of_file("noending", "\u{feff}{}"), ["noending:0 \u{feff}{}"]);
}

#[test]
fn a_payload_that_may_have_an_end_has_one() {
    let room = tempfile::tempdir().unwrap();
    let path = room.path().join("x.json");
    fs::write(&path, "{\n \"a\": 1\n}\n").unwrap();
    for (most, is_read) in [(12, true), (11, false)] {
        let mut stream = Stream::of_file(path.clone()).unwrap();
        stream.most = most;
        assert_eq!(all(stream).next().unwrap().is_ok(), is_read);
    }
}

#[test]
fn json_lines_are_a_payload_each_with_its_line() {
    let lines = "\n{\"a\":1}\r\n  \nrubbish\n[2]";
    let expected = ["x:1 {\"a\":1}", "x:3 rubbish", "x:4 [2]"];
    for name in ["x.jsonl", "x.ndjson", "x.JSONL"] {
        assert_eq!(
            of_file(name, lines),
            expected.map(|line| line.replace("x:", &format!("{name}:")))
        );
    }
    assert_eq!(of_file("one.jsonl", "{"), ["one.jsonl:0 {"]);
    assert_eq!(of_file("none.jsonl", " \n\n"), ["nothing to do: no payload in `none.jsonl`"]);
}

#[test]
fn a_json_file_that_turns_out_to_be_json_lines_is_read_as_lines() {
    assert_eq!(of_file("x.json", "{}\n{}\n"), ["x.json:0 {}", "x.json:1 {}"]);
    assert_eq!(of_file("x.json", "\n{}\n\n[\n"), ["x.json:1 {}", "x.json:3 ["]);
    assert_eq!(of_file("x.json", "\u{feff}1\n2"), ["x.json:0 \u{feff}1", "x.json:1 2"]);
}

#[test]
fn two_documents_that_are_no_lines_stay_one_for_the_checker_to_tell() {
    for body in ["{} {}\n{}", "{\n}\n{\n}", "{}\n}", "{}{}", "{,}\n{}"] {
        assert_eq!(of_file("x.json", body), [format!("x.json:0 {body}")]);
    }
}

#[test]
fn utf_16_stays_as_it_is_and_is_told_where_it_is_broken() {
    let utf_16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    let one = utf_16("\u{feff}{\n\"a\":\"é\"}");
    let room = tempfile::tempdir().unwrap();
    let path = room.path().join("one.json");
    fs::write(&path, &one).unwrap();
    let read = captures(&[path.into()], Path::new("")).next().unwrap().unwrap();
    assert_eq!(read.body, one);
    let lines = utf_16("\u{feff}{\"a\":\"é\"}\n[2]\n");
    let bodies = |name: &str, bytes: &[u8]| -> Vec<_> {
        let path = room.path().join(name);
        fs::write(&path, bytes).unwrap();
        captures(&[path.into()], Path::new("")).map(|read| read.unwrap().body).collect()
    };
    let expected = [utf_16("\u{feff}{\"a\":\"é\"}"), utf_16("\u{feff}[2]")];
    assert_eq!(bodies("x.jsonl", &lines), expected);
    assert_eq!(bodies("x.json", &lines), expected);
    assert_eq!(bodies("x.jsonl", &lines[2..]), expected.map(|line| line[2..].to_owned()));
    let odd = [&lines[..], b"x"].concat();
    assert_eq!(bodies("x.jsonl", &odd).last().unwrap(), &b"\xff\xfex"[..]);
    assert_eq!(of_file("x.json", b"\xff\xfe{").len(), 1);
}

#[test]
fn another_folder_gives_every_json_file_below_it_sorted() {
    let room = tempfile::tempdir().unwrap();
    fs::create_dir_all(room.path().join("b/c")).unwrap();
    fs::create_dir_all(room.path().join("empty.json")).unwrap();
    for name in ["d.json", "b/c/1.json", "b/0.JSON", "a.json", "b/notes.txt", "e.jsonl"] {
        fs::write(room.path().join(name), "{}").unwrap();
    }
    let expected = ["a.json:0 {}", "0.JSON:0 {}", "1.json:0 {}", "d.json:0 {}"];
    assert_eq!(shown(captures(&[room.path().into()], Path::new(""))), expected);
}

#[test]
fn a_folder_without_a_payload_is_told() {
    let (_room, dir) = room();
    fs::create_dir(&dir).unwrap();
    let expected = format!("nothing to do: no payload in `{}`", dir.display());
    assert_eq!(shown(captures(&[dir.into()], Path::new(""))), [expected]);
}

#[test]
fn standard_input_may_have_any_form() {
    let (_room, dir) = room();
    three_captures(&dir);
    assert_eq!(of_input("{\n}", &dir), [":0 {\n}"]);
    assert_eq!(of_input("{}\n[]\n", &dir), [":0 {}", ":1 []"]);
    assert_eq!(of_input(journal(&dir), &dir), THREE);
    let first = journal(&dir).lines().next().unwrap().to_owned();
    assert_eq!(of_input(first, &dir), THREE[..1]);
    assert_eq!(of_input(" \n", &dir), [""; 0]);
}

#[test]
fn lines_come_out_of_a_pipe_before_it_ends() {
    struct Endless;
    impl Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            buffer[..3].copy_from_slice(b"{}\n");
            Ok(3)
        }
    }
    let input = Box::new(BufReader::new(Endless));
    let read = all(Stream::of_input(input, Path::new(""))).take(1000);
    assert_eq!(read.flatten().count(), 1000);
}

#[test]
fn a_pipe_that_breaks_is_one_error() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("it broke"))
        }
    }
    let broken = |text: &'static str| {
        let input = Box::new(BufReader::new(text.as_bytes().chain(Broken)));
        shown(all(Stream::of_input(input, Path::new(""))))
    };
    assert_eq!(broken("{"), ["cannot read `<stdin>`: it broke"]);
    assert_eq!(broken("{}\n{}\n{}"), [":0 {}", ":1 {}", "cannot read `<stdin>`: it broke"]);
}

#[test]
fn patterns_are_expanded_where_no_shell_does_it() {
    let room = tempfile::tempdir().unwrap();
    for name in ["a.json", "b.json", ".hidden.json", "[x].json", "x.json"] {
        fs::write(room.path().join(name), "{}").unwrap();
    }
    let named = |name: &str| named(room.path().join(name).to_str().unwrap(), Path::new(""));
    assert_eq!(named("*.json"), ["[x].json:0 {}", "a.json:0 {}", "b.json:0 {}", "x.json:0 {}"]);
    assert_eq!(named("[ab].json"), ["a.json:0 {}", "b.json:0 {}"]);
    // A file of that very name wins over its pattern.
    assert_eq!(named("[x].json"), ["[x].json:0 {}"]);
    assert!(named("*.xml")[0].starts_with("nothing to do: no file matches `"));
    assert!(named("[.json")[0].ends_with("[.json`: no such file"));
}

#[test]
fn two_stars_are_any_number_of_folders_and_follow_no_link() {
    let room = tempfile::tempdir().unwrap();
    fs::create_dir_all(room.path().join("a/b/c")).unwrap();
    fs::create_dir(room.path().join("a/.hidden")).unwrap();
    for name in ["a/1.json", "a/b/c/2.json", "a/b/c/3.txt", "a/.hidden/4.json"] {
        fs::write(room.path().join(name), "{}").unwrap();
    }
    #[cfg(unix)]
    for (to, link) in [("..", "a/b/up"), (".", "a/here")] {
        std::os::unix::fs::symlink(to, room.path().join(link)).unwrap();
    }
    let named = |name: &str| named(room.path().join(name).to_str().unwrap(), Path::new(""));
    let both = ["1.json:0 {}", "2.json:0 {}"];
    for pattern in ["**/*.json", "a/**/*.json", "?/**/*.json", "a/**/[12].json"] {
        assert_eq!(named(pattern), both, "{pattern}");
    }
    assert_eq!(named("a/**/c/*.json"), ["2.json:0 {}"]);
    assert!(named("none/**/*.json")[0].starts_with("nothing to do: no file matches `"));
}

#[test]
fn one_bad_source_does_not_stop_the_others() {
    let room = tempfile::tempdir().unwrap();
    let good = room.path().join("good.json");
    fs::write(&good, "{}").unwrap();
    let arguments = [OsString::from("nowhere.json"), good.into(), OsString::from("last")];
    let read = shown(captures(&arguments, &room.path().join("captures")));
    assert_eq!(read[0], "cannot read `nowhere.json`: no such file");
    assert_eq!(read[1], "good.json:0 {}");
    assert!(read[2].starts_with("nothing to do: no capture in "));
    assert_eq!(shown(captures(&[], Path::new(""))), ["nothing to do: no payload was named"]);
}

#[test]
fn each_argument_has_one_meaning_and_what_exists_is_a_path() {
    let room = tempfile::tempdir().unwrap();
    let path = room.path().join("42");
    fs::write(&path, "{}").unwrap();
    let of = |argument: &str| Source::named(argument.as_ref()).remove(0).unwrap();
    assert_eq!(of("-"), Source::Stdin);
    assert_eq!(of("42"), Source::Captures(Selection::Numbers(42..=42)));
    assert_eq!(of("nowhere"), Source::File("nowhere".into()));
    assert_eq!(of("src"), Source::Folder("src".into()));
    assert_eq!(of("Cargo.toml"), Source::File("Cargo.toml".into()));
    assert_eq!(of(path.to_str().unwrap()), Source::File(path));
}

#[cfg(unix)]
#[test]
fn a_name_that_is_no_text_is_read() {
    use std::os::unix::ffi::OsStringExt;
    let room = tempfile::tempdir().unwrap();
    let path = room.path().join(OsString::from_vec(b"a b \xff*.json".to_vec()));
    fs::write(&path, "{}").unwrap();
    assert_eq!(captures(&[path.into()], Path::new("")).flatten().count(), 1);
    let read = captures(&[room.path().into()], Path::new(""));
    assert_eq!(read.flatten().count(), 1);
    let nowhere = OsString::from_vec(b"\xff*".to_vec());
    assert!(shown(captures(&[nowhere], Path::new("")))[0].ends_with("no such file"));
}
