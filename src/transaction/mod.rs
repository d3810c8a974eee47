//! What Dime.Scheduler writes into its transaction log when a receiver answers like this.
//!
//! Codes and their texts are from the vendor's page on transaction errors of the webhook; where
//! that page is silent, so is this program: it says that it is not known.

mod breaker;
#[cfg(test)]
mod tests;

pub use breaker::Breaker;

use crate::delivery::{Delivery, Failure, Success};
use crate::entry::Sent;

/// A line of the transaction log, and what follows from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logged {
    /// What the log would say, such as `[DSWBHK020] Status code: 503.`
    pub text: String,
    /// Whether the vendor says that it does so for such an answer.
    pub text_is: Basis,
    /// What Dime.Scheduler does about it, and how sure that is.
    pub then: &'static str,
    /// Whether the vendor says so.
    pub then_is: Basis,
}

/// What is behind a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The vendor's documentation.
    Documented,
    /// Nothing that is published.
    Unknown,
}

impl Basis {
    /// The word on screen and in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::Unknown => "unknown",
        }
    }
}

/// How a post ended, as who sends it sees it.
enum Ending {
    Status(u16),
    TimedOut,
    /// Not sent, as there is no such URL.
    WrongUrl,
    /// No answer, and why.
    Broken(String),
}

/// What would be logged of an answer; none for the one that is documented as success, 200.
#[must_use]
pub fn logged(sent: Sent) -> Option<Logged> {
    let ending = match sent {
        Sent::Forwarded | Sent::Simulated | Sent::Imported => return None,
        Sent::Status(status) => Ending::Status(status),
        Sent::HungUp => Ending::Broken("a failure, the connection was closed".to_owned()),
        Sent::Silence | Sent::Gone => Ending::TimedOut,
    };
    let (_, logged) = row(ending)?;
    let is_to_come = sent == Sent::Silence;
    let text = if is_to_come { logged.text + ", once its time-out is over" } else { logged.text };
    Some(Logged { text, ..logged })
}

/// What would be logged of a delivery that was made as Dime.Scheduler makes it; none when that was
/// a success, or it was made otherwise.
#[must_use]
pub fn of_delivery(delivery: &Delivery) -> Option<Logged> {
    if delivery.success != Success::Only200 {
        return None;
    }
    let ending = match &delivery.outcome {
        Ok(answered) => Ending::Status(answered.status),
        // Success is documented by the status alone.
        Err(Failure::TooLong(answered)) => Ending::Status(answered.status),
        Err(Failure::TimedOut(_)) => Ending::TimedOut,
        Err(Failure::WrongUrl(_)) => Ending::WrongUrl,
        // It was never a post of Dime.Scheduler's.
        Err(failure) if failure.is_unsent() => return None,
        Err(failure) => Ending::Broken(failure.to_string()),
    };
    let (status, logged) = row(ending)?;
    let times = if delivery.attempts == 1 { "attempt" } else { "attempts" };
    let head = match status {
        FAILED => format!("{FAILED} after {} {times}: ", delivery.attempts),
        "" => String::new(),
        other => format!("{other}: "),
    };
    Some(Logged { text: head + &logged.text, ..logged })
}

/// What would be logged of a URL that nothing can be sent to.
#[must_use]
pub fn of_wrong_url() -> String {
    row(Ending::WrongUrl)
        .map(|(status, logged)| format!("{status}: {}", logged.text))
        .unwrap_or_default()
}

/// The status of a transaction that failed.
const FAILED: &str = "Failed";

/// The status of a transaction, when it is known, and the rest of it; none for a success.
///
/// All that is known of the log stands here, for what a receiver is told of its answers and for
/// what is sent as Dime.Scheduler sends it.
fn row(ending: Ending) -> Option<(&'static str, Logged)> {
    use Basis::{Documented, Unknown};
    let failure = |status| format!("[DSWBHK020] Status code: {status}.");
    let (status, text, text_is, then, then_is) = match ending {
        Ending::Status(200) => return None,
        Ending::Status(status @ 201..300) => (
            "",
            format!("status {status}"),
            Unknown,
            "unknown whether it counts: success is documented for 200 only",
            Unknown,
        ),
        Ending::Status(status @ 300..400) => (
            FAILED,
            failure(status),
            Unknown,
            "unknown whether it follows a redirect; failures are tried three times (documented)",
            Unknown,
        ),
        Ending::Status(status @ 400..500) => (
            FAILED,
            failure(status),
            Documented,
            "Dime.Scheduler tries three times with growing pauses (documented for failures at large, unknown for \
             4xx)",
            Unknown,
        ),
        Ending::Status(status) => (
            FAILED,
            failure(status),
            Documented,
            "Dime.Scheduler tries three times with growing pauses (documented)",
            Documented,
        ),
        Ending::TimedOut => (
            FAILED,
            "[DSWBHK010]".to_owned(),
            Documented,
            "Dime.Scheduler tries three times with growing pauses (documented); how long it waits is unknown",
            Documented,
        ),
        Ending::WrongUrl => (
            "WrongUrl",
            "[DSWBHK002]".to_owned(),
            Documented,
            "documented for a URL that is empty or malformed, and not tried again",
            Documented,
        ),
        Ending::Broken(why) => (
            FAILED,
            why,
            Unknown,
            "unknown under which code; failures are tried three times (documented)",
            Documented,
        ),
    };
    Some((status, Logged { text, text_is, then, then_is }))
}
