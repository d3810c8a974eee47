//! What goes on the wire for a request that is forwarded: the same, but for its connection.

use std::net::SocketAddr;

use super::changes::Changes;
use super::outgoing::Outgoing;
use super::target::Target;
use crate::capture::{Capture, Headers};
use crate::error::Error;

/// The header that tells a listener its own requests from those of others.
const MARK: &str = "X-Dsw-Forwarded";

/// How a captured request is changed on its way to a target.
#[derive(Clone)]
pub struct Forwarding {
    changes: Changes,
    keeps_host: bool,
    mark: String,
}

impl Forwarding {
    /// Changes headers so.
    ///
    /// # Errors
    /// [`Error::Option`] when the host is to be kept and to be another one.
    pub fn new(changes: Changes, keeps_host: bool) -> Result<Self, Error> {
        if keeps_host && changes.add("host") {
            let why = "`-H Host: …` sends another one".to_owned();
            return Err(Error::Option("--preserve-host", why));
        }
        Ok(Self { changes, keeps_host, mark: String::new() })
    }

    /// Marks each request as one of the listener at this address.
    #[must_use]
    pub fn marked(self, listener: SocketAddr) -> Self {
        // Listeners of two machines may have the same address, and forward to each other.
        Self { mark: format!("{listener};{:08x}", fastrand::u32(..)), ..self }
    }

    /// Whether a request has been here before.
    #[must_use]
    pub fn is_round_trip(&self, capture: &Capture) -> bool {
        let headers = capture.request.as_ref().map(|request| &request.headers);
        headers.is_some_and(|headers| headers.all(MARK).any(|mark| mark == self.mark.as_bytes()))
    }

    /// The request that goes to the target. It is still the sender's own, so unlike in a replay
    /// its credentials go along, unless the target has some of its own.
    #[must_use]
    pub fn letter(&self, capture: &Capture, target: &Target) -> Outgoing {
        let mark = Some((MARK, self.mark.clone()));
        self.changes.letter(capture, Headers::default, |name| self.passes(name, target), mark)
    }

    fn passes(&self, name: &str, target: &Target) -> bool {
        let is = |other: &str| name.eq_ignore_ascii_case(other);
        let is_of_the_target = is("host") && !self.keeps_host
            || is("authorization") && target.authorization().is_some();
        !is_of_the_target
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;
    use crate::capture::{Origin, Request};

    const CAME: [(&str, &str); 10] = [
        ("Host", "tunnel.example"),
        ("Content-Type", "application/json"),
        ("CONTENT-LENGTH", "2"),
        ("Connection", "close"),
        ("Expect", "100-continue"),
        ("Authorization", "Bearer own"),
        ("Cookie", "a=b"),
        ("x-multi", "1"),
        ("X-Drop", "me"),
        ("X-Multi", "2"),
    ];

    fn capture(headers: &[(&str, &str)]) -> Capture {
        let headers = headers
            .iter()
            .map(|(name, value)| ((*name).to_owned(), Bytes::copy_from_slice(value.as_bytes())));
        let request = Request {
            received_at: jiff::Timestamp::UNIX_EPOCH,
            method: "PUT".to_owned(),
            target: "/".to_owned(),
            version: "HTTP/1.1".to_owned(),
            headers: Headers(headers.collect()),
            remote: None,
        };
        Capture { request: Some(request), ..Capture::of_body(Origin::default(), "{}".into()) }
    }

    fn forwarding(added: &[(&str, &str)], removed: &[&str], keeps_host: bool) -> Forwarding {
        let added = added.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let removed = removed.iter().map(|name| (*name).to_owned()).collect();
        let changes = Changes::of(added.collect(), removed).unwrap();
        let own = Forwarding::new(changes, keeps_host).unwrap();
        Forwarding { mark: "M".to_owned(), ..own }
    }

    fn sent(how: &Forwarding, to: &str) -> Vec<String> {
        let target = Target::parse(to).unwrap();
        let headers = how.letter(&capture(&CAME), &target).headers_to(&target).0;
        let shown =
            |(name, value): &(String, Bytes)| format!("{name}: {}", String::from_utf8_lossy(value));
        headers.iter().map(shown).collect()
    }

    #[test]
    fn the_same_headers_go_on_but_those_of_the_connection() {
        assert_eq!(
            sent(&forwarding(&[], &[], false), "http://h:1/"),
            [
                "Host: h:1",
                "Content-Type: application/json",
                "Authorization: Bearer own",
                "Cookie: a=b",
                "x-multi: 1",
                "X-Drop: me",
                "X-Multi: 2",
                "X-Dsw-Forwarded: M",
                "Content-Length: 2",
            ]
        );
    }

    #[test]
    fn headers_are_added_replaced_and_taken_away_as_asked_for() {
        assert_eq!(
            sent(&forwarding(&[("X-MULTI", "3")], &["x-drop", "cookie"], true), "http://u:p@h/"),
            [
                "Host: tunnel.example",
                "Content-Type: application/json",
                "X-Dsw-Forwarded: M",
                "X-MULTI: 3",
                "Authorization: Basic dTpw",
                "Content-Length: 2",
            ]
        );
    }

    #[test]
    fn a_request_that_has_been_here_is_known_by_its_mark() {
        let how = forwarding(&[], &[], false);
        assert!(!how.is_round_trip(&capture(&CAME)));
        assert!(!how.is_round_trip(&capture(&[("X-Dsw-Forwarded", "another")])));
        assert!(how.is_round_trip(&capture(&[("x-dsw-forwarded", "a"), ("x-dsw-forwarded", "M")])));
    }
}
