//! The commands, one pipeline each.

mod board;
mod choice;
mod demo;
mod diff;
mod explain;
mod export;
mod filters;
mod follow;
mod headers;
mod history;
mod import;
mod in_order;
mod judge;
mod judges;
mod lanes;
mod list;
mod listen;
mod memory;
mod network;
mod no_ops;
mod reading;
mod replay;
mod reports;
mod request;
mod run;
mod schema;
mod secret;
mod shell;
mod show;
pub(crate) mod sieve;
mod simulate;
mod sinks;
mod stdin;
mod told;
mod under_way;
mod url;
mod validate;
mod verdicts;
mod watch;
mod words;

use crate::cli::{self, Command};
use crate::console::Console;
use crate::env::Env;
use crate::error::{Error, Exit};

/// Runs a command to its end.
pub(crate) fn run(command: &Command, env: &Env, console: &mut Console) -> Result<Exit, Error> {
    match command {
        Command::Listen(args) => listen::run(args, env, console),
        Command::List(args) => list::run(args, env, console),
        Command::Show(args) => show::run(args, env, console),
        Command::Diff(args) => diff::run(args, console),
        Command::History(args) => history::run(args, env, console),
        Command::Export(args) => export::run(args, console),
        Command::Import(args) => import::run(args, env, console),
        Command::Validate(args) if args.watch => watch::run(args, env, console),
        Command::Validate(args) => validate::once(args, env, console),
        Command::Explain(args) => explain::run(args, console),
        Command::Replay(args) => replay::run(args, env, console),
        Command::Simulate(args) => simulate::run(args, env, console),
        Command::Board(args) => board::run(args, env, console),
        Command::Demo => demo::run(env, console),
        Command::Schema(args) => schema::run(args, console),
        Command::Completions(args) => print(&cli::completions(args.shell), console),
    }
}

fn print(text: &str, console: &mut Console) -> Result<Exit, Error> {
    console.data(text)?;
    console.flush()?;
    Ok(Exit::Ok)
}
