//! `dsw replay` as its users and their receivers meet it.

use std::path::Path;
use std::process::Output;

use crate::receiver::Receiver;
use crate::support::{run_in, transcript};

mod answers;
mod arguments;
mod attempts;
mod auth;
mod beside;
mod dry_run;
mod expected;
mod failures;
mod gone_on;
mod headers;
mod lines;
mod ntlm;
mod oauth;
mod print;
mod proxy;
mod readers;
mod reports;
mod runs;
mod saved;
mod secrets;
mod selection;
mod sent;
mod sieve;
mod trust;
#[cfg(unix)]
mod whole_loop;

/// Replays in a folder, to a receiver's `/hook`.
fn replay(dir: &Path, receiver: &Receiver, arguments: &[&str]) -> Output {
    let url = receiver.url("/hook");
    run_in(dir, &[&["replay", "--to", &url], arguments].concat(), b"")
}

/// The transcript of a replay, the same for every port and every run.
fn told(output: &Output, address: &str) -> String {
    without_runs(&transcript(output)).replace(address, "HOST")
}

/// Runs are named by the time, such as `20260302-091500`, and a number when that is taken.
fn without_runs(text: &str) -> String {
    const LENGTH: usize = "20260302-091500".len();
    let (mut told, mut rest) = (String::new(), text);
    while let Some(at) = rest.find("20") {
        let word: String = rest[at..]
            .chars()
            .take_while(|letter| letter.is_ascii_digit() || *letter == '-')
            .collect();
        let is_run =
            word.len() >= LENGTH && word.as_bytes()[8] == b'-' && word.find('-') == Some(8);
        told += &rest[..at];
        told += if is_run { "RUN" } else { &word };
        rest = &rest[at + word.len()..];
    }
    told + rest
}
