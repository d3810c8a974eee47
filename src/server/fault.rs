//! What can be wrong with a request head: the answer it gets, and why in plain words.

/// Why a request is refused before its body is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// The status it is answered with.
    pub(super) status: u16,
    /// Why, in plain words; goes into a JSON string as it stands.
    pub(super) why: &'static str,
    /// What to try.
    pub(super) hint: Option<&'static str>,
}

const fn fault(status: u16, why: &'static str) -> Fault {
    Fault { status, why, hint: None }
}

pub(super) const TLS: Fault = Fault {
    status: 400,
    why: "a TLS handshake came to a plain-HTTP port",
    hint: Some("use http:// in the URL, or put a tunnel that ends TLS in front"),
};
pub(super) const HTTP_2: Fault = Fault {
    status: 400,
    why: "an HTTP/2 connection came to an HTTP/1.1 port",
    hint: Some("let the sender use HTTP/1.1, or put a proxy in front"),
};
pub(super) const HEAD_TOO_LONG: Fault = fault(431, "the request head is too long");
pub(super) const TOO_MANY_HEADERS: Fault = fault(431, "too many headers");
pub(super) const TARGET_TOO_LONG: Fault = fault(414, "the request target is too long");
pub(super) const REQUEST_LINE: Fault = fault(400, "the first line is no HTTP request");
pub(super) const VERSION: Fault = fault(400, "the version is neither HTTP/1.1 nor HTTP/1.0");
pub(super) const BARE_LF: Fault = fault(400, "a line of the head ends without a carriage return");
pub(super) const CONTROL: Fault = fault(400, "a control character in the request head");
pub(super) const FOLDED: Fault = fault(400, "a header goes on in a second line");
pub(super) const NO_COLON: Fault = fault(400, "a header line without a colon");
pub(super) const SPACE: Fault = fault(400, "white space before the colon of a header");
pub(super) const NAME: Fault = fault(400, "a header with a name that HTTP does not allow");
pub(super) const NO_HOST: Fault = fault(400, "no `Host` header");
pub(super) const HOSTS: Fault = fault(400, "more than one `Host` header");
pub(super) const CONNECT: Fault = fault(400, "CONNECT is for a proxy, which dsw is not");
pub(super) const LENGTH: Fault = fault(400, "a `Content-Length` that is no length");
pub(super) const LENGTHS: Fault = fault(400, "two `Content-Length` headers that differ");
pub(super) const LENGTH_AND_CODING: Fault =
    fault(400, "both `Content-Length` and `Transfer-Encoding`");
pub(super) const CODING: Fault = fault(400, "a `Transfer-Encoding` other than `chunked`");
pub(super) const UNFINISHED: Fault = fault(400, "the connection ended within a request head");
/// The server lost sight of where requests begin, which hyper would not have.
pub(super) const LOST: Fault = fault(400, "no telling where the request begins");
pub(super) const REQUEST: Fault = fault(400, "no request that HTTP/1.1 allows");
pub(super) const SLOW_HEAD: Fault = fault(408, "the request head took too long");
pub(super) const NO_ROOM: Fault = fault(503, "half a request head made room for another sender");
