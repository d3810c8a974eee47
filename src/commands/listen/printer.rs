//! The printer: writes what was told, as fast as somebody reads. Nobody waits for it but the end
//! of the run, and that not for long.

use std::sync::Arc;

use tokio::sync::Notify;

use super::counters::Counters;
use super::passage::Passed;
use super::queue::{Load, Out};
use crate::commands::words::Word;
use crate::console::Console;
use crate::error::{Error, Exit};
use crate::render::counted;

/// What is to be written together: words to people, then data.
#[derive(Default)]
pub(super) struct Page {
    /// What is said on stderr.
    pub words: Vec<Word>,
    /// What is written to stdout.
    pub data: String,
    /// How many captures are shown by it, or are not to be shown.
    pub captures: usize,
}

impl Load for Page {
    fn bytes(&self) -> usize {
        self.data.len() + self.words.iter().map(Word::len).sum::<usize>()
    }
}

impl Passed for Page {
    fn passed(count: usize) -> Self {
        let reports = counted(count, "report");
        Self::warning(format!("{reports} not shown: the output did not keep up"))
    }
}

impl Page {
    /// One that only warns.
    pub(super) fn warning(what: String) -> Self {
        Self { words: vec![Word::Warn(what)], ..Self::default() }
    }

    /// Writes it all.
    pub(super) fn print(self, console: &mut Console) -> Result<(), Error> {
        // Whoever has nothing for stdout need not wait for one that stands still.
        if !self.data.is_empty() {
            console.words(&self.data)?;
            console.flush()?;
        }
        for word in &self.words {
            word.say(&console.talk());
        }
        Ok(())
    }

    /// Puts another behind it.
    pub(super) fn join(&mut self, other: Self) {
        self.words.extend(other.words);
        self.data.push_str(&other.data);
        self.captures += other.captures;
    }
}

/// Writes pages.
pub(super) struct Printer {
    console: Console,
    counters: Counters,
    /// Tells the listener that nobody reads any more.
    stop: Arc<Notify>,
    /// Whether what is written is read by programs, as it is.
    is_data: bool,
    exit: Exit,
}

impl Printer {
    pub(super) fn new(
        console: Console,
        counters: Counters,
        stop: Arc<Notify>,
        is_data: bool,
    ) -> Self {
        Self { console, counters, stop, is_data, exit: Exit::Ok }
    }

    /// Works until the teller is gone, and says what it costs that something was not written.
    pub(super) fn run(mut self, pages: &Out<Page>) -> Exit {
        let talk = self.console.talk();
        while let Some(Page { words, data, captures }) = self.next(pages) {
            for word in &words {
                word.say(&talk);
            }
            let written =
                if self.is_data { self.console.data(&data) } else { self.console.words(&data) };
            self.written(written);
            self.counters.shown(captures);
        }
        self.exit
    }

    /// The next page; what was written before is on its way while there is none.
    fn next(&mut self, pages: &Out<Page>) -> Option<Page> {
        if let Some(page) = pages.take_now() {
            return Some(page);
        }
        let flushed = self.console.flush();
        self.written(flushed);
        pages.take()
    }

    /// A closed stdout ends the run; a full one is told once, and captures are kept all the same.
    fn written(&mut self, written: Result<(), Error>) {
        let Err(error) = written else { return };
        if error.is_closed_pipe() {
            self.stop.notify_one();
        } else {
            self.console.talk().error(&error);
        }
        self.exit = self.exit.and(error.exit());
    }
}
