//! How a run ended, as a number for scripts.

use std::process::ExitCode;

/// How a run ended, as scripts see it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Exit {
    /// All good.
    #[default]
    Ok,
    /// The check failed: an invalid payload, a delivery answered but not accepted.
    Failed,
    /// The command line is wrong.
    Usage,
    /// A file or a stream: missing, unreadable, full; or nothing matched.
    Io,
    /// The network: cannot bind, a target that could not be reached.
    Network,
    /// A schema, or another file that configures the run, is broken.
    Config,
    /// The time that a listener was given ran out.
    TimedOut,
    /// Interrupted from the keyboard before the work was done.
    Interrupted,
    /// Told to end before the work was done.
    Terminated,
}

impl Exit {
    /// The number that the shell gets.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Ok => 0,
            Self::Failed => 1,
            Self::Usage => 2,
            Self::Io => 3,
            Self::Network => 4,
            Self::Config => 5,
            Self::TimedOut => 124,
            Self::Interrupted => 130,
            Self::Terminated => 143,
        }
    }

    /// The more useful of two to report: 5, 3, 4, 1, 0 in that order; an interruption over all.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        const ORDER: [Exit; 9] = [
            Exit::Ok,
            Exit::TimedOut,
            Exit::Failed,
            Exit::Network,
            Exit::Io,
            Exit::Config,
            Exit::Usage,
            Exit::Interrupted,
            Exit::Terminated,
        ];
        let rank = |exit| ORDER.iter().position(|one| *one == exit);
        if rank(other) > rank(self) { other } else { self }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}
