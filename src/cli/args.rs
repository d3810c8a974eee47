//! The options of every command but `listen`.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::CAPTURES;
use super::levels::LevelArgs;
use super::report::ReportArgs;
use crate::secret::Secrets;

pub(super) const VALIDATE_EXAMPLES: &str = "\
Examples:
  dsw validate sample.json              one payload
  dsw validate captures                 a capture folder, in the order received
  dsw validate last:5                   the five newest captures
  dsw validate --sequence captures      what only several of them show, too
  dsw validate captures --format sarif=out.sarif --format human
  curl -s https://host/x.json | dsw validate -";

/// How results are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Human,
    /// One JSON object a line.
    Json,
}

/// Where payloads come from.
#[derive(Clone, Debug, Args)]
pub struct SourceArgs {
    /// Files, folders, `-` for stdin, or captures: 42, 40..45, last, last:5
    ///
    /// A .json file holds one payload or a list of them, a .jsonl file one a line; either may be
    /// compressed, as .json.gz or .jsonl.gz. A folder is read in the order of its journal, or else
    /// every .json file below it. Globs are expanded.
    #[arg(required = true, value_name = "SOURCE")]
    pub sources: Vec<OsString>,

    /// The capture folder that numbers refer to
    #[arg(long, default_value = CAPTURES, value_name = "DIR")]
    pub from: PathBuf,
}

/// Whether secrets may be seen.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct SecretArgs {
    /// Show secrets, which are dots otherwise
    ///
    /// Credentials in headers, in a query or before the @ of a URL, and members of a payload such
    /// as `access_token`. Of one of 12 characters or more the last four are always shown.
    #[arg(long)]
    pub show_secrets: bool,
}

impl SecretArgs {
    /// Whether they may be seen.
    #[must_use]
    pub fn seen(self) -> Secrets {
        Secrets::of(self.show_secrets)
    }
}

/// Where the secret is that an option of the group `credential` needs.
#[derive(Clone, Debug, Default, Args)]
pub struct SecretFileArgs {
    /// Where the secret is read from; `-` is stdin [default: `DSW_SECRET`]
    #[arg(long, requires = "credential", value_name = "FILE")]
    pub secret_file: Option<PathBuf>,
}

impl SecretFileArgs {
    /// Whether it is on standard input.
    #[must_use]
    pub fn is_stdin(&self) -> bool {
        self.secret_file.as_ref().is_some_and(|path| path.as_os_str() == "-")
    }
}

/// Options of `validate`.
#[derive(Debug, Args)]
pub struct ValidateArgs {
    /// What to judge.
    #[command(flatten)]
    pub source: SourceArgs,

    /// Judge against this JSON Schema (- is standard input) in place of the bundled one
    #[arg(long, value_name = "FILE")]
    pub schema: Option<PathBuf>,

    /// The folder of the files that the schema may refer to; nothing else is read for it
    ///
    /// A reference names a file by where it lies, or by the `$id` that the file gives itself.
    #[arg(long, value_name = "DIR", requires = "schema")]
    pub schema_dir: Option<PathBuf>,

    /// Judge the payloads as a sequence too: what only several of them show together
    ///
    /// Duplicates and late payloads, gaps in a journal, bodies that are not as they were received,
    /// appointments that share a GUID or a resource at one time, or that come again after they
    /// were deleted. The order is that of the journal, of the lines, and of the sources as given.
    #[arg(long)]
    pub sequence: bool,

    /// How much each rule counts for.
    #[command(flatten)]
    pub levels: LevelArgs,

    /// How results are reported.
    #[command(flatten)]
    pub report: ReportArgs,

    /// Whether secrets may be seen.
    #[command(flatten)]
    pub secrets: SecretArgs,

    /// Judge again whenever a source changes, until Ctrl-C
    #[arg(long)]
    pub watch: bool,
}

/// Options of `completions`.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell to complete in
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}
