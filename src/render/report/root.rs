//! Files as a service of a repository knows them: from its top, with forward slashes.

use std::path::{Component, Path, PathBuf};

use crate::capture::Origin;

/// The top of a repository, and the folder in it that paths are given from.
#[derive(Clone, Debug, Default)]
pub struct Root {
    top: PathBuf,
    dir: PathBuf,
}

impl Root {
    /// The top of the repository that the current folder lies in; the folder itself without one.
    #[must_use]
    pub fn of(dir: PathBuf, top: Option<PathBuf>) -> Self {
        let top = top.filter(|top| top.is_absolute() && dir.starts_with(top));
        Self { top: top.unwrap_or_else(|| dir.clone()), dir }
    }

    /// The file of a payload; none for what came by a pipe.
    #[must_use]
    pub fn file(&self, origin: &Origin) -> Option<String> {
        origin.path.as_deref().map(|path| self.shown(path))
    }

    /// A path from the top, or the whole of one that leads elsewhere.
    #[must_use]
    pub fn shown(&self, path: &Path) -> String {
        let whole = clean(&self.dir.join(path));
        let path = whole.strip_prefix(&self.top).unwrap_or(&whole);
        let shown = path.to_string_lossy().into_owned();
        if cfg!(windows) { shown.replace('\\', "/") } else { shown }
    }
}

/// A path without `.` and `..`, by its letters alone: what it names need not be there.
fn clean(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            // Above the top of a file system is its top.
            Component::ParentDir => drop(clean.pop()),
            _ => clean.push(part),
        }
    }
    clean
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_told_from_the_top_of_the_repository() {
        let root = Root::of("/repo/sub".into(), Some("/repo".into()));
        let shown = |path: &str| root.shown(Path::new(path));
        assert_eq!(shown("a.json"), "sub/a.json");
        assert_eq!(shown("./b/../a.json"), "sub/a.json");
        assert_eq!(shown("../a.json"), "a.json");
        assert_eq!(shown("/repo/x/a.json"), "x/a.json");
        assert_eq!(shown("/elsewhere/a.json"), "/elsewhere/a.json");
        assert_eq!(shown("../../../../a.json"), "/a.json");
    }

    #[test]
    fn a_folder_outside_the_repository_is_its_own_top() {
        for top in [None, Some("/repo".into()), Some("work".into())] {
            assert_eq!(Root::of("/desk".into(), top).shown(Path::new("./a.json")), "a.json");
        }
    }
}
