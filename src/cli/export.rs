//! The options of `export`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::SourceArgs;

pub(super) const EXPORT_EXAMPLES: &str = "\
Examples:
  dsw export 40..45 -o fixtures --redact          payloads fit to be committed
  dsw export captures -o today --format har       what a browser's tools read";

/// What is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// A file a payload.
    #[default]
    Files,
    /// One HTTP Archive of all requests, `captures.har`.
    Har,
    /// A file a payload, and `captures.sh` with a curl command for each.
    Curl,
    /// One file of requests, `captures.http`, as editors send them.
    Http,
}

/// Options of `export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// What is exported.
    #[command(flatten)]
    pub source: SourceArgs,

    /// The folder to write into; nothing in it is written over
    #[arg(short, long, value_name = "DIR")]
    pub output: PathBuf,

    /// Put stand-ins in the place of what is personal or secret
    ///
    /// Names, addresses, mails, phones, users, links, secrets, and every text that is not known to
    /// be nobody's affair. Numbers of records, dates, codes, colours and the names of categories,
    /// time markers, resource types and custom fields stay. A value has the same stand-in in all
    /// payloads of a run, of the same form, so that payloads still validate. What is no JSON is
    /// left out. Of a request, the method, the kind of change and the type of the body are left.
    #[arg(long)]
    pub redact: bool,

    /// What is written
    #[arg(long, value_enum, default_value_t)]
    pub format: ExportFormat,
}
