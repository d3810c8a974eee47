//! Where payloads come from: what each argument of a command means.

use std::ffi::{OsStr, OsString};
use std::io::{self, BufReader};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::{fs, iter};

use super::journal::JOURNAL;
use super::pieces::{Piece, Pieces, grouped, or_nothing};
use super::stream::Stream;
use super::{Captures, Links, Selection, pattern, unlisted, walk};
use crate::error::Error;
use crate::sequence::Link;

/// A place that payloads are read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file of one payload, or of JSON lines, or a journal.
    File(PathBuf),
    /// A capture folder, or any folder of JSON files.
    Folder(PathBuf),
    /// Standard input, in any form that a file may have.
    Stdin,
    /// Captures by their numbers.
    Captures(Selection),
}

/// The payloads of all arguments in order; `from` is the folder of captures named by number, and
/// of the bodies when a journal comes by standard input.
///
/// One source that cannot be read, or that holds nothing, is one error among the captures.
#[must_use]
pub fn captures(arguments: &[OsString], from: &Path) -> Captures {
    Box::new(sources(arguments, from, Source::pieces).flat_map(Piece::captures))
}

/// The same in pieces, for readers who share the work.
#[must_use]
pub fn pieces(arguments: &[OsString], from: &Path) -> Pieces {
    grouped(sources(arguments, from, Source::pieces))
}

/// The same, each with the line of the journal that names it.
pub(super) fn links_of(arguments: &[OsString], from: &Path) -> Links {
    Box::new(sources(arguments, from, Source::pieces).flat_map(Piece::links))
}

/// The same arguments, those that name the latest captures by the numbers that these have now: what
/// comes later is not meant.
#[must_use]
pub fn pinned(arguments: &[OsString], from: &Path) -> Vec<OsString> {
    let pinned = |argument: &OsString| match &Source::named(argument)[..] {
        [Ok(Source::Captures(latest @ Selection::Last(_)))] => latest.numbers(from),
        _ => None,
    };
    arguments
        .iter()
        .map(|argument| pinned(argument).map_or_else(|| argument.clone(), word_of))
        .collect()
}

/// The folders of captures among these arguments, and the newest number that each has now.
#[must_use]
pub fn newest(arguments: &[OsString]) -> Vec<(PathBuf, u64)> {
    let sources = arguments.iter().flat_map(|argument| Source::named(argument)).flatten();
    let newest = |dir: PathBuf| {
        let numbers = Selection::Last(1).numbers(&dir)?;
        Some((dir, *numbers.end()))
    };
    sources.filter_map(|source| newest(source.dir()?)).collect()
}

/// The word that means these numbers, and no file.
fn word_of(numbers: RangeInclusive<u64>) -> OsString {
    let (first, last) = numbers.into_inner();
    let words = (0..).map(|width| format!("{first:0width$}..{last:0width$}"));
    let mut words = words.map(OsString::from).filter(|word| Source::there(word.as_ref()).is_none());
    words.next().expect("one of all words is no file")
}

/// The captures alone, whatever their order.
pub(super) fn captures_of(links: Links) -> Captures {
    Box::new(
        links.filter_map(|link| link.map_or_else(|error| Some(Err(error)), Link::into_capture)),
    )
}

/// The same in their order, with what a journal tells of it; each source begins with
/// [`Link::Source`], and has its bodies that no line names.
#[must_use]
pub fn links(arguments: &[OsString], from: &Path) -> Links {
    let pieces = sources(arguments, from, |source, from| {
        let links = Box::new(source.clone().pieces(from).flat_map(Piece::links));
        let links = iter::once(Ok(Link::Source)).chain(source.whole(links));
        Box::new(iter::once(Piece::large(Box::new(links))))
    });
    Box::new(pieces.flat_map(Piece::links))
}

fn sources(arguments: &[OsString], from: &Path, pieces: fn(Source, &Path) -> Pieces) -> Pieces {
    if arguments.is_empty() {
        return failed(Error::Nothing("no payload was named".to_owned()));
    }
    let from = from.to_owned();
    let arguments = arguments.to_owned();
    let sources = arguments.into_iter().flat_map(|argument| Source::named(&argument));
    Box::new(sources.flat_map(move |source| source.map_or_else(failed, |one| pieces(one, &from))))
}

/// Whether any of these arguments is looked for in the capture folder that is named beside them.
#[must_use]
pub fn looks_into_captures(arguments: &[OsString]) -> bool {
    let mut sources = arguments.iter().flat_map(|argument| Source::named(argument)).flatten();
    sources.any(|source| matches!(source, Source::Captures(_) | Source::Stdin))
}

impl Source {
    /// The sources that an argument means: one, or as many as its pattern matches.
    ///
    /// What exists is a path, whatever else it looks like; what is nothing else is a path too.
    #[must_use]
    pub fn named(argument: &OsStr) -> Vec<Result<Self, Error>> {
        let path = Path::new(argument);
        if argument == "-" {
            return vec![Ok(Self::Stdin)];
        }
        if let Some(there) = Self::there(path) {
            return vec![Ok(there)];
        }
        let word = argument.to_str().unwrap_or_default();
        if let Some(selection) = Selection::of(word) {
            return vec![Ok(Self::Captures(selection))];
        }
        matching(word).unwrap_or_else(|| vec![Ok(Self::File(path.to_owned()))])
    }

    /// What a path leads to, when something is there; a link that leads nowhere is something.
    fn there(path: &Path) -> Option<Self> {
        match fs::metadata(path) {
            Ok(found) if found.is_dir() => Some(Self::Folder(path.to_owned())),
            Ok(_) => Some(Self::File(path.to_owned())),
            Err(_) => fs::symlink_metadata(path).is_ok().then(|| Self::File(path.to_owned())),
        }
    }

    /// The payloads of this source, read as they are asked for, or why there is none.
    fn pieces(self, from: &Path) -> Pieces {
        let nothing = self.nothing(from);
        let pieces = match self {
            Self::File(path) => of_file(path),
            Self::Folder(dir) => of_folder(&dir),
            Self::Stdin => Stream::of_input(Box::new(BufReader::new(io::stdin())), from).pieces(),
            Self::Captures(selection) => selection.pieces(from),
        };
        or_nothing(pieces, nothing)
    }

    /// The folder whose captures these are, when it has a journal or they are that.
    fn dir(self) -> Option<PathBuf> {
        match self {
            Self::Folder(dir) => dir.join(JOURNAL).exists().then_some(dir),
            Self::File(path) if path.file_name()? == JOURNAL => path.parent().map(Path::to_owned),
            _ => None,
        }
    }

    /// The links of this source, and the bodies that its journal does not name.
    fn whole(&self, links: Links) -> Links {
        let journal = match self {
            Self::Folder(dir) => dir.join(JOURNAL),
            Self::File(path) if path.file_name().is_some_and(|name| name == JOURNAL) => {
                path.clone()
            }
            _ => return links,
        };
        if journal.exists() { unlisted::with_unlisted(links, &journal) } else { links }
    }

    fn nothing(&self, from: &Path) -> Error {
        match self {
            Self::File(path) | Self::Folder(path) => nothing_in(path),
            Self::Stdin => Error::Nothing("no payload on standard input".to_owned()),
            Self::Captures(selection) => selection.nothing(from),
        }
    }
}

/// The most bytes that a file has which is opened by whoever judges it.
const SMALL_FILE: u64 = 1 << 20;

/// A file that holds a payload by its name and its size is one piece, and opened when it is asked
/// for; any other is read as it is taken apart.
fn of_file(path: PathBuf) -> Pieces {
    let is_json = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    match fs::metadata(&path) {
        Ok(found) if is_json && found.is_file() && found.len() <= SMALL_FILE => {
            let length = found.len();
            let read = move || {
                let nothing = nothing_in(&path);
                let stream = Stream::of_length(path, length);
                Box::new(or_nothing(opened(stream), nothing).flat_map(Piece::links)) as _
            };
            Box::new(iter::once(Piece::of_file(length, read)))
        }
        _ => opened(Stream::of_file(path)),
    }
}

fn opened(stream: Result<Stream, Error>) -> Pieces {
    stream.map_or_else(failed, Stream::pieces)
}

fn nothing_in(path: &Path) -> Error {
    Error::Nothing(format!("no payload in `{}`", path.display()))
}

fn of_folder(dir: &Path) -> Pieces {
    let journal = dir.join(JOURNAL);
    if journal.exists() {
        return of_file(journal);
    }
    let files = walk::json_files(dir);
    Box::new(files.flat_map(|file| file.map_or_else(failed, of_file)))
}

fn failed(error: Error) -> Pieces {
    Box::new(iter::once(Piece::one(Err(error))))
}

/// What a pattern matches, where no shell has expanded it; none when it is not a pattern.
fn matching(pattern: &str) -> Option<Vec<Result<Source, Error>>> {
    let source = |path: PathBuf| Source::there(&path).unwrap_or(Source::File(path));
    let found = pattern::matching(pattern)?;
    let sources: Vec<_> = found.into_iter().map(|path| path.map(source)).collect();
    let nothing = || vec![Err(Error::Nothing(format!("no file matches `{pattern}`")))];
    Some(if sources.is_empty() { nothing() } else { sources })
}
