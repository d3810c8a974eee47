//! The options that were given, for a run to be gone on with.

mod beside;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::Path;

use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Args, Command, FromArgMatches};

use super::{HeadersSaid, ReplayArgs};
use crate::cli::SourceArgs;

/// The options of headers, which are kept by the commands that gave them.
const HEADER: &str = "header";
const REMOVE_HEADER: &str = "remove-header";

/// The options of `replay` that were given, and their values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// Where the payloads come from.
    pub sources: Vec<OsString>,
    /// The options by their long names but those of headers; no value for one that takes none.
    pub options: BTreeMap<String, Vec<OsString>>,
    /// What was said of headers, by each command on its own: the run's first, and then those that
    /// went on with it.
    pub headers: Vec<HeadersSaid>,
}

impl Given {
    /// Payloads, the folder that their numbers refer to, and where they are sent.
    #[must_use]
    pub fn of(sources: Vec<OsString>, from: &Path, to: &str) -> Self {
        let options = [("from", OsString::from(from)), ("to", OsString::from(to))];
        let options = options.map(|(name, value)| (name.to_owned(), vec![value]));
        Self { sources, options: options.into(), headers: Vec::new() }
    }

    /// The same for payloads of their own, and for these dice.
    #[must_use]
    pub fn sending(mut self, source: &SourceArgs, seed: Option<u64>) -> Self {
        self.sources.clone_from(&source.sources);
        let seed = seed.map(|seed| OsString::from(seed.to_string()));
        for (name, value) in [("from", Some(source.from.clone().into())), ("seed", seed)] {
            match value {
                Some(value) => drop(self.options.insert(name.to_owned(), vec![value])),
                None => drop(self.options.remove(name)),
            }
        }
        self
    }

    /// What was given on a command line; one of another command may have a part of the options.
    #[must_use]
    pub(in crate::cli) fn of_matches(matches: &ArgMatches) -> Self {
        let (mut given, mut said) = (Self::default(), HeadersSaid::default());
        for arg in command().get_arguments() {
            let id = arg.get_id().as_str();
            if !matches.try_contains_id(id).unwrap_or(false) {
                continue;
            }
            if matches.value_source(id).is_none_or(|source| source == ValueSource::DefaultValue) {
                continue;
            }
            let values = matches.get_raw(id).filter(|_| arg.get_action().takes_values());
            let values = values.into_iter().flatten().map(OsString::from).collect();
            // A header is always text.
            let texts = || matches.get_many(id).into_iter().flatten().cloned().collect();
            match arg.get_long() {
                Some(HEADER) => said.added = texts(),
                Some(REMOVE_HEADER) => said.removed = texts(),
                Some(long) => drop(given.options.insert(long.to_owned(), values)),
                None => given.sources = values,
            }
        }
        given.headers = vec![said];
        given
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
        let read = read.map(|mut args| {
            let mut before = self.headers.clone();
            let HeadersSaid { added, removed } = before.pop().unwrap_or_default();
            let own = &mut args.sending.headers;
            (own.headers, own.removed_headers, own.before) = (added, removed, before);
            args
        });
        read.map(|args| ReplayArgs { given: self, ..args }).map_err(|error| {
            let said = error.to_string();
            // What is behind an empty line is how the command line is used.
            let lines = said.lines().map(str::trim).take_while(|line| !line.is_empty());
            lines.collect::<Vec<_>>().join(" ").trim_start_matches("error: ").to_owned()
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

#[cfg(test)]
mod tests {
    use super::super::HeaderArgs;
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
        assert_eq!(given.names(), ["exact", "shift-dates", "to", "header"], "and nothing else");
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
        let HeaderArgs { headers, before, .. } = args.sending.headers;
        assert_eq!(
            (&headers[..], &before[0].added[..]),
            (&["x-env: b".to_owned()][..], &["X-Env: a".to_owned(), "B: 1".to_owned()][..])
        );
        assert_eq!(args.sources, ["a"]);
        let wrong = given(&["a", "--to", "http://h", "--rate", "5/s"]);
        let wrong = given(&["--resume", "r", "--speed", "2x"]).over(wrong).read();
        assert!(wrong.unwrap_err().contains("cannot be used with"));
    }

    #[test]
    fn what_is_given_at_a_pointer_is_over_what_the_run_does_there() {
        let run =
            given(&["a", "--to", "http://h", "--set", "/a=1", "--set", "/b=1", "--unset", "/c"]);
        let merged = given(&["--resume", "r", "--unset", "/a", "--set", "/c=2"]).over(run);
        let edits = merged.read().unwrap().edits;
        assert_eq!(
            (&edits.set[..], &edits.unset[..]),
            (&["/b=1".to_owned(), "/c=2".to_owned()][..], &["/a".to_owned()][..])
        );
    }

    #[test]
    fn where_nothing_is_sent_nothing_is_expected_either() {
        let run =
            given(&["a", "--to", "http://h", "--expect", "200", "--format", "json=a", "--exact"]);
        let merged = given(&["--resume", "r", "--dry-run"]).over(run);
        assert_eq!(merged.names(), ["dry-run", "exact", "to"]);
    }

    #[test]
    fn an_option_of_a_run_can_be_left_out() {
        let mut run = given(&[
            "a",
            "--to",
            "http://h",
            "--rate",
            "5/s",
            "-H",
            "A: 1",
            "--remove-header",
            "B",
        ]);
        assert!(run.leave_out("rate") && run.leave_out("header"));
        assert!(!run.leave_out("rate") && !run.leave_out("header") && !run.leave_out("seed"));
        assert_eq!(run.names(), ["to", "remove-header"]);
    }
}
