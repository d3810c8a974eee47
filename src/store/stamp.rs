//! What sources look like from outside: enough to see that one of them has changed.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::journal::JOURNAL;
use super::source::Source;
use super::walk;

/// The files of sources with their times and sizes; none of them has to be there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp(Vec<(PathBuf, Option<(SystemTime, u64)>)>);

impl Stamp {
    /// The sources that arguments mean now, and the folder of captures named by number.
    #[must_use]
    pub fn of(arguments: &[OsString], from: &Path) -> Self {
        let sources = arguments.iter().flat_map(|argument| Source::named(argument)).flatten();
        let files = sources.flat_map(|source| match source {
            Source::File(path) => vec![path],
            Source::Folder(dir) => {
                let files = walk::json_files(&dir).flatten();
                files.chain([dir.join(JOURNAL)]).collect()
            }
            Source::Captures(_) => vec![from.join(JOURNAL)],
            Source::Stdin => Vec::new(),
        });
        files.fold(Self::default(), |stamp, file| stamp.with(&file))
    }

    /// The same, and one more file.
    #[must_use]
    pub fn with(mut self, path: &Path) -> Self {
        let found = fs::metadata(path).ok();
        let looks = found.and_then(|found| Some((found.modified().ok()?, found.len())));
        self.0.push((path.to_owned(), looks));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_comes_grows_or_goes_changes_how_its_folder_looks() {
        let dir = tempfile::tempdir().unwrap();
        let [file, journal] = ["a.json", JOURNAL].map(|name| dir.path().join(name));
        let look = || Stamp::of(&[dir.path().into()], Path::new("captures"));
        let mut looks = vec![look(), look()];
        assert_eq!(looks[0], looks[1]);
        fs::write(&file, "{}").unwrap();
        looks.push(look());
        fs::write(&file, "{\"a\":1}").unwrap();
        looks.push(look());
        fs::write(&journal, "\n").unwrap();
        looks.push(look());
        fs::remove_file(&file).unwrap();
        looks.push(look());
        assert!(looks[1..].windows(2).all(|pair| pair[0] != pair[1]), "{looks:#?}");
    }
}
