//! Keys at a glance: a number that tells most of them apart.

/// The bit in which upper and lower case of an ASCII letter differ, of eight letters.
const CASE: u64 = 0x2020_2020_2020_2020;

/// A number that two keys share when they are the same, or differ in upper and lower case alone;
/// others seldom do. It is of the length, the beginning and the end.
#[must_use]
pub fn look_of(key: &str) -> u32 {
    look_of_bytes(key.as_bytes())
}

/// The same of a key by its bytes.
#[inline]
pub(super) fn look_of_bytes(bytes: &[u8]) -> u32 {
    let (first, last) = match bytes {
        [.., _, _, _, _, _, _, _, _] => {
            let eight = |bytes: &[u8]| {
                u64::from_le_bytes(bytes.try_into().expect("eight bytes were taken"))
            };
            (eight(&bytes[..8]), eight(&bytes[bytes.len() - 8..]))
        }
        short => (short.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)), 0),
    };
    let mixed = (first | CASE).wrapping_mul(0x9E37_79B9_7F4A_7C15)
        ^ (last | CASE).rotate_left(31).wrapping_mul(0xC2B2_AE3D_27D4_EB4F)
        ^ bytes.len() as u64;
    (mixed.wrapping_mul(0xFF51_AFD7_ED55_8CCD) >> 32) as u32
}

/// Where each of several keys is, by its look: at the slot that it tells, or at the next one that
/// was free. Half of the slots stay free, so that a search ends.
#[derive(Debug)]
pub struct ByLook(Vec<u32>);

/// A slot in which there is nothing.
const FREE: u32 = u32::MAX;

impl ByLook {
    /// The looks of keys, and where each is.
    #[must_use]
    pub fn of(keys: &[(u32, u32)]) -> Self {
        let mut slots = vec![FREE; (keys.len() * 2 + 1).next_power_of_two()];
        let last = slots.len() - 1;
        for (look, place) in keys {
            let mut at = *look as usize & last;
            while slots[at] != FREE {
                at = (at + 1) & last;
            }
            slots[at] = *place;
        }
        Self(slots)
    }

    /// Where the keys of a look are, in the order that they were given in, some of other looks
    /// among them.
    #[must_use]
    pub fn find(&self, look: u32) -> Likely<'_> {
        Likely { slots: &self.0, next: look as usize }
    }
}

/// Where keys of one look may be.
#[derive(Clone, Debug)]
pub struct Likely<'k> {
    slots: &'k [u32],
    next: usize,
}

impl Iterator for Likely<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let slot = self.slots[self.next & (self.slots.len() - 1)];
        self.next += 1;
        (slot != FREE).then_some(slot as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::look_of;

    #[test]
    fn the_same_key_looks_the_same_whatever_its_case() {
        for (one, other) in [("", ""), ("Id", "iD"), ("Subject", "SUBJECT"), ("Id", "Ids")] {
            let is_same = one.eq_ignore_ascii_case(other);
            assert_eq!(look_of(one) == look_of(other), is_same, "{one} {other}");
        }
        assert_eq!(look_of("IsAllDayEventOfWork"), look_of("isalldayeventofwork"));
        assert_ne!(look_of("StartDate"), look_of("StartDat"));
        assert_ne!(look_of("a"), look_of("\0a"));
    }
}
