//! The links in a text, without what is secret in them.

use std::borrow::Cow;

use super::without_secrets;

/// What stands behind a link in a text and is no part of it.
const BEHIND: [char; 7] = ['.', ',', ';', '!', ')', ']', '}'];

/// A text whose links have the secrets of their query, and their user part, as dots.
#[must_use]
pub fn without_secrets_of_links(text: &str) -> Cow<'_, str> {
    if !text.contains("://") {
        return text.into();
    }
    let (mut shown, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(colon) = rest.find("://") {
        let scheme = rest[..colon].trim_end_matches(|c: char| c.is_ascii_alphanumeric()).len();
        let address = &rest[colon + 3..];
        let end = address.find(is_end_of_link).unwrap_or(address.len());
        let link = rest[scheme..colon + 3 + end].trim_end_matches(BEHIND);
        shown.push_str(&rest[..scheme]);
        shown.push_str(&without_secrets(link));
        rest = &rest[scheme + link.len()..];
    }
    (shown + rest).into()
}

/// Whether a link in a text ends before this character.
#[must_use]
pub fn is_end_of_link(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '"' | '\'' | '<' | '>' | '`' | '\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_link_in_a_text_is_told_without_its_secrets() {
        for (text, expected) in [
            ("no link: a@b?sig=x", "no link: a@b?sig=x"),
            ("https://me:pw@h/x?sig=abc&p=1", "https://••••@h/x?sig=••••&p=1"),
            (
                "see http://h/?code=a, or\nhttp://h/?key=b.",
                "see http://h/?code=••••, or\nhttp://h/?key=••••.",
            ),
            ("<a href=\"http://h/?token=t\">é</a>", "<a href=\"http://h/?token=••••\">é</a>"),
            ("://", "://"),
            ("é://.,", "é://.,"),
        ] {
            assert_eq!(without_secrets_of_links(text), expected);
            assert_eq!(without_secrets_of_links(expected), expected, "what is dots stays so");
        }
    }
}
