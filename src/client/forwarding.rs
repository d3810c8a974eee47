//! What goes on the wire for a request that is forwarded: the same, but for its connection.

use std::net::SocketAddr;

use bytes::Bytes;
use hyper::header::HeaderName;

use super::outgoing::Outgoing;
use super::target::Target;
use crate::capture::Capture;
use crate::error::Error;

/// The header that tells a listener its own requests from those of others.
const MARK: &str = "X-Dsw-Forwarded";

/// How a captured request is changed on its way to a target.
#[derive(Clone)]
pub struct Forwarding {
    added: Vec<(String, String)>,
    removed: Vec<String>,
    keeps_host: bool,
    mark: String,
}

impl Forwarding {
    /// Adds these headers in place of those of the same name, and takes these away.
    ///
    /// # Errors
    ///
    /// [`Error::Option`] when what is to be taken away is not the name of a header, or of one that
    /// every request has, and when the host is to be kept and to be another one.
    pub fn new(
        added: Vec<(String, String)>,
        removed: Vec<String>,
        keeps_host: bool,
    ) -> Result<Self, Error> {
        for name in &removed {
            is_removable(name).map_err(|why| Error::Option("--remove-header", why))?;
        }
        if keeps_host && added.iter().any(|(name, _)| name.eq_ignore_ascii_case("host")) {
            let why = "`-H Host: …` sends another one".to_owned();
            return Err(Error::Option("--preserve-host", why));
        }
        Ok(Self { added, removed, keeps_host, mark: String::new() })
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
        let request = capture.request.as_ref();
        let method = request.map_or("POST", |request| &request.method).to_owned();
        let mut headers = request.map(|one| one.headers.end_to_end()).unwrap_or_default();
        headers.0.retain(|(name, _)| self.passes(name, target));
        let added = self.added.iter().cloned();
        headers.0.extend(added.map(|(name, value)| (name, Bytes::from(value))));
        headers.0.push((MARK.to_owned(), Bytes::from(self.mark.clone())));
        Outgoing { method, headers, body: capture.body.clone() }
    }

    fn passes(&self, name: &str, target: &Target) -> bool {
        let is = |other: &str| name.eq_ignore_ascii_case(other);
        // The body is here already: its length is known, and nobody has to ask for it.
        let is_of_the_body = is("content-length") || is("expect");
        let is_of_the_target = is("host") && !self.keeps_host
            || is("authorization") && target.authorization().is_some();
        let is_removed = self.removed.iter().any(|removed| is(removed));
        let is_replaced = self.added.iter().any(|(added, _)| is(added));
        !(is_of_the_body || is_of_the_target || is_removed || is_replaced)
    }
}

fn is_removable(name: &str) -> Result<(), String> {
    if HeaderName::from_bytes(name.as_bytes()).is_err() {
        return Err(format!("`{name}` is not the name of a header"));
    }
    let is = |other: &str| name.eq_ignore_ascii_case(other);
    if is("host") {
        return Err("every request has a `Host`; `-H` changes it".to_owned());
    }
    if is("content-length") || is("transfer-encoding") {
        return Err(format!("`{name}` follows from the body, which is sent as it is"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::{Headers, Origin, Request};

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
        let own = Forwarding::new(added.collect(), removed, keeps_host).unwrap();
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
                "X-MULTI: 3",
                "X-Dsw-Forwarded: M",
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

    #[test]
    fn what_every_request_has_and_what_is_no_name_cannot_be_taken_away() {
        for (name, why) in [
            ("a b", "`a b` is not the name of a header"),
            ("HOST", "every request has a `Host`; `-H` changes it"),
            ("Content-Length", "`Content-Length` follows from the body, which is sent as it is"),
        ] {
            let error = Forwarding::new(vec![], vec![name.into()], false).err().unwrap();
            assert_eq!(error.to_string(), format!("cannot use `--remove-header`: {why}"));
        }
    }
}
