//! The journal of a run of `replay`: what was sent and what came of it, so that it can go on.
//!
//! A line before each payload is sent and one after it; what has the first alone may have arrived.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufReader, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::files;
use super::lines::Lines;
use super::past::Past;
use super::run_line::{Line, RunKey, RunState, Started, is_of_another};
use crate::error::{Error, why};

/// Where runs are kept, below a folder of captures.
const RUNS: &str = ".runs";

/// The newest run, by the name that nobody has.
const LAST: &str = "last";

const ENDING: &str = "jsonl";

/// The journal of a run that this process alone writes to.
#[derive(Debug)]
pub struct RunJournal {
    path: PathBuf,
    file: File,
}

impl RunJournal {
    /// Begins the journal of a run, in this file or else below a folder of captures.
    ///
    /// # Errors
    /// [`Error::RunJournal`] when it cannot be written.
    pub fn begin(file: Option<&Path>, from: &Path, started: &Started) -> Result<Self, Error> {
        let (path, file) = match file {
            Some(path) => (path.to_owned(), files::create(path).map_err(of_run)?),
            None => create(from).map_err(of_run)?,
        };
        let own = Self { path, file };
        own.lock()?;
        own.start(started)?;
        Ok(own)
    }

    /// Opens the journal of a run to go on with: by its name below a folder of captures, by `last`
    /// for the newest there, or by its file. A last line that was not written to its end is cut, and
    /// nothing else.
    ///
    /// # Errors
    /// [`Error::NoRun`] when there is none, [`Error::Run`] when it cannot be gone on with.
    pub fn resume(run: &Path, from: &Path) -> Result<(Self, Past), Error> {
        let path = find(run, from)?;
        // Not to append: there are systems on which what is only appended to cannot be cut.
        let file = files::open(&path, OpenOptions::new().read(true).write(true));
        let own = Self { file: file.map_err(|error| of_opened(error, run))?, path };
        own.lock()?;
        let wrong = |why: String| Error::Run(run.display().to_string(), why);
        let unread = |error: io::Error| wrong(format!("it cannot be read: {}", why(&error)));
        let is_none = || wrong("its first line is not that of a run".to_owned());
        let mut lines = Lines::of(BufReader::new(&own.file));
        let first = lines.next().transpose().map_err(unread)?;
        let first = first.filter(|line| line.ended).ok_or_else(is_none)?;
        if is_of_another(&first.bytes) {
            let why = "it was begun by another version of dsw; begin it anew";
            return Err(wrong(why.to_owned()));
        }
        let mut past = Past::of(Started::of_line(&first.bytes).ok_or_else(is_none)?);
        let mut length = first.length();
        for line in lines {
            let line = line.map_err(unread)?;
            if line.ended {
                past.tell(&line);
                length += line.length();
            }
        }
        let cut = own.file.set_len(length).and_then(|()| (&own.file).seek(SeekFrom::Start(length)));
        cut.map_err(|error| Error::RunJournal(own.path.clone(), error))?;
        Ok((own, past))
    }

    /// The word that `--resume` knows it by.
    #[must_use]
    pub fn name(&self) -> PathBuf {
        let stem = self.path.file_stem().filter(|_| self.is_kept_below_captures());
        match stem {
            Some(stem) => stem.into(),
            // What looks like the name of a run would be looked for among them.
            None if is_name(&self.path) => Path::new(".").join(&self.path),
            None => self.path.clone(),
        }
    }

    /// Writes down how it is gone on with.
    ///
    /// # Errors
    /// [`Error::RunJournal`] when the disk does not take it.
    pub fn start(&self, started: &Started) -> Result<(), Error> {
        self.write(&Line::started(started))
    }

    /// Writes down how far a payload came.
    ///
    /// # Errors
    /// [`Error::RunJournal`] when the disk does not take it.
    pub fn note(&self, key: &RunKey, state: RunState) -> Result<(), Error> {
        self.write(&Line::of(key, state))
    }

    fn write(&self, line: &[u8]) -> Result<(), Error> {
        let written = files::write(&self.file, line);
        written.map_err(|error| Error::RunJournal(self.path.clone(), error))
    }

    /// Takes away the journal of a run that nobody has to go on with, unless a user named it.
    pub fn remove(self) {
        if !self.is_kept_below_captures() {
            return;
        }
        // Where open files cannot be removed, it is closed first.
        drop(self.file);
        // What cannot be removed is told at the next `--resume`, and does no harm before.
        let _ = fs::remove_file(&self.path);
        let runs = self.path.parent().unwrap_or(Path::new("."));
        if fs::read_dir(runs).is_ok_and(|left| left.count() == 1) {
            let _ = fs::remove_file(runs.join(".gitignore"));
        }
        // Folders go only when nothing is in them.
        let _ = fs::remove_dir(runs);
        let _ = runs.parent().map(fs::remove_dir);
    }

    fn is_kept_below_captures(&self) -> bool {
        self.path.parent().and_then(Path::file_name).is_some_and(|folder| folder == RUNS)
    }

    fn lock(&self) -> Result<(), Error> {
        match self.file.try_lock() {
            Ok(()) => Ok(()),
            Err(TryLockError::WouldBlock) => Err(Error::Run(
                self.name().display().to_string(),
                "another dsw is at it".to_owned(),
            )),
            Err(TryLockError::Error(error)) => Err(Error::RunJournal(self.path.clone(), error)),
        }
    }
}

/// The same failure, of a run: what helps a listener does not help here.
fn of_run(error: Error) -> Error {
    match error {
        Error::Store(path, why) => Error::RunJournal(path, why),
        other => other,
    }
}

/// The same failure, of the journal of a run that is to be opened.
fn of_opened(error: Error, run: &Path) -> Error {
    match error {
        Error::Store(path, why) if why.kind() == io::ErrorKind::NotFound => {
            Error::NoRun(run.display().to_string(), format!("there is no `{}`", path.display()))
        }
        other => of_run(other),
    }
}

/// A new file, named by the time.
fn create(from: &Path) -> Result<(PathBuf, File), Error> {
    let runs = from.join(RUNS);
    files::create_folder(from)?;
    files::create_folder(&runs)?;
    files::create_ignore(&runs)?;
    let now = Timestamp::now().strftime("%Y%m%d-%H%M%S").to_string();
    let mut name = now.clone();
    for next in 2.. {
        let path = runs.join(format!("{name}.{ENDING}"));
        match files::create(&path) {
            Err(Error::Store(_, why)) if why.kind() == io::ErrorKind::AlreadyExists => {
                name = format!("{now}-{next}");
            }
            created => return created.map(|file| (path, file)),
        }
    }
    unreachable!("one of all numbers is free")
}

/// Whether it is the name of a run, and not the path of its journal.
fn is_name(run: &Path) -> bool {
    run.components().count() == 1 && run.extension().is_none()
}

fn find(run: &Path, from: &Path) -> Result<PathBuf, Error> {
    let runs = from.join(RUNS);
    if !is_name(run) {
        return Ok(run.to_owned());
    }
    let missing = |why: String| Error::NoRun(run.display().to_string(), why);
    if run.as_os_str() != LAST {
        let path = runs.join(run).with_extension(ENDING);
        let there = path.is_file().then_some(path);
        return there.ok_or_else(|| missing(format!("it is not in `{}`", runs.display())));
    }
    let found = fs::read_dir(&runs).into_iter().flatten().flatten().map(|entry| entry.path());
    let journals = found.filter(|path| path.extension().is_some_and(|own| own == ENDING));
    let age = |path: &PathBuf| fs::metadata(path).and_then(|found| found.modified()).ok();
    let newest = journals.max_by_key(|path| (age(path), path.clone()));
    newest.ok_or_else(|| missing(format!("there is no run in `{}`", runs.display())))
}
