//! How payloads are sent, wherever they come from, and what is told of it.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{AttemptArgs, AuthArgs, ExpectArgs, HeaderArgs, TimeArgs, TrustArgs};
use crate::cli::{DeliveryReportArgs, SecretArgs};

/// How payloads are sent, and what is told of it.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "What is told of it")]
pub struct SendArgs {
    /// Tell what would be sent, and send nothing
    #[arg(long)]
    pub dry_run: bool,

    /// Print commands that send the same bytes from files, and send nothing
    ///
    /// Secrets are dots unless `--show-secrets` is given. When each is sent, and what becomes of
    /// its answer, is left to who runs the commands.
    #[arg(long, value_enum, conflicts_with_all = ["dry_run", "formats"], value_name = "PROGRAM")]
    pub print: Option<Print>,

    /// Where `--print` writes a payload that no file holds as it is sent
    ///
    /// That is one of several in a file or on standard input, and one that is changed. What is
    /// there is not written over.
    #[arg(long, requires = "print", value_name = "DIR")]
    pub bodies: Option<PathBuf>,

    /// How deliveries are reported.
    #[command(flatten)]
    pub report: DeliveryReportArgs,

    /// Whether secrets may be seen.
    #[command(flatten)]
    pub secrets: SecretArgs,

    /// With which headers.
    #[command(flatten)]
    pub headers: HeaderArgs,

    /// As whom.
    #[command(flatten)]
    pub auth: AuthArgs,

    /// To receivers that are trusted how.
    #[command(flatten)]
    pub trust: TrustArgs,

    /// When, and how many at once.
    #[command(flatten)]
    pub times: TimeArgs,

    /// How often each is tried.
    #[command(flatten)]
    pub attempts: AttemptArgs,

    /// What is expected of its answer.
    #[command(flatten)]
    pub expected: ExpectArgs,
}

/// Which program commands are printed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Print {
    /// curl, in bash.
    Curl,
    /// Invoke-WebRequest, in Windows PowerShell or PowerShell 7.
    Powershell,
}
