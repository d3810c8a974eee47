//! The file that says that a listener is ready: there while it is, and gone when it is not.

use std::io;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::{server, store};

/// A place for the URL of a listener that is not ready yet.
pub(super) struct Ready(PathBuf);

/// The URL of a listener that is ready; with this value it is taken away.
pub(super) struct Told {
    path: PathBuf,
    text: String,
}

impl Ready {
    /// A place that says nothing: what an earlier run left there fools nobody any more. What a
    /// listener that still runs has said there stays, until this one is ready itself.
    ///
    /// # Errors
    /// [`Error::Report`] when nothing can be written there, or what is there no listener wrote.
    pub(super) fn at(path: &Path) -> Result<Self, Error> {
        // A pipe would keep whoever looks into it waiting.
        if path.metadata().is_ok_and(|found| !found.is_file()) {
            let why = io::Error::other("what is there is no file");
            return Err(Error::Report(path.to_owned(), why));
        }
        let found = store::read(path).unwrap_or_default();
        let url = url(&found);
        if !found.is_empty() && url.is_none() {
            let why = io::Error::other("what is there was not written by a listener");
            return Err(Error::Report(path.to_owned(), why));
        }
        let address = url.and_then(|url| url.parse().ok());
        if !address.is_some_and(server::is_served) {
            store::clear(path)?;
        }
        Ok(Self(path.to_owned()))
    }

    /// Says that senders can post to this URL.
    ///
    /// # Errors
    /// [`Error::Report`] when it cannot be written.
    pub(super) fn tell(self, url: &str) -> Result<Told, Error> {
        let text = format!("{url}\n");
        store::write(&self.0, &text)?;
        Ok(Told { path: self.0, text })
    }
}

/// The URL that a listener has written, but for its scheme.
fn url(found: &[u8]) -> Option<&str> {
    let url = std::str::from_utf8(found).ok()?.strip_suffix('\n')?.strip_prefix("http://")?;
    Some(url).filter(|url| !url.contains(['/', '\n']))
}

impl Drop for Told {
    fn drop(&mut self) {
        // Another listener may have been told to write to the same place by now.
        if store::read(&self.path).is_ok_and(|found| found == self.text.as_bytes()) {
            // The run is over: there is nobody left to tell.
            let _ = store::clear(&self.path);
        }
    }
}
