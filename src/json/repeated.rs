//! Keys that an object has more than once.

use std::collections::HashSet;

use super::{Kind, Value};

/// Objects up to this many members are compared pair by pair, which is quicker than hashing.
const PAIRWISE: usize = 8;

impl<'d> Value<'d> {
    /// Every key, here and below, that its object already had; objects in document order.
    pub fn repeated_keys(self) -> impl Iterator<Item = Self> {
        let objects = self.all().filter(|value| value.kind() == Kind::Object && value.len() > 1);
        objects.flat_map(Self::repeated_here)
    }

    fn repeated_here(self) -> Vec<Self> {
        let keys = || self.members().map(|member| member.key);
        if self.len() <= PAIRWISE {
            let is_again = |(at, key): &(usize, Value<'d>)| {
                keys().take(*at).any(|earlier| earlier.text() == key.text())
            };
            return keys().enumerate().filter(is_again).map(|(_, key)| key).collect();
        }
        let mut seen = HashSet::with_capacity(self.len());
        keys().filter(|key| !seen.insert(key.text())).collect()
    }
}
