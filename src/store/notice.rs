//! What opening a capture folder has to say: nothing that stops it.

use std::fmt;
use std::path::PathBuf;

/// Something about a capture folder that its user should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The end of the journal was no whole line and was cut off; a copy is kept beside it.
    Recovered {
        /// How many bytes were cut off.
        bytes: u64,
        /// The journal.
        file: PathBuf,
    },
    /// Lines in the middle of the journal that cannot be read.
    Unreadable {
        /// Their numbers, from 1.
        lines: Vec<usize>,
        /// The journal.
        file: PathBuf,
    },
    /// Bodies that no line of the journal names: their requests were never answered 200.
    Unlisted {
        /// Their file names, in order.
        files: Vec<String>,
    },
    /// Bodies that were not written to their end.
    Unfinished {
        /// Their file names, in order.
        files: Vec<String>,
    },
    /// A folder into which others than its owner may write.
    WritableByOthers {
        /// The folder.
        dir: PathBuf,
    },
    /// The folder or its journal had been taken away and was made again.
    Recreated {
        /// The folder.
        dir: PathBuf,
    },
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Recovered { bytes, file } => write!(
                f,
                "recovered: dropped 1 incomplete record ({bytes} bytes) at {}",
                file.display()
            ),
            Self::Unreadable { lines, file } => {
                let file = file.display();
                if let [line] = lines[..] {
                    return write!(f, "line {line} of `{file}` cannot be read and is skipped");
                }
                let (count, first) = (lines.len(), lines.first().unwrap_or(&0));
                write!(f, "{count} lines of `{file}`, the first of them {first}, ")?;
                f.write_str("cannot be read and are skipped")
            }
            Self::Unlisted { files } => {
                write!(f, "{} without a line in the journal, kept", Files(files))
            }
            Self::Unfinished { files } => {
                write!(f, "{} of a body that was not written to its end, kept", Files(files))
            }
            Self::WritableByOthers { dir } => {
                let dir = dir.display();
                write!(f, "`{dir}` can be written by others: `chmod 700 {dir}` keeps them out")
            }
            Self::Recreated { dir } => {
                write!(f, "`{}` had been taken away and was made again", dir.display())
            }
        }
    }
}

struct Files<'f>(&'f [String]);

impl fmt::Display for Files<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            [] => f.write_str("no file"),
            [file] => write!(f, "file `{file}`"),
            [first, .., last] => write!(f, "{} files, `{first}` to `{last}`,", self.0.len()),
        }
    }
}
