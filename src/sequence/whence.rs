//! Which payload of a sequence it was, told in few bytes: there may be a hundred thousand.

use std::fmt;
use std::sync::Arc;

use crate::capture::Origin;
use crate::origin;

/// A payload seen before: by its number, or else by its file and line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Whence {
    Number(u64),
    Place { file: Arc<str>, line: usize, element: Option<u32> },
}

impl fmt::Display for Whence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(seq) => write!(f, "#{seq}"),
            Self::Place { file, line, element: None } => write!(f, "{file}:{line}"),
            Self::Place { file, line, element: Some(index) } => {
                write!(f, "{file}:{line} at /{index}")
            }
        }
    }
}

/// The files of the payloads; those of one file share its name.
#[derive(Debug, Default)]
pub(super) struct Files(Option<Arc<str>>);

impl Files {
    /// Where a payload stands: in a file, so many lines below the start of its document.
    pub(super) fn whence(&mut self, origin: &Origin, below: usize, at: Option<usize>) -> Whence {
        if let (Some(seq), None) = (origin.seq, at) {
            return Whence::Number(seq);
        }
        let name = origin::name(origin);
        let file = match &self.0 {
            Some(last) if **last == *name => last.clone(),
            _ => self.0.insert(name.into()).clone(),
        };
        let element = at.and_then(|index| u32::try_from(index).ok());
        Whence::Place { file, line: origin.lines_before + below + 1, element }
    }
}
