//! What became of one payload that was sent on.

mod asked;
mod failure;
mod sign_in;

use std::fmt;
use std::time::Duration;

use bytes::Bytes;

pub use asked::Asked;
pub use failure::{Failure, Tls};
pub use sign_in::SignIn;

use crate::capture::Headers;
use crate::error::Exit;
use crate::wall::duration_shown;

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
    /// Why it was not tried again, when that was for want of time.
    pub late: Option<Late>,
    /// What counts as its success.
    pub success: Success,
    /// What its answer is not that was expected of it; none when nothing was.
    pub missed: Option<Vec<String>>,
    /// Whether redirects are followed, so that one which is left cannot be.
    pub follows: bool,
    /// The status of the redirect that turned it into a GET without the payload, when one did.
    pub turned_by: Option<u16>,
    /// The scheme by which it was shown who sends, such as `Bearer`; none when nobody was.
    pub shown: Option<String>,
    /// Secrets of the request that its answer holds, the longest first: none of them is shown.
    pub quoted: Box<[String]>,
}

/// Another attempt that would have been due when there was no time left for any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Late {
    /// After the pause that the receiver asked for.
    Asked(Duration),
    /// After a pause of chance.
    Own,
}

impl fmt::Display for Late {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Asked(pause) => {
                let seconds = i64::try_from(pause.as_secs()).unwrap_or(i64::MAX);
                write!(f, "it asked to wait {}, beyond", duration_shown(seconds))?;
            }
            Self::Own => f.write_str("another attempt would have been beyond")?,
        }
        f.write_str(" `--retry-max-time`")
    }
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
        Self {
            to,
            outcome,
            took,
            attempts: 1,
            late: None,
            success: Success::default(),
            missed: None,
            follows: false,
            turned_by: None,
            shown: None,
            quoted: Box::default(),
        }
    }

    /// What came back, also when it is too long to count as an answer.
    #[must_use]
    pub fn answered(&self) -> Option<&Answered> {
        answered(&self.outcome)
    }

    /// Whether it was answered as is expected: with what counts as a success, when nothing else is.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        match &self.missed {
            // What was answered had no payload.
            _ if self.turned_by.is_some() => false,
            Some(missed) => self.outcome.is_ok() && missed.is_empty(),
            None => self.is_success(),
        }
    }

    /// Whether it was answered with what counts as a success.
    #[must_use]
    pub fn is_success(&self) -> bool {
        let is_it = |answered: &Answered| match self.success {
            Success::Any2xx => answered.is_accepted(),
            Success::Only200 => answered.status == 200,
        };
        self.turned_by.is_none() && self.outcome.as_ref().is_ok_and(is_it)
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

/// What came back, also when it is too long to count as an answer.
#[must_use]
pub fn answered(outcome: &Result<Answered, Failure>) -> Option<&Answered> {
    match outcome {
        Ok(answered) => Some(answered),
        Err(Failure::TooLong(answered)) => Some(answered),
        Err(_) => None,
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
    /// Why the body is not whole: it ended too early.
    pub cut: Option<Failure>,
    /// Its `Location` as a whole URL, secrets as they may be seen.
    pub location: Option<String>,
}

impl Answered {
    /// Any 2xx: a webhook's sender looks at nothing else.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Whether it sends whoever asks elsewhere; of other statuses a `Location` says nothing.
    #[must_use]
    pub fn is_redirect(&self) -> bool {
        matches!(self.status, 301 | 302 | 303 | 307 | 308)
    }

    /// Where it sends whoever asks.
    #[must_use]
    pub fn redirects_to(&self) -> Option<&str> {
        self.location.as_deref().filter(|_| self.is_redirect())
    }

    /// That it is not whole, and why; none when it is. Its status counts all the same, as a
    /// webhook's sender looks at nothing else.
    #[must_use]
    pub fn torn(&self) -> Option<&'static str> {
        Some(match self.cut.as_ref()? {
            Failure::TimedOut(_) => "its answer is not whole: the time was up in the middle of it",
            _ => "its answer is not whole: the connection closed in the middle of it",
        })
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
