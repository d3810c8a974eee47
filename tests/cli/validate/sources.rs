//! Where payloads come from: every row of the table, by the program itself.

use std::fs;
use std::path::Path;

use expect_test::{Expect, expect};
use tempfile::TempDir;

use crate::support::{VALID, json_lines, run_in, transcript};

/// A folder of files, and of capture folders among them.
pub(crate) fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    dir
}

/// A capture folder with bodies of these numbers, in this order.
pub(super) fn record(dir: &Path, numbers: &[u64]) {
    fs::create_dir_all(dir).unwrap();
    let line = |seq: &u64| {
        fs::write(dir.join(format!("{seq:06}.json")), VALID).unwrap();
        format!("{{\"v\":1,\"kind\":\"capture\",\"seq\":{seq},\"file\":\"{seq:06}.json\"}}\n")
    };
    let lines: String = numbers.iter().map(line).collect();
    fs::write(dir.join("captures.jsonl"), lines).unwrap();
}

/// What was read, a line each: source, number, line, payloads; then what was not; then the exit.
fn read(dir: &TempDir, arguments: &[&str], input: &str) -> String {
    let arguments = [&["validate", "--format", "json"], arguments].concat();
    let output = run_in(dir.path(), &arguments, input.as_bytes());
    let lines = json_lines(&output.stdout);
    let told = lines.iter().filter_map(|line| match line["kind"].as_str().unwrap() {
        "document" => Some(format!(
            "{} seq {} line {} payloads {} valid {}\n",
            line["source"].as_str().unwrap().replace('\\', "/"),
            line["seq"],
            line["line"],
            line["payloads"],
            line["valid"]
        )),
        "problem" => Some(format!("{}\n", line["message"].as_str().unwrap())),
        _ => None,
    });
    format!("{}exit: {}\n", told.collect::<String>(), output.status.code().unwrap())
}

#[expect(clippy::needless_pass_by_value, reason = "a table reads best without references")]
pub(super) fn reads(dir: &TempDir, arguments: &[&str], expected: Expect) {
    expected.assert_eq(&read(dir, arguments, ""));
}

#[test]
fn a_file_is_one_payload_or_a_list_of_them() {
    let list = format!("[{VALID},\n{VALID}]");
    let dir = folder(&[("one.json", VALID), ("list.json", &list), ("no-ending", VALID)]);
    reads(
        &dir,
        &["one.json", "list.json", "no-ending"],
        expect![[r#"
            one.json seq null line 1 payloads 1 valid true
            list.json seq null line 1 payloads 2 valid true
            no-ending seq null line 1 payloads 1 valid true
            exit: 0
        "#]],
    );
}

#[test]
fn lines_are_payloads_whatever_the_file_is_called() {
    let lines = format!("{VALID}\n\n  {VALID}\r\n{VALID}");
    let dir = folder(&[
        ("a.jsonl", &lines),
        ("b.ndjson", &lines),
        ("c.json", &lines),
        ("d.jsonl", VALID),
    ]);
    reads(
        &dir,
        &["a.jsonl", "b.ndjson", "c.json", "d.jsonl"],
        expect![[r#"
            a.jsonl seq null line 1 payloads 1 valid true
            a.jsonl seq null line 3 payloads 1 valid true
            a.jsonl seq null line 4 payloads 1 valid true
            b.ndjson seq null line 1 payloads 1 valid true
            b.ndjson seq null line 3 payloads 1 valid true
            b.ndjson seq null line 4 payloads 1 valid true
            c.json seq null line 1 payloads 1 valid true
            c.json seq null line 3 payloads 1 valid true
            c.json seq null line 4 payloads 1 valid true
            d.jsonl seq null line 1 payloads 1 valid true
            exit: 0
        "#]],
    );
}

#[test]
fn a_bad_line_does_not_spoil_the_others() {
    let lines = format!("{VALID}\n{{\"cut\":\n{VALID}\n");
    let dir = folder(&[("a.jsonl", &lines)]);
    expect![[r#"
        exit: 1
        --- stdout
        a.jsonl:2:8: error[syntax]: the text ends where a value is expected
          |
        2 | {"cut":
          |        ^
          |
          = help: the text ends too early: was the file copied whole?

        --- stderr
        3 payloads, 1 invalid (1 error), in N ms
    "#]]
    .assert_eq(&transcript(&run_in(dir.path(), &["validate", "a.jsonl"], b"")));
}

#[test]
fn a_folder_without_a_journal_is_read_by_name_and_in_depth() {
    let dir = folder(&[
        ("f/b.json", VALID),
        ("f/a/z.JSON", VALID),
        ("f/a.txt", "no"),
        ("f/c.jsonl", "no"),
    ]);
    reads(
        &dir,
        &["f"],
        expect![[r#"
            f/a/z.JSON seq null line 1 payloads 1 valid true
            f/b.json seq null line 1 payloads 1 valid true
            exit: 0
        "#]],
    );
}

#[test]
fn standard_input_has_any_of_the_forms() {
    let dir = folder(&[]);
    record(&dir.path().join("captures"), &[1, 2]);
    let journal = fs::read_to_string(dir.path().join("captures/captures.jsonl")).unwrap();
    let lines = format!("{VALID}\n{VALID}\n");
    let list = format!("[{VALID},{VALID}]");
    let told = [VALID, &list, &lines, &journal, ""].map(|input| read(&dir, &["-"], input));
    expect![[r#"
        <stdin> seq null line 1 payloads 1 valid true
        exit: 0
        <stdin> seq null line 1 payloads 2 valid true
        exit: 0
        <stdin> seq null line 1 payloads 1 valid true
        <stdin> seq null line 2 payloads 1 valid true
        exit: 0
        captures/000001.json seq 1 line 1 payloads 1 valid true
        captures/000002.json seq 2 line 1 payloads 1 valid true
        exit: 0
        nothing to do: no payload on standard input
        exit: 3
    "#]]
    .assert_eq(&told.concat());
}

#[test]
fn patterns_are_expanded_where_no_shell_does() {
    let dir =
        folder(&[("a1.json", VALID), ("a2.json", VALID), ("b.json", VALID), (".a3.json", VALID)]);
    reads(
        &dir,
        &["a?.json", "*/*.json"],
        expect![[r#"
            a1.json seq null line 1 payloads 1 valid true
            a2.json seq null line 1 payloads 1 valid true
            nothing to do: no file matches `*/*.json`
            exit: 3
        "#]],
    );
    reads(
        &dir,
        &["*.json"],
        expect![[r#"
            a1.json seq null line 1 payloads 1 valid true
            a2.json seq null line 1 payloads 1 valid true
            b.json seq null line 1 payloads 1 valid true
            exit: 0
        "#]],
    );
}

#[test]
fn one_that_cannot_be_read_does_not_stop_the_others() {
    let dir = folder(&[("a.json", VALID), ("b.json", "{")]);
    let output = run_in(dir.path(), &["validate", "gone.json", "b.json", "a.json"], b"");
    expect![[r#"
        exit: 3
        --- stdout
        b.json:1:2: error[syntax]: the text ends where a key in double quotes is expected
          |
        1 | {
          |  ^
          |
          = help: the text ends too early: was the file copied whole? In a file of JSON lines (.jsonl) each payload stands on one line

        --- stderr
        error: cannot read `gone.json`: no such file
        2 payloads, 1 invalid (1 error), 1 not read, in N ms
    "#]]
    .assert_eq(&transcript(&output));
}

#[test]
fn nothing_to_judge_is_no_success() {
    let dir = folder(&[("empty/readme.txt", ""), ("blank.jsonl", "\n\n")]);
    record(&dir.path().join("new"), &[]);
    let said =
        ["empty", "new", "blank.jsonl", "*.nothing", "42", "3..5", "last", "-"].map(|source| {
            let output = run_in(dir.path(), &["validate", source], b"");
            assert_eq!(output.status.code(), Some(3));
            assert!(output.stdout.is_empty());
            let err = String::from_utf8(output.stderr).unwrap();
            format!("{}\n", err.lines().next().unwrap())
        });
    expect![[r#"
        error: nothing to do: no payload in `empty`
        error: nothing to do: no payload in `new`
        error: nothing to do: no payload in `blank.jsonl`
        error: nothing to do: no file matches `*.nothing`
        error: nothing to do: no capture 42 in `captures`
        error: nothing to do: no capture from 3 to 5 in `captures`
        error: nothing to do: no capture in `captures` yet; `dsw listen` records them
        error: nothing to do: no payload on standard input
    "#]]
    .assert_eq(&said.concat());
}

fn gzip(text: &str) -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn a_compressed_file_is_read_as_what_is_in_it() {
    let dir = folder(&[("plain.json.gz", VALID)]);
    let list = format!("[{VALID},\n{VALID}]");
    let lines = format!("{VALID}\n\n{}\n", VALID.replace("{}", "1"));
    for (name, text) in [("a.json.gz", VALID), ("b.JSON.GZ", &list), ("c.jsonl.gz", &lines)] {
        fs::write(dir.path().join(name), gzip(text)).unwrap();
    }
    let cut = gzip(&lines);
    fs::write(dir.path().join("cut.jsonl.gz"), &cut[..cut.len() - 9]).unwrap();
    reads(
        &dir,
        &["a.json.gz", "b.JSON.GZ", "c.jsonl.gz", "plain.json.gz"],
        expect![[r#"
        a.json.gz seq null line 1 payloads 1 valid true
        b.JSON.GZ seq null line 1 payloads 2 valid true
        c.jsonl.gz seq null line 1 payloads 1 valid true
        c.jsonl.gz seq null line 3 payloads 1 valid false
        cannot read `plain.json.gz`: it is not gzip data
        exit: 3
    "#]],
    );
    let output = run_in(dir.path(), &["validate", "cut.jsonl.gz", "--format", "concise"], b"");
    expect![[r#"
        exit: 3
        --- stdout
        cut.jsonl.gz:3:110: error[type]: an object is expected, not a number
        --- stderr
        error: cannot read `cut.jsonl.gz`: the gzip data ends too early, or something else follows it
        2 payloads, 1 invalid (1 error), 1 not read, in N ms
    "#]]
    .assert_eq(&transcript(&output));
}

#[test]
fn an_error_in_a_line_is_told_by_the_line_and_column_of_the_file() {
    let bad = VALID.replace("{}", "1");
    let lines = format!("\u{feff}{VALID}\r\n\r\n  {bad}\r\n{bad}{bad}\n\n[{VALID},{bad}]\n");
    let dir = folder(&[("a.jsonl", &lines)]);
    let output = run_in(dir.path(), &["validate", "a.jsonl", "--format", "concise"], b"");
    expect![[r#"
        exit: 1
        --- stdout
        a.jsonl:1:1: warning[byte-order-mark]: the payload is UTF-8 with a byte-order mark; JSON is UTF-8 without a mark
        a.jsonl:3:112: error[type]: an object is expected, not a number
        a.jsonl:4:112: error[syntax]: text after the end of the JSON value
        a.jsonl:6:224: error[type]: an object is expected, not a number
        --- stderr
        5 payloads, 3 invalid (3 errors), 1 warning, in N ms
    "#]].assert_eq(&transcript(&output));
}

#[test]
fn a_payload_over_several_lines_is_no_file_of_json_lines() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.jsonl"), "{\n  \"Id\": 1\n}\n").unwrap();
    let told = transcript(&run_in(dir.path(), &["validate", "a.jsonl"], b""));
    assert!(told.contains("In a file of JSON lines (.jsonl) each payload stands on one line"));
}

#[test]
fn no_report_takes_the_place_of_what_is_read() {
    let dir = folder(&[("a.json", "{}"), ("plain/b.json", "{}")]);
    record(&dir.path().join("captures"), &[1]);
    for (file, source) in [
        ("a.json", "a.json"),
        ("captures/captures.jsonl", "captures"),
        ("plain/report.json", "plain"),
    ] {
        let format = format!("json={file}");
        let arguments = ["validate", source, "--format", &format];
        let before = fs::read(dir.path().join(file)).ok();
        let output = run_in(dir.path(), &arguments, b"");
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains(&format!("`{file}` is among what is read")), "{told}");
        assert_eq!(fs::read(dir.path().join(file)).ok(), before, "{file}");
    }
    let infer = ["schema", "infer", "a.json", "-o", "a.json"];
    assert_eq!(run_in(dir.path(), &infer, b"").status.code(), Some(2));
    let beside = ["validate", "plain", "--format", "json=report.json"];
    assert_eq!(run_in(dir.path(), &beside, b"").status.code(), Some(1));
}

#[test]
fn what_comes_compressed_by_a_pipe_is_read_as_what_is_in_it() {
    let dir = folder(&[]);
    for (text, payloads) in [(VALID.to_owned(), 1), (format!("{VALID}\n{VALID}\n"), 2)] {
        let output = run_in(dir.path(), &["validate", "-"], &gzip(&text));
        let err = String::from_utf8(output.stderr).unwrap();
        assert!(err.starts_with(&format!("{payloads} payload")), "{err}");
        assert_eq!(output.status.code(), Some(0));
    }
}

#[test]
fn a_file_that_only_its_name_compresses_is_told_so() {
    let dir = folder(&[("empty.json.gz", ""), ("short.json.gz", "{}")]);
    for (name, why) in
        [("empty", "it is empty, and no gzip data"), ("short", "it is not gzip data")]
    {
        let output = run_in(dir.path(), &["validate", &format!("{name}.json.gz")], b"");
        let err = String::from_utf8(output.stderr).unwrap();
        assert!(err.contains(&format!("cannot read `{name}.json.gz`: {why}\n")), "{err}");
        assert_eq!(output.status.code(), Some(3));
    }
}
