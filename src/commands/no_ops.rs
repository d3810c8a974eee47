//! What a command line asks for and is not going to get: who counts on it is told.

use crate::cli::{CAPTURES, ValidateArgs};
use crate::env::Env;
use crate::explain;
use crate::levels::Levels;
use crate::schema::Schema;
use crate::store;

/// What of a command line of `validate` does nothing, in a line each.
pub(super) fn of(args: &ValidateArgs, levels: &Levels, schema: &Schema, env: &Env) -> Vec<String> {
    let sequence = levels
        .first_of_sequences()
        .filter(|_| !args.sequence)
        .map(|rule| format!("`{rule}` is about several payloads: it is judged with `--sequence`"));
    let keyword = |rule: &str| explain::is_of_schemas(rule) && !schema.states(rule);
    let rules = levels.told().filter(|rule| keyword(rule)).map(|rule| {
        format!("nothing in the schema says `{rule}`: what is said of the rule does nothing")
    });
    let is_given = args.source.from.as_os_str() != CAPTURES;
    let from = (is_given && !store::looks_into_captures(&args.source.sources)).then(|| {
        "`--from` is not looked into: no source is a number, a range or `last`".to_owned()
    });
    let is_masked = args.report.is_masked(env.is_ci());
    let shown = (is_masked && args.secrets.show_secrets)
        .then(|| "`--show-secrets` shows nothing where values are masked".to_owned());
    sequence.into_iter().chain(rules).chain(from).chain(shown).collect()
}
