//! What is a secret, and how it looks where people can see it.

mod encoded;
mod hidden;
mod links;
mod markup;
mod meant;
mod names;
mod quoted;
mod sent;
mod text;
mod within;

use std::borrow::Cow;

pub use hidden::{Hidden, hidden, hidden_below, masked};
pub use links::{is_end_of_link, without_secrets_of_links};
pub(crate) use meant::each_value;
pub use names::{is_secret_assigned, is_secret_field, is_secret_header, is_secret_member};
use names::{is_secret_below, is_secret_value};
pub use quoted::{without_quoted, without_quoted_secrets};
pub use sent::secrets_of_request;
pub use text::{hidden_in, is_suspect, seen_text};
pub use within::Within;

/// What stands in place of a secret.
pub const DOTS: &str = "••••";

/// How many characters of a long secret are shown, to tell one from another.
const TAIL: usize = 4;

/// A secret is long from here on: what is not shown of it is still too much to guess.
const LONG: usize = 12;

/// What stands in a header or a query around the secret itself: a scheme, the name of a cookie.
const AROUND: [char; 5] = [' ', '=', ';', ',', ':'];

/// Whether secrets may be seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Secrets {
    /// Dots stand in their place.
    #[default]
    Hidden,
    /// They are shown as they are.
    Shown,
}

impl Secrets {
    /// Hidden, unless somebody asks to see them.
    #[must_use]
    pub fn of(show: bool) -> Self {
        if show { Self::Shown } else { Self::Hidden }
    }

    /// Whether dots stand in their place.
    #[must_use]
    pub fn are_hidden(self) -> bool {
        self == Self::Hidden
    }

    /// A request target or a URL as it may be seen.
    #[must_use]
    pub fn url(self, url: &str) -> Cow<'_, str> {
        if self.are_hidden() { without_secrets(url).into() } else { url.into() }
    }

    /// A text as it may be seen: its links without their secrets.
    #[must_use]
    pub fn links(self, text: &str) -> Cow<'_, str> {
        if self.are_hidden() { without_secrets_of_links(text) } else { text.into() }
    }

    /// The value that goes by this name, of a member or of a custom field, as it may be seen.
    #[must_use]
    pub fn value<'v>(self, name: &str, value: &'v str) -> Cow<'v, str> {
        if self.are_hidden() && is_secret_member(name) && !value.is_empty() {
            credentials(value).into()
        } else {
            value.into()
        }
    }

    /// The value of a header as it may be seen.
    #[must_use]
    pub fn header<'v>(self, name: &str, value: &'v [u8]) -> Cow<'v, [u8]> {
        if !self.are_hidden() {
            value.into()
        } else if is_secret_header(name) {
            credentials(&String::from_utf8_lossy(value)).into_bytes().into()
        } else {
            addresses(value)
        }
    }
}

/// Dots for a secret, and behind them its end when it is long.
#[must_use]
pub fn dotted(secret: &str) -> String {
    let itself = secret.trim_end_matches('=').rsplit(AROUND).next().unwrap_or_default();
    if itself.chars().count() < LONG {
        return DOTS.to_owned();
    }
    let end = secret.char_indices().rev().nth(TAIL - 1).map_or(0, |(at, _)| at);
    format!("{DOTS}{}", &secret[end..])
}

/// Dots for the value of a header. The end of what `Basic` encodes is the end of a password, which
/// may be short.
#[must_use]
pub fn credentials(value: &str) -> String {
    let is_open = |text: &str| text.to_ascii_lowercase().starts_with("basic");
    let is_hidden = is_open(value.trim_start()) || value.contains(char::REPLACEMENT_CHARACTER);
    if is_hidden { DOTS.to_owned() } else { dotted(value) }
}

/// The value of an open header, such as `Referer`: its links, or the target that it is, without
/// their secrets.
fn addresses(value: &[u8]) -> Cow<'_, [u8]> {
    let text = String::from_utf8_lossy(value);
    let shown = if text.starts_with('/') {
        without_secrets(&text)
    } else {
        without_secrets_of_links(&text).into_owned()
    };
    if *shown == *text { value.into() } else { shown.into_bytes().into() }
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

/// A request target without the pairs of its query whose value is a secret.
#[must_use]
pub fn without_secret_pairs(target: &str) -> Cow<'_, str> {
    let Some((path, query)) = target.split_once('?') else { return target.into() };
    let is_open = |pair: &&str| {
        let names = pair.split(';').filter_map(|part| part.split_once('='));
        !names.into_iter().any(|(name, _)| is_secret_value(name))
    };
    let open: Vec<&str> = query.split('&').filter(is_open).collect();
    if open.is_empty() { path.into() } else { format!("{path}?{}", open.join("&")).into() }
}

/// One pair with its separator. Old receivers separate by `;` too, so a secret may begin there;
/// but it may also hold one, so it ends nowhere before.
fn pair(pair: &str) -> String {
    let bare = pair.strip_suffix(['&', '#']).unwrap_or(pair);
    let mut name = 0;
    let is_secret = |(at, one): &(usize, char)| {
        if matches!(one, '?' | ';') {
            name = at + 1;
        }
        *one == '=' && is_secret_value(&bare[name..*at])
    };
    let secret = bare.char_indices().find(is_secret).map(|(at, _)| at);
    match secret {
        Some(at) if at + 1 < bare.len() => {
            let (name, secret) = bare.split_at(at + 1);
            let shown = if is_dotted(secret) { secret.to_owned() } else { dotted(secret) };
            format!("{name}{shown}{}", &pair[bare.len()..])
        }
        _ => pair.to_owned(),
    }
}

/// Whether it is no secret any more.
fn is_dotted(secret: &str) -> bool {
    secret.strip_prefix(DOTS).is_some_and(|end| end.chars().count() <= TAIL)
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
            ("/hook?sig=abcdefghi%3D&x=1", "/hook?sig=••••i%3D&x=1"),
            ("http://me:a-long-password@host/", "http://••••@host/"),
        ];
        for (url, expected) in shown {
            assert_eq!(without_secrets(url), expected);
            assert_eq!(without_secrets(expected), expected, "what is dots stays so");
            assert_eq!(Secrets::Hidden.url(url), expected);
            assert_eq!(Secrets::Shown.url(url), url);
        }
    }

    #[test]
    fn secret_pairs_are_taken_out_of_a_query() {
        for (target, expected) in [
            ("/a?x=1&sig=s&y=2", "/a?x=1&y=2"),
            ("/a?CODE=s", "/a"),
            ("/a?x;token=s&y", "/a?y"),
            ("/a", "/a"),
        ] {
            assert_eq!(without_secret_pairs(target), expected);
        }
    }

    #[test]
    fn a_query_of_nothing_but_equals_signs_is_read_once() {
        let url = format!("http://h/?a{}", "=".repeat(1 << 20));
        assert_eq!(without_secrets(&url), url);
        assert_eq!(
            without_secrets("/?%61%63%63%65%73%73%5F%74%6F%6B%65%6E=t"),
            "/?%61%63%63%65%73%73%5F%74%6F%6B%65%6E=••••"
        );
    }

    #[test]
    fn only_a_long_secret_shows_its_end() {
        for (name, value, expected) in [
            ("X-Api-Key", "elevenchars", "••••"),
            ("X-Api-Key", "twelve-chars", "••••hars"),
            ("X-Api-Key", "zwölf-Zeicheñ", "••••cheñ"),
            ("Authorization", "Bearer hunter2", "••••"),
            ("Authorization", "Bearer hunter2hunter3", "••••ter3"),
            ("Authorization", "Basic YW5uOmEtbG9uZy1wYXNzd29yZA==", "••••"),
            ("Cookie", "theme=dark-as-the-night; s=hunter2", "••••"),
            ("Cookie", "s=aGVsbG8gd29ybGQ=", "••••bGQ="),
            ("Content-Type", "application/json", "application/json"),
            ("Referer", "https://me:pw@h/x?token=t&p=1", "https://••••@h/x?token=••••&p=1"),
            ("X-Original-URI", "/hook?sig=s", "/hook?sig=••••"),
            ("Accept", "text/html, */*;q=0.8", "text/html, */*;q=0.8"),
        ] {
            let shown = Secrets::Hidden.header(name, value.as_bytes());
            assert_eq!(shown, expected.as_bytes(), "{name}: {value}");
            assert_eq!(Secrets::Shown.header(name, value.as_bytes()), value.as_bytes());
        }
        assert_eq!(Secrets::Hidden.header("X-Name", b"caf\xe9"), &b"caf\xe9"[..]);
        assert_eq!(Secrets::Hidden.header("Cookie", b"\xff_is_no_text_at_all"), DOTS.as_bytes());
    }
}
