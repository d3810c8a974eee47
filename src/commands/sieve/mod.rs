//! A jq filter of the user's, asked in a process of its own: one that never ends, takes all memory,
//! or calls itself without end, costs that process alone.

mod asker;
mod child;

pub(super) use asker::Sieve;
pub(crate) use child::{ARGUMENT, run};
