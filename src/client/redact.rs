//! URLs without the secrets that people put into them.

use url::{Position, Url};

use crate::secret::{DOTS, without_values};

/// A URL as it may be shown: no user part, no secret values, no fragment, for none is sent.
pub(super) fn url(url: &Url) -> String {
    asked(url, &url[Position::BeforePath..Position::AfterQuery])
}

/// The same with another path and query than its own.
pub(super) fn asked(url: &Url, asked: &str) -> String {
    let mut open = url.clone();
    open.set_fragment(None);
    let had_user = !url.username().is_empty() || url.password().is_some();
    // Neither can fail where there is a user part to take away.
    if !had_user || (open.set_username("").is_ok() && open.set_password(None).is_ok()) {
        let shown = format!("{}{asked}", &open[..Position::BeforePath]);
        let shown = if had_user { shown.replacen("//", &format!("//{DOTS}@"), 1) } else { shown };
        return without_values(&shown);
    }
    text(url.as_str())
}

/// Text that is no URL, so that nobody knows where its user part ends: up to the last `@`.
pub(super) fn text(text: &str) -> String {
    let Some(at) = text.rfind('@') else { return without_values(text) };
    let start = text[..at].find("://").map_or(0, |scheme| scheme + 3);
    without_values(&format!("{}{DOTS}{}", &text[..start], &text[at..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secret::percent_decoded;

    fn shown(given: &str) -> String {
        Url::parse(given).map_or_else(|_| text(given), |parsed| url(&parsed))
    }

    #[test]
    fn a_url_without_secrets_is_shown_whole() {
        for whole in ["http://localhost:7071/api/hook", "https://h/a?b=c&d=&code=", "http://h/@x"] {
            assert_eq!(shown(whole), whole);
        }
    }

    #[test]
    fn secret_values_are_dots() {
        for (given, expected) in [
            ("https://h/x?a=1&sig=abc%3D&b=2", "https://h/x?a=1&sig=••••&b=2"),
            ("https://h/x?CODE=abc", "https://h/x?CODE=••••"),
            ("https://h/x?s%69g=abc==", "https://h/x?s%69g=••••"),
            ("https://h/x?a=?code=s", "https://h/x?a=?code=••••"),
            ("https://h/x?a;token=s;b=c?d&e=f", "https://h/x?a;token=••••&e=f"),
            ("https://h/x#access_token=s", "https://h/x"),
            ("h:x/?key=s#access_token=t", "h:x/?key=••••"),
            ("//x/?key=s#access_token=t", "//x/?key=••••#access_token=••••"),
        ] {
            assert_eq!(shown(given), expected);
        }
    }

    #[test]
    fn a_user_part_is_dots() {
        for (given, expected) in [
            ("http://ann:s3cret@h/a", "http://••••@h/a"),
            ("http://ann@h/", "http://••••@h/"),
            ("ftp://ann:s3cret@h/", "ftp://••••@h/"),
            ("http://ann:s3/cret@h/", "http://••••@h/"),
            ("http://ann:s3?cret@h/", "http://••••@h/"),
            ("http://ann:s3#c@ret@h/", "http://••••@h/"),
            ("//ann:s3cret@h/", "••••@h/"),
        ] {
            assert_eq!(shown(given), expected);
        }
        assert_eq!(text("ann:s3cret@h/"), "••••@h/");
    }

    #[test]
    fn what_is_no_escape_is_not_decoded() {
        assert_eq!(percent_decoded("a%20b%zz%4%"), b"a b%zz%4%");
        assert_eq!(percent_decoded("%C3%A9+é"), "é+é".as_bytes());
    }
}
