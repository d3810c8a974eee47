//! What goes on the wire for a payload that is replayed: as captured, but for what was of its way.

use bytes::Bytes;

use super::changes::Changes;
use super::outgoing::{Outgoing, name, pair};
use crate::capture::{Capture, Headers};
use crate::secret::is_secret_header;

/// The header that tells a receiver which payload was replayed.
const MARK: &str = "X-Dsw-Replay";

/// What tunnels and proxies add on the way, in lower case.
const OF_THE_WAY: [&str; 5] = ["forwarded", "via", "cdn-loop", "x-real-ip", "x-dsw-forwarded"];

/// How the names of more of it begin.
const OF_THE_WAY_TOO: [&str; 5] = ["x-forwarded-", "cf-", "x-original-", "ngrok-", "x-tunnel-"];

/// How a captured request is changed when it is replayed.
#[derive(Clone, Debug, Default)]
pub struct Replaying {
    /// What is changed in its headers.
    pub changes: Changes,
    /// Whether stored credentials go along.
    pub keeps_auth: bool,
    /// Whether what was added on the way goes along, and no mark is set.
    pub is_exact: bool,
}

impl Replaying {
    /// The request that sends a capture again, with its method.
    #[must_use]
    pub fn letter(&self, capture: &Capture) -> Outgoing {
        let mark = (MARK, name(&capture.origin));
        let mark = Some(mark).filter(|_| !self.is_exact && !self.changes.say(MARK));
        self.changes.letter(capture, of_a_bare_file, |name| self.passes(name), mark)
    }

    /// The names of the headers that the user leaves out.
    #[must_use]
    pub fn left_out(&self) -> &[String] {
        self.changes.removed()
    }

    /// Whether a capture came with a header of this name, or would be sent with one.
    #[must_use]
    pub fn has(&self, capture: &Capture, name: &str) -> bool {
        let came = capture.request.as_ref().map(|request| request.headers.get(name).is_some());
        let has = came.unwrap_or_else(|| of_a_bare_file().get(name).is_some());
        has || !self.is_exact && name.eq_ignore_ascii_case(MARK)
    }

    fn passes(&self, name: &str) -> bool {
        let lower = name.to_ascii_lowercase();
        let is_of_the_way = OF_THE_WAY.contains(&&*lower)
            || OF_THE_WAY_TOO.iter().any(|start| lower.starts_with(start))
            || name.eq_ignore_ascii_case(MARK);
        // The target has a name of its own.
        !(lower == "host"
            || is_of_the_way && !self.is_exact
            || is_secret_header(name) && !self.keeps_auth)
    }
}

/// What is said of a payload that no request brought: that it is JSON.
fn of_a_bare_file() -> Headers {
    Headers(vec![
        pair("User-Agent", concat!("dsw/", env!("CARGO_PKG_VERSION")).to_owned()),
        pair("Content-Type", "application/json".to_owned()),
    ])
}

/// Whether a capture was brought by a replay to this host, such as `127.0.0.1:4242`.
#[must_use]
pub fn is_replay_to(capture: &Capture, host: &str) -> bool {
    let headers = capture.request.as_ref().map(|request| &request.headers);
    let is_there = |own: &Bytes| own.eq_ignore_ascii_case(host.as_bytes());
    headers.is_some_and(|headers| {
        headers.get(MARK).is_some() && headers.get("host").is_some_and(is_there)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::{Origin, Request};
    use crate::client::{Target, header};

    const CAME: [(&str, &str); 22] = [
        ("Host", "tunnel.example"),
        ("user-agent", "Dime/1"),
        ("content-type", "application/json; charset=utf-16"),
        ("CONTENT-LENGTH", "999"),
        ("Transfer-Encoding", "chunked"),
        ("Connection", "keep-alive, x-hop"),
        ("X-Hop", "1"),
        ("Expect", "100-continue"),
        ("Authorization", "Bearer stored"),
        ("Cookie", "stored"),
        ("X-Signature", "stored"),
        ("X-Forwarded-For", "1.2.3.4"),
        ("Forwarded", "for=1.2.3.4"),
        ("X-Real-IP", "1.2.3.4"),
        ("X-Original-URL", "/"),
        ("CF-Ray", "1"),
        ("Cdn-Loop", "cloudflare"),
        ("ngrok-trace-id", "1"),
        ("X-Tunnel-Id", "1"),
        ("Via", "1.1 x"),
        ("X-Dsw-Replay", "7"),
        ("X-Own", "1"),
    ];

    fn captured() -> Capture {
        let headers = CAME.iter().map(|(name, value)| pair(name, (*value).to_owned()));
        let request = Request {
            received_at: jiff::Timestamp::UNIX_EPOCH,
            method: "PUT".to_owned(),
            target: "/hook?code=stored".to_owned(),
            version: "HTTP/1.1".to_owned(),
            headers: Headers(headers.collect()),
            remote: None,
        };
        let origin = Origin { seq: Some(42), ..Origin::default() };
        Capture { request: Some(request), ..Capture::of_body(origin, "{}".into()) }
    }

    fn names(how: &Replaying) -> Vec<String> {
        how.letter(&captured()).headers.0.into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn a_capture_goes_as_captured_without_its_way_and_its_credentials() {
        let letter = Replaying::default().letter(&captured());
        assert_eq!(letter.method, "PUT");
        assert_eq!(
            names(&Replaying::default()),
            ["user-agent", "content-type", "X-Own", "X-Dsw-Replay"]
        );
        assert_eq!(letter.headers.get("x-dsw-replay").unwrap(), "42");
    }

    #[test]
    fn credentials_and_what_was_added_on_the_way_go_along_when_asked_for() {
        let keeps_auth = Replaying { keeps_auth: true, ..Replaying::default() };
        assert_eq!(
            names(&keeps_auth),
            [
                "user-agent",
                "content-type",
                "Authorization",
                "Cookie",
                "X-Signature",
                "X-Own",
                "X-Dsw-Replay"
            ]
        );
        let exact = names(&Replaying { is_exact: true, ..Replaying::default() });
        assert_eq!(exact.len(), 13, "{exact:?}");
        assert!(exact.contains(&"X-Forwarded-For".to_owned()));
        assert!(!exact.contains(&"Cookie".to_owned()) && !exact.contains(&"Host".to_owned()));
        let letter = Replaying { is_exact: true, ..Replaying::default() }.letter(&captured());
        assert_eq!(letter.headers.get("x-dsw-replay").unwrap(), "7", "as captured");
    }

    #[test]
    fn headers_are_added_replaced_and_taken_away() {
        let added = ["X-OWN: 2", "HOST: other", "Authorization: Bearer own"];
        let added = added.map(|given| header("--header", given).unwrap()).to_vec();
        let removed = vec!["User-Agent".to_owned(), "x-dsw-replay".to_owned()];
        let changes = Changes::of(added, removed).unwrap();
        let how = Replaying { changes, ..Replaying::default() };
        assert_eq!(names(&how), ["content-type", "X-OWN", "HOST", "Authorization"]);
        let target = Target::parse("http://u:p@h/").unwrap();
        let sent = how.letter(&captured()).headers_to(&target);
        assert_eq!(sent.all("authorization").collect::<Vec<_>>(), ["Bearer own"]);
        assert_eq!(sent.all("host").collect::<Vec<_>>(), ["other"]);
    }

    #[test]
    fn a_replay_is_known_by_its_mark_and_its_host() {
        assert!(is_replay_to(&captured(), "TUNNEL.example"));
        assert!(!is_replay_to(&captured(), "tunnel.example:81"));
        let bare = Capture::of_body(Origin::default(), "{}".into());
        assert!(!is_replay_to(&bare, "tunnel.example"));
    }
}
