//! The options of a listener that stands in for a receiver.

use std::time::Duration;

use clap::Args;

use super::args::SecretFileArgs;
use super::values::{Share, delay, failure, first_failures, some_share, status};
use crate::error::Error;

/// What is answered, to stand in for a receiver.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Stand in for a receiver")]
pub struct StandInArgs {
    /// The status that is answered
    #[arg(long, default_value = "200", value_parser = status, value_name = "STATUS")]
    pub respond: u16,

    /// The body that is answered; `@FILE` takes it from a file, `@-` from stdin
    #[arg(long, value_name = "TEXT|@FILE")]
    pub respond_body: Option<String>,

    /// A header that is answered
    #[arg(long = "respond-header", value_name = "NAME: VALUE")]
    pub respond_headers: Vec<String>,

    /// How long each sender waits for its answer, such as 2s or 1s..3s
    #[arg(long, value_parser = delay, value_name = "TIME")]
    pub delay: Option<(Duration, Duration)>,

    /// Answer this status to a share of all requests, such as 503:20%
    #[arg(long, value_parser = failure, value_name = "STATUS:SHARE")]
    pub fail: Vec<(u16, Share)>,

    /// Answer this status to the first requests, such as 2:500
    #[arg(long, value_parser = first_failures, value_name = "COUNT:STATUS")]
    pub fail_first: Option<(u64, u16)>,

    /// Close the connection of a share of all requests without an answer
    #[arg(long, value_parser = some_share, value_name = "SHARE")]
    pub drop: Option<Share>,

    /// Never answer
    #[arg(long, conflicts_with_all = ["respond", "respond_body", "respond_headers", "drop", "delay"])]
    pub hang: bool,

    /// Throw the same dice as an earlier run
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
}

impl StandInArgs {
    /// Whether these options make sense together.
    ///
    /// # Errors
    /// When shares come to more than all, or leave nothing of what else is to be answered, or a
    /// seed is given and no dice are thrown.
    pub fn check(&self) -> Result<(), Error> {
        let shares = self.fail.iter().map(|(_, share)| *share).chain(self.drop);
        let failures = shares.map(Share::of_one).sum::<f64>();
        if failures > 1.000_001 {
            let why = "the shares of failures come to more than all requests".to_owned();
            return Err(Error::Option("--fail", why));
        }
        if let Some(option) = self.asked_of_successes().filter(|_| failures > 0.999_999) {
            let why = "no request is left for it: the failures are all of them".to_owned();
            return Err(Error::Option(option, why));
        }
        if self.seed.is_some() && !self.throws_dice() {
            let why = "no dice are thrown: only `--fail`, `--drop` and a range of `--delay` do";
            return Err(Error::Option("--seed", why.to_owned()));
        }
        Ok(())
    }

    /// An option that says how requests are answered which do not fail.
    fn asked_of_successes(&self) -> Option<&'static str> {
        let asked = [
            ("--hang", self.hang),
            ("--respond", self.respond != 200),
            ("--respond-body", self.respond_body.is_some()),
            ("--respond-header", !self.respond_headers.is_empty()),
        ];
        asked.iter().find(|(_, is_asked)| *is_asked).map(|(option, _)| *option)
    }

    /// Whether a failure is answered otherwise than the rest, whose answer may be a bare status.
    ///
    /// # Errors
    /// When one is not.
    pub fn fails_otherwise(&self, is_bare: bool) -> Result<(), Error> {
        let is_usual = |status: u16| is_bare && !self.hang && status == self.respond;
        let why = || format!("{} is what every request is answered", self.respond);
        if self.fail.iter().any(|(status, _)| is_usual(*status)) {
            return Err(Error::Option("--fail", why()));
        }
        if self.fail_first.is_some_and(|(_, status)| is_usual(status)) {
            return Err(Error::Option("--fail-first", why()));
        }
        Ok(())
    }

    /// Whether chance has a part in what is answered.
    #[must_use]
    pub fn throws_dice(&self) -> bool {
        let is_range = self.delay.is_some_and(|(least, most)| least < most);
        !self.fail.is_empty() || self.drop.is_some() || is_range
    }
}

/// Whom the listener lets in.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Let in only those who know a secret")]
pub struct GuardArgs {
    /// Ask for this user and a password: the connector's type Basic
    ///
    /// The secret is read from `--secret-file`, or from `DSW_SECRET`.
    #[arg(long, group = "credential", value_name = "USER")]
    pub require_basic: Option<String>,

    /// Ask for a bearer token: the connector's types Entra ID and OAuth2
    #[arg(long, group = "credential")]
    pub require_bearer: bool,

    /// Ask for a header of this name
    #[arg(long, group = "credential", value_name = "NAME")]
    pub require_header: Option<String>,

    /// Where the secret is.
    #[command(flatten)]
    pub secret: SecretFileArgs,
}
