//! What is a secret, and how it looks where people can see it.

/// What stands in place of a secret.
pub const DOTS: &str = "••••";

/// Headers whose whole value is a secret, in lower case.
const HEADERS: [&str; 5] =
    ["authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key"];

/// Parts of a header's name that make its value a secret.
const TELLING: [&str; 3] = ["token", "secret", "signature"];

/// Query values that open a door: Power Automate's `sig`, Azure Functions' `code`, and kin.
const QUERY: [&str; 5] = ["sig", "code", "key", "token", "access_token"];

/// Whether the value of this header is a secret.
#[must_use]
pub fn is_secret_header(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    HEADERS.contains(&name.as_str()) || TELLING.iter().any(|part| name.contains(part))
}

/// A request target or a URL with the secrets of its query, and its user part, as dots.
#[must_use]
pub fn without_secrets(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return without_values(url) };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    match authority.rsplit_once('@') {
        Some((user, _)) => without_values(&format!("{scheme}://{DOTS}{}", &rest[user.len()..])),
        None => without_values(url),
    }
}

/// A text with the secret values of its query, or of its fragment, as dots.
pub(crate) fn without_values(text: &str) -> String {
    let Some(start) = text.find(['?', '#']) else { return text.to_owned() };
    let (before, pairs) = text.split_at(start);
    let shown: String = pairs.split_inclusive(['&', '#']).map(pair).collect();
    format!("{before}{shown}")
}

/// One pair with its separator. Old receivers separate by `;` too, so a secret may begin there;
/// but it may also hold one, so it ends nowhere before.
fn pair(pair: &str) -> String {
    let bare = pair.strip_suffix(['&', '#']).unwrap_or(pair);
    let mut equals = bare.match_indices('=').map(|(at, _)| at);
    let secret =
        equals.find(|&at| bare[..at].rsplit(['?', ';']).next().is_some_and(is_secret_value));
    match secret {
        Some(at) if at + 1 < bare.len() => {
            format!("{}{DOTS}{}", &bare[..=at], &pair[bare.len()..])
        }
        _ => pair.to_owned(),
    }
}

fn is_secret_value(name: &str) -> bool {
    let name = String::from_utf8_lossy(&percent_decoded(name)).into_owned();
    QUERY.iter().any(|secret| name.eq_ignore_ascii_case(secret))
}

/// The bytes that a percent-encoded text stands for; what is no escape stays as it is.
pub(crate) fn percent_decoded(text: &str) -> Vec<u8> {
    let (bytes, mut decoded, mut at) = (text.as_bytes(), Vec::new(), 0);
    while at < bytes.len() {
        let digits = (bytes[at] == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        let digits = digits.filter(|two| two.bytes().all(|one| one.is_ascii_hexdigit()));
        let escaped = digits.and_then(|two| u8::from_str_radix(two, 16).ok());
        decoded.push(escaped.unwrap_or(bytes[at]));
        at += if escaped.is_some() { 3 } else { 1 };
    }
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_of_a_query_and_the_user_part_are_dots() {
        let shown = [
            ("/hook?sig=abc&sp=1", "/hook?sig=••••&sp=1"),
            ("/api?CODE=x", "/api?CODE=••••"),
            ("/plain", "/plain"),
            ("http://me:pw@host/x?token=t", "http://••••@host/x?token=••••"),
            ("http://host/a@b", "http://host/a@b"),
        ];
        for (url, expected) in shown {
            assert_eq!(without_secrets(url), expected);
        }
    }

    #[test]
    fn headers_with_telling_names_are_secret() {
        for name in ["Authorization", "X-Api-Key", "X-Hub-Signature-256", "My-Token", "COOKIE"] {
            assert!(is_secret_header(name), "{name}");
        }
        assert!(!is_secret_header("Content-Type"));
    }
}
