//! The file of a report: whole under its name, or not there at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::error::Error;

/// A report that is being written; its file has its name once it is kept.
#[derive(Debug)]
pub struct Report {
    path: PathBuf,
    out: Out,
}

#[derive(Debug)]
enum Out {
    /// A file beside the one that it is going to replace.
    Beside(BufWriter<NamedTempFile>),
    /// What is no file, such as a pipe or a device, has no place beside it.
    Straight(BufWriter<File>),
}

impl Report {
    /// Begins a report; what stands under its name stays until it is kept.
    ///
    /// # Errors
    /// [`Error::Report`] when the file cannot be written there.
    pub fn begin(path: &Path) -> Result<Self, Error> {
        Self::for_readers(path, Readers::All)
    }

    /// The same of one with payloads in it, which a new file shows its owner alone.
    ///
    /// # Errors
    /// As [`Report::begin`].
    pub fn private(path: &Path) -> Result<Self, Error> {
        Self::for_readers(path, Readers::Owner)
    }

    fn for_readers(path: &Path, readers: Readers) -> Result<Self, Error> {
        let out = begin(path, readers).map_err(|error| Error::Report(path.to_owned(), error))?;
        Ok(Self { path: path.to_owned(), out })
    }

    /// Adds to it.
    ///
    /// # Errors
    /// [`Error::Report`] when there is no room.
    pub fn add(&mut self, text: &str) -> Result<(), Error> {
        let written = match &mut self.out {
            Out::Beside(out) => out.write_all(text.as_bytes()),
            Out::Straight(out) => out.write_all(text.as_bytes()),
        };
        written.map_err(|error| Error::Report(self.path.clone(), error))
    }

    /// Ends it, and puts it in the place of what was there.
    ///
    /// # Errors
    /// [`Error::Report`] when it cannot be written to its end.
    pub fn keep(self) -> Result<(), Error> {
        let kept = match self.out {
            Out::Beside(out) => persist(out, &self.path),
            Out::Straight(mut out) => out.flush(),
        };
        kept.map_err(|error| Error::Report(self.path, error))
    }
}

/// Who may read a new file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Readers {
    All,
    Owner,
}

fn begin(path: &Path, readers: Readers) -> io::Result<Out> {
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        Ok(found) if !found.is_file() => {
            let file = OpenOptions::new().write(true).open(path)?;
            Ok(Out::Straight(BufWriter::new(file)))
        }
        // One that must not be written must not be replaced either.
        Ok(_) => {
            OpenOptions::new().append(true).open(path)?;
            beside(&fs::canonicalize(path)?, readers)
        }
        Err(_) => beside(path, readers),
    }
}

fn beside(path: &Path, readers: Readers) -> io::Result<Out> {
    let dir = path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    if readers == Readers::All {
        readable(&mut builder);
    }
    Ok(Out::Beside(BufWriter::new(builder.prefix(".dsw-").tempfile_in(dir)?)))
}

/// A report is read by others than who ran this: as any new file, not as a private one.
#[cfg(unix)]
fn readable(builder: &mut tempfile::Builder<'static, 'static>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o666));
}

/// Elsewhere a file has the rights of the folder around it.
#[cfg(not(unix))]
fn readable(_: &mut tempfile::Builder<'static, 'static>) {}

fn persist(out: BufWriter<NamedTempFile>, path: &Path) -> io::Result<()> {
    let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    // A link stays what it is: the report is put where it leads to.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    file.persist(path).map(drop).map_err(|error| error.error)
}

/// Adds a text to a file of so many bytes at most; what does not fit is left out, whole lines.
///
/// # Errors
/// [`Error::Report`] when it cannot be written.
pub fn append(path: &Path, text: &str, most: u64) -> Result<(), Error> {
    let appended = || -> io::Result<()> {
        let mut file = OpenOptions::new().append(true).create(true).open(path)?;
        let room = most.saturating_sub(file.metadata()?.len());
        let room = usize::try_from(room).unwrap_or(usize::MAX);
        let fits = &text[..text.floor_char_boundary(room.min(text.len()))];
        let fits = if fits.len() == text.len() {
            text
        } else {
            &text[..fits.rfind('\n').map_or(0, |end| end + 1)]
        };
        file.write_all(fits.as_bytes())
    };
    appended().map_err(|error| Error::Report(path.to_owned(), error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_has_its_name_once_it_is_whole() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("out.txt");
        fs::write(&path, "before").unwrap();
        let mut report = Report::begin(&path).unwrap();
        report.add("after").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"before");
        report.keep().unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"after");
        drop(Report::begin(&path).unwrap());
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_does_not_fit_is_left_out_by_whole_lines() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("summary.md");
        append(&path, "one\n", 10).unwrap();
        append(&path, "two\nthree\n", 10).unwrap();
        append(&path, "four\n", 2).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "one\ntwo\n");
    }

    #[cfg(unix)]
    #[test]
    fn a_report_may_be_read_by_others_and_a_link_stays_a_link() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let [path, link] = ["new.txt", "link.txt"].map(|name| dir.path().join(name));
        Report::begin(&path).unwrap().keep().unwrap();
        let plain = dir.path().join("plain.txt");
        fs::write(&plain, "").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&path), mode(&plain));
        std::os::unix::fs::symlink("new.txt", &link).unwrap();
        let mut report = Report::begin(&link).unwrap();
        report.add("x").unwrap();
        report.keep().unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&path).unwrap(), b"x");
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_written_straight() {
        let mut report = Report::begin(Path::new("/dev/null")).unwrap();
        report.add("x").unwrap();
        report.keep().unwrap();
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
        let folder = Report::begin(Path::new("/")).unwrap_err();
        assert_eq!(folder.to_string(), "cannot write `/`: it is a folder");
    }
}
