//! What is written must not be what is read.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use super::Source;
use super::journal::JOURNAL;

/// Whether a file that is to be written is one that these arguments read, or would read the next
/// time.
#[must_use]
pub fn is_source(arguments: &[OsString], from: &Path, file: &Path) -> bool {
    let file = whole(file);
    let sources = arguments.iter().flat_map(|argument| Source::named(argument)).flatten();
    sources.into_iter().any(|source| match source {
        Source::File(path) => whole(&path) == file,
        Source::Folder(dir) => is_below(&dir, &file),
        Source::Captures(_) => is_below(from, &file),
        Source::Stdin => false,
    })
}

/// Whether a folder is read with this file: all of a capture folder is its listener's.
fn is_below(dir: &Path, file: &Path) -> bool {
    let Ok(dir) = fs::canonicalize(dir) else { return false };
    if dir.join(JOURNAL).exists() {
        return file.parent() == Some(&dir);
    }
    let is_json = file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    is_json && file.starts_with(&dir)
}

/// Where a path leads to, whether something is there or not.
fn whole(path: &Path) -> PathBuf {
    let whole = || {
        let dir = path.parent().filter(|dir| !dir.as_os_str().is_empty());
        let dir = fs::canonicalize(dir.unwrap_or(Path::new("."))).ok()?;
        Some(dir.join(path.file_name()?))
    };
    fs::canonicalize(path).ok().or_else(whole).unwrap_or_else(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_known_by_every_name_that_it_has() {
        let room = tempfile::tempdir().unwrap();
        let path = |name: &str| room.path().join(name);
        for dir in ["captures", "plain/below", "other"] {
            fs::create_dir_all(path(dir)).unwrap();
        }
        for file in ["captures/captures.jsonl", "plain/a.json", "one.json"] {
            fs::write(path(file), "{}").unwrap();
        }
        let sources = ["captures", "plain", "one.json"].map(|name| path(name).into_os_string());
        for (file, expected) in [
            ("captures/captures.jsonl", true),
            ("captures/new.sarif", true),
            ("plain/below/new.json", true),
            ("plain/new.sarif", false),
            ("other/../one.json", true),
            ("other/one.json", false),
        ] {
            assert_eq!(is_source(&sources, Path::new("nowhere"), &path(file)), expected, "{file}");
        }
        let last = [OsString::from("last")];
        assert!(is_source(&last, &path("captures"), &path("captures/x.json")));
        assert!(!is_source(&["-".into()], &path("captures"), &path("captures/x.json")));
    }
}
