//! Who asks a filter in a process of its own, which may end badly.

use std::io::{self, BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use super::child::{ARGUMENT, LIMIT, SHOWN};
use crate::filter::Question;
use crate::secret::Secrets;

/// How often in a row it may end badly: each costs time, and what waits is not shown meanwhile.
const MOST: u8 = 3;

/// A filter, and the process that it is asked in.
pub(in crate::commands) struct Sieve {
    program: PathBuf,
    filter: String,
    secrets: Secrets,
    asked: Option<Asked>,
    bad_ends: u8,
}

/// A process that answers; it is gone with the value.
struct Asked {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
}

impl Sieve {
    /// A filter that can be read, asked by this program; whether its errors may tell secrets.
    pub(in crate::commands) fn of(filter: &str, program: PathBuf, secrets: Secrets) -> Self {
        Self { program, filter: filter.to_owned(), secrets, asked: None, bad_ends: 0 }
    }

    /// Whether it is asked no more.
    pub(in crate::commands) fn is_given_up(&self) -> bool {
        self.bad_ends == MOST
    }

    /// Whether a capture matches, or why that cannot be told.
    pub(in crate::commands) fn matches(&mut self, question: &Question) -> Result<bool, String> {
        if self.is_given_up() {
            return Err("it is asked no more".to_owned());
        }
        let answer = self.answer(question).unwrap_or_default();
        let why = match answer.trim_end().split_at_checked(1) {
            Some(("y", "es")) => return Ok(self.ended_well(true)),
            Some(("n", "o")) => return Ok(self.ended_well(false)),
            Some(("!", why)) => return Err(self.ended_well(why.to_owned())),
            Some(("s", "low")) => format!("it did not come to an end in {} s", LIMIT.as_secs()),
            _ => "it took too much memory, or called itself without end".to_owned(),
        };
        self.asked = None;
        self.bad_ends += 1;
        Err(why)
    }

    fn ended_well<T>(&mut self, answer: T) -> T {
        self.bad_ends = 0;
        answer
    }

    /// The line that it answers; empty when it ends instead.
    fn answer(&mut self, question: &Question) -> io::Result<String> {
        let asked = match self.asked.take() {
            Some(asked) => asked,
            None => Asked::start(&self.program, &self.filter, self.secrets)?,
        };
        let asked = self.asked.insert(asked);
        asked.say(question.payload.as_deref().unwrap_or_default())?;
        asked.say(&question.capture)?;
        asked.to.flush()?;
        let mut answer = String::new();
        asked.from.read_line(&mut answer)?;
        Ok(answer)
    }
}

impl Asked {
    fn start(program: &PathBuf, filter: &str, secrets: Secrets) -> io::Result<Self> {
        let mut command = Command::new(program);
        command.arg(ARGUMENT).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        apart(&mut command);
        let mut child = command.spawn()?;
        let (to, from) = (child.stdin.take(), child.stdout.take());
        let (to, from) = (to.expect("it is piped"), BufReader::new(from.expect("it is piped")));
        let mut asked = Self { child, to, from };
        asked.say(if secrets.are_hidden() { "" } else { SHOWN })?;
        asked.say(filter)?;
        Ok(asked)
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        self.to.write_all(format!("{}\n", text.len()).as_bytes())?;
        self.to.write_all(text.as_bytes())
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        // It has mostly ended by now.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Ctrl-C is for who asks, who may still have questions then.
#[cfg(unix)]
fn apart(command: &mut Command) {
    std::os::unix::process::CommandExt::process_group(command, 0);
}

/// Ctrl-C is for who asks, who may still have questions then.
#[cfg(windows)]
fn apart(command: &mut Command) {
    const CREATE_NEW_PROCESS_GROUP: u32 = 0x200;
    std::os::windows::process::CommandExt::creation_flags(command, CREATE_NEW_PROCESS_GROUP);
}
