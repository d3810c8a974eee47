//! What a receiver asks with, in the headers of an answer 401. All of it is a stranger's.

use hyper::header::{HeaderMap, WWW_AUTHENTICATE};

use crate::delivery::SignIn;

/// The pieces of all values of `WWW-Authenticate`: schemes, some with more behind them, and what
/// goes on with one.
pub(in crate::client) struct Offers(Vec<String>);

impl Offers {
    pub(in crate::client) fn of(headers: &HeaderMap) -> Self {
        let values = headers.get_all(WWW_AUTHENTICATE).iter();
        let values = values.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
        let pieces = |value: String| -> Vec<String> {
            value.split(',').map(|piece| piece.trim().to_owned()).collect()
        };
        Self(values.flat_map(pieces).collect())
    }

    /// Whether NTLM is among them.
    pub(in crate::client) fn has_ntlm(&self) -> bool {
        self.ntlm().is_some()
    }

    /// The second message of NTLM, as it stands there.
    pub(in crate::client) fn challenge(&self) -> Result<&str, SignIn> {
        if let Some(ntlm) = self.ntlm() {
            let challenge = ntlm.split_once(' ').map(|(_, challenge)| challenge);
            return challenge.ok_or(SignIn::Malformed("it is empty"));
        }
        let mut schemes: Vec<_> = self.0.iter().filter_map(|piece| scheme(piece)).collect();
        schemes.dedup();
        let is_kerberos = schemes.iter().any(|scheme| scheme.eq_ignore_ascii_case("Negotiate"));
        let other = || SignIn::Other(schemes.into_iter().map(str::to_owned).collect());
        Err(if is_kerberos { SignIn::Kerberos } else { other() })
    }

    fn ntlm(&self) -> Option<&str> {
        let is_ntlm = |piece: &&String| {
            scheme(piece).is_some_and(|scheme| scheme.eq_ignore_ascii_case("NTLM"))
        };
        self.0.iter().find(is_ntlm).map(String::as_str)
    }
}

/// The scheme that a piece begins with; none in what only goes on with one.
fn scheme(piece: &str) -> Option<&str> {
    let word = piece.split(' ').next().unwrap_or_default();
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (!word.is_empty() && word.bytes().all(is_plain)).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn challenge(values: &[&str]) -> Result<String, SignIn> {
        let pairs = values.iter().map(|value| (WWW_AUTHENTICATE, value.parse().unwrap()));
        Offers::of(&pairs.collect()).challenge().map(str::to_owned)
    }

    #[test]
    fn a_challenge_is_found_among_other_schemes() {
        for values in
            [&["Negotiate", "ntlm TlRM=="][..], &["Basic realm=\"a, b\", NTLM TlRM==, Negotiate"]]
        {
            assert_eq!(challenge(values), Ok("TlRM==".to_owned()));
        }
    }

    #[test]
    fn what_is_asked_for_in_its_place_is_told() {
        let other = |schemes: &[&str]| {
            Err(SignIn::Other(schemes.iter().map(|one| (*one).to_owned()).collect()))
        };
        assert_eq!(challenge(&["NTLM"]), Err(SignIn::Malformed("it is empty")));
        assert_eq!(challenge(&["Basic realm=\"x\"", "Negotiate"]), Err(SignIn::Kerberos));
        assert_eq!(challenge(&[]), other(&[]));
        let digest = "Digest realm=\"x\", qop=\"auth,auth-int\", nonce=\"1\"";
        assert_eq!(challenge(&[digest, "Bearer"]), other(&["Digest", "Bearer"]));
    }
}
