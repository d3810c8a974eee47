//! The process that a filter is asked in.

use std::io::{self, BufRead};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use crate::console::Console;
use crate::error::Exit;
use crate::filter::{Filter, Question};
use crate::secret::Secrets;

/// What such a process is started with, in place of a command.
pub(crate) const ARGUMENT: &str = "--sieve";

/// What is said before the filter when its errors may tell secrets; anything else when not.
pub(super) const SHOWN: &str = "shown";

/// How long a filter may take for one capture.
pub(super) const LIMIT: Duration = Duration::from_secs(2);

/// How deep it may call itself.
const STACK: usize = 64 << 20;

/// Answers questions until there are no more: a line each, `yes`, `no`, `slow`, or an error behind
/// a `!`.
pub(crate) fn run(console: &mut Console) -> Exit {
    limit_memory();
    let mut input = io::stdin().lock();
    let (ask, asked) = channel::<Question>();
    let (answer, answered) = channel();
    let Some((shows, filter)) = read(&mut input).zip(read(&mut input)) else { return Exit::Usage };
    let secrets = Secrets::of(shows == SHOWN);
    let work = move || {
        let Ok(filter) = Filter::of(&filter) else { return };
        let filter = filter.showing(secrets);
        for question in asked {
            // Nobody waits any more for what took too long.
            let _ = answer.send(filter.matches(&question));
        }
    };
    if thread::Builder::new().stack_size(STACK).spawn(work).is_err() {
        return Exit::Failed;
    }
    while let Some((payload, capture)) = read(&mut input).zip(read(&mut input)) {
        let payload = (!payload.is_empty()).then_some(payload);
        let is_asked = ask.send(Question { payload, capture }).is_ok();
        let told = is_asked.then(|| answered.recv_timeout(LIMIT).ok()).flatten();
        let line = match &told {
            Some(Ok(true)) => "yes\n".to_owned(),
            Some(Ok(false)) => "no\n".to_owned(),
            Some(Err(why)) => format!("!{}\n", why.replace(['\n', '\r'], " ")),
            None => "slow\n".to_owned(),
        };
        if console.data(&line).and_then(|()| console.flush()).is_err() || told.is_none() {
            break;
        }
    }
    Exit::Ok
}

/// A text behind its length in bytes on a line of its own.
fn read(input: &mut impl BufRead) -> Option<String> {
    let mut length = String::new();
    input.read_line(&mut length).ok()?;
    let mut text = vec![0; length.trim_end().parse().ok()?];
    input.read_exact(&mut text).ok()?;
    String::from_utf8(text).ok()
}

/// How much memory a filter may take: enough for a payload of any size that is taken, and less
/// than hurts.
#[cfg(unix)]
fn limit_memory() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let most = Some(1 << 30);
    // Where it cannot be limited, the limit on time has to do.
    let _ = setrlimit(Resource::As, Rlimit { current: most, maximum: most });
}

/// How much memory a filter may take is not limited here; the limit on time has to do.
#[cfg(windows)]
fn limit_memory() {}
