//! What is written down of a run, so that another can go on with it.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use jiff::Timestamp;

use crate::cli::ReplayArgs;
use crate::console::Talk;
use crate::delivery::{Delivery, Failure};
use crate::env::Env;
use crate::error::Error;
use crate::store::{Past, RunJournal, RunKey, RunState, Started};

/// The journal of a run, and what is left out since it was sent before.
pub(super) struct RunLog {
    journal: Option<RunJournal>,
    past: Option<Past>,
    only_failed: bool,
    retry_unknown: bool,
    /// How many payloads were left out, since they were sent before.
    pub left_out: usize,
}

/// The options of a run, those of an earlier one among them when it goes on with that.
pub(super) fn options(args: &ReplayArgs, env: &Env) -> Result<Option<(ReplayArgs, RunLog)>, Error> {
    let Some(run) = args.run.resume.as_ref().or(args.run.only_failed.as_ref()) else {
        return Ok(None);
    };
    let wrong = |why: String| Error::Run(run.display().to_string(), why);
    let (journal, past) = RunJournal::resume(run, &args.from)?;
    let folder = env.folder();
    if folder.to_string_lossy() != past.started.folder {
        return Err(wrong(format!("it was started in `{}`: go there first", past.started.folder)));
    }
    // To trust everybody is said each time.
    let before = past.started.words.iter().filter(|word| *word != "--insecure");
    let before: Vec<_> = before.map(OsString::from).collect();
    // Reports that are asked for now are in the place of those before.
    let changed: &[&str] = if args.sending.report.formats.is_empty() { &[] } else { &["--format"] };
    let own = without(&args.words, &["--resume", "--only-failed"]);
    let words = without(&before, changed).into_iter().chain(own);
    let merged = ReplayArgs::of_words(words).map_err(wrong)?;
    let log = RunLog {
        journal: Some(journal),
        past: Some(past),
        only_failed: args.run.only_failed.is_some(),
        retry_unknown: args.run.retry_unknown,
        left_out: 0,
    };
    Ok(Some((merged, log)))
}

/// The words of a command line, but for these options and their values.
fn without(words: &[OsString], options: &[&str]) -> Vec<OsString> {
    let (mut left, mut words) = (Vec::new(), words.iter());
    while let Some(word) = words.next() {
        let text = word.to_string_lossy();
        let rest = options.iter().find_map(|option| text.strip_prefix(option));
        match rest {
            Some("") => drop(words.next()),
            Some(value) if value.starts_with('=') => {}
            _ => left.push(word.clone()),
        }
    }
    left
}

impl RunLog {
    /// Nothing is written down.
    pub(super) fn none() -> Self {
        let (journal, past) = (None, None);
        Self { journal, past, only_failed: false, retry_unknown: false, left_out: 0 }
    }

    /// When the run was begun that this one goes on with: its today is still the same.
    pub(super) fn began(&self) -> Option<Timestamp> {
        self.past.as_ref().and_then(|past| past.started.at.parse().ok())
    }

    /// Begins to write down a new run. When there is no place for it the run goes on without,
    /// unless the user named one.
    pub(super) fn begin(
        &mut self,
        args: &ReplayArgs,
        seed: Option<u64>,
        env: &Env,
        talk: &Talk,
    ) -> Result<(), Error> {
        if self.journal.is_some() {
            return Ok(());
        }
        let word = |word: &OsString| word.to_string_lossy().into_owned();
        let seed = seed.map(|seed| ["--seed".to_owned(), seed.to_string()]);
        let started = Started {
            at: format!("{:.6}", Timestamp::now()),
            folder: env.folder().to_string_lossy().into_owned(),
            words: args.words.iter().map(word).chain(seed.into_iter().flatten()).collect(),
        };
        let file = args.run.journal.as_deref();
        match RunJournal::begin(file, &args.from, &started) {
            Ok(journal) => self.journal = Some(journal),
            Err(error) if file.is_some() => return Err(error),
            Err(error) => talk.warn(&format!("this run cannot be gone on with: {error}")),
        }
        Ok(())
    }

    /// Whether a payload is to be sent: not when it was sent before.
    pub(super) fn wants(&mut self, key: &RunKey) -> bool {
        let Some(past) = &self.past else { return true };
        let wants = match past.state(key) {
            None => !self.only_failed,
            Some(RunState::Sending) => self.retry_unknown,
            Some(RunState::Failed) => self.only_failed,
            Some(RunState::Accepted) => false,
        };
        self.left_out += usize::from(!wants);
        wants
    }

    /// How many of an earlier run may have arrived, and are left out.
    pub(super) fn unknown(&self) -> usize {
        let past = self.past.as_ref().filter(|_| !self.retry_unknown);
        past.map_or(0, |past| past.count(RunState::Sending))
    }

    pub(super) fn sending(&mut self, key: &RunKey) {
        if let Some(journal) = &mut self.journal {
            journal.sending(key);
        }
    }

    /// Notes what came of a payload. What may have arrived without an answer stays unknown.
    pub(super) fn ended(&mut self, key: &RunKey, delivery: &Delivery) {
        let state = match &delivery.outcome {
            _ if delivery.is_accepted() => RunState::Accepted,
            Err(failure) if is_unseen(failure) => return,
            _ => RunState::Failed,
        };
        if let Some(journal) = &mut self.journal {
            journal.ended(key, state);
        }
    }

    /// Writes what was noted: before the next payload goes out.
    pub(super) fn write(&mut self) -> Result<(), Error> {
        self.journal.as_mut().map_or(Ok(()), RunJournal::write)
    }

    /// Ends the journal: it is taken away once there is nothing to go on with. Returns the words
    /// that name it to another run, when it is kept.
    pub(super) fn end(&mut self, is_done: bool, args: &ReplayArgs) -> Option<String> {
        let journal = self.journal.take()?;
        if is_done && self.unknown() == 0 {
            journal.remove();
            return None;
        }
        let from = Some(&args.from).filter(|from| *from != crate::cli::CAPTURES);
        let from = from.map(|from| format!(" --from {}", quoted(from.as_os_str())));
        let name = quoted(OsStr::new(&journal.name()));
        Some(format!("{name}{}", from.unwrap_or_default()))
    }
}

/// Whether nobody knows if the payload was taken: an answer that cannot be read is one, too.
pub(super) fn is_unseen(failure: &Failure) -> bool {
    let is_answer = matches!(failure, Failure::BadAnswer(_) | Failure::TooLong | Failure::BrokeOff);
    failure.may_have_arrived() && !is_answer
}

/// A word as shells take it.
fn quoted(word: &OsStr) -> String {
    let text = PathBuf::from(word).display().to_string();
    let is_plain = |c: char| c.is_alphanumeric() || "-_./\\:".contains(c);
    if text.chars().all(is_plain) { text } else { format!("'{text}'") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_not_named_in_the_words_that_go_on_with_it() {
        let words = ["--resume", "r", "--timeout", "1s", "--only-failed=x", "--retry-unknown"];
        let left = without(&words.map(OsString::from), &["--resume", "--only-failed"]);
        assert_eq!(left, ["--timeout", "1s", "--retry-unknown"]);
    }
}
