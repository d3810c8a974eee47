//! `dsw replay` as its users and their receivers meet it.

use std::path::Path;
use std::process::Output;

use crate::receiver::Receiver;
use crate::support::{run_in, transcript};

mod answers;
mod arguments;
mod dry_run;
mod failures;
mod lines;
mod secrets;
mod sent;
#[cfg(unix)]
mod whole_loop;

/// Replays in a folder, to a receiver's `/hook`.
fn replay(dir: &Path, receiver: &Receiver, arguments: &[&str]) -> Output {
    let url = receiver.url("/hook");
    run_in(dir, &[&["replay", "--to", &url], arguments].concat(), b"")
}

/// The transcript of a replay, the same for every port.
fn told(output: &Output, address: &str) -> String {
    transcript(output).replace(address, "HOST")
}
