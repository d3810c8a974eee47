//! The options of `board`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::{SecretArgs, SourceArgs};

pub(super) const BOARD_EXAMPLES: &str = "\
Examples:
  dsw board captures --open             a page, in the browser
  dsw board last:200 -o board.html      the newest captures, as a page in this file
  dsw board captures --format text      the last day that was planned, in the terminal
  dsw board captures --format text --week 2026-05-11";

/// What a board is drawn as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum BoardFormat {
    /// A page of its own, that needs no network.
    #[default]
    Html,
    /// Text for the terminal.
    Text,
}

/// Options of `board`.
#[derive(Debug, Args)]
pub struct BoardArgs {
    /// What to draw.
    #[command(flatten)]
    pub source: SourceArgs,

    /// The file of the page; `-` is stdout [default: board.html]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Open the page in the browser
    #[arg(long)]
    pub open: bool,

    /// A page, or text
    #[arg(long, value_enum, default_value_t)]
    pub format: BoardFormat,

    /// The day that is shown as text [default: the day of the last capture's block]
    #[arg(long, value_name = "DATE")]
    pub day: Option<Date>,

    /// The week that is shown as text, by a day that is in it
    #[arg(long, value_name = "DATE", conflicts_with = "day")]
    pub week: Option<Date>,

    /// Whether secrets may be seen.
    #[command(flatten)]
    pub secrets: SecretArgs,
}
