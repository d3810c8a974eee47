//! The second message: what a receiver asks with. All of it is a stranger's.

use super::{SIGNATURE, TARGET_INFO, UNICODE};

/// The ends of the parts that stand in one place: the flags, the challenge, what is told of the
/// receiver.
const SHORTEST: usize = 32;
const WITH_TARGET_INFO: usize = 48;

/// More than any receiver tells of itself, and less than a message has room for.
const MOST_TARGET_INFO: usize = 16 * 1024;

/// Kinds of pairs: the last, flags, and the time of the receiver.
const END: u16 = 0;
const FLAGS: u16 = 6;
const TIME: u16 = 7;

/// Among the flags: the answer has a MIC.
const HAS_MIC: u32 = 2;

/// A challenge.
#[derive(Debug)]
pub(super) struct Challenge {
    /// As it came.
    pub message: Vec<u8>,
    pub flags: u32,
    pub nonce: [u8; 8],
    /// What the receiver tells of itself, as pairs of a kind and a value, without their end.
    pub target_info: Vec<u8>,
    /// Its time, when it tells one; then the answer has a MIC, and says so among the pairs.
    pub time: Option<u64>,
}

impl Challenge {
    /// Reads a message.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn read(message: Vec<u8>) -> Result<Self, &'static str> {
        if !message.starts_with(SIGNATURE) || number(&message, 8) != Some(2) {
            return Err("it is no second message of NTLM");
        }
        let (Some(flags), Some(nonce)) = (number(&message, 20), message.get(24..SHORTEST)) else {
            return Err("it is cut off");
        };
        if flags & UNICODE == 0 {
            return Err("it is not in Unicode");
        }
        let nonce = nonce.try_into().map_err(|_| "it is cut off")?;
        let told = if flags & TARGET_INFO == 0 { &[] } else { target_info(&message)? };
        let (target_info, time) = pairs(told)?;
        Ok(Self { message, flags, nonce, target_info, time })
    }
}

/// The part that tells of the receiver.
fn target_info(message: &[u8]) -> Result<&[u8], &'static str> {
    const WHY: &str = "what it tells of the receiver lies outside of it";
    if message.len() < WITH_TARGET_INFO {
        return Err("it is cut off");
    }
    let length = usize::from(short(message, 40).ok_or(WHY)?);
    let start = number(message, 44).and_then(|start| usize::try_from(start).ok()).ok_or(WHY)?;
    if length > MOST_TARGET_INFO {
        return Err("it tells too much of the receiver");
    }
    start.checked_add(length).and_then(|end| message.get(start..end)).ok_or(WHY)
}

/// The pairs as they go back, and the time among them. Where there is one, they say that a MIC
/// follows.
fn pairs(mut told: &[u8]) -> Result<(Vec<u8>, Option<u64>), &'static str> {
    let (mut kept, mut time, mut flags) = (Vec::with_capacity(told.len() + 8), None, 0);
    while let Some((kind, value, rest)) = pair(told)? {
        match kind {
            FLAGS => flags = number(value, 0).ok_or("its flags are cut off")?,
            _ => kept.extend_from_slice(&told[..told.len() - rest.len()]),
        }
        if kind == TIME {
            let value = value.try_into().map_err(|_| "its time is none")?;
            time = Some(u64::from_le_bytes(value));
        }
        told = rest;
    }
    if time.is_some() {
        flags |= HAS_MIC;
    }
    if flags != 0 {
        kept.extend([FLAGS.to_le_bytes(), 4_u16.to_le_bytes()].concat());
        kept.extend(flags.to_le_bytes());
    }
    Ok((kept, time))
}

/// A kind, a value, and what is behind them.
type Pair<'a> = (u16, &'a [u8], &'a [u8]);

/// The first pair; none at the end.
fn pair(told: &[u8]) -> Result<Option<Pair<'_>>, &'static str> {
    const WHY: &str = "what it tells of the receiver has no end";
    if told.is_empty() {
        return Ok(None);
    }
    let (kind, length) = short(told, 0).zip(short(told, 2)).ok_or(WHY)?;
    if kind == END {
        return Ok(None);
    }
    let (value, rest) = told[4..].split_at_checked(length.into()).ok_or(WHY)?;
    if rest.is_empty() { Err(WHY) } else { Ok(Some((kind, value, rest))) }
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}
