//! `dsw`: receive, judge and replay Dime.Scheduler webhooks.
//!
//! A command joins a **source** of captures to **steps** and a **renderer**.
//!
//! ```text
//!  bytes ──server──┐                        ┌─ check ──► Verdict ──┐
//!                  ├─► Capture ─► Document ─┤                      ├─► Entry ─► render ─► Console
//!  files ──store───┘        │               └─ appointment ────────┘
//!                           └── client ──► Delivery ──► render ──► Console
//! ```
//!
//! # The map
//!
//! A room uses rooms of its own layer and of those above it, never one below.
//!
//! | layer | rooms |
//! |---|---|
//! | words | `json` `edit` `wall` `capture` `content` `body` `origin` `secret` `finding` `change` `delivery` `outcomes` `suggest` `samples` `error` `meaning` `message` |
//! | judgement | `appointment` `schema` `rules` `look_alike` `levels` `check` `compare` `board_action` `story` `entry` `filter` `transaction` `board` `sequence` `simulate` `explain` `archive` `redact` |
//! | shape | `printable` `width` `style` `render` |
//! | edges | `env` `store` `server` `client` `console` |
//! | commands | `cli` `commands` |
//!
//! Each outside thing has one owner:
//!
//! | outside thing | owner |
//! |---|---|
//! | `hyper` | `server` `client` |
//! | `rustls` | `client` |
//! | `tokio_rustls` | `client` |
//! | `hyper_util::client` | `client` |
//! | `std::fs` | `store` |
//! | `std::env` | `env` |
//! | `io::stdout()` | `console` `env` |
//! | `io::stderr()` | `console` `env` |
//! | `indicatif` | `console` |
//! | `flate2` | `content` |
//! | `brotli_decompressor` | `content` |
//! | `encoding_rs` | `content` |
//! | `jsonschema` | `schema` |
//! | `referencing` | `schema` |
//! | `colored` | `style` |
//! | `annotate_snippets` | `render` |
//! | `quick_junit` | `render` |
//! | `clap` | `cli` |
//! | `jaq` | `filter` |
//! | `strsim` | `suggest` |
//! | `"StartDate"` | `appointment` |

pub mod appointment;
pub mod archive;
pub mod board;
pub mod board_action;
pub mod body;
pub mod capture;
pub mod change;
pub mod check;
pub mod cli;
pub mod client;
mod commands;
pub mod compare;
pub mod console;
pub mod content;
pub mod delivery;
pub mod edit;
pub mod entry;
pub mod env;
pub mod error;
pub mod explain;
pub mod filter;
pub mod finding;
pub mod json;
pub mod levels;
pub mod look_alike;
pub mod meaning;
pub mod message;
pub mod origin;
pub mod outcomes;
pub mod printable;
pub mod redact;
pub mod render;
pub mod rules;
pub mod samples;
pub mod schema;
pub mod secret;
pub mod sequence;
pub mod server;
pub mod simulate;
pub mod store;
pub mod story;
pub mod style;
mod suggest;
pub mod transaction;
pub mod wall;
pub mod width;

use std::ffi::OsString;

use console::Console;
use env::Env;
use error::Exit;

/// Runs one command line and tells how it ended.
pub fn run(arguments: impl Iterator<Item = OsString>, env: &Env) -> Exit {
    let arguments: Vec<OsString> = arguments.collect();
    if arguments.get(1).is_some_and(|first| first == commands::sieve::ARGUMENT) {
        return commands::sieve::run(&mut Console::new(env, style::Colour::Never));
    }
    let cli = match cli::parse(arguments.into_iter()) {
        Ok(cli) => cli,
        Err(told) => return told.print(&mut Console::new(env, style::Colour::Auto)),
    };
    let mut console = Console::new(env, cli.color);
    match commands::run(&cli.command, env, &mut console) {
        Ok(exit) => exit,
        Err(error) => {
            console.talk().error(&error);
            error.exit()
        }
    }
}
