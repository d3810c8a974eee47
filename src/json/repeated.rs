//! Keys that an object has more than once.

use std::collections::HashSet;

use super::{Kind, Value};

/// Objects up to this many members are compared pair by pair where two look alike, which is quicker
/// than hashing and cannot be made slow by keys that were chosen to collide.
const PAIRWISE: usize = 64;

/// A bit for the look of each key; so many that two of a small object seldom share one.
const BITS: u32 = 1024;

impl Value<'_> {
    /// Every key, here and below, that its object already had; objects in document order.
    pub fn repeated_keys(self) -> impl Iterator<Item = Self> {
        let objects = self.all().filter(|value| value.kind() == Kind::Object && value.len() > 1);
        objects.flat_map(Self::repeated_here)
    }

    fn repeated_here(self) -> Vec<Self> {
        if self.len() <= PAIRWISE && !self.may_repeat() {
            return Vec::new();
        }
        let mut seen = HashSet::with_capacity(self.len());
        let keys = self.members().map(|member| member.key);
        keys.filter(|key| !seen.insert(key.text())).collect()
    }

    /// A quick look at a small object: whether two of its keys look alike.
    fn may_repeat(self) -> bool {
        let mut met = [0_u64; BITS as usize / 64];
        self.members().enumerate().any(|(at, member)| {
            let look = member.key.look();
            let (word, bit) = ((look % BITS / 64) as usize, 1 << (look % 64));
            let may_be_met = met[word] & bit != 0;
            met[word] |= bit;
            may_be_met && self.members().take(at).any(|earlier| earlier.key.look() == look)
        })
    }
}
