//! What is a secret by its name: of a header, of a query's value, of a member of an object.

use super::percent_decoded;

/// Headers whose whole value is a secret, in lower case.
const HEADERS: [&str; 5] =
    ["authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key"];

/// Parts of a header's name that make its value a secret.
const TELLING: [&str; 3] = ["token", "secret", "signature"];

/// Query values that open a door, by their letters: Power Automate's `sig`, Azure Functions'
/// `code`, and kin.
const QUERY: [&str; 5] = ["sig", "code", "key", "token", "accesstoken"];

/// Members of a JSON object whose value opens a door, by their letters: what OAuth 2 calls them,
/// and the headers that carry nothing else. No others, for a custom field may have any name.
const MEMBERS: [&str; 9] = [
    "accesstoken",
    "refreshtoken",
    "idtoken",
    "clientsecret",
    "apikey",
    "password",
    "authorization",
    "proxyauthorization",
    "xapikey",
];

/// The member that shows the headers of a request, in the history of a run.
const SHOWN_HEADERS: &str = "headers";

/// No secret has a longer name, though every letter of it be written as an escape.
const NAME: usize = 3 * "proxy-authorization".len();

/// Whether the value of a member of this name is a secret.
#[must_use]
pub fn is_secret_member(name: &str) -> bool {
    is_one_of(&MEMBERS, name)
}

/// The same of a member of an object that is itself the value of a name: headers may be shown
/// there.
pub(super) fn is_secret_below(above: &str, name: &str) -> bool {
    is_secret_member(name) || above.eq_ignore_ascii_case(SHOWN_HEADERS) && is_secret_header(name)
}

/// Whether the value of a form's field of this name is a secret.
#[must_use]
pub fn is_secret_field(name: &str) -> bool {
    is_secret_value(name) || is_secret_member(name)
}

/// Whether what stands behind this name and a `=` in the middle of a sentence is a secret: `code`
/// and `key` are words of any sentence.
#[must_use]
pub fn is_secret_assigned(name: &str) -> bool {
    is_secret_member(name) || is_one_of(&["sig", "token"], name)
}

/// Whether the value of this header is a secret.
#[must_use]
pub fn is_secret_header(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    HEADERS.contains(&name.as_str()) || TELLING.iter().any(|part| name.contains(part))
}

/// Whether the value of a query of this name is a secret.
pub(super) fn is_secret_value(name: &str) -> bool {
    if name.len() > NAME {
        return false;
    }
    is_one_of(&QUERY, &String::from_utf8_lossy(&percent_decoded(name)))
}

/// Compares letters alone: `access_token` is `accessToken` and `Access-Token` to others.
fn is_one_of(secrets: &[&str], name: &str) -> bool {
    let letters = || name.chars().filter(|one| one.is_alphanumeric());
    let is_it = |secret: &&str| letters().map(|one| one.to_ascii_lowercase()).eq(secret.chars());
    name.len() <= NAME && secrets.iter().any(is_it)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_with_telling_names_are_secret() {
        for name in ["Authorization", "X-Api-Key", "X-Hub-Signature-256", "My-Token", "COOKIE"] {
            assert!(is_secret_header(name), "{name}");
        }
        assert!(!is_secret_header("Content-Type"));
    }

    #[test]
    fn a_secret_is_known_however_its_name_is_written() {
        for name in
            ["access_token", "accessToken", "Access_Token", "ACCESS-TOKEN", "x-api-key", "apiKey"]
        {
            assert!(is_secret_member(name), "{name}");
        }
        for name in ["", "token", "access_tokens", "accesstökèn", "Passwords"] {
            assert!(!is_secret_member(name), "{name}");
        }
    }
}
