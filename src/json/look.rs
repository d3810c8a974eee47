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
