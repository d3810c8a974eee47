//! Every way a run can fail: what to say, what to try, and the exit code it costs.

mod exit;
mod why;

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

pub use exit::Exit;
pub use why::why;

use crate::delivery::Failure;
use crate::finding::Finding;

/// Why a run, or one source of a run, failed. Paths and names are the user's words.
#[derive(Debug)]
pub enum Error {
    /// A listener's address that is not one.
    Host(String),
    /// An address that cannot be listened on.
    Bind(SocketAddr, io::Error),
    /// A file or folder that cannot be read.
    Read(PathBuf, io::Error),
    /// A file or folder that cannot be written.
    Store(PathBuf, io::Error),
    /// A report that cannot be written into its file.
    Report(PathBuf, io::Error),
    /// A journal of a run of `replay` that cannot be written.
    RunJournal(PathBuf, io::Error),
    /// A folder or file that is a symbolic link where none is followed.
    Symlink(PathBuf),
    /// A capture folder that another process records into, with its process id when known.
    Locked(PathBuf, Option<u32>),
    /// A journal of a newer version than this program writes.
    Newer(PathBuf, u64),
    /// A line of a journal that cannot be read, counted from 1, and why.
    JournalLine(PathBuf, usize, String),
    /// A source that holds no payload: what was asked for.
    Nothing(String),
    /// A schema that cannot be used: its file, its text, and what is wrong at which place in it.
    Schema(PathBuf, String, Box<Finding>),
    /// A file of certificates or keys that cannot be used, and why.
    Pem(PathBuf, String),
    /// No token to send with, and why.
    Token(Failure),
    /// A URL that cannot be sent to, already free of secrets, and why.
    Url(String, String),
    /// An option whose value is wrong, and why.
    Option(&'static str, String),
    /// An action that cannot be done to a payload: as it was written, which one it is, and why.
    Action(String, usize, String),
    /// A name that no rule has, and the one that may be meant.
    Rule(String, Option<&'static str>),
    /// A filter that cannot be used: its option, what is wrong and where, its broken line with a mark.
    Filter(&'static str, String, [String; 2]),
    /// A run of `replay` that cannot be gone on with, and why.
    Run(String, String),
    /// A run of `replay` that is not there, and where it was looked for.
    NoRun(String, String),
    /// A run of `replay` whose journal has lines that cannot be read: which.
    BrokenRun(String, Vec<usize>),
    /// A page that the system does not open.
    Open(PathBuf, io::Error),
    /// Standard output, or a file it was sent to.
    Write(io::Error),
    /// The machinery of the network could not be started.
    Runtime(io::Error),
}

impl Error {
    /// What it costs.
    #[must_use]
    pub fn exit(&self) -> Exit {
        match self {
            _ if self.is_closed_pipe() => Exit::Ok,
            Self::Url(..)
            | Self::Option(..)
            | Self::Action(..)
            | Self::Rule(..)
            | Self::Filter(..) => Exit::Usage,
            Self::Token(failure) => failure.exit(),
            Self::Host(_) | Self::Bind(..) | Self::Runtime(_) => Exit::Network,
            Self::Schema(..) | Self::Newer(..) | Self::Pem(..) => Exit::Config,
            Self::Read(..)
            | Self::Store(..)
            | Self::Report(..)
            | Self::RunJournal(..)
            | Self::Symlink(_)
            | Self::Locked(..)
            | Self::JournalLine(..)
            | Self::Nothing(_)
            | Self::Run(..)
            | Self::NoRun(..)
            | Self::BrokenRun(..)
            | Self::Open(..)
            | Self::Write(_) => Exit::Io,
        }
    }

    /// Whether a reader closed the pipe, who has seen enough.
    #[must_use]
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Write(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }

    /// What to try.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::Host(_) => {
                "give an IP address of this machine, such as 127.0.0.1, 0.0.0.0 or ::1"
            }
            Self::Bind(_, error) => bind_hint(error),
            Self::Store(..) => {
                "name another place that may be written; `dsw listen --no-save` keeps nothing"
            }
            Self::RunJournal(_, error) if error.kind() == io::ErrorKind::AlreadyExists => {
                "name a file that is not there yet, or go on with the run in it by `--resume FILE`"
            }
            Self::RunJournal(..) => "name another place that may be written with `--journal FILE`",
            Self::Symlink(_) => "name the folder it points to; no symbolic link is followed",
            Self::Locked(..) => "stop the other dsw, or name another folder",
            Self::Newer(..) => "update dsw, or name another folder",
            // Anything else that there is nothing of says itself what to try.
            Self::Nothing(what) if what.starts_with("no ") => {
                "a source is a file, a folder, `-` for standard input, or a capture such as `last`"
            }
            Self::Pem(..) => {
                "in PEM it stands between `-----BEGIN …-----` and `-----END …-----`; \
                 `openssl pkcs12 -nodes` makes that of a .pfx"
            }
            Self::Token(failure) => return failure.hint(),
            Self::Url(..) => "give a whole URL, such as http://localhost:7071/api/hook",
            Self::NoRun(..) => {
                "runs lie in `.runs` of the folder that `--from` names, or in the file that \
                 `--journal` named"
            }
            Self::BrokenRun(..) => {
                "`--retry-unknown` goes on without them, and may send such a payload twice"
            }
            Self::Rule(..) => "`dsw explain` lists every rule",
            Self::Schema(..) => "`dsw schema appointment` prints one that works",
            _ => return None,
        })
    }
}

fn bind_hint(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::PermissionDenied => {
            "ports below 1024 are privileged and Windows reserves ranges of its own: \
             give another port with `--port`, or 0 for any free one"
        }
        io::ErrorKind::AddrNotAvailable => "give an address that this machine has with `--host`",
        _ => "give another port with `--port`, or 0 for any free one",
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Host(host) => write!(f, "cannot listen on `{host}`: not an IP address"),
            Self::Bind(addr, error) => write!(f, "cannot listen on `{addr}`: {}", why(error)),
            Self::Read(path, error) => {
                write!(f, "cannot read `{}`: {}", path.display(), why(error))
            }
            Self::Store(path, error)
            | Self::Report(path, error)
            | Self::RunJournal(path, error) => {
                write!(f, "cannot write `{}`: {}", path.display(), why(error))
            }
            Self::Symlink(path) => write!(f, "`{}` is a symbolic link", path.display()),
            Self::Locked(path, pid) => {
                write!(f, "`{}` is in use by another dsw", path.display())?;
                pid.map_or(Ok(()), |pid| write!(f, ", process {pid}"))
            }
            Self::Newer(path, version) => write!(
                f,
                "`{}` has format version {version}, which this dsw can read but not write",
                path.display()
            ),
            Self::JournalLine(path, line, why) => {
                write!(f, "{}:{line}: not a journal line: {why}", path.display())
            }
            Self::Nothing(what) => write!(f, "nothing to do: {what}"),
            Self::Schema(path, _, finding) => {
                let Finding { place, message, .. } = finding.as_ref();
                let path = path.display();
                write!(
                    f,
                    "cannot use `{path}` as a schema: {path}:{}:{}: ",
                    place.line, place.column
                )?;
                f.write_str(message)
            }
            Self::Pem(path, why) => write!(f, "cannot use `{}`: {why}", path.display()),
            Self::Token(failure) => failure.fmt(f),
            Self::Url(url, why) => write!(f, "cannot send to `{url}`: {why}"),
            Self::Action(action, place, why) => {
                write!(f, "cannot do `{action}`, action {place}: {why}")
            }
            Self::Rule(name, None) => write!(f, "there is no rule `{name}`"),
            Self::Rule(name, Some(near)) => {
                write!(f, "there is no rule `{name}`: did you mean `{near}`?")
            }
            Self::Option(option, why) | Self::Filter(option, why, _) => {
                write!(f, "cannot use `{option}`: {why}")
            }
            Self::Run(run, why) | Self::NoRun(run, why) => {
                write!(f, "cannot go on with run `{run}`: {why}")
            }
            Self::BrokenRun(run, lines) => {
                write!(f, "cannot go on with run `{run}`: {}", broken(lines))
            }
            Self::Open(path, error) => {
                write!(f, "cannot open `{}`: {}", path.display(), why(error))
            }
            Self::Write(error) => write!(f, "cannot write output: {}", why(error)),
            Self::Runtime(error) => write!(f, "cannot start the network: {}", why(error)),
        }
    }
}

/// Which lines of a run cannot be read, and what that means.
#[must_use]
pub fn broken(lines: &[usize]) -> String {
    /// How many are named.
    const NAMED: usize = 5;
    let named: Vec<_> = lines.iter().take(NAMED).map(usize::to_string).collect();
    let more = if lines.len() > NAMED { " and more" } else { "" };
    let (named, line) = (named.join(", "), if lines.len() == 1 { "line" } else { "lines" });
    format!("{line} {named}{more} of its journal cannot be read, and may tell what was sent")
}
