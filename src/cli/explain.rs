//! The options of `explain`.

use clap::Args;

use super::Format;

pub(super) const EXPLAIN_EXAMPLES: &str = "\
Examples:
  dsw explain                           every rule, a line each
  dsw explain ends-before-start         why, an example, and what to do";

/// Options of `explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The name of a rule, as findings have it in brackets; every rule when none is given
    #[arg(value_name = "RULE")]
    pub rule: Option<String>,

    /// How results are printed
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}
