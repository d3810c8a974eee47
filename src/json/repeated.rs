//! Keys that an object has more than once.

use std::collections::HashSet;

use super::{Kind, Value};

/// Objects up to this many members are compared pair by pair, which is quicker than hashing and
/// cannot be made slow by keys that were chosen to collide.
const PAIRWISE: usize = 64;

impl Value<'_> {
    /// Every key, here and below, that its object already had; objects in document order.
    pub fn repeated_keys(self) -> impl Iterator<Item = Self> {
        let objects = self.all().filter(|value| value.kind() == Kind::Object && value.len() > 1);
        objects.flat_map(Self::repeated_here)
    }

    fn repeated_here(self) -> Vec<Self> {
        let keys = || self.members().map(|member| member.key);
        if self.len() <= PAIRWISE && !self.may_repeat() {
            return Vec::new();
        }
        let mut seen = HashSet::with_capacity(self.len());
        keys().filter(|key| !seen.insert(key.text())).collect()
    }

    /// A quick look at a small object: whether two of its keys look alike, or one is escaped.
    fn may_repeat(self) -> bool {
        let mut looks = [0_u64; PAIRWISE];
        for (at, key) in self.members().map(|member| member.key).enumerate() {
            let look = look_of(key.raw().as_bytes());
            if key.is_escaped() || looks[..at].contains(&look) {
                return true;
            }
            looks[at] = look;
        }
        false
    }
}

/// A number that two keys share when they are the same, and seldom otherwise: of the length, the
/// beginning and the end.
fn look_of(key: &[u8]) -> u64 {
    let word = |bytes: &[u8]| {
        bytes.iter().fold(0_u64, |word, byte| word.rotate_left(8) ^ u64::from(*byte))
    };
    let (first, last) = (&key[..key.len().min(8)], &key[key.len().saturating_sub(9)..]);
    let mixed = word(first).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ word(last).rotate_left(17);
    mixed ^ (key.len() as u64).wrapping_mul(0xC2B2_AE3D_27D4_EB4F)
}
