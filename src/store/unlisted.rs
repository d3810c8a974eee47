//! Bodies of a capture folder whose numbers no line of its journal has.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::line::{CAPTURE, Head};
use super::lines::{Lines, open};
use super::{Links, kin, name};
use crate::error::Error;
use crate::sequence::{Link, Unlisted};

/// The links of a journal, with the bodies beside it whose numbers it does not have, each where its number
/// belongs.
pub(super) fn with_unlisted(links: Links, journal: &Path) -> Links {
    let mut links = links.peekable();
    let mut unlisted = match unlisted(journal) {
        Ok(unlisted) => unlisted.into_iter().peekable(),
        Err(error) => return Box::new(std::iter::once(Err(error)).chain(links)),
    };
    Box::new(std::iter::from_fn(move || {
        let next = links.peek().map(|link| link.as_ref().map_or(0, number));
        let body = unlisted.next_if(|body| next.is_none_or(|next| body.seq < next));
        body.map(|body| Ok(Link::Unlisted(body))).or_else(|| links.next())
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
fn unlisted(journal: &Path) -> Result<Vec<Unlisted>, Error> {
    let dir = journal.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let unread = |error| Error::Read(dir.to_owned(), error);
    let mut bodies = BTreeMap::new();
    for entry in fs::read_dir(dir).map_err(unread)? {
        let file = entry.map_err(unread)?.file_name();
        // The path as the user would write it.
        let path = journal.with_file_name(&file);
        bodies.extend(file.to_str().and_then(name::seq_of_body).map(|seq| (seq, path)));
    }
    each_line(journal, |_, line| {
        // A line that cannot be read is told of where the journal is read.
        let head = serde_json::from_slice::<Head<'_>>(line).ok();
        let seq = head.filter(|head| head.kind == CAPTURE).and_then(|head| head.seq);
        seq.and_then(|seq| bodies.remove(&seq));
    })?;
    let body = |(seq, path)| Unlisted { path, seq, other: None };
    let mut bodies: Vec<Unlisted> = bodies.into_iter().map(body).collect();
    // Most journals name every body, and are read once.
    if !bodies.is_empty() {
        kin::find(&mut bodies, journal)?;
    }
    Ok(bodies)
}

/// Does something with every line of a journal and its number, from 1.
pub(super) fn each_line(journal: &Path, mut look: impl FnMut(usize, &[u8])) -> Result<(), Error> {
    for line in Lines::of(open(journal)?) {
        let line = line.map_err(|error| Error::Read(journal.to_owned(), error))?;
        look(line.before + 1, line.text());
    }
    Ok(())
}
