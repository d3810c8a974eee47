//! The payloads of sources, each told with what came before it of its appointment.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};
use std::ffi::OsString;
use std::path::Path;
use std::slice;

use super::follow::Follower;
use super::judge::read;
use super::reading::Reading;
use crate::capture::Capture;
use crate::entry::Entry;
use crate::error::Error;
use crate::secret::Secrets;
use crate::store::{self, AllKept, Source};

/// How many appointments are followed whose payloads are in no file of their own.
const ROOM: usize = 20_000;

/// Payloads that are to be told of.
#[derive(Clone, Copy)]
pub(super) struct Told<'a> {
    /// Where they come from.
    pub sources: &'a [OsString],
    /// The folder of captures that are named by number.
    pub from: &'a Path,
    /// Which of them may be wanted, by their appointment: no other is looked at.
    pub is_wanted: &'a dyn Fn(&Capture) -> bool,
}

/// Tells what is to be told of a payload.
pub(super) type Tell<'t> = &'t mut dyn FnMut(&Entry<'_>, &mut Reading<'_>) -> Result<(), Error>;

impl Told<'_> {
    /// Tells of every payload. For captures that are named by number, what came before them in
    /// their folder is read too, and not told; what cannot be read stops no other.
    pub(super) fn each(self, reading: &mut Reading<'_>, tell: Tell<'_>) -> Result<(), Error> {
        if !self.sources.iter().any(is_numbers) {
            return self.follow(store::kept(self.sources, self.from), reading, tell);
        }
        if !self.sources.iter().all(is_numbers) {
            // A capture's own past is none of the files' beside it.
            let one = |source| Self { sources: slice::from_ref(source), ..self };
            return self.sources.iter().try_for_each(|source| one(source).each(reading, tell));
        }
        let (numbers, names) = self.selected(reading)?;
        // What is asked for and cannot be read was told of; what came before it is only a help.
        let lives = store::lives(self.from, numbers.clone(), &names).flatten().map(Ok);
        self.follow(
            Box::new(lives),
            reading,
            &mut |entry, reading| match entry.capture.origin.seq {
                Some(seq) if numbers.contains(&seq) => tell(entry, reading),
                _ => Ok(()),
            },
        )
    }

    /// Tells of every payload of these.
    pub(super) fn follow(
        self,
        all: AllKept,
        reading: &mut Reading<'_>,
        tell: Tell<'_>,
    ) -> Result<(), Error> {
        let mut follower = Follower::with_room(ROOM, reading.secrets);
        for kept in all {
            match kept {
                Ok(kept) if !(self.is_wanted)(&kept.capture) => {}
                Ok(kept) => follower.follow_kept(&kept, |entry| tell(entry, reading))?,
                Err(error) => reading.unread(&error)?,
            }
        }
        if follower.has_forgotten() {
            reading.console.talk().warn(&format!(
                "there is room to follow {ROOM} appointments whose payloads are in no file of \
                 their own: of the others, each payload is told as if it were the first"
            ));
        }
        Ok(())
    }

    /// The numbers that are asked for, and the appointments that they are of.
    fn selected(self, reading: &mut Reading<'_>) -> Result<(BTreeSet<u64>, Vec<String>), Error> {
        let (mut numbers, mut names) = (BTreeSet::new(), HashSet::new());
        for kept in store::kept(self.sources, self.from) {
            match kept {
                Ok(kept) => {
                    numbers.extend(kept.capture.origin.seq);
                    names.extend(read(&kept.capture, Secrets::Shown, |entry| {
                        entry.named()?.name().map(Cow::into_owned)
                    }));
                }
                Err(error) => reading.unread(&error)?,
            }
        }
        Ok((numbers, names.into_iter().collect()))
    }
}

/// Whether an argument names captures by their numbers.
pub(super) fn is_numbers(source: &OsString) -> bool {
    matches!(&Source::named(source)[..], [Ok(Source::Captures(_))])
}
