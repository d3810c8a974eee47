//! The command line, declared.

mod args;
mod board;
mod choice;
mod diff;
mod explain;
mod export;
mod forward;
mod history;
mod import;
mod levels;
mod list;
mod listen;
mod replay;
mod report;
mod schema;
mod show;
mod simulate;
mod stand_in;
mod values;

use std::ffi::OsString;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

pub use args::*;
pub use board::{BoardArgs, BoardFormat};
pub use choice::ChoiceArgs;
pub use diff::{DiffArgs, DiffFormat};
pub use explain::ExplainArgs;
pub use export::{ExportArgs, ExportFormat};
pub use forward::ForwardArgs;
pub use history::HistoryArgs;
pub use import::ImportArgs;
pub use levels::LevelArgs;
pub use list::ListArgs;
pub use listen::{LimitArgs, ListenArgs, ListenFormat, UntilArgs};
pub use replay::{
    AttemptArgs, AuthArgs, ClientAuth, EditArgs, Expect, ExpectArgs, Given, HeaderArgs,
    HeadersSaid, Print, Rate, ReplayArgs, RunArgs, SelectArgs, SendArgs, Sender, Statuses,
    TimeArgs, Timing, TrustArgs,
};
pub use report::{DeliveryReportArgs, ReportArgs, WantedReport};
pub use schema::{DriftArgs, InferArgs, SchemaArgs, SchemaCommand};
pub use show::{PartArgs, ShowArgs};
pub use simulate::{BesideTo, DeliveryArgs, SimulateArgs};
pub use stand_in::{GuardArgs, StandInArgs};
pub use values::{ChangeFrom, Share, Shift, When};

use crate::console::Console;
use crate::error::Exit;
use crate::printable::printable;
use crate::style::Colour;

/// Where captures are kept when nothing else is said.
pub const CAPTURES: &str = "captures";

/// Receive, judge and replay Dime.Scheduler webhooks on your own machine
///
/// Dime.Scheduler posts the whole appointment as JSON each time a planner acts on the planning
/// board. dsw receives these posts, keeps every byte, tells what they mean, judges them against
/// a schema, and sends them again to any receiver.
#[derive(Debug, Parser)]
#[command(name = "dsw", version, arg_required_else_help = true, max_term_width = 100)]
#[command(after_help = "Start with `dsw demo`: it shows the whole loop in a few seconds.")]
pub struct Cli {
    /// When to use colour
    ///
    /// `auto` colours a stream when it is a terminal. `NO_COLOR`, `FORCE_COLOR`,
    /// `CLICOLOR_FORCE` and `CLICOLOR=0` are heeded, in this order.
    #[arg(long, global = true, default_value = "auto", value_parser = values::colour(), value_name = "WHEN")]
    pub color: Colour,

    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Receive webhooks on a local port and keep every byte
    #[command(after_help = listen::LISTEN_EXAMPLES)]
    Listen(Box<ListenArgs>),
    /// List captures: a line each
    #[command(after_help = list::LIST_EXAMPLES)]
    List(ListArgs),
    /// Show a capture: a card, its payload, its headers, its bytes
    #[command(after_help = show::SHOW_EXAMPLES)]
    Show(ShowArgs),
    /// Tell what differs between two payloads, by what the planner did
    #[command(after_help = diff::DIFF_EXAMPLES)]
    Diff(DiffArgs),
    /// Tell the life of one appointment, action by action
    #[command(after_help = history::HISTORY_EXAMPLES)]
    History(HistoryArgs),
    /// Write captures into files: as they came, fit to be committed, or for other programs
    #[command(after_help = export::EXPORT_EXAMPLES)]
    Export(ExportArgs),
    /// Record what another program kept of requests: HAR, ngrok, webhook.site
    #[command(after_help = import::IMPORT_EXAMPLES)]
    Import(ImportArgs),
    /// Judge captured payloads against the appointment schema
    #[command(after_help = args::VALIDATE_EXAMPLES)]
    Validate(ValidateArgs),
    /// Tell why a rule is there, and what to do when it is broken
    #[command(after_help = explain::EXPLAIN_EXAMPLES)]
    Explain(ExplainArgs),
    /// Send saved payloads to a URL, byte for byte
    #[command(after_help = replay::REPLAY_EXAMPLES, args_override_self = true)]
    Replay(Box<ReplayArgs>),
    /// Act on a payload as a planner does, and give what would be posted
    #[command(after_help = simulate::after_help())]
    Simulate(Box<SimulateArgs>),
    /// Show captures as a planning board: a page, or text
    #[command(after_help = board::BOARD_EXAMPLES)]
    Board(BoardArgs),
    /// Show the whole loop with bundled samples: receive, judge, replay
    Demo,
    /// Print a bundled schema, learn one from payloads, or tell two apart
    #[command(after_help = schema::SCHEMA_EXAMPLES)]
    Schema(SchemaArgs),
    /// Print a script that completes dsw's command line in a shell
    Completions(CompletionsArgs),
}

/// What the command line asked for in place of a run: help, a version, or a correction.
pub struct Told {
    text: String,
    coloured: String,
    is_data: bool,
}

/// Reads a command line.
///
/// # Errors
/// What to print instead of running: help and version, or what is wrong with the line.
pub fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Cli, Told> {
    let mut command = Cli::command();
    let read = command.try_get_matches_from_mut(arguments).and_then(|matches| {
        let mut cli =
            Cli::from_arg_matches(&matches).map_err(|wrong| wrong.format(&mut command))?;
        match (&mut cli.command, matches.subcommand()) {
            (Command::Replay(args), Some((_, given))) => args.given = Given::of_matches(given),
            (Command::Simulate(args), Some((_, given))) => {
                args.delivery.given = Given::of_matches(given);
            }
            _ => {}
        }
        Ok(cli)
    });
    read.map_err(|error| {
        let styled = error.render();
        let (text, coloured) = (styled.to_string(), styled.ansi().to_string());
        let is_data = !error.use_stderr();
        // A correction quotes what was typed, or what a pattern of the shell put there.
        let safe = text.split('\n').map(printable).collect::<Vec<_>>().join("\n");
        let coloured = if safe == text { coloured } else { safe.clone() };
        Told { text: safe, coloured, is_data }
    })
}

impl Told {
    /// Prints it where it belongs: help that was asked for is data, a correction is talk.
    pub fn print(&self, console: &mut Console) -> Exit {
        if !self.is_data {
            let talk = console.talk();
            talk.say(if talk.style.is_coloured() { &self.coloured } else { &self.text }.trim_end());
            return Exit::Usage;
        }
        let coloured = console.view().style.is_coloured();
        let text = if coloured { &self.coloured } else { &self.text };
        let printed = console.data(text).and_then(|()| console.flush());
        printed.map_or_else(
            |error| {
                console.talk().error(&error);
                error.exit()
            },
            |()| Exit::Ok,
        )
    }
}

/// The script that completes the command line in a shell.
#[must_use]
pub fn completions(shell: clap_complete::Shell) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "dsw", &mut script);
    String::from_utf8(script).expect("the generator writes UTF-8")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_declaration_holds_together() {
        Cli::command().debug_assert();
    }
}
