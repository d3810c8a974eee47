//! Which captures are shown and counted, and which one a listener waits for.

use crate::cli::ListenArgs;
use crate::entry::Entry;
use crate::error::Error;
use crate::filter::{Filter, FilterError};
use crate::printable::printable;
use crate::width::columns;

/// Which captures are wanted.
#[derive(Default)]
pub(crate) struct Wanted {
    /// What is shown and counted; none wants all.
    shown: Option<Filter>,
    /// What it ends after; none waits for nothing.
    last: Option<Filter>,
}

impl Wanted {
    /// What the command line asks for.
    pub(super) fn of(args: &ListenArgs) -> Result<Self, Error> {
        let filter = |option, text: &Option<String>| match text {
            Some(text) => Filter::of(text).map(Some).map_err(|error| broken(option, text, &error)),
            None => Ok(None),
        };
        let shown = filter("--where", &args.wanted)?;
        Ok(Self { shown, last: filter("--until", &args.until.last)? })
    }

    /// Whether some captures are not shown.
    pub(super) fn is_choosy(&self) -> bool {
        self.shown.is_some()
    }

    /// Whether a capture is shown and counted.
    pub(super) fn shows(&self, entry: &Entry<'_>) -> bool {
        self.shown.as_ref().is_none_or(|filter| filter.matches(entry))
    }

    /// Whether it is the one that is waited for.
    pub(super) fn ends_with(&self, entry: &Entry<'_>) -> bool {
        self.last.as_ref().is_some_and(|filter| filter.matches(entry))
    }
}

fn broken(option: &'static str, text: &str, error: &FilterError) -> Error {
    let line = text.lines().nth(error.place.line - 1).unwrap_or_default();
    let before: String = line.chars().take(error.place.column - 1).collect();
    let mark = " ".repeat(columns(&printable(&before))) + "^";
    Error::Filter(option, error.to_string(), [line.to_owned(), mark])
}
