//! `dsw board`: the board as a page, and as text. What a browser makes of the page is held by
//! `tests/board`.

use std::fs;

use expect_test::expect;
use tempfile::TempDir;

use crate::support::{VALID, checkout, run, run_in, transcript};

fn drawn(dir: &TempDir, arguments: &[&str], input: &str) -> std::process::Output {
    run_in(dir.path(), &[&["board"], arguments].concat(), input.as_bytes())
}

#[test]
fn a_week_as_text_has_a_line_a_resource_and_a_column_a_day() {
    let output = run(&["board", "samples", "--format", "text", "--week", "2026-05-20"], "");
    expect![[r#"
        exit: 0
        --- stdout
        2026            Mon 18 … Tue 19 … Wed 20 … Thu 21 … Fri 22 … Sat 23 … Sun 24 …
        Technician
        Ada Sample               07:00
                                 a1! Cha…
        Bo Example               07:00
                                 a1! Cha…
        Vehicle
        Van 63                   07:00
                                 a1! Cha…
        a Planned   1 Safety first   ✗ has errors   ! high importance   ↓ low importance
        # locked   times as sent, never converted
        --- stderr
    "#]]
    .assert_eq(&transcript(&output));
}

#[test]
fn a_day_as_text_is_that_of_the_last_block_and_shows_how_long_it_lasts() {
    let output = run(&["board", "samples/01-created.json", "--format", "text"], "");
    expect![[r#"
        exit: 0
        --- stdout
        Mon 11 May 2026          07:00     09:00     11:00     13:00     15:00     17:00
        Technician
          Ada Sample                     [a1 Repl…]
        a Planned   1 Customer told   ✗ has errors   ! high importance
        ↓ low importance   # locked   times as sent, never converted
        --- stderr
    "#]]
    .assert_eq(&transcript(&output));
}

#[test]
fn blocks_that_overlap_lie_below_each_other() {
    let other = VALID.replace("A1", "A2").replace("08:30", "09:30");
    let dir = tempfile::tempdir().unwrap();
    let output = drawn(&dir, &["-", "--format", "text"], &format!("{VALID}\n{other}\n"));
    expect![[r#"
        exit: 0
        --- stdout
        Mon 11 May 2026          07:00     09:00     11:00     13:00     15:00     17:00
          not assigned                   [s       ]
          1 overlapping                       [s  ]
        ✗ has errors   ! high importance   ↓ low importance   # locked
        times as sent, never converted
        --- stderr
    "#]]
    .assert_eq(&transcript(&output));
}

#[test]
fn blocks_too_short_for_their_words_stand_where_they_belong_and_none_is_left_out() {
    let quarter = |at: usize| {
        let time = |at: usize| format!("2026-05-11T{:02}:{:02}:00", 8 + at / 4, at % 4 * 15);
        format!(
            r#"{{"AppointmentNo":"Q{at}","StartDate":"{}","EndDate":"{}","Category":{{"Name":"Planned"}}}}"#,
            time(at),
            time(at + 1)
        )
    };
    let dir = tempfile::tempdir().unwrap();
    let lines: Vec<_> = (0..24).map(quarter).collect();
    let broken = r#"{"AppointmentNo":"Q","StartDate":"2026-02-30T09:00:00","EndDate":"2026-05-11T10:00:00"}"#;
    let input = format!("{broken}\n{}", lines.join("\n"));
    let told = String::from_utf8(drawn(&dir, &["-", "--format", "text"], &input).stdout).unwrap();
    assert_eq!(told.matches("[a]").count(), 24, "{told}");
    let head = told.lines().next().unwrap();
    let last = told.lines().filter_map(|line| line.rfind("[a]")).max().unwrap();
    assert!(last < head.find("15:00").unwrap(), "{told}");
    assert!(told.ends_with("1 appointment without a time that can be read\n"), "{told}");
}

#[test]
fn a_board_shows_no_secret_of_a_link_in_either_form() {
    let link = |of: &str| format!("https://h.example/{of}?sig=SASSECRET12345");
    let payload = |modified: &str, url: &str| {
        format!(
            r#"{{"AppointmentNo":"A","StartDate":"2026-05-11T08:30:00","EndDate":"2026-05-11T18:30:00",
            "LastModifiedDate":"2026-05-01T{modified}:00:00","Subject":"{}","Category":{{"Name":"{}"}},
            "Assignments":[{{"Resource":{{"ResourceNo":"R1","DisplayName":"{}"}}}}],
            "AppointmentUrls":[{{"Id":1,"Url":"{url}"}}]}}"#,
            link("s"),
            link("c"),
            link("r")
        )
        .replace('\n', "")
    };
    let dir = tempfile::tempdir().unwrap();
    let input = [payload("09", "x"), payload("10", &link("u"))].join("\n");
    for form in [&["-", "--format", "text"][..], &["-", "-o", "-"]] {
        let told = String::from_utf8(drawn(&dir, form, &input).stdout).unwrap();
        assert!(told.contains("h.example") && !told.contains("SASSECRET"), "{told}");
    }
}

#[test]
fn what_is_deleted_is_off_the_board_and_what_is_late_moves_nothing() {
    let modified = |at: &str, start: &str| {
        let date = format!("\"LastModifiedDate\":\"2026-05-01T{at}:00:00\",\"Subject\"");
        VALID.replace("\"Subject\"", &date).replace("08:30", start)
    };
    let dir = tempfile::tempdir().unwrap();
    let lines = [modified("10", "08:30"), modified("12", "09:30"), modified("11", "07:30")];
    let output = drawn(&dir, &["-", "--format", "text"], &lines.join("\n"));
    let told = transcript(&output);
    assert!(told.contains("\n  not assigned                        [s  ]\n"), "{told}");
    let gone = lines[1].replace("\"Subject\"", "\"DeletedOn\":\"2026-05-02T08:00:00\",\"Subject\"");
    let output = drawn(&dir, &["-", "--format", "text"], &format!("{}\n{gone}", lines[1]));
    assert!(transcript(&output).contains("no block stands on this day"), "{output:?}");
}

#[test]
fn a_page_is_one_file_that_names_what_it_weighs() {
    let dir = tempfile::tempdir().unwrap();
    let samples = checkout().join("samples");
    let output = drawn(&dir, &[samples.to_str().unwrap(), "-o", "b.html"], "");
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.starts_with("b.html: ") && told.contains(" captures, "), "{told}");
    let page = fs::read_to_string(dir.path().join("b.html")).unwrap();
    assert!(page.starts_with("<!doctype html>") && page.ends_with("</html>\n"));
    for outside in ["src=", "href=", "@import", " url("] {
        assert!(!page.contains(outside), "{outside}");
    }
    let again = drawn(&dir, &[samples.to_str().unwrap(), "-o", "-"], "");
    assert_eq!(String::from_utf8(again.stdout).unwrap(), page);
}

#[cfg(unix)]
#[test]
fn a_page_leaves_a_link_a_link_and_a_pipe_a_pipe() {
    use std::os::unix::fs::{FileTypeExt, PermissionsExt};
    let dir = tempfile::tempdir().unwrap();
    let [page, link, pipe] = ["page.html", "link.html", "pipe"].map(|name| dir.path().join(name));
    fs::write(&page, "before").unwrap();
    std::os::unix::fs::symlink("page.html", &link).unwrap();
    assert_eq!(drawn(&dir, &["-", "-o", "link.html"], VALID).status.code(), Some(0));
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(fs::read_to_string(&page).unwrap().starts_with("<!doctype html>"));
    assert_eq!(fs::metadata(&page).unwrap().permissions().mode() & 0o044, 0);

    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::read_to_string(pipe).unwrap()
    });
    assert_eq!(drawn(&dir, &["-", "-o", "pipe"], VALID).status.code(), Some(0));
    assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo());
    assert!(reader.join().unwrap().ends_with("</html>\n"));
}

#[test]
fn a_strangers_text_cannot_leave_its_place_in_a_page() {
    let dir = tempfile::tempdir().unwrap();
    let hostile = VALID.replace("\"s\"", r#""</script><script>{{payloads}}<!--""#);
    let output = drawn(&dir, &["-", "-o", "-"], &hostile);
    let page = String::from_utf8(output.stdout).unwrap();
    assert_eq!(page.matches("<script").count(), 3, "{page}");
    assert!(page.contains(r"\u003c/script>\u003cscript>{{payloads}}\u003c!--"), "{page}");
}

#[test]
fn nothing_to_draw_is_no_success() {
    let dir = tempfile::tempdir().unwrap();
    expect![[r#"
        exit: 3
        --- stdout
        --- stderr
        error: nothing to do: none of the payloads is an appointment
    "#]]
    .assert_eq(&transcript(&drawn(&dir, &["-"], "{\"a\":1}")));
    let output = drawn(&dir, &["-", "-o", "nowhere/b.html"], VALID);
    assert_eq!(output.status.code(), Some(3), "{}", transcript(&output));
}

#[test]
fn what_is_known_to_be_something_else_is_no_block() {
    let action = ["board", "samples/look-alikes/action-uri.json", "--format", "text"];
    let told = transcript(&run(&action, ""));
    assert!(told.starts_with("exit: 3"), "{told}");
    let both = [&action[..1], &["samples/01-created.json"], &action[1..]].concat();
    let alone = run(&["board", "samples/01-created.json", "--format", "text"], "");
    assert_eq!(transcript(&run(&both, "")), transcript(&alone));
}

#[test]
fn options_that_would_do_nothing_are_refused_and_a_page_is_its_owners_alone() {
    let dir = tempfile::tempdir().unwrap();
    for (options, why) in [
        (&["--format", "text", "-o", "x.html"][..], "text goes to stdout"),
        (&["--format", "text", "--open"], "text is no page"),
        (&["--day", "2026-05-11"], "add `--format text`"),
        (&["--week", "2026-05-11"], "add `--format text`"),
        (&["-o", "-", "--open"], "in no file"),
    ] {
        let output = drawn(&dir, &[&["-"], options].concat(), VALID);
        assert_eq!(output.status.code(), Some(2), "{options:?}");
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains(why), "{told}");
    }
    assert_eq!(drawn(&dir, &["-"], VALID).status.code(), Some(0));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let found = fs::metadata(dir.path().join("board.html")).unwrap();
        assert_eq!(found.permissions().mode() & 0o777, 0o600);
    }
}
