//! The only place that prints: data to stdout, talk to stderr, and the progress bar.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, BufWriter, Stdout, Write};
use std::mem;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use jiff::tz::TimeZone;

use crate::env::Env;
use crate::error::Error;
use crate::printable::{ci_safe, printable};
use crate::render::View;
use crate::render::frame::frame_of_file;
use crate::style::{Colour, Style};

/// Both output streams of the program.
pub struct Console {
    out: BufWriter<Stdout>,
    /// Whether stdout could not be written to: that was told, and all later data is dropped.
    is_gone: bool,
    talk: Talk,
    view: View,
}

/// The stream for people: banners, hints, summaries, errors. It can be used from any thread.
#[derive(Clone)]
pub struct Talk {
    /// How it shows meaning.
    pub style: Style,
    is_terminal: bool,
    /// Whether a CI service reads along, and would obey some lines.
    is_ci: bool,
    width: usize,
    bar: Option<ProgressBar>,
    /// How many writes began, and how many came to their end.
    writes: Arc<[AtomicUsize; 2]>,
}

impl Console {
    /// The console of a process, coloured as the user and the environment say.
    #[must_use]
    pub fn new(env: &Env, colour: Colour) -> Self {
        Self {
            out: BufWriter::new(io::stdout()),
            is_gone: false,
            talk: Talk {
                style: Style::new(env.is_coloured(colour, env.stderr)),
                is_terminal: env.stderr.is_terminal && !env.is_ci(),
                is_ci: env.is_ci(),
                width: env.stderr.width,
                bar: None,
                writes: Arc::default(),
            },
            view: View {
                width: env.stdout.width,
                is_terminal: env.stdout.is_terminal,
                style: Style::new(env.is_coloured(colour, env.stdout)),
                zone: TimeZone::UTC,
                body: false,
            },
        }
    }

    /// The same console for another thread; what this one holds back is not shared.
    #[must_use]
    pub fn another(&self) -> Self {
        let (talk, view) = (self.talk.clone(), self.view.clone());
        Self { out: BufWriter::new(io::stdout()), is_gone: self.is_gone, talk, view }
    }

    /// How human views on stdout are laid out; times are UTC unless a zone is set.
    #[must_use]
    pub fn view(&self) -> View {
        self.view.clone()
    }

    /// The stream for people.
    #[must_use]
    pub fn talk(&self) -> Talk {
        self.talk.clone()
    }

    /// Writes data to stdout; it is on its way after the next [`Console::flush`].
    ///
    /// # Errors
    /// When stdout is closed, full or gone.
    pub fn data(&mut self, text: &str) -> Result<(), Error> {
        let text = if self.talk.is_ci { ci_safe(text) } else { text.into() };
        self.write(|out| out.write_all(text.as_bytes()))
    }

    /// Writes to stdout what people read. Where no terminal shows it, a runner may read along that
    /// nobody knows of, and finds nothing to obey.
    ///
    /// # Errors
    /// When stdout is closed, full or gone.
    pub fn words(&mut self, text: &str) -> Result<(), Error> {
        let is_read = self.view.is_terminal && !self.talk.is_ci;
        let text = if is_read { text.into() } else { ci_safe(text) };
        self.write(|out| out.write_all(text.as_bytes()))
    }

    /// Writes bytes to stdout as they are; whoever asked for them knows what is in them.
    ///
    /// # Errors
    /// When stdout is closed, full or gone.
    pub fn bytes(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.write(|out| out.write_all(bytes))
    }

    /// Writes commands to stdout that the runner of a CI service is to obey; whoever made them has
    /// seen to it that nothing in them is a command of somebody else.
    ///
    /// # Errors
    /// When stdout is closed, full or gone.
    pub fn commands(&mut self, text: &str) -> Result<(), Error> {
        self.write(|out| out.write_all(text.as_bytes()))
    }

    /// Has no other line obeyed, as a runner will read along.
    pub fn expect_runner(&mut self) {
        self.talk.is_ci = true;
    }

    /// Sends all data on its way.
    ///
    /// # Errors
    /// When stdout is closed, full or gone.
    pub fn flush(&mut self) -> Result<(), Error> {
        self.write(BufWriter::flush)
    }

    /// Writes to stdout, unless that failed before.
    fn write(
        &mut self,
        write: impl FnOnce(&mut BufWriter<Stdout>) -> io::Result<()>,
    ) -> Result<(), Error> {
        if self.is_gone {
            return Ok(());
        }
        self.talk.suspended(|| write(&mut self.out)).map_err(|error| {
            self.is_gone = true;
            // What is held back would be tried again.
            let _ = mem::replace(&mut self.out, BufWriter::new(io::stdout())).into_parts();
            Error::Write(error)
        })
    }

    /// Whether a CI service keeps what is said.
    #[must_use]
    pub fn is_ci(&self) -> bool {
        self.talk.is_ci
    }

    /// Shows a progress bar on stderr when people look at it, on a terminal and never in CI, until
    /// [`Console::end_progress`]. It counts until it is told what to expect.
    pub fn start_progress(&mut self) {
        if self.talk.is_terminal {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            self.talk.bar = Some(bar.with_style(bar_style("{spinner} {pos}  {msg}  {rate}")));
        }
    }

    /// The progress bar, when one is shown.
    #[must_use]
    pub fn bar(&self) -> Option<Bar> {
        self.talk.bar.clone().map(Bar)
    }

    /// Moves the bar on by one, with a word on how it goes.
    pub fn progress(&self, message: String) {
        if let Some(bar) = &self.talk.bar {
            bar.set_message(message);
            bar.inc(1);
        }
    }

    /// Takes the progress bar away.
    pub fn end_progress(&mut self) {
        if let Some(bar) = self.talk.bar.take() {
            bar.finish_and_clear();
        }
    }
}

/// The progress bar of a console, for another thread.
pub struct Bar(ProgressBar);

impl Bar {
    /// Tells it how many there will be in all.
    pub fn expect(&self, total: u64) {
        self.0.set_length(total);
        self.0.set_style(bar_style("{bar:30} {pos}/{len}  {msg}  {rate}  {eta} left"));
    }
}

fn bar_style(template: &str) -> ProgressStyle {
    let style = ProgressStyle::with_template(template).expect("all templates are fixed");
    style.with_key("rate", |state: &ProgressState, out: &mut dyn fmt::Write| {
        // Writing to the line of a bar cannot fail.
        let _ = write!(out, "{:.0}/s", state.per_sec());
    })
}

impl Talk {
    /// Says a line to people. A stderr that is gone is no reason to stop.
    pub fn say(&self, line: &str) {
        let line = self.safe(line);
        self.suspended(|| {
            let _ = writeln!(io::stderr(), "{line}");
        });
    }

    /// Says what is worth a look.
    pub fn warn(&self, what: &str) {
        self.say(&format!("{} {}", self.style.warn("warning:"), printable(what)));
    }

    /// Says what could not be done, why, and what to try.
    pub fn error(&self, error: &Error) {
        if error.is_closed_pipe() {
            return;
        }
        self.say(&format!("{} {}", self.style.bad("error:"), printable(&error.to_string())));
        if let Error::Filter(.., frame) = error {
            for line in frame {
                self.say(&format!("  {}", printable(line)));
            }
        }
        if let Error::Schema(_, text, finding) = error {
            let (width, style, zone) = (self.width, self.style, TimeZone::UTC);
            let view = View { width, style, zone, is_terminal: self.is_terminal, body: false };
            self.say(&frame_of_file(text, finding, &view));
        }
        if let Some(hint) = error.hint() {
            self.hint(hint);
        }
    }

    /// Says what to try.
    pub fn hint(&self, hint: &str) {
        self.say(&format!("{} {}", self.style.name("hint:"), printable(hint)));
    }

    fn safe<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.is_terminal && !self.is_ci { Cow::Borrowed(text) } else { ci_safe(text) }
    }

    /// Does something to the terminal without the progress bar in the way.
    fn suspended<T>(&self, write: impl FnOnce() -> T) -> T {
        let [begun, ended] = &*self.writes;
        begun.fetch_add(1, Ordering::Relaxed);
        let written = match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        };
        ended.fetch_add(1, Ordering::Relaxed);
        written
    }

    /// How many writes came to their end, to either stream, while others have not; none when all
    /// have. What is the same a while later stands still.
    #[must_use]
    pub fn stands(&self) -> Option<usize> {
        let [begun, ended] = &*self.writes;
        let ended = ended.load(Ordering::Relaxed);
        (begun.load(Ordering::Relaxed) > ended).then_some(ended)
    }
}
