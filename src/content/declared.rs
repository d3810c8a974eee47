//! What a sender says of how its body is to be read.

use crate::capture::{Capture, Headers};

/// The headers that say how a body is to be read, in lower case; nothing for a bare file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Declared {
    /// The names of the content codings, in the order that they were applied.
    pub codings: Vec<String>,
    /// The charset of the media type.
    pub charset: Option<String>,
}

impl Declared {
    /// What the headers of a capture say.
    #[must_use]
    pub fn of(capture: &Capture) -> Self {
        let request = capture.request.as_ref();
        request.map(|request| Self::in_headers(&request.headers)).unwrap_or_default()
    }

    /// What headers say.
    #[must_use]
    pub fn in_headers(headers: &Headers) -> Self {
        Self { codings: codings(headers), charset: charset(headers) }
    }
}

fn codings(headers: &Headers) -> Vec<String> {
    let values = headers.all("content-encoding").map(|value| String::from_utf8_lossy(value));
    let names = values.flat_map(|value| {
        value.split(',').map(|name| name.trim().to_ascii_lowercase()).collect::<Vec<_>>()
    });
    names.filter(|name| !name.is_empty() && name != "identity").collect()
}

fn charset(headers: &Headers) -> Option<String> {
    let value = String::from_utf8_lossy(headers.get("content-type")?).to_ascii_lowercase();
    let parameters = value.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let mut charsets = parameters.filter(|(name, _)| name.trim() == "charset");
    let label = charsets.next()?.1.trim().trim_matches('"').trim();
    (!label.is_empty()).then(|| label.to_owned())
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;

    #[test]
    fn headers_are_read_however_they_are_spelled() {
        let pair = |name: &str, value: &'static str| (name.to_owned(), Bytes::from(value));
        let headers = Headers(vec![
            pair("content-type", "application/json; odata=x; Charset=\"ISO-8859-1\""),
            pair("Content-Encoding", "BR, identity,"),
            pair("content-encoding", "gzip"),
        ]);
        assert_eq!(codings(&headers), ["br", "gzip"]);
        assert_eq!(charset(&headers).as_deref(), Some("iso-8859-1"));
        let bare = Headers(vec![pair("Content-Type", "application/json; charset=")]);
        assert_eq!((codings(&bare), charset(&bare)), (Vec::new(), None));
    }
}
