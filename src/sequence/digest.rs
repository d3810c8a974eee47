//! Names in 64 bits each: what is remembered of a hundred thousand must be small.

use std::hash::{BuildHasher, Hash, RandomState};

/// Digests of one run: keyed by chance, so that nobody can send what collides.
#[derive(Debug, Default)]
pub(super) struct Digests(RandomState);

impl Digests {
    /// Of anything that can be told apart.
    pub(super) fn of(&self, what: impl Hash) -> u64 {
        self.0.hash_one(what)
    }
}
