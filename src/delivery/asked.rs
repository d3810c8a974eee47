//! What a receiver that answers 401 asks for: its schemes, and how to show who sends.

use super::{Answered, SignIn};

/// The header that it asks with.
const HEADER: &str = "www-authenticate";

/// How many schemes are told.
const MOST: usize = 6;

/// The longest word of it that is told.
const LONGEST: usize = 40;

/// What a receiver asks for. All of it is a stranger's, and none of it is more than a plain word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The names of the schemes, each once.
    schemes: Vec<String>,
    /// What it says is wrong with a token.
    error: Option<String>,
}

impl Asked {
    /// What an answer asks for; none when it is no 401, or does not say.
    #[must_use]
    pub fn of(answered: &Answered) -> Option<Self> {
        let mut asked = Self { schemes: Vec::new(), error: None };
        let values = answered.headers.all(HEADER).filter(|_| answered.status == 401);
        for value in values {
            let value = String::from_utf8_lossy(value).into_owned();
            value.split(',').for_each(|piece| asked.piece(piece.trim()));
        }
        asked.schemes.truncate(MOST);
        (!asked.schemes.is_empty()).then_some(asked)
    }

    /// A scheme, with what stands behind it, or what goes on with the one before.
    fn piece(&mut self, piece: &str) {
        let (scheme, rest) = piece.split_once(' ').unwrap_or((piece, ""));
        if is_word(scheme) && !self.asks_for(scheme) {
            self.schemes.push(scheme.to_owned());
        }
        let parameter = if is_word(scheme) { rest.trim() } else { piece };
        let error = parameter.strip_prefix("error=").map(|error| error.trim_matches('"'));
        if let Some(error) = error.filter(|error| is_word(error)) {
            self.error.get_or_insert_with(|| error.to_owned());
        }
    }

    fn asks_for(&self, scheme: &str) -> bool {
        self.schemes.iter().any(|own| own.eq_ignore_ascii_case(scheme))
    }

    /// What it asks for, and what to try when this scheme was shown, or none; each a line.
    #[must_use]
    pub fn told(&self, shown: Option<&str>) -> Vec<String> {
        let error = self.error.as_ref().map(|error| format!(" ({error})")).unwrap_or_default();
        let mut told = vec![format!("it asks for {}{error}", self.schemes.join(", "))];
        let is_shown = |scheme: &str| shown.is_some_and(|own| own.eq_ignore_ascii_case(scheme));
        let ways: Vec<_> = [
            ("Basic", "`--basic USER`"),
            ("NTLM", "`--ntlm DOMAIN\\USER`"),
            ("Bearer", "`--bearer` or `--oauth2`"),
        ]
        .into_iter()
        .filter(|(scheme, _)| self.asks_for(scheme))
        .collect();
        if let Some((scheme, _)) = ways.iter().find(|(scheme, _)| is_shown(scheme)) {
            let what = if *scheme == "Bearer" { "token" } else { "user and the secret" };
            told.push(format!("try: what was shown was not taken; check the {what}"));
        } else if !ways.is_empty() {
            let ways: Vec<_> = ways.into_iter().map(|(_, way)| way).collect();
            told.push(format!("try: {}", ways.join(", or ")));
        } else if self.asks_for("Negotiate") || self.asks_for("Kerberos") {
            told.push(SignIn::Kerberos.to_string());
            told.extend(SignIn::Kerberos.hint().map(|hint| format!("try: {hint}")));
        } else if self.asks_for("Digest") {
            let digest = "try: Digest is not supported; `curl --digest -u USER --data-binary @FILE \
                          URL` sends one payload";
            told.push(digest.to_owned());
        }
        told
    }
}

fn is_word(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    !text.is_empty() && text.len() <= LONGEST && text.bytes().all(is_plain)
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;
    use crate::capture::Headers;

    fn told(status: u16, values: &[&'static str], shown: Option<&str>) -> Vec<String> {
        let pair = |value: &&'static str| (HEADER.to_owned(), Bytes::from(*value));
        let answered = Answered {
            status,
            reason: String::new(),
            headers: Headers(values.iter().map(pair).collect()),
            body: Bytes::new(),
            cut: None,
            location: None,
        };
        Asked::of(&answered).map(|asked| asked.told(shown)).unwrap_or_default()
    }

    #[test]
    fn the_option_that_helps_is_told() {
        let both = ["Negotiate", "NTLM"];
        let ntlm = ["it asks for Negotiate, NTLM", "try: `--ntlm DOMAIN\\USER`"];
        assert_eq!(told(401, &both, None), ntlm);
        assert_eq!(
            told(401, &["Basic realm=\"a, b\", Bearer"], None),
            ["it asks for Basic, Bearer", "try: `--basic USER`, or `--bearer` or `--oauth2`"]
        );
        let invalid = "Bearer realm=\"x\", error=\"invalid_token\", error_description=\"s3cret\"";
        assert_eq!(
            told(401, &[invalid], Some("Bearer")),
            [
                "it asks for Bearer (invalid_token)",
                "try: what was shown was not taken; check the token"
            ]
        );
        assert_eq!(
            told(401, &["Bearer error=\"invalid_token\""], None)[0],
            "it asks for Bearer (invalid_token)"
        );
        assert_eq!(
            told(401, &["Basic realm=\"x\""], Some("basic"))[1],
            "try: what was shown was not taken; check the user and the secret"
        );
    }

    #[test]
    fn what_is_not_supported_is_told_with_the_way_round() {
        let kerberos = told(401, &["Negotiate"], None);
        assert_eq!(kerberos[0], "it asks for Negotiate");
        assert!(kerberos[1].contains("Kerberos, which is not supported, because"), "{kerberos:?}");
        assert!(kerberos[2].contains("curl --negotiate"), "{kerberos:?}");
        let digest = told(401, &["Digest realm=\"x\", qop=\"auth,auth-int\", nonce=\"1\""], None);
        assert_eq!(digest[0], "it asks for Digest");
        assert!(digest[1].contains("curl --digest"), "{digest:?}");
    }

    #[test]
    fn nothing_but_words_is_told_and_only_of_a_401() {
        assert!(told(401, &[], None).is_empty());
        assert!(told(403, &["Basic"], None).is_empty());
        assert!(told(401, &["\u{1b}[2J x", "=", "a=\"b\""], None).is_empty());
        assert_eq!(told(401, &["Own error=\"\u{1b}[2J\""], None), ["it asks for Own"]);
    }
}
