//! What is expected of each payload and its answer, and when enough has failed.

use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use crate::cli::values::some_time;

/// What is expected of each payload and its answer.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "What is expected")]
pub struct ExpectArgs {
    /// What each answer must be: 200, 2xx, 200,202, or a jq filter that must be true of its body
    ///
    /// May be given several times: all of it must hold. A status takes the place of 2xx. A filter's
    /// input is the answer's body, null when that is no JSON; `$capture` has seq, method, target,
    /// remote and appointment of the payload that was sent.
    #[arg(long, value_name = "STATUS|JQ", value_parser = Expect::read)]
    pub expect: Vec<Expect>,

    /// How long each answer may take, such as 500ms; it is read to its end all the same
    #[arg(long, value_name = "TIME", value_parser = some_time)]
    pub max_time: Option<Duration>,

    /// Keep each answer, with its status and its headers, in a file of this folder
    ///
    /// It is named by the capture, as in 000042-k7QwLm2x.http, with a number behind it where one of
    /// that name is there: none is written over. Of a body that is longer, the first 1 MiB is kept.
    #[arg(long, value_name = "DIR")]
    pub save_responses: Option<PathBuf>,

    /// Judge each payload by the bundled schema and rules, and do not send one with an error
    #[arg(long)]
    pub validate: bool,

    /// Stop after the first that fails
    #[arg(long, conflicts_with = "max_failures")]
    pub fail_fast: bool,

    /// Stop once so many have failed; what is under way is waited for
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub max_failures: Option<u64>,
}

impl ExpectArgs {
    /// How many may fail before the run stops; none stops it without an end.
    #[must_use]
    pub fn most_failures(&self) -> Option<u64> {
        if self.fail_fast { Some(1) } else { self.max_failures }
    }
}

/// One thing that an answer must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expect {
    /// An answer with one of these statuses.
    Status(Statuses),
    /// An answer of which this jq filter is true.
    Holds(String),
}

impl Expect {
    /// Reads a status, a class of them or a list of both; anything else is a filter.
    ///
    /// # Errors
    /// When there is nothing to read, or it is neither: a filter that looks at nothing, as
    /// `500-599` would be, is true of every answer.
    pub fn read(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if text.is_empty() {
            return Err("give a status such as 200 or 2xx, or a jq filter such as .ok".to_owned());
        }
        match Statuses::of(text) {
            Some(statuses) => Ok(Self::Status(statuses)),
            None if is_constant(text) => Err("it asks nothing of an answer: statuses are such as \
                                              200, 2xx or 200,404, and a filter looks at the body, \
                                              as .ok does"
                .to_owned()),
            None => Ok(Self::Holds(text.to_owned())),
        }
    }
}

/// Whether a filter has neither its input in it, nor a variable, nor a name of anything.
fn is_constant(filter: &str) -> bool {
    const WORDS: [&str; 5] = ["true", "false", "null", "and", "or"];
    // What stands in quotes is only text, unless something is put into it.
    let outside: String = filter.split('"').step_by(2).collect::<Vec<_>>().join(" ");
    let is_of_a_word = |letter: char| letter.is_alphanumeric() || "_.$@".contains(letter);
    let mut words = outside.split(|letter| !is_of_a_word(letter)).filter(|word| !word.is_empty());
    let is_fixed = |word: &str| WORDS.contains(&word) || word.parse::<f64>().is_ok();
    !filter.contains("\\(") && words.all(is_fixed)
}

/// Statuses, and the words that a user has for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statuses {
    words: String,
    ranges: Vec<RangeInclusive<u16>>,
}

impl Statuses {
    fn of(text: &str) -> Option<Self> {
        let ranges = text.split(',').map(|one| range(one.trim())).collect::<Option<_>>()?;
        Some(Self { words: text.to_ascii_lowercase(), ranges })
    }

    /// Whether a status is one of them.
    #[must_use]
    pub fn contain(&self, status: u16) -> bool {
        self.ranges.iter().any(|range| range.contains(&status))
    }

    /// How the user wrote them.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.words
    }
}

/// `200`, or `2xx`.
fn range(text: &str) -> Option<RangeInclusive<u16>> {
    let class = text.split_at_checked(1).filter(|(_, rest)| rest.eq_ignore_ascii_case("xx"));
    let is_class = class.is_some();
    let digits = class.map_or(text, |(digit, _)| digit);
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    let number = digits.parse::<u16>().ok().filter(|_| is_number)?;
    match number {
        1..=9 if is_class => Some(number * 100..=number * 100 + 99),
        100..=999 if !is_class => Some(number..=number),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_told_from_filters() {
        for (text, status, is_there) in [
            ("200", 200, true),
            ("200", 201, false),
            ("2xx", 299, true),
            ("2XX", 300, false),
            ("200, 4xx", 404, true),
            ("200,202", 201, false),
        ] {
            let Ok(Expect::Status(statuses)) = Expect::read(text) else { panic!("{text}") };
            assert_eq!(statuses.contain(status), is_there, "{text} and {status}");
        }
        for filter in [".ok", "2x", "xx", "é0", "é00", "0xx", ".a == 200", ".", "$capture", "..|.a"]
        {
            assert_eq!(Expect::read(filter), Ok(Expect::Holds(filter.to_owned())));
        }
        assert!(Expect::read(" ").is_err());
    }

    #[test]
    fn what_looks_at_nothing_is_no_filter() {
        let constants = [
            "20",
            "500-599",
            "200,",
            "+20",
            "200 or 202",
            "2000",
            "\"ok\"",
            "true",
            "[200, 1e2]",
            "2.5",
        ];
        for constant in constants {
            let why = Expect::read(constant).unwrap_err();
            assert!(why.contains("200, 2xx or 200,404"), "{constant}: {why}");
        }
        let said = r#""\(.ok)" == "true""#;
        assert_eq!(Expect::read(said), Ok(Expect::Holds(said.to_owned())));
    }
}
