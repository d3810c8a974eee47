//! Threads that sync bodies to the disk side by side: the disk makes one commit of many.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use super::files;
use super::staged::Staged;
use crate::error::Error;

/// How many bodies are synced side by side; more gave no more. Measured on ext4, 64 bodies took a
/// third of the time that as many threads took which were started for them.
const SIDE_BY_SIDE: usize = 8;

/// Threads that wait for bodies to sync, and end with it.
#[derive(Debug)]
pub(super) struct Crew(Vec<Sender<Task>>);

/// Bodies of which whoever is free syncs the next.
#[derive(Clone, Debug)]
struct Task {
    staged: Arc<Vec<Staged>>,
    next: Arc<AtomicUsize>,
    told: Sender<Result<usize, Error>>,
}

impl Crew {
    /// As many threads as the system gives; the one that asks works too.
    pub(super) fn muster() -> Self {
        Self((1..SIDE_BY_SIDE).map_while(|_| helper()).collect())
    }

    /// Syncs all bodies.
    pub(super) fn sync(&self, staged: &Arc<Vec<Staged>>) -> Result<(), Error> {
        staged.iter().for_each(|one| files::begin_sync(&one.body));
        let (told, synced) = channel();
        let task = Task { staged: Arc::clone(staged), next: Arc::default(), told };
        for helper in self.0.iter().take(staged.len() - 1) {
            // One that is gone leaves its share to the others.
            let _ = helper.send(task.clone());
        }
        task.done();
        // All are waited for, whatever one of them says.
        let told: Vec<Result<usize, Error>> = synced.into_iter().collect();
        let count: usize = told.into_iter().sum::<Result<_, _>>()?;
        let lost = || staged[0].failure(io::Error::other("a sync came to no end"));
        if count == staged.len() { Ok(()) } else { Err(lost()) }
    }
}

fn helper() -> Option<Sender<Task>> {
    let (tasks, to_do) = channel::<Task>();
    let work = move || to_do.into_iter().for_each(Task::done);
    thread::Builder::new().spawn(work).ok().map(|_| tasks)
}

impl Task {
    /// Syncs one body after the other until none is left, and tells how many they were.
    fn done(self) {
        let Self { staged, next, told } = self;
        let mut left = || staged.get(next.fetch_add(1, Ordering::Relaxed));
        let mut count = 0;
        let synced = std::iter::from_fn(&mut left).try_for_each(|one| {
            count += 1;
            one.sync()
        });
        // Whoever is told closes the files: nobody may hold them any more.
        drop(staged);
        let _ = told.send(synced.map(|()| count));
    }
}
