//! From the errors of the libraries to the one cause below them.

use std::error::Error;
use std::io;
use std::time::Duration;

use rustls::{CertificateError, InvalidMessage};

use super::dial::ToProxy;
use super::verbatim::Flood;
use crate::delivery::{Failure, Tls};
use crate::error::why;

/// How a tunnel through a proxy begins to tell that it failed; its type is not public.
const TUNNEL: &str = "tunnel error: ";

/// How a name that cannot be found is told; that type is not public either.
const LOOKUP: &str = "dns error";

/// What stopped a request, `took` after it began.
pub(super) fn of_request(error: &(dyn Error + 'static), took: Duration) -> Failure {
    let is_lookup = causes(error).any(|cause| cause.to_string() == LOOKUP);
    let failure = if is_lookup { of_lookup(error) } else { of_causes(error, took) };
    if causes(error).any(<dyn Error>::is::<ToProxy>) {
        return Failure::Proxy(failure.to_string());
    }
    failure
}

fn of_causes(error: &(dyn Error + 'static), took: Duration) -> Failure {
    let mut causes: Vec<_> = causes(error).collect();
    // From the root up: the lowest that says something is the cause.
    causes.reverse();
    let known = causes.iter().find_map(|cause| of_cause(*cause, took));
    let root = causes[0].to_string();
    let root = root.strip_prefix(TUNNEL).unwrap_or(&root).to_owned();
    known.unwrap_or(Failure::Other(root))
}

/// The words of the system, without those of the standard library before them.
fn of_lookup(error: &(dyn Error + 'static)) -> Failure {
    let system = causes(error).filter_map(|cause| cause.downcast_ref::<io::Error>()).last();
    let words = system.map_or_else(|| error.to_string(), why);
    let said = words.strip_prefix("failed to lookup address information: ").unwrap_or(&words);
    Failure::Dns(said.to_owned())
}

fn of_cause(cause: &(dyn Error + 'static), took: Duration) -> Option<Failure> {
    if let Some(error) = cause.downcast_ref::<rustls::Error>() {
        return Some(Failure::Tls(of_tls(error)));
    }
    if let Some(error) = cause.downcast_ref::<hyper::Error>() {
        return of_http(error);
    }
    if let Some(flood) = cause.downcast_ref::<Flood>() {
        return Some(Failure::BadAnswer(flood.to_string()));
    }
    cause.downcast_ref::<io::Error>().and_then(|error| of_io(error, took))
}

fn of_http(error: &hyper::Error) -> Option<Failure> {
    if error.is_parse() {
        let why =
            if error.is_parse_too_large() { "its head is too large" } else { "it is not HTTP" };
        return Some(Failure::BadAnswer(why.to_owned()));
    }
    let closed = error.is_incomplete_message() || error.is_canceled() || error.is_closed();
    closed.then_some(Failure::ClosedEarly)
}

fn of_io(error: &io::Error, took: Duration) -> Option<Failure> {
    Some(match error.kind() {
        io::ErrorKind::ConnectionRefused => Failure::Refused,
        // The system gave up before the time given did.
        io::ErrorKind::TimedOut => Failure::TimedOut(took),
        io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::BrokenPipe
        | io::ErrorKind::UnexpectedEof => Failure::ClosedEarly,
        // Only a wrapping: what it wraps was asked before.
        _ if error.get_ref().is_some() => return None,
        _ => Failure::Other(why(error)),
    })
}

/// Why rustls gave a connection up.
pub(super) fn of_tls(error: &rustls::Error) -> Tls {
    match error {
        rustls::Error::InvalidCertificate(error) => of_certificate(error),
        rustls::Error::InvalidMessage(
            InvalidMessage::InvalidContentType | InvalidMessage::UnknownProtocolVersion,
        ) => Tls::Absent,
        rustls::Error::General(words) if words.starts_with("No CA certificates") => {
            Tls::NoAuthorities
        }
        other => Tls::Other(other.to_string()),
    }
}

fn of_certificate(error: &CertificateError) -> Tls {
    match error {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => Tls::Expired,
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            Tls::NotYetValid
        }
        CertificateError::NotValidForName => Tls::WrongName(Vec::new()),
        CertificateError::NotValidForNameContext { presented, .. } => {
            Tls::WrongName(presented.iter().map(|name| bare(name)).collect())
        }
        error if is_unknown_issuer(error) => Tls::UnknownIssuer,
        CertificateError::Revoked => Tls::Revoked,
        other => Tls::Other(other.to_string()),
    }
}

/// Whether nobody who is trusted vouches for a certificate, whose dates are good.
pub(super) fn is_unknown_issuer(error: &CertificateError) -> bool {
    match error {
        // A bad signature: one of its own that bears the name of an authority that is known, as
        // does a development certificate that was made anew.
        CertificateError::UnknownIssuer | CertificateError::BadSignature => true,
        // What `openssl req -x509` makes: an authority that stands for a host.
        CertificateError::Other(error) => error.to_string().contains("CaUsedAsEndEntity"),
        _ => false,
    }
}

/// The library tells names as `DnsName("localhost")` and `IpAddress(10.0.0.1)`.
fn bare(name: &str) -> String {
    let within = name.strip_suffix(')').and_then(|open| open.split_once('('));
    within.map_or(name, |(_, name)| name.trim_matches('"')).to_owned()
}

/// An error and what it wraps, down to the root.
fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error: &&'a (dyn Error + 'static)| {
        // The source of an I/O error is that of the error it wraps, which is thereby left out.
        let wrapped = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        wrapped.map(|error| error as &(dyn Error + 'static)).or_else(|| error.source())
    })
}

#[cfg(test)]
mod tests {
    use std::fmt;
    use std::sync::Arc;

    use rustls::pki_types::{ServerName, UnixTime};
    use rustls::{AlertDescription, OtherError};

    use super::*;

    /// An error of a library, in these words, with or without a cause.
    #[derive(Debug)]
    struct Wrapping(&'static str, Option<Box<dyn Error + Send + Sync>>);

    impl fmt::Display for Wrapping {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }
    }

    impl Error for Wrapping {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            self.1.as_deref().map(|cause| cause as &(dyn Error + 'static))
        }
    }

    fn certificate(error: CertificateError) -> Tls {
        of_tls(&rustls::Error::InvalidCertificate(error))
    }

    #[test]
    fn a_certificate_is_told_apart() {
        let (time, day) = (UnixTime::now(), UnixTime::since_unix_epoch(Duration::from_hours(24)));
        let past = CertificateError::ExpiredContext { time, not_after: day };
        let future = CertificateError::NotValidYetContext { time: day, not_before: time };
        let wrong = CertificateError::NotValidForNameContext {
            expected: ServerName::try_from("h").unwrap(),
            presented: vec!["DnsName(\"*.corp\")".to_owned(), "IpAddress(127.0.0.1)".to_owned()],
        };
        let authority = OtherError(Arc::new(Wrapping("CaUsedAsEndEntity", None)));
        assert_eq!(certificate(CertificateError::Expired), Tls::Expired);
        assert_eq!(certificate(past), Tls::Expired);
        assert_eq!(certificate(CertificateError::NotValidYet), Tls::NotYetValid);
        assert_eq!(certificate(future), Tls::NotYetValid);
        assert_eq!(certificate(CertificateError::NotValidForName), Tls::WrongName(Vec::new()));
        let names = ["*.corp", "127.0.0.1"].map(str::to_owned).to_vec();
        assert_eq!(certificate(wrong), Tls::WrongName(names));
        assert_eq!(certificate(CertificateError::UnknownIssuer), Tls::UnknownIssuer);
        assert_eq!(certificate(CertificateError::BadSignature), Tls::UnknownIssuer);
        assert_eq!(certificate(CertificateError::Other(authority)), Tls::UnknownIssuer);
        assert_eq!(certificate(CertificateError::Revoked), Tls::Revoked);
    }

    #[test]
    fn a_handshake_that_fails_is_told_apart() {
        let plain = rustls::Error::InvalidMessage(InvalidMessage::InvalidContentType);
        assert_eq!(of_tls(&plain), Tls::Absent);
        let alert = rustls::Error::AlertReceived(AlertDescription::HandshakeFailure);
        assert_eq!(
            Failure::Tls(of_tls(&alert)).to_string(),
            "no trusted connection: received fatal alert: HandshakeFailure"
        );
        let none = "No CA certificates were loaded from the system".to_owned();
        assert_eq!(of_tls(&rustls::Error::General(none)), Tls::NoAuthorities);
    }

    #[test]
    fn the_lowest_cause_that_is_known_is_told() {
        let told = |error: Wrapping| of_causes(&error, Duration::from_secs(7));
        let wrapped = |cause| Wrapping("client error (Connect)", Some(cause));
        let io = |kind: io::ErrorKind| wrapped(Box::new(io::Error::from(kind)));
        assert_eq!(told(io(io::ErrorKind::ConnectionRefused)), Failure::Refused);
        assert_eq!(told(io(io::ErrorKind::ConnectionReset)), Failure::ClosedEarly);
        assert_eq!(told(io(io::ErrorKind::TimedOut)), Failure::TimedOut(Duration::from_secs(7)));
        assert_eq!(
            told(io(io::ErrorKind::NetworkUnreachable)),
            Failure::Other("network unreachable".to_owned())
        );
        let tls = rustls::Error::InvalidCertificate(CertificateError::Expired);
        let tls = io::Error::new(io::ErrorKind::InvalidData, tls);
        assert_eq!(told(wrapped(Box::new(tls))), Failure::Tls(Tls::Expired));
        assert_eq!(told(Wrapping("odd", None)), Failure::Other("odd".to_owned()));
    }

    #[test]
    fn a_proxy_is_told_from_the_target() {
        let tunnel = |words, cause| {
            let stopped = ToProxy(Box::new(Wrapping(words, cause)));
            of_request(&stopped, Duration::ZERO).to_string()
        };
        assert_eq!(
            tunnel("tunnel error: proxy authorization required", None),
            "cannot pass the proxy: proxy authorization required"
        );
        let refused = io::Error::from(io::ErrorKind::ConnectionRefused);
        let words = "tunnel error: failed to create underlying connection";
        assert_eq!(
            tunnel(words, Some(Box::new(refused))),
            "cannot pass the proxy: connection refused"
        );
    }
}
