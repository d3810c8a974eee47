//! NTLM, by which a receiver on premises may ask who sends: three messages that sign in a
//! connection (MS-NLMP, and MS-NTHT for their way over HTTP).
//!
//! They are written by hand, on the hashes of `RustCrypto`: the one crate of NTLM that is kept,
//! `sspi`, brings 73 others of elliptic curves and RSA, for Kerberos and smart cards.
//!
//! It is what receivers of today take, and no more: NTLM version 2 with what the receiver tells of
//! itself, a MIC where its challenge has a time, Unicode. There is no version 1 and no LM, which
//! are broken; no signing and sealing, which HTTP has not; and no channel binding, so that a
//! receiver which insists on Extended Protection refuses it.

mod account;
mod answer;
mod challenge;
mod offers;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

pub use account::Account;

pub(super) use self::offers::Offers;

use self::challenge::Challenge;

/// What each message begins with.
const SIGNATURE: &[u8; 8] = b"NTLMSSP\0";

/// Texts are UTF-16.
const UNICODE: u32 = 0x0000_0001;
/// The challenge names the receiver.
const REQUEST_TARGET: u32 = 0x0000_0004;
const NTLM: u32 = 0x0000_0200;
/// Asked for by all, though nothing is signed.
const ALWAYS_SIGN: u32 = 0x0000_8000;
const EXTENDED_SESSION_SECURITY: u32 = 0x0008_0000;
/// The challenge tells more of the receiver.
const TARGET_INFO: u32 = 0x0080_0000;
/// Some receivers insist on strong keys, though none is used.
const KEY_128: u32 = 0x2000_0000;
const KEY_56: u32 = 0x8000_0000;

/// What is spoken here.
const OWN: u32 =
    UNICODE | REQUEST_TARGET | NTLM | ALWAYS_SIGN | EXTENDED_SESSION_SECURITY | KEY_128 | KEY_56;

/// The first message, as the value of `Authorization`: what is spoken, and no names.
pub(super) fn opening() -> String {
    header(&negotiate())
}

/// The third message, for a challenge as it stands behind `NTLM `; `now` is in units of 100 ns
/// since 1601, and `nonce` is eight bytes that nobody can foresee.
///
/// # Errors
/// What is wrong with the challenge.
pub(super) fn closing(
    account: &Account,
    challenge: &str,
    nonce: [u8; 8],
    now: u64,
) -> Result<String, &'static str> {
    let message = BASE64_STANDARD.decode(challenge.trim()).map_err(|_| "it is not Base64")?;
    let challenge = Challenge::read(message)?;
    Ok(header(&answer::answer(account, &challenge, nonce, now)))
}

/// The first message, byte for byte.
fn negotiate() -> Vec<u8> {
    // Behind the flags: no domain and no workstation.
    [&SIGNATURE[..], &1_u32.to_le_bytes(), &OWN.to_le_bytes(), &[0; 16]].concat()
}

fn header(message: &[u8]) -> String {
    format!("NTLM {}", BASE64_STANDARD.encode(message))
}

/// The letters of a text as NTLM has them.
fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[cfg(test)]
mod tests;
