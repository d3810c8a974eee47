//! Colour: who decides, in which order, and that it is never the only signal.

use std::process::Output;

use crate::support::{checkout, dsw};

fn judged(arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    let arguments =
        [&["validate", "samples/look-alikes/soap.xml", "gone.json"], arguments].concat();
    dsw(&arguments, checkout()).envs(variables.iter().copied()).output().unwrap()
}

/// Whether stdout and stderr are coloured.
fn coloured(arguments: &[&str], variables: &[(&str, &str)]) -> (bool, bool) {
    let output = judged(arguments, variables);
    (output.stdout.contains(&0x1b), output.stderr.contains(&0x1b))
}

#[test]
fn the_option_is_over_the_variables_and_they_are_over_the_pipe() {
    let (on, off) = ((true, true), (false, false));
    for (expected, arguments, variables) in [
        (off, &[][..], &[][..]),
        (on, &["--color", "always"], &[]),
        (on, &["--color=always"], &[("NO_COLOR", "1"), ("TERM", "dumb")]),
        (off, &["--color", "never"], &[("FORCE_COLOR", "1"), ("CLICOLOR_FORCE", "1")]),
        (on, &[], &[("FORCE_COLOR", "1")]),
        (on, &[], &[("CLICOLOR_FORCE", "1")]),
        (on, &["--color", "auto"], &[("FORCE_COLOR", "1"), ("CLICOLOR", "0")]),
        (off, &[], &[("FORCE_COLOR", "0")]),
        (off, &[], &[("NO_COLOR", "1"), ("FORCE_COLOR", "1")]),
        (on, &[], &[("NO_COLOR", ""), ("FORCE_COLOR", "1")]),
        (off, &[], &[("NO_COLOR", "")]),
        (off, &[], &[("CLICOLOR", "1")]),
    ] {
        assert_eq!(coloured(arguments, variables), expected, "{arguments:?} {variables:?}");
    }
}

#[test]
fn json_is_never_coloured() {
    assert!(!coloured(&["--format", "json", "--color", "always"], &[]).0);
}

#[test]
fn without_colour_not_a_word_is_lost() {
    let plain = String::from_utf8(judged(&[], &[]).stdout).unwrap();
    let coloured = String::from_utf8(judged(&["--color", "always"], &[]).stdout).unwrap();
    let stripped: String = coloured
        .split('\u{1b}')
        .enumerate()
        .map(|(at, part)| if at == 0 { part } else { part.split_once('m').unwrap().1 })
        .collect();
    assert_eq!(stripped, plain);
}

#[test]
fn help_and_corrections_heed_it_too() {
    for (arguments, variables, expected) in [
        (&["--help"][..], &[][..], false),
        (&["--help"], &[("FORCE_COLOR", "1")], true),
        (&["lisen"], &[], false),
        (&["lisen"], &[("FORCE_COLOR", "1")], true),
        (&["lisen"], &[("FORCE_COLOR", "1"), ("NO_COLOR", "1")], false),
    ] {
        let output = dsw(arguments, checkout()).envs(variables.iter().copied()).output().unwrap();
        let printed = [output.stdout, output.stderr].concat();
        assert_eq!(printed.contains(&0x1b), expected, "{arguments:?} {variables:?}");
    }
}
