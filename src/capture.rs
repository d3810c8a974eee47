//! One delivery, byte for byte, and where it comes from.

use std::net::SocketAddr;
use std::path::PathBuf;

use bytes::Bytes;
use jiff::Timestamp;

/// One payload, with all that is known of how it arrived.
#[derive(Clone, Debug)]
pub struct Capture {
    /// Where it was read from, or its number in the capture folder.
    pub origin: Origin,
    /// The request that brought it; none for a payload from a bare file.
    pub request: Option<Request>,
    /// The body as it was received, byte for byte.
    pub body: Bytes,
    /// False when the connection ended before the body did.
    pub complete: bool,
}

impl Capture {
    /// A payload from a file or a stream, without a request.
    #[must_use]
    pub fn of_body(origin: Origin, body: Bytes) -> Self {
        Self { origin, request: None, body, complete: true }
    }
}

/// Where a payload comes from, for messages and for order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The file it lies in; none for what came by a pipe or was not stored.
    pub path: Option<PathBuf>,
    /// Its number in a capture folder, from 1.
    pub seq: Option<u64>,
    /// How many lines of the file stand before it: 0 but in a file of JSON lines.
    pub lines_before: usize,
    /// Its index in an array of payloads.
    pub element: Option<usize>,
}

/// An HTTP request, but for its body.
#[derive(Clone, Debug)]
pub struct Request {
    /// When its head was complete, by this machine's clock.
    pub received_at: Timestamp,
    /// The method, such as `POST`.
    pub method: String,
    /// Path and query as sent; bytes that are not ASCII are percent-encoded.
    pub target: String,
    /// `HTTP/1.1` or `HTTP/1.0`.
    pub version: String,
    /// The headers, in the order sent.
    pub headers: Headers,
    /// Who sent it.
    pub remote: Option<SocketAddr>,
}

/// Headers in the order sent, names spelled as sent, values as bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headers(pub Vec<(String, Bytes)>);

/// The pairs in the query of a request target: a name, and its value where there is a `=`.
pub fn query(target: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    let query = target.split_once('?').map(|(_, query)| query).unwrap_or_default();
    let pair = |pair| match str::split_once(pair, '=') {
        Some((name, value)) => (name, Some(value)),
        None => (pair, None),
    };
    query.split('&').map(pair)
}

/// Headers that speak of one connection, beside all that begin with `proxy-`.
const OF_A_CONNECTION: [&str; 6] =
    ["connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade"];

impl Headers {
    /// The first value of a header, upper and lower case alike.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Bytes> {
        self.all(name).next()
    }

    /// Every value of a header, in order.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &Bytes> {
        let named = move |pair: &&(String, Bytes)| pair.0.eq_ignore_ascii_case(name);
        self.0.iter().filter(named).map(|(_, value)| value)
    }

    /// The headers that are meant for the far end: without those that speak of one connection
    /// alone, and without those that `Connection` names (RFC 9110, section 7.6.1).
    #[must_use]
    pub fn end_to_end(&self) -> Self {
        let named = self.all("connection").map(|value| String::from_utf8_lossy(value));
        let named = named.collect::<Vec<_>>().join(",").to_ascii_lowercase();
        let named: Vec<&str> = named.split(',').map(str::trim).collect();
        let passes = |pair: &&(String, Bytes)| {
            let name = pair.0.to_ascii_lowercase();
            !OF_A_CONNECTION.contains(&&*name)
                && !name.starts_with("proxy-")
                && !named.contains(&&*name)
        };
        Self(self.0.iter().filter(passes).cloned().collect())
    }

    /// The media type of the body in lower case, parameters left out; empty when none was sent.
    #[must_use]
    pub fn media_type(&self) -> String {
        let value = self.get("content-type").map(|value| String::from_utf8_lossy(value));
        let kind = value.as_deref().unwrap_or_default().split(';').next().unwrap_or_default();
        kind.trim().to_ascii_lowercase()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_told_pair_by_pair() {
        let pairs = |target| query(target).collect::<Vec<_>>();
        assert_eq!(pairs("/a?b=c=d&e&f="), [("b", Some("c=d")), ("e", None), ("f", Some(""))]);
        assert_eq!(pairs("/a"), [("", None)]);
    }

    #[test]
    fn what_speaks_of_a_connection_is_not_for_the_far_end() {
        let pair = |pair: &(&str, &str)| (pair.0.to_owned(), Bytes::from(pair.1.to_owned()));
        let all = [
            ("Host", "h"),
            ("connection", "close, X-Hop ,"),
            ("Connection", "x-leap"),
            ("Keep-Alive", "timeout=5"),
            ("TE", "trailers"),
            ("Trailer", "X-Sum"),
            ("Transfer-Encoding", "chunked"),
            ("Upgrade", "h2c"),
            ("Proxy-Authorization", "Basic x"),
            ("Proxy-Connection", "close"),
            ("X-HOP", "1"),
            ("X-Leap", "2"),
            ("Cookie", "a=b"),
            ("cookie", "c=d"),
        ];
        let left = Headers(all.iter().map(pair).collect()).end_to_end();
        let left: Vec<&str> = left.0.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(left, ["Host", "Cookie", "cookie"]);
    }
}
