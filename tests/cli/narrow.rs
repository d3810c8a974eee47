//! Half a screen, or a phone's: what is looked at fits it.

use crate::support::run_in;
use crate::tty::Tty;

#[test]
fn what_is_looked_at_fits_the_columns_that_there_are() {
    let dir = tempfile::tempdir().unwrap();
    let made = run_in(dir.path(), &["simulate", "--day", "7", "-o", "captures"], b"");
    assert_eq!(made.status.code(), Some(0));
    let learned = run_in(dir.path(), &["schema", "infer", "captures", "-o", "seen.json"], b"");
    assert_eq!(learned.status.code(), Some(0));
    let bundled = run_in(dir.path(), &["schema", "appointment"], b"");
    std::fs::write(dir.path().join("bundled.json"), bundled.stdout).unwrap();
    for arguments in [
        &["list", "--last", "60"][..],
        &["schema", "diff", "seen.json", "bundled.json"],
        &["explain"],
        &["explain", "field-empty"],
        &["show", "3"],
        &["show", "last"],
        &["diff", "last"],
        &["history", "S9yhYQBt"],
        &["board", "captures", "--format", "text"],
        &["board", "captures", "--format", "text", "--week", "2026-03-02"],
    ] {
        for columns in [40, 61, 80, 132] {
            let tty = Tty::of_width(columns, arguments, &[], dir.path());
            let (code, screen) = tty.end();
            assert!(matches!(code, Some(0 | 1)), "{}", screen.text());
            // The last line is a summary in words, which a terminal may wrap.
            let lines = &screen.lines[..screen.lines.len() - 2];
            let wide = lines.iter().find(|line| dsw::width::columns(line) > columns.into());
            assert_eq!(wide, None, "{arguments:?} in {columns} columns");
            assert!(lines.len() > 2, "{}", screen.text());
        }
    }
}

#[test]
fn a_week_has_the_hours_of_every_day_however_narrow_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let made = run_in(dir.path(), &["simulate", "--day", "7", "-o", "captures"], b"");
    assert_eq!(made.status.code(), Some(0));
    let week = ["board", "captures", "--format", "text", "--week", "2026-03-02"];
    for columns in [40, 60, 80, 100] {
        let (_, screen) = Tty::of_width(columns, &week, &[], dir.path()).end();
        let text = screen.text();
        for seen in ["Mon 2", "Sun 8", "Ada Sample", "05:30"] {
            assert!(text.contains(seen), "{columns}: {seen}\n{text}");
        }
    }
}
