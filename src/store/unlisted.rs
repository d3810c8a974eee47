//! Bodies of a capture folder that no line of its journal names.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::line::{CAPTURE, Head};
use super::lines::{Lines, open};
use super::{Links, name};
use crate::error::Error;
use crate::sequence::Link;

/// The links of a journal, with the bodies beside it that it does not name, each where its number
/// belongs.
pub(super) fn with_unlisted(links: Links, journal: &Path) -> Links {
    let mut links = links.peekable();
    let mut unlisted = match unlisted(journal) {
        Ok(unlisted) => unlisted.into_iter().peekable(),
        Err(error) => return Box::new(std::iter::once(Err(error)).chain(links)),
    };
    Box::new(std::iter::from_fn(move || {
        let next = links.peek().map(|link| link.as_ref().map_or(0, number));
        let is_before = |(seq, _): &(u64, PathBuf)| next.is_none_or(|next| *seq < next);
        let body = unlisted.next_if(is_before);
        body.map(|(seq, path)| Ok(Link::Unlisted(path, seq))).or_else(|| links.next())
    }))
}

/// The number of a link; 0 when it has none, and nothing stands before it.
fn number(link: &Link) -> u64 {
    match link {
        Link::Capture(_, Some(listed)) | Link::Partial(listed) | Link::Bodiless(listed, _) => {
            listed.seq
        }
        Link::Capture(_, None) | Link::Unlisted(..) | Link::Source => 0,
    }
}

/// Bodies are looked for first: one that comes in the meantime has its line in the journal.
fn unlisted(journal: &Path) -> Result<BTreeMap<u64, PathBuf>, Error> {
    let dir = journal.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let unread = |error| Error::Read(dir.to_owned(), error);
    let mut bodies = BTreeMap::new();
    for entry in fs::read_dir(dir).map_err(unread)? {
        let file = entry.map_err(unread)?.file_name();
        // The path as the user would write it.
        let path = journal.with_file_name(&file);
        bodies.extend(file.to_str().and_then(name::seq_of_body).map(|seq| (seq, path)));
    }
    let listed = listed(journal)?;
    bodies.retain(|seq, _| !listed.contains(seq));
    Ok(bodies)
}

fn listed(journal: &Path) -> Result<HashSet<u64>, Error> {
    let mut listed = HashSet::new();
    for line in Lines::of(open(journal)?) {
        let line = line.map_err(|error| Error::Read(journal.to_owned(), error))?;
        // A line that cannot be read is told of where the journal is read.
        let head = serde_json::from_slice::<Head<'_>>(line.text()).ok();
        listed.extend(head.filter(|head| head.kind == CAPTURE).and_then(|head| head.seq));
    }
    Ok(listed)
}
