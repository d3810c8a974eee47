//! The program as its users meet it, and the promises that hold the project together.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends where it stands")]

mod benches;
mod board;
#[cfg(unix)]
mod cards;
mod ci;
mod colour;
mod content;
#[cfg(unix)]
mod crash;
mod deletions;
mod demo;
mod diff;
mod drift;
mod exits;
mod explain;
mod export;
mod forward;
#[cfg(target_os = "linux")]
mod fsync;
mod guard;
mod help;
mod history;
mod house;
mod import;
mod infer;
#[cfg(unix)]
mod life;
mod list;
mod listen;
mod listener;
#[cfg(unix)]
mod load;
#[cfg(unix)]
mod logged;
#[cfg(unix)]
mod many;
#[cfg(unix)]
mod narrow;
mod pipelines;
#[cfg(unix)]
mod process;
mod readme;
mod receiver;
mod replay;
mod rules;
mod samples;
mod schemas;
mod secrets;
mod show;
mod simulate;
#[cfg(unix)]
mod soak;
#[cfg(unix)]
mod stand_in;
#[cfg(unix)]
mod store;
mod story;
mod support;
#[cfg(unix)]
mod terminal;
mod tls;
#[cfg(unix)]
mod tty;
#[cfg(unix)]
mod unread;
#[cfg(unix)]
mod until;
mod validate;
mod wanted;
mod wire;
