//! Which captures are shown and counted, and which one a listener waits for.

use super::shown::Trouble;
use crate::cli::ListenArgs;
use crate::commands::filters::compiled;
use crate::commands::sieve::Sieve;
use crate::entry::Entry;
use crate::env::Env;
use crate::error::Error;
use crate::filter::Question;
use crate::printable::printable;
use crate::width::cut;

/// Which captures are wanted.
#[derive(Default)]
pub(crate) struct Wanted {
    /// What is shown and counted; none wants all.
    shown: Option<Asked>,
    /// What it ends after; none waits for nothing.
    last: Option<Asked>,
}

/// A filter, and how often it failed.
struct Asked {
    option: &'static str,
    filter: Sieve,
    failed: usize,
    /// What is to be told of it.
    troubles: Vec<Trouble>,
}

/// How much of a failure is told, in columns: with secrets shown, a payload may be in it.
const REASON: usize = 200;

impl Wanted {
    /// What the command line asks for.
    pub(super) fn of(args: &ListenArgs, env: &Env) -> Result<Self, Error> {
        let sieve = |option, text: &Option<String>| {
            let Some(text) = text else { return Ok(None) };
            compiled(option, text)?;
            let program = env.program().map_err(Error::Runtime)?;
            let filter = Sieve::of(text, program, args.secrets.seen());
            Ok(Some(Asked { option, filter, failed: 0, troubles: Vec::new() }))
        };
        let shown = sieve("--where", &args.wanted)?;
        Ok(Self { shown, last: sieve("--until", &args.until.last)? })
    }

    /// Whether some captures are not shown.
    pub(super) fn is_choosy(&self) -> bool {
        self.shown.is_some()
    }

    /// Whether a capture is shown and counted.
    pub(super) fn shows(&mut self, entry: &Entry<'_>) -> bool {
        self.shown.as_mut().is_none_or(|sieve| sieve.matches(entry))
    }

    /// Whether it is the one that is waited for.
    pub(super) fn ends_with(&mut self, entry: &Entry<'_>) -> bool {
        self.last.as_mut().is_some_and(|sieve| sieve.matches(entry))
    }

    /// What there is to tell of filters since the last time this was asked.
    pub(super) fn troubles(&mut self) -> Vec<Trouble> {
        self.sieves().flat_map(|sieve| sieve.troubles.drain(..)).collect()
    }

    /// Each filter that failed more than once, and how often; once was told when it happened.
    pub(super) fn failures(&mut self) -> Vec<String> {
        let failed = self.sieves().filter(|sieve| sieve.failed > 1);
        failed.map(|one| format!("`{}` failed on {} captures", one.option, one.failed)).collect()
    }

    fn sieves(&mut self) -> impl Iterator<Item = &mut Asked> {
        [&mut self.shown, &mut self.last].into_iter().flatten()
    }
}

impl Asked {
    /// Whether a capture is one of those; where the filter fails it is none.
    fn matches(&mut self, entry: &Entry<'_>) -> bool {
        let was_given_up = self.filter.is_given_up();
        self.filter.matches(&Question::of(entry)).unwrap_or_else(|reason| {
            self.failed += 1;
            if self.failed == 1 {
                let seq = entry.capture.origin.seq.unwrap_or_default();
                let reason = cut(&printable(&reason), REASON);
                let what = format!("`{}` failed on #{seq}: {reason}", self.option);
                let hint = "such a capture is no match; `?` behind what may fail, as in `.a.b?`, \
                            goes on without it";
                self.troubles.push(Trouble::of(&what).with(Some(hint)));
            }
            if self.filter.is_given_up() && !was_given_up {
                let what = format!("`{}` is asked no more: it ended badly too often", self.option);
                self.troubles.push(Trouble::of(&what).with(Some("no other capture matches")));
            }
            false
        })
    }
}
