//! The options of `schema`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{Format, SourceArgs};

pub(super) const SCHEMA_EXAMPLES: &str = "\
Examples:
  dsw schema                            the schema that `dsw validate` judges by
  dsw schema infer captures -o contract.json
  dsw validate new.json --schema contract.json
  dsw schema diff contract.json today.json";

const INFER_EXAMPLES: &str = "\
Examples:
  dsw schema infer captures -o contract.json
  dsw schema infer last:50 | jq .required
  dsw validate captures --schema contract.json";

const DIFF_EXAMPLES: &str = "\
Examples:
  dsw schema diff contract.json today.json
  dsw schema diff contract.json today.json --strict --format json";

/// Options of `schema`.
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// Which schema; that of an appointment when nothing is said.
    #[command(subcommand)]
    pub command: Option<SchemaCommand>,
}

/// The schemas that there are, and what can be done to them.
#[derive(Debug, Subcommand)]
pub enum SchemaCommand {
    /// Print the schema of an appointment, as the webhook sends it
    Appointment,
    /// Print the schema of the lines that `--format json` prints
    Output,
    /// Learn a schema from payloads: the bundled one, narrowed to what was seen
    ///
    /// What was always there is required, and a type that was never seen is no longer taken, once 5
    /// were seen. Up to 8 short texts that recur become the only ones. Custom fields are known by
    /// their codes and held to their types. Each place tells in `x-seen` in how many of how many it
    /// was there. Texts of payloads may be in it: look before you share it.
    #[command(after_help = INFER_EXAMPLES)]
    Infer(InferArgs),
    /// Tell what has drifted between two schemas, and whether a receiver could break on it
    ///
    /// A receiver reads payloads. It could break on what may come and did not before: another type,
    /// another value, a longer text; and on a property that no longer always comes. What is narrower
    /// or new does it no harm. Ends with 1 when something could break, and with 0 otherwise.
    #[command(after_help = DIFF_EXAMPLES)]
    Diff(DriftArgs),
}

/// Options of `schema infer`.
#[derive(Debug, Args)]
pub struct InferArgs {
    /// What to learn from.
    #[command(flatten)]
    pub source: SourceArgs,

    /// Write into this file, which has its name once it is whole; else, or with `-`, to stdout
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Options of `schema diff`.
#[derive(Debug, Args)]
pub struct DriftArgs {
    /// The schema that receivers were written for
    #[arg(value_name = "OLD")]
    pub old: PathBuf,

    /// The schema of what comes now
    #[arg(value_name = "NEW")]
    pub new: PathBuf,

    /// The folder of the files that both schemas may refer to; nothing else is read for them
    ///
    /// A reference names a file by where it lies, or by the `$id` that the file gives itself.
    #[arg(long, value_name = "DIR")]
    pub schema_dir: Option<PathBuf>,

    /// The receiver refuses properties that it does not know: a new one could break it too
    #[arg(long)]
    pub strict: bool,

    /// How results are printed
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}
