//! What a body is, judged by its type and its first bytes.

use crate::capture::Capture;

/// What a body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nothing at all.
    Empty,
    /// JSON, or meant to be.
    Json,
    /// Fields of an HTML form.
    Form,
    /// XML, HTML, plain text.
    Text,
    /// Anything else.
    Binary,
}

impl Kind {
    /// What a capture brought, by its body as it is to be read. A sender that names no type is
    /// taken to mean JSON.
    #[must_use]
    pub fn of(capture: &Capture, body: &[u8]) -> Self {
        let media_type = capture.request.as_ref().map(|request| request.headers.media_type());
        Self::judge(media_type.as_deref().unwrap_or_default(), body)
    }

    fn judge(media_type: &str, body: &[u8]) -> Self {
        let looks_like_json = body.trim_ascii_start().starts_with(b"{") || body.starts_with(b"[");
        let is_text = || !body.contains(&0) && std::str::from_utf8(body).is_ok();
        match media_type {
            _ if body.is_empty() => Self::Empty,
            _ if media_type.ends_with("json") || looks_like_json => Self::Json,
            "" => Self::Json,
            "application/x-www-form-urlencoded" if is_text() => Self::Form,
            _ if is_text() => Self::Text,
            _ => Self::Binary,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Kind;

    #[test]
    fn a_body_is_what_its_type_or_its_first_byte_says() {
        let kinds = [
            ("", "", Kind::Empty),
            ("application/json", "", Kind::Empty),
            ("application/json", "nonsense", Kind::Json),
            ("application/problem+json", "{}", Kind::Json),
            ("", "nonsense", Kind::Json),
            ("text/plain", " {\"Id\": 1}", Kind::Json),
            ("application/x-www-form-urlencoded", "a=1&b=2", Kind::Form),
            ("text/xml", "<soap/>", Kind::Text),
            ("application/octet-stream", "\0\u{1}", Kind::Binary),
        ];
        for (media_type, body, kind) in kinds {
            assert_eq!(Kind::judge(media_type, body.as_bytes()), kind, "{media_type} {body}");
        }
    }
}
