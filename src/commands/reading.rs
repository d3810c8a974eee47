//! A reading of sources: where what is told goes, and how it is going to end.

use crate::cli::Format;
use crate::console::Console;
use crate::error::{Error, Exit};
use crate::render::json::{self, Problem};
use crate::secret::Secrets;

/// A reading that goes on to its end, whatever a single source comes to.
pub(super) struct Reading<'c> {
    /// How it is told.
    pub format: Format,
    /// Whether secrets may be seen.
    pub secrets: Secrets,
    /// Where it is told.
    pub console: &'c mut Console,
    /// How it would end now.
    pub exit: Exit,
    /// Sources that could not be read.
    pub unread: usize,
}

impl<'c> Reading<'c> {
    pub(super) fn new(format: Format, secrets: Secrets, console: &'c mut Console) -> Self {
        Self { format, secrets, console, exit: Exit::Ok, unread: 0 }
    }

    /// Tells of a source that could not be read; the others are not stopped by it.
    pub(super) fn unread(&mut self, error: &Error) -> Result<(), Error> {
        self.unread += 1;
        self.problem(error)
    }

    /// Tells what is wrong with a reading that goes on all the same.
    pub(super) fn problem(&mut self, error: &Error) -> Result<(), Error> {
        self.exit = self.exit.and(error.exit());
        self.console.flush()?;
        self.console.talk().error(error);
        match self.format {
            Format::Human => Ok(()),
            Format::Json => {
                let problem = Problem::now(error.to_string(), error.hint());
                self.console.data(&json::problem(&problem))
            }
        }
    }
}
