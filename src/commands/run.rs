//! A run over sources: where its results go, and how it is going to end.

use crate::cli::Format;
use crate::console::Console;
use crate::error::{Error, Exit};
use crate::render::json::{self, Problem};
use crate::secret::Secrets;

/// A run that goes on to its end, whatever a single source comes to.
pub(super) struct Run<'c> {
    /// How results are printed.
    pub format: Format,
    /// Whether secrets may be seen in them.
    pub secrets: Secrets,
    /// Where they are printed.
    pub console: &'c mut Console,
    /// How it would end now.
    pub exit: Exit,
    /// Sources that could not be read.
    pub unread: usize,
}

impl<'c> Run<'c> {
    pub(super) fn new(format: Format, secrets: Secrets, console: &'c mut Console) -> Self {
        Self { format, secrets, console, exit: Exit::Ok, unread: 0 }
    }

    /// Notes what one capture costs.
    pub(super) fn costs(&mut self, exit: Exit) {
        self.exit = self.exit.and(exit);
    }

    /// Tells of a source that could not be read; the others are not stopped by it.
    pub(super) fn unread(&mut self, error: &Error) -> Result<(), Error> {
        self.unread += 1;
        self.problem(error)
    }

    /// Tells what is wrong with a run that goes on all the same.
    pub(super) fn problem(&mut self, error: &Error) -> Result<(), Error> {
        self.costs(error.exit());
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
