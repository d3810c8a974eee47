//! Captures by number: `42`, `40..45`, `last`, `last:5`.

use std::collections::VecDeque;
use std::io;
use std::iter;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use super::entries::{self, Entries, Entry};
use super::journal::JOURNAL;
use super::lines;
use super::pieces::{Piece, Pieces};
use crate::error::Error;

/// Which captures of a folder are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selection {
    /// Those with these numbers, both ends included.
    Numbers(RangeInclusive<u64>),
    /// So many of the latest, oldest first.
    Last(usize),
}

impl Selection {
    /// The selection that a word of the command line means; none when it means something else.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        if let Some(rest) = word.strip_prefix("last") {
            let count = if rest.is_empty() { 1 } else { number(rest.strip_prefix(':')?)? };
            return Some(Self::Last(usize::try_from(count).ok()?));
        }
        let (first, last) = word.split_once("..").unwrap_or((word, word));
        Some(Self::Numbers(number(first)?..=number(last)?))
    }

    /// The selected captures of a folder, and why there are fewer than asked for.
    pub(super) fn pieces(self, from: &Path) -> Pieces {
        let journal = from.join(JOURNAL);
        let entries = match lines::open(&journal) {
            Ok(input) => Entries::of(input, journal.clone()),
            Err(Error::Read(_, error)) if error.kind() == io::ErrorKind::NotFound => {
                return Box::new(iter::once(Piece::one(Err(self.nothing(from)))));
            }
            Err(error) => return Box::new(iter::once(Piece::one(Err(error)))),
        };
        let bodies = from.to_owned();
        let picked: Box<dyn Iterator<Item = _> + Send> = match self {
            Self::Numbers(numbers) => Box::new(Numbered::of(entries, numbers, bodies.clone())),
            Self::Last(count) => Box::new(last(entries, count).into_iter()),
        };
        entries::pieces(picked, journal, bodies)
    }

    /// The numbers that the selected captures of a folder have now; none when there are none, or
    /// when a line among theirs cannot be read.
    pub(super) fn numbers(&self, from: &Path) -> Option<RangeInclusive<u64>> {
        match self {
            Self::Numbers(numbers) => Some(numbers.clone()),
            Self::Last(count) => {
                let journal = from.join(JOURNAL);
                let entries = Entries::of(lines::open(&journal).ok()?, journal);
                let latest = last(entries, *count);
                let numbers: Option<Vec<u64>> =
                    latest.iter().map(|entry| entry.as_ref().ok().map(|entry| entry.seq)).collect();
                let numbers = numbers?;
                Some(*numbers.iter().min()?..=*numbers.iter().max()?)
            }
        }
    }

    /// Why there is nothing, in words for whoever has recorded nothing so far.
    pub(super) fn nothing(&self, from: &Path) -> Error {
        let from = from.display();
        Error::Nothing(match self {
            Self::Numbers(numbers) if numbers.start() == numbers.end() => {
                format!("no capture {} in `{from}`", numbers.start())
            }
            Self::Numbers(numbers) if numbers.is_empty() => {
                format!("{}..{} counts backwards", numbers.start(), numbers.end())
            }
            Self::Last(0) => "`last:0` asks for no capture".to_owned(),
            Self::Numbers(numbers) => {
                format!("no capture from {} to {} in `{from}`", numbers.start(), numbers.end())
            }
            Self::Last(_) => format!("no capture in `{from}` yet; `dsw listen` records them"),
        })
    }
}

/// Digits alone: the parser of the standard library takes a sign too.
fn number(digits: &str) -> Option<u64> {
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}

/// The latest entries, with the unreadable lines among them.
fn last(entries: Entries, count: usize) -> VecDeque<Result<Entry, Error>> {
    let mut latest = VecDeque::new();
    let mut found = 0;
    for entry in entries.filter(|entry| entry.as_ref().map_or(true, |entry| entry.complete)) {
        found += usize::from(entry.is_ok());
        latest.push_back(entry);
        while found > count || (found == count && latest.front().is_some_and(Result::is_err)) {
            found -= usize::from(latest.pop_front().is_some_and(|entry| entry.is_ok()));
        }
    }
    latest
}

/// The entries with certain numbers. Unreadable lines are told at the end, and only when a number
/// is missing: one of those lines may have held it.
struct Numbered {
    entries: Entries,
    numbers: RangeInclusive<u64>,
    from: PathBuf,
    seen: u64,
    unreadable: VecDeque<Error>,
}

impl Numbered {
    fn of(entries: Entries, numbers: RangeInclusive<u64>, from: PathBuf) -> Self {
        Self { entries, numbers, from, seen: 0, unreadable: VecDeque::new() }
    }

    /// What is not whole is passed over, but told to whoever asked for it alone.
    fn incomplete(&self) -> Option<Error> {
        let (seq, from) = (self.numbers.start(), self.from.display());
        (seq == self.numbers.end())
            .then(|| Error::Nothing(format!("capture {seq} in `{from}` broke off half way")))
    }

    fn any_missing(&self) -> bool {
        self.numbers.end().checked_sub(*self.numbers.start()).is_some_and(|more| self.seen <= more)
    }
}

impl Iterator for Numbered {
    type Item = Result<Entry, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(entry) = self.entries.next() {
            match entry {
                Ok(entry) if self.numbers.contains(&entry.seq) => {
                    self.seen += 1;
                    if entry.complete {
                        return Some(Ok(entry));
                    } else if let Some(error) = self.incomplete() {
                        return Some(Err(error));
                    }
                }
                Ok(_) => {}
                Err(error) => self.unreadable.push_back(error),
            }
        }
        if self.any_missing() { self.unreadable.pop_front().map(Err) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_ranges_and_the_latest_are_selections() {
        assert_eq!(Selection::of("42"), Some(Selection::Numbers(42..=42)));
        assert_eq!(Selection::of("000042"), Some(Selection::Numbers(42..=42)));
        assert_eq!(Selection::of("40..45"), Some(Selection::Numbers(40..=45)));
        assert_eq!(Selection::of("last"), Some(Selection::Last(1)));
        assert_eq!(Selection::of("last:5"), Some(Selection::Last(5)));
    }

    #[test]
    fn other_words_are_not() {
        let words = [
            "",
            "..",
            "4..",
            "..4",
            "1...3",
            "+1",
            "-1",
            "1.5",
            "4a",
            "last:",
            "last:x",
            "lasts",
            "last:-1",
            "LAST",
            "99999999999999999999",
            "4\u{664}",
        ];
        for word in words {
            assert_eq!(Selection::of(word), None, "{word:?}");
        }
    }
}
