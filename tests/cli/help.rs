//! What is written down about the command line is what the program prints.

use expect_test::{ExpectFile, expect, expect_file};

use crate::support::{run, transcript};

/// What a command line prints that asks to be told something.
fn printed(arguments: &[&str]) -> String {
    let output = run(arguments, "");
    assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
    assert!(output.stderr.is_empty(), "{}", transcript(&output));
    String::from_utf8(output.stdout).unwrap()
}

#[expect(clippy::needless_pass_by_value, reason = "a table reads best without references")]
fn prints(arguments: &[&str], expected: ExpectFile) {
    expected.assert_eq(&printed(arguments));
}

#[test]
fn the_help_of_every_command_is_written_down() {
    prints(&["--help"], expect_file!["help/dsw.txt"]);
    prints(&["help", "listen"], expect_file!["help/listen.txt"]);
    prints(&["help", "list"], expect_file!["help/list.txt"]);
    prints(&["help", "show"], expect_file!["help/show.txt"]);
    prints(&["help", "diff"], expect_file!["help/diff.txt"]);
    prints(&["help", "history"], expect_file!["help/history.txt"]);
    prints(&["help", "export"], expect_file!["help/export.txt"]);
    prints(&["help", "import"], expect_file!["help/import.txt"]);
    prints(&["help", "validate"], expect_file!["help/validate.txt"]);
    prints(&["help", "explain"], expect_file!["help/explain.txt"]);
    prints(&["help", "replay"], expect_file!["help/replay.txt"]);
    prints(&["help", "simulate"], expect_file!["help/simulate.txt"]);
    prints(&["help", "board"], expect_file!["help/board.txt"]);
    prints(&["help", "demo"], expect_file!["help/demo.txt"]);
    prints(&["help", "schema"], expect_file!["help/schema.txt"]);
    prints(&["help", "schema", "infer"], expect_file!["help/schema-infer.txt"]);
    prints(&["help", "schema", "diff"], expect_file!["help/schema-diff.txt"]);
    prints(&["help", "completions"], expect_file!["help/completions.txt"]);
    prints(&["-h"], expect_file!["help/short.txt"]);
}

/// Every command, by its name.
const COMMANDS: [&str; 15] = [
    "listen",
    "list",
    "show",
    "diff",
    "history",
    "export",
    "import",
    "validate",
    "explain",
    "replay",
    "simulate",
    "board",
    "demo",
    "schema",
    "completions",
];

#[test]
fn help_is_the_same_by_all_its_names() {
    for command in COMMANDS {
        assert_eq!(printed(&["help", command]), printed(&[command, "--help"]), "{command}");
    }
}

#[test]
fn help_fits_a_line_of_a_hundred_columns() {
    for command in COMMANDS {
        for line in printed(&["help", command]).lines() {
            assert!(line.chars().count() <= 100, "{line}");
        }
    }
}

#[test]
fn no_command_at_all_is_answered_with_the_short_help() {
    let output = run(&[], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    expect_file!["help/short.txt"].assert_eq(&String::from_utf8(output.stderr).unwrap());
}

#[test]
fn a_version_is_that_of_the_package() {
    assert_eq!(printed(&["--version"]), concat!("dsw ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn a_slip_of_the_finger_is_corrected() {
    expect![[r#"
        exit: 2
        --- stdout
        --- stderr
        error: unrecognized subcommand 'lisen'

          tip: some similar subcommands exist: 'list', 'listen'

        Usage: dsw [OPTIONS] <COMMAND>

        For more information, try '--help'.
    "#]]
    .assert_eq(&transcript(&run(&["lisen"], "")));
    expect![[r#"
        exit: 2
        --- stdout
        --- stderr
        error: the following required arguments were not provided:
          --to <URL|@FILE>

        Usage: dsw replay --to <URL|@FILE> <SOURCE>...

        For more information, try '--help'.
    "#]]
    .assert_eq(&transcript(&run(&["replay", "x.json"], "")));
    expect![[r#"
        exit: 2
        --- stdout
        --- stderr
        error: invalid value '30' for '--timeout <TIME>': give a time with its unit, such as 500ms, 30s or 2m

        For more information, try '--help'.
    "#]]
        .assert_eq(&transcript(&run(&["replay", "x", "--to", "http://h", "--timeout", "30"], "")));
    expect![[r#"
        exit: 2
        --- stdout
        --- stderr
        error: unexpected argument '--fromat' found

          tip: a similar argument exists: '--format'

        Usage: dsw validate --format <FORMAT[=FILE]> <SOURCE>...

        For more information, try '--help'.
    "#]]
    .assert_eq(&transcript(&run(&["validate", "x", "--fromat", "json"], "")));
    expect![[r#"
        exit: 2
        --- stdout
        --- stderr
        error: invalid value 'jsn' for '--format <FORMAT[=FILE]>': did you mean `json`? the formats are human, concise, json, github, azure, gitlab, junit, sarif

        For more information, try '--help'.
    "#]]
    .assert_eq(&transcript(&run(&["validate", "x", "--format", "jsn"], "")));
}

#[test]
fn the_completions_in_the_project_are_those_that_are_printed() {
    prints(&["completions", "bash"], expect_file!["../../completions/dsw.bash"]);
    prints(&["completions", "zsh"], expect_file!["../../completions/_dsw"]);
    prints(&["completions", "fish"], expect_file!["../../completions/dsw.fish"]);
    prints(&["completions", "powershell"], expect_file!["../../completions/_dsw.ps1"]);
    prints(&["completions", "elvish"], expect_file!["../../completions/dsw.elv"]);
}
