//! One snapshot of the process: its variables, its terminals, its clock's zone.

use std::collections::HashMap;
use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use jiff::tz::TimeZone;

use crate::style::Colour;

/// A line is this wide when no terminal says more.
const WIDTH: usize = 80;

/// In fewer columns nothing can be read.
const LEAST: usize = 40;

/// What surrounds the program, read once.
#[derive(Clone, Debug)]
pub struct Env {
    variables: HashMap<String, OsString>,
    /// Standard output.
    pub stdout: Stream,
    /// Standard error.
    pub stderr: Stream,
}

/// A service whose runner obeys commands in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Runner {
    /// GitHub Actions.
    GitHub,
    /// Azure Pipelines.
    Azure,
}

/// What one output stream is connected to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Stream {
    /// Whether somebody looks at it.
    pub is_terminal: bool,
    /// Columns of the terminal, 40 at least: in fewer nothing can be read.
    pub width: usize,
}

impl Env {
    /// The environment of this process.
    #[must_use]
    pub fn of_process() -> Self {
        Self {
            variables: std::env::vars_os()
                .filter_map(|(name, value)| Some((name.into_string().ok()?, value)))
                .collect(),
            stdout: stream(std::io::stdout().is_terminal()),
            stderr: stream(std::io::stderr().is_terminal()),
        }
    }

    /// The zone of this machine's clock; reading it walks over many files.
    #[must_use]
    pub fn zone(&self) -> TimeZone {
        TimeZone::system()
    }

    /// A variable, when it is set and not empty.
    #[must_use]
    pub fn variable(&self, name: &str) -> Option<&str> {
        self.variables.get(name).and_then(|value| value.to_str()).filter(|value| !value.is_empty())
    }

    /// A variable that names a file or folder, whatever bytes the name is made of.
    #[must_use]
    pub fn path(&self, name: &str) -> Option<PathBuf> {
        self.variables.get(name).filter(|value| !value.is_empty()).map(PathBuf::from)
    }

    /// Whether a continuous-integration service runs this.
    #[must_use]
    pub fn is_ci(&self) -> bool {
        ["CI", "TF_BUILD", "GITHUB_ACTIONS", "GITLAB_CI"]
            .iter()
            .any(|name| self.variable(name).is_some())
    }

    /// The service that reads commands from the log of this run, when there is one.
    #[must_use]
    pub fn runner(&self) -> Option<Runner> {
        let is_true =
            |name| self.variable(name).is_some_and(|value| value.eq_ignore_ascii_case("true"));
        if is_true("GITHUB_ACTIONS") {
            return Some(Runner::GitHub);
        }
        is_true("TF_BUILD").then_some(Runner::Azure)
    }

    /// This program, to be started once more.
    ///
    /// # Errors
    /// When the system does not say where it lies.
    pub fn program(&self) -> std::io::Result<PathBuf> {
        // Of a program that was built anew meanwhile the old one is meant.
        let running = PathBuf::from("/proc/self/exe");
        if running.exists() { Ok(running) } else { std::env::current_exe() }
    }

    /// The current folder; nothing when it is gone.
    #[must_use]
    pub fn folder(&self) -> PathBuf {
        std::env::current_dir().unwrap_or_default()
    }

    /// Has the system open a file with the program that it opens such files with.
    ///
    /// # Errors
    /// When the system's opener is not there, or says that it cannot.
    pub fn open(&self, file: &Path) -> io::Result<()> {
        let (opener, arguments): (_, &[&str]) = if cfg!(windows) {
            ("explorer", &[])
        } else if cfg!(target_os = "macos") {
            ("open", &["--"])
        } else {
            ("xdg-open", &[])
        };
        // A name that begins with a dash is no option.
        let file = Path::new(".").join(file);
        let mut command = Command::new(opener);
        command.args(arguments).arg(file).stdin(Stdio::null());
        let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
        // The opener of Windows says 1 when it has opened.
        if status.success() || cfg!(windows) {
            return Ok(());
        }
        Err(io::Error::other(format!("`{opener}` could not")))
    }

    /// The top of the repository that a service has checked out.
    #[must_use]
    pub fn checkout(&self) -> Option<PathBuf> {
        ["GITHUB_WORKSPACE", "BUILD_SOURCESDIRECTORY", "CI_PROJECT_DIR"]
            .iter()
            .find_map(|name| self.path(name))
    }

    /// Whether a stream gets colour: the option, `NO_COLOR`, `FORCE_COLOR` or `CLICOLOR_FORCE`,
    /// `CLICOLOR=0`, and last the terminal itself, in this order.
    #[must_use]
    pub fn is_coloured(&self, wish: Colour, stream: Stream) -> bool {
        let is = |name, value| self.variable(name) == Some(value);
        let forced = |name| self.variable(name).is_some_and(|value| value != "0");
        match wish {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto if self.variable("NO_COLOR").is_some() => false,
            Colour::Auto if forced("FORCE_COLOR") || forced("CLICOLOR_FORCE") => true,
            Colour::Auto if is("CLICOLOR", "0") => false,
            Colour::Auto => stream.is_terminal && !is("TERM", "dumb"),
        }
    }
}

fn stream(is_terminal: bool) -> Stream {
    let size = is_terminal.then(terminal_size::terminal_size).flatten();
    Stream { is_terminal, width: size.map_or(WIDTH, |(width, _)| usize::from(width.0).max(LEAST)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coloured(variables: &[(&str, &str)], wish: Colour, is_terminal: bool) -> bool {
        let variables = variables.iter().map(|(name, value)| ((*name).into(), (*value).into()));
        let stream = Stream { is_terminal, width: WIDTH };
        let env = Env { variables: variables.collect(), stdout: stream, stderr: stream };
        env.is_coloured(wish, stream)
    }

    #[test]
    fn the_option_wins_over_the_variables_and_they_over_the_terminal() {
        let (auto, always, never) = (Colour::Auto, Colour::Always, Colour::Never);
        assert!(coloured(&[("NO_COLOR", "1")], always, false));
        assert!(!coloured(&[("FORCE_COLOR", "1")], never, true));
        assert!(!coloured(&[("NO_COLOR", "1"), ("FORCE_COLOR", "1")], auto, true));
        assert!(coloured(&[("NO_COLOR", "")], auto, true));
        assert!(coloured(&[("FORCE_COLOR", "1"), ("CLICOLOR", "0")], auto, false));
        assert!(coloured(&[("CLICOLOR_FORCE", "1")], auto, false));
        assert!(!coloured(&[("CLICOLOR", "0")], auto, true));
        assert!(!coloured(&[("TERM", "dumb")], auto, true));
        assert!(coloured(&[], auto, true));
        assert!(!coloured(&[], auto, false));
    }
}
