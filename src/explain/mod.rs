//! The meaning of every name that a finding can have, whoever keeps the rule.

mod keywords;
mod reading;
mod schema;

use crate::look_alike;
use crate::meaning::Meaning;
use crate::rules::RULES;
use crate::sequence;
use crate::suggest::nearest;

/// Every rule of the house, by name.
#[must_use]
pub fn rules() -> Vec<Meaning> {
    let rows = look_alike::ALL.iter().chain(look_alike::TEXTS);
    let mut all: Vec<Meaning> = RULES.iter().map(|rule| rule.meaning).collect();
    all.extend(sequence::meanings());
    all.extend(rows.map(|row| row.meaning));
    all.extend(look_alike::WRAPPERS.map(|wrapper| *wrapper));
    all.extend(reading::READING);
    all.extend(schema::SCHEMA);
    all.sort_unstable_by_key(|meaning| meaning.name);
    all
}

/// The keywords of JSON Schema that only a schema of the user's own has, by name.
#[must_use]
pub fn keywords() -> Vec<Meaning> {
    keywords::all()
}

/// The rule of this name, or the one whose name is nearest to it.
///
/// # Errors
/// When no rule has the name: the nearest there is, when it is near enough to be meant.
pub fn find(name: &str) -> Result<Meaning, Option<&'static str>> {
    let all: Vec<Meaning> = rules().into_iter().chain(keywords()).collect();
    let found = all.iter().find(|meaning| meaning.name == name);
    found.copied().ok_or_else(|| nearest(name, all.iter().map(|meaning| meaning.name)))
}

/// Whether all that is said of a payload is this: it cannot be read, or is known for something
/// else. Without it nothing would be said of what was not judged.
#[must_use]
pub fn is_verdict(name: &str) -> bool {
    let rows = look_alike::ALL.iter().chain(look_alike::TEXTS);
    let is_unread = |name: &str| reading::UNREAD.contains(&name);
    is_unread(name) || rows.map(|row| row.meaning.name).any(|known| known == name)
}

/// Whether a rule is kept by a schema alone: one that does not state it cannot be broken so.
#[must_use]
pub fn is_of_schemas(name: &str) -> bool {
    schema::STATED.contains(&name) || keywords::is_stated(name)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_rule_has_a_name_of_its_own_and_something_to_say() {
        let mut names = HashSet::new();
        for Meaning { name, about, why, example, fix, .. } in rules().into_iter().chain(keywords())
        {
            assert!(names.insert(name), "{name} is there twice");
            for text in [about, why, example, fix] {
                assert!(!text.trim().is_empty() && !text.contains('\n'), "{name}: {text:?}");
            }
            assert!(why.ends_with('.') && !about.ends_with('.') && !fix.ends_with('.'), "{name}");
        }
    }

    #[test]
    fn every_rule_names_the_source_of_its_fact() {
        let sources = [
            "docs.dimescheduler.com",
            "the vendor",
            "connector definition",
            "official SDK",
            "RFC ",
            "not documented",
            ".NET",
            "Microsoft",
            "CloudEvents specification",
            "JSON Schema specification",
            "dsw's own",
        ];
        let rules = rules().into_iter().chain(keywords());
        let is_named = |why: &str| sources.iter().any(|source| why.contains(source));
        let unnamed = rules.filter(|it| !is_named(it.why) && !is_own(it)).map(|it| it.name);
        assert_eq!(unnamed.collect::<Vec<_>>(), [""; 0]);
    }

    /// A rule about a schema of the user's own states no fact.
    fn is_own(rule: &Meaning) -> bool {
        rule.why.contains("schema of your own") || rule.name == "schema-limit"
    }

    #[test]
    fn a_name_that_is_none_gets_the_nearest() {
        assert_eq!(find("ends-before-start").map(|it| it.name), Ok("ends-before-start"));
        assert_eq!(find("end-before-start").map(|it| it.name), Err(Some("ends-before-start")));
        assert_eq!(find("weather").map(|it| it.name), Err(None));
    }
}
