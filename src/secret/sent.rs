//! The secrets that a request brings, each by itself.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::names::is_secret_value;
use super::{is_secret_header, percent_decoded};
use crate::capture::{Headers, query};

/// A shorter secret is in any word, and dots in its place would tell it.
const SHORTEST: usize = 4;

/// The secrets of a request's headers and of its target, the longest first: one may be part of
/// another. A text of JSON has some of their characters as escapes.
#[must_use]
pub fn secrets_of_request(headers: &Headers, target: &str) -> Vec<String> {
    let of_headers = headers.0.iter().flat_map(|(name, value)| secrets_of_header(name, value));
    let all = of_headers.chain(secrets_of_target(target));
    let mut all: Vec<String> = all
        .filter(|secret| secret.chars().count() >= SHORTEST)
        .flat_map(|secret| {
            let quoted = serde_json::Value::from(secret.as_str()).to_string();
            [quoted[1..quoted.len() - 1].to_owned(), secret]
        })
        .collect();
    all.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
    all.dedup();
    all
}

/// What is secret of a header's value: all of it, what stands behind a scheme or the name of a
/// cookie, and the password in what `Basic` encodes.
fn secrets_of_header(name: &str, value: &[u8]) -> Vec<String> {
    if !is_secret_header(name) {
        return Vec::new();
    }
    let value = String::from_utf8_lossy(value);
    let value = value.trim();
    let mut found = vec![value.to_owned()];
    if let Some((scheme, rest)) = value.split_once(' ') {
        found.push(rest.trim().to_owned());
        if scheme.eq_ignore_ascii_case("basic") {
            found.extend(password(rest.trim()));
        }
    }
    if name.to_ascii_lowercase().contains("cookie") {
        let values = value.split(';').filter_map(|one| one.split_once('='));
        found.extend(values.map(|(_, value)| value.trim().to_owned()));
    }
    found
}

/// What `Basic` encodes, and the password in it.
fn password(encoded: &str) -> Vec<String> {
    let decoded = STANDARD.decode(encoded).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let Some(both) = decoded else { return Vec::new() };
    let password = both.split_once(':').map(|(_, password)| password.to_owned());
    password.into_iter().chain([both]).collect()
}

/// The secret values of a target's query, as they stand there and decoded.
fn secrets_of_target(target: &str) -> Vec<String> {
    let secret = query(target).filter(|(name, _)| is_secret_value(name));
    let secret = secret.filter_map(|(_, value)| value);
    secret
        .flat_map(|value| {
            let decoded = String::from_utf8_lossy(&percent_decoded(value)).into_owned();
            [value.to_owned(), decoded]
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_secret_of_a_header_is_told_by_itself() {
        for (name, value, expected) in [
            ("Authorization", "Bearer hush", &["Bearer hush", "hush"][..]),
            ("Authorization", "Basic bWU6cHc=", &["Basic bWU6cHc=", "bWU6cHc=", "pw", "me:pw"]),
            ("X-Api-Key", "hush", &["hush"]),
            ("Cookie", "a=1; s=hush", &["a=1; s=hush", "s=hush", "1", "hush"]),
            ("Content-Type", "text/plain", &[]),
        ] {
            assert_eq!(secrets_of_header(name, value.as_bytes()), expected, "{name}: {value}");
        }
    }

    #[test]
    fn secrets_of_a_query_are_told_as_sent_and_decoded() {
        assert_eq!(secrets_of_target("/a?x=1&sig=a%2Fb"), ["a%2Fb", "a/b"]);
        assert_eq!(secrets_of_target("/a"), [""; 0]);
    }
}
