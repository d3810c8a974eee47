//! Opening a folder again: what a crash left is mended or told, and no number is given twice.

use std::collections::HashSet;
use std::fs::{self, OpenOptions};
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::journal::JOURNAL;
use super::line::{CAPTURE, Head, VERSION};
use super::lines::{Lines, Raw};
use super::{Notice, files, name};
use crate::error::Error;

/// The next sequence number of a folder, after mending the end of its journal.
pub(super) fn recover(dir: &Path, notices: &mut Vec<Notice>) -> Result<u64, Error> {
    let path = dir.join(JOURNAL);
    let seen = Seen::of(&path)?;
    if seen.version > VERSION {
        return Err(Error::Newer(path, seen.version));
    }
    notices.extend(seen.unreadable(&path));
    notices.extend(seen.mend(path)?);
    let bodies = Bodies::of(dir, &seen.seqs).map_err(|error| Error::Read(dir.to_owned(), error))?;
    let last = seen.seqs.into_iter().max().unwrap_or(0).max(bodies.last);
    notices.extend(bodies.into_notices());
    Ok(last + 1)
}

/// All that is read of a line whose other fields are not as they are known here.
#[derive(Deserialize)]
struct Version {
    v: u64,
}

/// What one pass over the journal sees.
#[derive(Default)]
struct Seen {
    version: u64,
    seqs: HashSet<u64>,
    /// How many lines there are, and the numbers of those that tell nothing.
    lines: usize,
    unreadable: Vec<usize>,
    /// How many bytes the journal has but for its last line.
    before_last: u64,
    last: Option<Raw>,
}

impl Seen {
    fn of(path: &Path) -> Result<Self, Error> {
        let mut seen = Self::default();
        let file = match files::open_to_read(path) {
            Err(Error::Read(_, error)) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(seen);
            }
            file => file?,
        };
        for line in Lines::of(BufReader::with_capacity(1 << 16, file)) {
            seen.line(line.map_err(|error| Error::Read(path.to_owned(), error))?);
        }
        Ok(seen)
    }

    fn line(&mut self, line: Raw) {
        self.lines += 1;
        let head = serde_json::from_slice::<Head>(&line.bytes);
        if !line.is_blank() && !head.as_ref().is_ok_and(|head| head.fault().is_none()) {
            self.unreadable.push(self.lines);
        }
        if let Ok(head) = head {
            self.version = self.version.max(head.v);
            let seq = head.seq.filter(|seq| head.kind == CAPTURE && name::is_seq(*seq));
            self.seqs.extend(seq);
        } else if let Ok(Version { v }) = serde_json::from_slice(&line.bytes) {
            self.version = self.version.max(v);
        }
        self.before_last += self.last.as_ref().map_or(0, Raw::length);
        self.last = Some(line);
    }

    /// What there is to say of lines that cannot be read; one that is torn is mended.
    fn unreadable(&self, file: &Path) -> Option<Notice> {
        let stays = |line: &&usize| **line < self.lines || self.last.as_ref().is_some_and(is_whole);
        let lines: Vec<usize> = self.unreadable.iter().filter(stays).copied().collect();
        (!lines.is_empty()).then(|| Notice::Unreadable { lines, file: file.to_owned() })
    }

    /// Cuts off a last line that is not whole; one that only lacks its end gets it.
    fn mend(&self, path: PathBuf) -> Result<Option<Notice>, Error> {
        let Some(last) = self.last.as_ref().filter(|last| !last.is_blank() || !last.ended) else {
            return Ok(None);
        };
        let whole = is_whole(last);
        if whole && last.ended {
            return Ok(None);
        }
        if whole {
            append(&path, b"\n")?;
            return Ok(None);
        }
        append(&path.with_extension("jsonl.torn"), &[&last.bytes, b"\n".as_slice()].concat())?;
        let file = files::open(&path, OpenOptions::new().write(true))?;
        match file.set_len(self.before_last) {
            Ok(()) => Ok(Some(Notice::Recovered { bytes: last.length(), file: path })),
            Err(error) => Err(Error::Store(path, error)),
        }
    }
}

fn is_whole(line: &Raw) -> bool {
    serde_json::from_slice::<IgnoredAny>(&line.bytes).is_ok()
}

fn append(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let file = files::open(path, OpenOptions::new().append(true).create(true))?;
    files::write(&file, bytes).map_err(|error| Error::Store(path.to_owned(), error))
}

/// What one pass over the folder sees.
#[derive(Default)]
struct Bodies {
    last: u64,
    unlisted: Vec<String>,
    unfinished: Vec<String>,
}

impl Bodies {
    fn of(dir: &Path, listed: &HashSet<u64>) -> io::Result<Self> {
        let mut bodies = Self::default();
        for entry in fs::read_dir(dir)? {
            // A name that is not UTF-8 was not made here.
            if let Ok(name) = entry?.file_name().into_string() {
                bodies.file(name, listed);
            }
        }
        bodies.unlisted.sort_unstable();
        bodies.unfinished.sort_unstable();
        Ok(bodies)
    }

    fn file(&mut self, file: String, listed: &HashSet<u64>) {
        if let Some(seq) = name::seq_of_part(&file) {
            self.last = self.last.max(seq);
            self.unfinished.push(file);
        } else if let Some(seq) = name::seq_of_body(&file) {
            self.last = self.last.max(seq);
            if !listed.contains(&seq) {
                self.unlisted.push(file);
            }
        }
    }

    fn into_notices(self) -> impl Iterator<Item = Notice> {
        let told = |files: Vec<String>| (!files.is_empty()).then_some(files);
        let unlisted = told(self.unlisted).map(|files| Notice::Unlisted { files });
        let unfinished = told(self.unfinished).map(|files| Notice::Unfinished { files });
        unlisted.into_iter().chain(unfinished)
    }
}
