//! Why a payload that was sent brought no answer.

use std::fmt;
use std::time::Duration;

use super::{Answered, SignIn};
use crate::error::Exit;
use crate::finding::Finding;

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
    /// What came back is not HTTP, or its head is too large.
    BadAnswer(String),
    /// The body of the answer goes on after what is read of it: the answer as far as that. The
    /// request has arrived, and its status says what became of it.
    TooLong(Box<Answered>),
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
    /// The receiver does not let in who sends, by NTLM.
    SignIn(SignIn),
    /// The capture holds a method or a header that HTTP does not allow, or cannot be edited.
    Unsendable(String),
    /// There is no URL for the payload, as it does not say what is to be filled in.
    WrongUrl(String),
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
            Self::Unsendable(_) | Self::WrongUrl(_) => Exit::Io,
            Self::Token { answered: true, .. } | Self::SignIn(_) | Self::Invalid { .. } => {
                Exit::Failed
            }
            _ => Exit::Network,
        }
    }

    /// Whether nothing was sent, and nothing would be if it were tried again: for what the payload itself
    /// is, or whom it would be sent as.
    #[must_use]
    pub fn is_unsent(&self) -> bool {
        matches!(
            self,
            Self::Unsendable(_) | Self::WrongUrl(_) | Self::SignIn(_) | Self::Invalid { .. }
        )
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
            | Self::SignIn(_)
            | Self::Unsendable(_)
            | Self::WrongUrl(_)
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
            Self::SignIn(sign_in) => return sign_in.hint(),
            Self::ClosedEarly | Self::BrokeOff => {
                "look at the receiver's own log: it may have crashed, or take nothing but https"
            }
            Self::BadAnswer(_) => "is this the port of a web server, and http what it speaks?",
            Self::TooLong(_) => {
                "is this the URL of the receiver? a webhook is answered in a few words"
            }
            Self::Proxy(_) => "look at HTTPS_PROXY and HTTP_PROXY; NO_PROXY names exceptions",
            Self::Token { answered: true, .. } => {
                "check the client's id, its secret, and the scope"
            }
            Self::Token { .. }
            | Self::Unsendable(_)
            | Self::WrongUrl(_)
            | Self::Invalid { .. }
            | Self::Other(_) => return None,
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
            Self::SignIn(sign_in) => sign_in.fmt(f),
            Self::ClosedEarly => f.write_str("connection closed before an answer"),
            Self::BrokeOff => f.write_str("connection closed in the middle of an answer"),
            Self::BadAnswer(why) => write!(f, "cannot read its answer: {why}"),
            Self::TooLong(answered) => write!(
                f,
                "its answer is longer than 1 MiB, of which dsw reads no more; its status is {}",
                answered.status
            ),
            Self::Proxy(why) => write!(f, "cannot pass the proxy: {why}"),
            Self::Invalid { errors: 1, .. } => f.write_str("not sent: it has an error"),
            Self::Invalid { errors, .. } => write!(f, "not sent: it has {errors} errors"),
            Self::Token { from, why, .. } => write!(f, "cannot get a token from `{from}`: {why}"),
            Self::Unsendable(why) | Self::WrongUrl(why) | Self::Other(why) => f.write_str(why),
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
