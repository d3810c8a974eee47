//! Files that are named by the captures they belong to, in a folder of the user's.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{files, name};
use crate::capture::Origin;
use crate::error::Error;
use crate::origin::within;

/// How many characters of a name are the capture's.
const STEM: usize = 80;

/// A folder of files of which none is written over.
#[derive(Debug)]
pub struct Named {
    dir: PathBuf,
    /// The number that the next file of a name may have.
    next: HashMap<String, usize>,
}

impl Named {
    /// The folder, made for its owner alone when it is not there.
    ///
    /// # Errors
    /// When it cannot be made, or is a symbolic link.
    pub fn open(dir: &Path) -> Result<Self, Error> {
        let is_new = fs::symlink_metadata(dir).is_err();
        files::create_folder(dir).map_err(as_report)?;
        if is_new {
            files::create_ignore(dir).map_err(as_report)?;
        }
        Ok(Self { dir: dir.to_owned(), next: HashMap::new() })
    }

    /// The same for files that others are to see: nothing keeps them out of a repository.
    ///
    /// # Errors
    /// When it cannot be made, or is a symbolic link.
    pub fn shared(dir: &Path) -> Result<Self, Error> {
        files::create_folder(dir).map_err(as_report)?;
        Ok(Self { dir: dir.to_owned(), next: HashMap::new() })
    }

    /// Keeps bytes under the name of a capture: with a number when something stands there.
    ///
    /// # Errors
    /// [`Error::Report`] when they cannot be written.
    pub fn add(&mut self, origin: &Origin, ending: &str, bytes: &[u8]) -> Result<PathBuf, Error> {
        self.place(origin, ending, bytes, |_| false)
    }

    /// The same, but what stands there already with the same bytes is taken as it is.
    ///
    /// # Errors
    /// [`Error::Report`] when they cannot be written.
    pub fn put(&mut self, origin: &Origin, ending: &str, bytes: &[u8]) -> Result<PathBuf, Error> {
        let same = |path: &Path| fs::read(path).is_ok_and(|found| found == bytes);
        self.place(origin, ending, bytes, same)
    }

    fn place(
        &mut self,
        origin: &Origin,
        ending: &str,
        bytes: &[u8],
        is_there: impl Fn(&Path) -> bool,
    ) -> Result<PathBuf, Error> {
        let stem = stem(origin);
        loop {
            let next = self.next.entry(stem.clone()).or_insert(1);
            let number = if *next == 1 { String::new() } else { format!("-{next}") };
            let path = self.dir.join(format!("{stem}{number}.{ending}"));
            match files::create(&path) {
                Err(Error::Store(_, why)) if why.kind() == io::ErrorKind::AlreadyExists => {
                    if is_there(&path) {
                        return Ok(path);
                    }
                    *next += 1;
                }
                Err(error) => return Err(as_report(error)),
                Ok(file) => {
                    let written = files::write(&file, bytes);
                    return written.map(|()| path.clone()).map_err(|error| {
                        // Half of it would be taken for all of it.
                        let _ = fs::remove_file(&path);
                        Error::Report(path, error)
                    });
                }
            }
        }
    }
}

fn as_report(error: Error) -> Error {
    match error {
        Error::Store(path, why) => Error::Report(path, why),
        other => other,
    }
}

/// What a file of a capture is called: as its body is, or else by where it comes from.
fn stem(origin: &Origin) -> String {
    let file = origin.path.as_deref().and_then(Path::file_name);
    let body = file.and_then(|file| file.to_str()).filter(|_| origin.element.is_none());
    if let Some(body) = body.filter(|file| name::seq_of_body(file).is_some()) {
        return body.rsplit_once('.').map_or(body, |(stem, _)| stem).to_owned();
    }
    let number = || origin.seq.map(|seq| PathBuf::from(format!("{seq:06}")));
    let path = file.map(|file| Path::new(file).with_extension(""));
    let path = path.or_else(number).or(Some("stdin".into()));
    let within = within(&Origin { path, ..origin.clone() });
    let parts = within.split(|letter: char| !name::is_safe(letter)).filter(|part| !part.is_empty());
    let stem: String = parts.collect::<Vec<_>>().join("-").chars().take(STEM).collect();
    if stem.is_empty() { "payload".to_owned() } else { stem }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(path: Option<&str>, lines_before: usize, element: Option<usize>) -> Origin {
        Origin { path: path.map(Into::into), lines_before, element, ..Origin::default() }
    }

    #[test]
    fn a_file_is_named_by_its_capture() {
        for (origin, expected) in [
            (origin(Some("captures/000042-k7Qw.json"), 0, None), "000042-k7Qw"),
            (origin(Some("captures/000042-k7Qw.json"), 0, Some(1)), "000042-k7Qw-1"),
            (origin(Some("day/list.json"), 0, Some(3)), "list-3"),
            (origin(Some("day.jsonl"), 2, None), "day-3"),
            (origin(None, 0, None), "stdin"),
            (origin(None, 4, None), "stdin-5"),
            (origin(Some("../..\u{202e}/é"), 0, None), "payload"),
            (origin(Some("CON.json"), 0, None), "CON"),
        ] {
            assert_eq!(stem(&origin), expected, "{origin:?}");
        }
        assert_eq!(stem(&Origin { seq: Some(42), ..Origin::default() }), "000042");
    }

    #[test]
    fn nothing_is_written_over_and_the_same_is_not_written_twice() {
        let dir = tempfile::tempdir().unwrap();
        let dir = dir.path().join("new");
        let (mut named, origin) = (Named::open(&dir).unwrap(), origin(Some("a.json"), 0, None));
        assert_eq!(named.put(&origin, "json", b"1").unwrap(), dir.join("a.json"));
        assert_eq!(named.put(&origin, "json", b"1").unwrap(), dir.join("a.json"));
        assert_eq!(named.put(&origin, "json", b"2").unwrap(), dir.join("a-2.json"));
        assert_eq!(
            Named::open(&dir).unwrap().put(&origin, "json", b"3").unwrap(),
            dir.join("a-3.json")
        );
        assert_eq!(fs::read(dir.join("a.json")).unwrap(), b"1");
        assert_eq!(named.add(&origin, "json", b"1").unwrap(), dir.join("a-4.json"));
    }
}
