//! What a command line asks for and is not going to get: who counts on it is told.

use std::ffi::OsString;
use std::path::Path;

use crate::cli::{CAPTURES, ValidateArgs};
use crate::env::Env;
use crate::explain;
use crate::levels::Levels;
use crate::schema::Schema;
use crate::store;

/// What of a command line of `validate` does nothing, in a line each.
pub(super) fn of(args: &ValidateArgs, levels: &Levels, schema: &Schema, env: &Env) -> Vec<String> {
    let keyword = |rule: &str| explain::is_of_schemas(rule) && !schema.states(rule);
    let rules = levels.told().filter(|rule| keyword(rule)).map(|rule| {
        format!("nothing in the schema says `{rule}`: what is said of the rule does nothing")
    });
    let from = unused_from(&args.source.from, &args.source.sources);
    sequence(args, levels).into_iter().chain(rules).chain(from).chain(shown(args, env)).collect()
}

/// A folder of captures, where no source is one of them.
pub(super) fn unused_from(from: &Path, sources: &[OsString]) -> Option<String> {
    let is_given = from.as_os_str() != CAPTURES;
    (is_given && !store::looks_into_captures(sources))
        .then(|| "`--from` is not looked into: no source is a number, a range or `last`".to_owned())
}

/// Rules about several payloads, where each is judged alone.
fn sequence(args: &ValidateArgs, levels: &Levels) -> Option<String> {
    let rules: Vec<String> = levels.of_sequences().map(|rule| format!("`{rule}`")).collect();
    if args.sequence || rules.is_empty() {
        return None;
    }
    let (are, they) = if rules.len() == 1 { ("is", "it is") } else { ("are", "they are") };
    let rules = rules.join(", ");
    Some(format!("{rules} {are} about several payloads: {they} judged with `--sequence`"))
}

/// Options about what is shown, where nothing is or none of it.
fn shown(args: &ValidateArgs, env: &Env) -> Vec<String> {
    let (report, show_secrets) = (&args.report, args.secrets.show_secrets);
    let is_unshown = report.quiet && report.formats.iter().all(|one| one.file.is_none());
    if !is_unshown {
        let is_masked = report.is_masked(env.is_ci()) && show_secrets;
        let told = is_masked.then_some("`--show-secrets` shows nothing where values are masked");
        return told.map(str::to_owned).into_iter().collect();
    }
    let options = [
        ("--format", !report.formats.is_empty()),
        ("--max-findings", report.max_findings.is_some()),
        ("--mask", report.mask),
        ("--no-mask", report.no_mask),
        ("--show-secrets", show_secrets),
    ];
    let given = options.into_iter().filter(|(_, is_given)| *is_given);
    given
        .map(|(option, _)| {
            format!(
                "`{option}` does nothing beside `-q`: nothing is shown, and no report has a file"
            )
        })
        .collect()
}
