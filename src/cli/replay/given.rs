//! The options that were given, for a run to be gone on with.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::Path;

use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Args, Command, FromArgMatches};

use super::ReplayArgs;

/// Options of which those of a run are kept beside those that are given: they add up.
const ADD_UP: [&str; 4] = ["header", "remove-header", "set", "unset"];

/// Options that are no part of a run: which one it is gone on with, and how.
const OF_THE_MOMENT: [&str; 4] = ["resume", "only-failed", "retry-unknown", "journal"];

/// What has to be said each time.
const SAID_EACH_TIME: &str = "insecure";

/// The options of `replay` that were given, and their values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// Where the payloads come from.
    pub sources: Vec<OsString>,
    /// The options by their long names; no value for one that takes none.
    pub options: BTreeMap<String, Vec<OsString>>,
}

impl Given {
    /// Payloads, the folder that their numbers refer to, and where they are sent.
    #[must_use]
    pub fn of(sources: Vec<OsString>, from: &Path, to: &str) -> Self {
        let options = [("from", OsString::from(from)), ("to", OsString::from(to))];
        let options = options.map(|(name, value)| (name.to_owned(), vec![value]));
        Self { sources, options: options.into() }
    }

    /// What was given on a command line.
    #[must_use]
    pub(in crate::cli) fn of_matches(matches: &ArgMatches) -> Self {
        let mut given = Self::default();
        for arg in command().get_arguments() {
            let id = arg.get_id().as_str();
            if matches.value_source(id).is_none_or(|source| source == ValueSource::DefaultValue) {
                continue;
            }
            let values = matches.get_raw(id).filter(|_| arg.get_action().takes_values());
            let values = values.into_iter().flatten().map(OsString::from).collect();
            match arg.get_long() {
                Some(long) => drop(given.options.insert(long.to_owned(), values)),
                None => given.sources = values,
            }
        }
        given
    }

    /// What of this is remembered of a run.
    #[must_use]
    pub fn remembered(mut self) -> Self {
        self.options.retain(|option, _| {
            !OF_THE_MOMENT.contains(&option.as_str()) && option != SAID_EACH_TIME
        });
        self
    }

    /// What was given beside a run, over what was given to the run.
    #[must_use]
    pub fn over(self, mut run: Self) -> Self {
        for (option, mut values) in self.options {
            if OF_THE_MOMENT.contains(&option.as_str()) {
                continue;
            }
            if ADD_UP.contains(&option.as_str()) {
                let before = run.options.remove(&option).unwrap_or_default();
                let is_replaced = |one: &OsString| {
                    option == "header" && values.iter().any(|own| is_same_header(own, one))
                };
                let kept: Vec<_> = before.into_iter().filter(|one| !is_replaced(one)).collect();
                values.splice(0..0, kept);
            }
            run.options.insert(option, values);
        }
        run
    }

    /// What these options mean.
    ///
    /// # Errors
    /// What is wrong with them, in one line.
    pub fn read(self) -> Result<ReplayArgs, String> {
        let options = self.options.iter().flat_map(|(option, values)| {
            let values = values.iter().map(move |value| word(option, value));
            let flag = OsString::from(format!("--{option}"));
            values.chain(takes_none(option).then_some(flag))
        });
        let line = ["replay".into()].into_iter().chain(options).chain(["--".into()]);
        let read = command().try_get_matches_from(line.chain(self.sources.iter().cloned()));
        let read = read.and_then(|matches| ReplayArgs::from_arg_matches(&matches));
        read.map(|args| ReplayArgs { given: self, ..args }).map_err(|error| {
            let said = error.to_string();
            said.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned()
        })
    }
}

fn command() -> Command {
    ReplayArgs::augment_args(Command::new("replay")).args_override_self(true)
}

fn takes_none(option: &str) -> bool {
    let command = command();
    let named = |arg: &&Arg| arg.get_long() == Some(option);
    command.get_arguments().find(named).is_some_and(|arg| !arg.get_action().takes_values())
}

fn word(option: &str, value: &OsString) -> OsString {
    let mut word = OsString::from(format!("--{option}="));
    word.push(value);
    word
}

/// Whether two headers have one name. A file of them may hold any, and takes the place of none.
fn is_same_header(one: &OsString, other: &OsString) -> bool {
    let name = |header: &OsString| {
        let header = header.to_str()?.split_once(':')?.0.to_ascii_lowercase();
        (!header.starts_with('@')).then_some(header)
    };
    name(one).is_some_and(|name_of_one| name(other) == Some(name_of_one))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(words: &[&str]) -> Given {
        let line = ["replay"].iter().chain(words);
        Given::of_matches(&command().try_get_matches_from(line).unwrap())
    }

    #[test]
    fn what_was_given_is_read_again_as_it_was() {
        let words = ["--to", "http://h", "--shift-dates", "-2w", "-HA: 1", "-H", "A: 2", "--exact"];
        let words = [&words[..], &["--", "-odd.json", "b.json"]].concat();
        let given = given(&words);
        let args = given.clone().read().unwrap();
        assert_eq!(args.sources, ["-odd.json", "b.json"]);
        assert_eq!(args.sending.headers.headers, ["A: 1", "A: 2"]);
        assert!(args.sending.headers.exact && args.edits.shift_dates.is_some());
        assert_eq!(args.given, given);
        let options: Vec<_> = given.options.keys().collect();
        assert_eq!(options, ["exact", "header", "shift-dates", "to"], "and nothing else");
    }

    #[test]
    fn what_is_given_beside_a_run_is_over_its_own() {
        let run =
            given(&["a", "--to", "http://h", "-H", "X-Env: a", "-H", "B: 1", "--rate", "5/s"]);
        let beside =
            ["--resume", "r", "--insecure", "--to", "http://i", "-H", "x-env: b", "--rate", "9/s"];
        let merged = given(&beside).over(run);
        assert!(!merged.clone().remembered().options.contains_key("insecure"));
        let args = merged.read().unwrap();
        assert!(args.sending.trust.insecure, "this time");
        assert_eq!((args.to.as_deref(), &args.run.resume), (Some("http://i"), &None));
        assert_eq!(args.sending.headers.headers, ["B: 1", "x-env: b"]);
        assert_eq!(args.sources, ["a"]);
        let wrong = given(&["a", "--to", "http://h", "--rate", "5/s"]);
        let wrong = given(&["--resume", "r", "--speed", "2x"]).over(wrong).read();
        assert!(wrong.unwrap_err().contains("cannot be used with"));
    }
}
