//! The third message: who signs in, and what proves it.

use super::account::{Account, hmac_md5};
use super::challenge::Challenge;
use super::{OWN, SIGNATURE, TARGET_INFO, negotiate, utf16};

/// Where the MIC stands: behind the fields, the flags and a version that is not told.
const MIC: usize = 72;

/// Where the texts begin that the fields tell of.
const PAYLOAD: usize = MIC + 16;

/// The message that answers a challenge.
pub(super) fn answer(
    account: &Account,
    challenge: &Challenge,
    nonce: [u8; 8],
    now: u64,
) -> Vec<u8> {
    let (proof, response) = proved(account, challenge, nonce, challenge.time.unwrap_or(now));
    let flags = challenge.flags & (OWN | TARGET_INFO);
    // The answer of LM is nothing; there are no names of this machine, and no key.
    let lm = vec![0; 24];
    let domain = utf16(&account.domain);
    let parts = [lm, response, domain, utf16(&account.user), Vec::new(), Vec::new()];
    let mut message = [&SIGNATURE[..], &3_u32.to_le_bytes()].concat();
    let mut at = PAYLOAD;
    for part in &parts {
        message.extend(field(part.len(), at));
        at += part.len();
    }
    message.extend(flags.to_le_bytes());
    message.resize(PAYLOAD, 0);
    message.extend(parts.concat());
    if challenge.time.is_some() {
        let key = hmac_md5(&account.key, &[&proof]);
        let mic = hmac_md5(&key, &[&negotiate(), &challenge.message, &message]);
        message[MIC..PAYLOAD].copy_from_slice(&mic);
    }
    message
}

/// The proof of version 2, and the response that begins with it.
pub(super) fn proved(
    account: &Account,
    challenge: &Challenge,
    nonce: [u8; 8],
    time: u64,
) -> ([u8; 16], Vec<u8>) {
    let end_of_pairs = [0; 4];
    let signed = [
        &[1, 1, 0, 0, 0, 0, 0, 0][..],
        &time.to_le_bytes(),
        &nonce,
        &[0; 4],
        &challenge.target_info,
        &end_of_pairs,
        &[0; 4],
    ]
    .concat();
    let proof = hmac_md5(&account.key, &[&challenge.nonce, &signed]);
    let response = [&proof[..], &signed].concat();
    (proof, response)
}

/// How long a part is, twice, and where it begins.
fn field(length: usize, at: usize) -> [u8; 8] {
    let [low, high] = u16::try_from(length).expect("names and challenges are short").to_le_bytes();
    let [a, b, c, d] = u32::try_from(at).expect("names and challenges are short").to_le_bytes();
    [low, high, low, high, a, b, c, d]
}
