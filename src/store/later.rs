//! Payloads that are read again when it is their turn, so that many of them can be put in order.

use std::fs;

use super::entries::body_of;
use crate::capture::Capture;
use crate::error::Error;

/// A payload of which no more is held than is needed to read it again.
#[derive(Debug)]
pub struct Later {
    /// Without its body when that is a file of its own.
    capture: Capture,
    is_left: bool,
}

impl Later {
    /// Lets go of the body of a payload that is all of its file. One of several, one that was
    /// compressed and one that came by a pipe are held.
    #[must_use]
    pub fn of(capture: Capture) -> Self {
        let origin = &capture.origin;
        let is_one = origin.element.is_none() && origin.lines_before == 0;
        let is_compressed = |ending: &std::ffi::OsStr| ending.eq_ignore_ascii_case("gz");
        let is_left = origin.path.as_deref().is_some_and(|path| {
            is_one
                && !path.extension().is_some_and(is_compressed)
                && fs::metadata(path)
                    .is_ok_and(|found| found.is_file() && found.len() == capture.body.len() as u64)
        });
        let body = if is_left { bytes::Bytes::new() } else { capture.body.clone() };
        Self { capture: Capture { body, ..capture }, is_left }
    }

    /// All of it.
    ///
    /// # Errors
    /// [`Error::Read`] when its file cannot be read any more.
    pub fn capture(self) -> Result<Capture, Error> {
        let Self { capture, is_left } = self;
        let path = capture.origin.path.as_deref().filter(|_| is_left);
        let body = path.map(|path| match capture.origin.seq {
            Some(_) => body_of(path),
            None => super::read(path),
        });
        match body.transpose()? {
            Some(body) => Ok(Capture { body: body.into(), ..capture }),
            None => Ok(capture),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::Origin;

    #[test]
    fn only_what_is_all_of_its_file_is_read_again() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.json");
        fs::write(&path, "{}").unwrap();
        let origin = |element| Origin { path: Some(path.clone()), element, ..Origin::default() };
        let later = |origin, body: &'static str| Later::of(Capture::of_body(origin, body.into()));
        let [whole, part, other] = [
            later(origin(None), "{}"),
            later(origin(Some(0)), "{}"),
            later(Origin::default(), "{}"),
        ];
        assert!(whole.is_left && whole.capture.body.is_empty());
        fs::write(&path, "[]").unwrap();
        let body = |later: Later| later.capture().unwrap().body;
        assert_eq!([body(whole), body(part), body(other)], ["[]", "{}", "{}"]);
        let gone = later(origin(None), "{}");
        fs::remove_file(&path).unwrap();
        assert!(gone.capture().is_err());
    }
}
