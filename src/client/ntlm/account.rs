//! Who signs in.

use hmac::{Hmac, KeyInit, Mac};
use md4::{Digest, Md4};
use md5::Md5;

use super::utf16;

/// No name of Windows is as long: what is longer would not fit into a message.
const LONGEST: usize = 256;

/// A user, the domain, and what the password becomes.
pub struct Account {
    shown: String,
    pub(super) domain: String,
    pub(super) user: String,
    /// What proves the password: `NTOWFv2`.
    pub(super) key: [u8; 16],
}

impl Account {
    /// Reads `DOMAIN\user`, `user@domain` or `user`, with its password.
    ///
    /// # Errors
    /// Why there is no such user.
    pub fn of(given: &str, password: &str) -> Result<Self, &'static str> {
        // The part before `@` is no user without the domain: both stand for the user.
        let (domain, user) = given.split_once('\\').unwrap_or(("", given));
        if user.is_empty() {
            return Err("there is no user in it, as in `DOMAIN\\user` or `user@domain`");
        }
        if given.len() > LONGEST || given.contains(char::is_control) {
            return Err("Windows has no such user");
        }
        // Others would have seen a password by now.
        if given.contains(':') {
            return Err("a user holds no `:`; the password is read from `--secret-file`");
        }
        let hash = Md4::digest(utf16(password));
        let name = utf16(&format!("{}{domain}", upper(user)));
        let (domain, user) = (domain.to_owned(), user.to_owned());
        Ok(Self { shown: given.to_owned(), domain, user, key: hmac_md5(&hash, &[&name]) })
    }

    /// As the user wrote it.
    #[must_use]
    pub fn shown(&self) -> &str {
        &self.shown
    }
}

/// Windows makes one letter of one, so that `ß` stays.
fn upper(text: &str) -> String {
    let one = |letter: char| {
        let mut upper = letter.to_uppercase();
        upper.next().filter(|_| upper.next().is_none()).unwrap_or(letter)
    };
    text.chars().map(one).collect()
}

pub(super) fn hmac_md5(key: &[u8], parts: &[&[u8]]) -> [u8; 16] {
    let mut mac = Hmac::<Md5>::new_from_slice(key).expect("a key of any length will do");
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}
