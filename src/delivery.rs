//! What became of one payload that was sent on.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;

use crate::capture::Headers;
use crate::error::Exit;
use crate::finding::Finding;

/// One payload sent to one target, and how it ended.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// The URL it was sent to, its secrets as they may be seen.
    pub to: String,
    /// The answer, whatever its status; or why there is none.
    pub outcome: Result<Answered, Failure>,
    /// From before the connection to the end of the answer that was read, of the last attempt.
    pub took: Duration,
    /// How often it was tried.
    pub attempts: u32,
    /// What counts as its success.
    pub success: Success,
    /// What its answer is not that was expected of it; none when nothing was.
    pub missed: Option<Vec<String>>,
    /// Whether redirects are followed, so that one which is left cannot be.
    pub follows: bool,
}

/// What counts as a success.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Success {
    /// Any 2xx: a webhook's sender looks at nothing else.
    #[default]
    Any2xx,
    /// 200 alone, which is all that Dime.Scheduler documents.
    Only200,
}

impl Delivery {
    /// A delivery by a single attempt, for which any 2xx is a success.
    #[must_use]
    pub fn of(to: String, outcome: Result<Answered, Failure>, took: Duration) -> Self {
        let (attempts, success, missed, follows) = (1, Success::default(), None, false);
        Self { to, outcome, took, attempts, success, missed, follows }
    }

    /// Whether it was answered as is expected: with what counts as a success, when nothing else is.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.missed
            .as_ref()
            .map_or_else(|| self.is_success(), |missed| self.outcome.is_ok() && missed.is_empty())
    }

    /// Whether it was answered with what counts as a success.
    #[must_use]
    pub fn is_success(&self) -> bool {
        self.outcome.as_ref().is_ok_and(|answered| match self.success {
            Success::Any2xx => answered.is_accepted(),
            Success::Only200 => answered.status == 200,
        })
    }

    /// What it costs: an answer other than expected is a failed check, no answer is the network.
    #[must_use]
    pub fn exit(&self) -> Exit {
        match &self.outcome {
            Ok(_) if self.is_accepted() => Exit::Ok,
            Ok(_) => Exit::Failed,
            Err(failure) => failure.exit(),
        }
    }
}

/// An answer. All of its text is a stranger's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The status, from 100 to 999.
    pub status: u16,
    /// The words behind the status, those of the standard when the target sent none; may be empty.
    pub reason: String,
    /// The headers in the order sent, names in lower case. They may hold secrets.
    pub headers: Headers,
    /// The first part of the body, at most 1 MiB.
    pub body: Bytes,
    /// Why the body is not whole: it goes on after `body`, or ended too early.
    pub cut: Option<Failure>,
    /// Its `Location` as a whole URL, secrets as they may be seen; a redirect is not followed.
    pub location: Option<String>,
}

impl Answered {
    /// Any 2xx: a webhook's sender looks at nothing else.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// All of it as an HTTP message, as far as it was read; chunks are put together.
    #[must_use]
    pub fn message(&self) -> Vec<u8> {
        let mut message = format!("HTTP/1.1 {} {}\r\n", self.status, self.reason).into_bytes();
        for (name, value) in &self.headers.0 {
            message.extend([name.as_bytes(), b": ", value, b"\r\n"].concat());
        }
        message.extend_from_slice(b"\r\n");
        message.extend_from_slice(&self.body);
        message
    }
}

/// Why there is no answer: the root cause alone. Text inside is a stranger's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Nothing listens on the target's port.
    Refused,
    /// The host has no address, in the words of the system.
    Dns(String),
    /// No answer in the time given.
    TimedOut(Duration),
    /// No trusted connection.
    Tls(Tls),
    /// The connection ended before the head of an answer was complete.
    ClosedEarly,
    /// The connection ended in the middle of the body of an answer.
    BrokeOff,
    /// What came back is not HTTP, or too large.
    BadAnswer(String),
    /// A proxy between here and the target is absent, or refused.
    Proxy(String),
    /// There is no token to show to the receiver: who should give one, why there is none, and
    /// whether that was answered.
    Token {
        /// The URL, its secrets as they may be seen.
        from: String,
        /// In words free of secrets.
        why: String,
        /// Whether it was reached at all.
        answered: bool,
    },
    /// The capture holds a method or a header that HTTP does not allow.
    Unsendable(String),
    /// The payload has so many errors, and was not sent.
    Invalid {
        /// How many errors.
        errors: usize,
        /// What was found, errors and all else.
        findings: Vec<Finding>,
    },
    /// Anything else, in the words of the system.
    Other(String),
}

/// Why a TLS connection is not trusted, or is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tls {
    /// The certificate was valid once.
    Expired,
    /// The certificate will be valid later.
    NotYetValid,
    /// The certificate is for other names: these.
    WrongName(Vec<String>),
    /// Signed by itself, or by an authority that this machine does not know.
    UnknownIssuer,
    /// Taken back by its issuer.
    Revoked,
    /// What answered does not speak TLS.
    Absent,
    /// This machine has no list of trusted authorities.
    NoAuthorities,
    /// Anything else, in the words of the library.
    Other(String),
}

impl Failure {
    /// What it costs.
    #[must_use]
    pub fn exit(&self) -> Exit {
        match self {
            Self::Unsendable(_) => Exit::Io,
            Self::Token { answered: true, .. } | Self::Invalid { .. } => Exit::Failed,
            _ => Exit::Network,
        }
    }

    /// Whether the request may have reached its receiver all the same, so that sending it again
    /// may have it processed twice.
    #[must_use]
    pub fn may_have_arrived(&self) -> bool {
        match self {
            Self::Refused
            | Self::Dns(_)
            | Self::Proxy(_)
            | Self::Token { .. }
            | Self::Unsendable(_)
            | Self::Invalid { .. } => false,
            // A connection can lose its trust after the request has gone.
            Self::Tls(tls) => matches!(tls, Tls::Other(_)),
            _ => true,
        }
    }

    /// What to try.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::Refused => "is the receiver running, and is this its port?",
            Self::Dns(_) => "check the name of the host, and that this machine is online",
            Self::TimedOut(_) => {
                "is the receiver halted in a debugger? `--timeout 0` waits without end"
            }
            Self::Tls(tls) => return tls.hint(),
            Self::ClosedEarly | Self::BrokeOff => {
                "look at the receiver's own log: it may have crashed"
            }
            Self::BadAnswer(_) => "is this the port of a web server, and http what it speaks?",
            Self::Proxy(_) => "look at HTTPS_PROXY and HTTP_PROXY; NO_PROXY names exceptions",
            Self::Token { answered: true, .. } => {
                "check the client's id, its secret, and the scope"
            }
            Self::Token { .. } | Self::Unsendable(_) | Self::Invalid { .. } | Self::Other(_) => {
                return None;
            }
        })
    }
}

impl Tls {
    fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::Expired => "renew the receiver's certificate, or check this machine's clock",
            Self::NotYetValid => "check the clocks of this machine and of the certificate's maker",
            Self::WrongName(_) => "send to a name that the certificate is for",
            Self::UnknownIssuer => {
                "a certificate of your own must be trusted by this machine, \
                 as by `dotnet dev-certs https --trust`, or be named to `dsw replay --cacert`"
            }
            Self::Absent => "does the receiver speak plain http? then the URL begins with http://",
            Self::NoAuthorities => {
                "install ca-certificates, or name a file of certificates with SSL_CERT_FILE"
            }
            Self::Revoked | Self::Other(_) => return None,
        })
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused => f.write_str("connection refused"),
            Self::Dns(why) => write!(f, "cannot find its host: {why}"),
            Self::TimedOut(after) => write!(f, "no answer within {}", waited(*after)),
            Self::Tls(tls) => tls.fmt(f),
            Self::ClosedEarly => f.write_str("connection closed before an answer"),
            Self::BrokeOff => f.write_str("connection closed in the middle of an answer"),
            Self::BadAnswer(why) => write!(f, "cannot read its answer: {why}"),
            Self::Proxy(why) => write!(f, "cannot pass the proxy: {why}"),
            Self::Invalid { errors: 1, .. } => f.write_str("not sent: it has an error"),
            Self::Invalid { errors, .. } => write!(f, "not sent: it has {errors} errors"),
            Self::Token { from, why, .. } => write!(f, "cannot get a token from `{from}`: {why}"),
            Self::Unsendable(why) | Self::Other(why) => f.write_str(why),
        }
    }
}

impl fmt::Display for Tls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Expired => f.write_str("its certificate has expired"),
            Self::NotYetValid => f.write_str("its certificate is not valid yet"),
            Self::WrongName(names) if names.is_empty() => {
                f.write_str("its certificate is not for this host")
            }
            Self::WrongName(names) => {
                write!(f, "its certificate is not for this host but for {}", names.join(", "))
            }
            Self::UnknownIssuer => {
                f.write_str("its certificate is self-signed or from an unknown authority")
            }
            Self::Revoked => f.write_str("its certificate has been revoked"),
            Self::Absent => f.write_str("what answers there does not speak TLS"),
            Self::NoAuthorities => f.write_str("this machine has no list of trusted authorities"),
            Self::Other(why) => write!(f, "no trusted connection: {why}"),
        }
    }
}

fn waited(time: Duration) -> String {
    if time.as_secs() < 10 && time.subsec_millis() > 0 {
        format!("{} ms", time.as_millis())
    } else {
        format!("{} s", time.as_secs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exit(outcome: Result<Answered, Failure>) -> Exit {
        Delivery::of(String::new(), outcome, Duration::ZERO).exit()
    }

    fn answered(status: u16) -> Answered {
        Answered {
            status,
            reason: String::new(),
            headers: Headers::default(),
            body: Bytes::new(),
            cut: None,
            location: None,
        }
    }

    #[test]
    fn only_2xx_is_accepted() {
        for (status, code) in
            [(101, 1), (199, 1), (200, 0), (204, 0), (299, 0), (302, 1), (404, 1), (500, 1)]
        {
            assert_eq!(exit(Ok(answered(status))).code(), code, "{status}");
        }
    }

    #[test]
    fn no_answer_costs_more_than_a_bad_one() {
        assert_eq!(exit(Err(Failure::Refused)), Exit::Network);
        assert_eq!(exit(Err(Failure::Tls(Tls::Expired))), Exit::Network);
        assert_eq!(exit(Err(Failure::Unsendable(String::new()))), Exit::Io);
    }

    #[test]
    fn a_failure_is_told_in_plain_words() {
        let told = |failure: Failure| failure.to_string();
        assert_eq!(told(Failure::TimedOut(Duration::from_millis(200))), "no answer within 200 ms");
        assert_eq!(told(Failure::TimedOut(Duration::from_secs(30))), "no answer within 30 s");
        let wrong = Tls::WrongName(vec!["localhost".to_owned(), "127.0.0.1".to_owned()]);
        assert_eq!(
            told(Failure::Tls(wrong)),
            "its certificate is not for this host but for localhost, 127.0.0.1"
        );
        assert_eq!(Failure::Refused.hint(), Some("is the receiver running, and is this its port?"));
    }
}
