//! What Dime.Scheduler writes into its transaction log when a receiver answers like this.
//!
//! Codes and their texts are from the vendor's page on transaction errors of the webhook; where
//! that page is silent, so is this program: it says that it is not known.

use std::fmt;

use crate::entry::Sent;

/// A line of the transaction log, and what follows from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logged {
    /// What the log would say, such as `[DSWBHK020] Status code: 503.`
    pub text: String,
    /// What Dime.Scheduler does about it, and how sure that is.
    pub then: &'static str,
}

/// What would be logged of an answer; none for the one that is documented as success, 200.
#[must_use]
pub fn logged(sent: Sent) -> Option<Logged> {
    const RETRIED: &str = "tried again three times with growing pauses (documented)";
    let (text, then) = match sent {
        Sent::Status(200) | Sent::Forwarded => return None,
        Sent::Status(status @ 201..300) => (
            format!("status {status}"),
            "unknown whether it counts: success is documented for 200 only",
        ),
        Sent::Status(status @ 400..500) => (
            format!("[DSWBHK020] Status code: {status}."),
            "tried again three times with growing pauses (documented for failures at large, \
             unknown for 4xx)",
        ),
        Sent::Status(status) => (format!("[DSWBHK020] Status code: {status}."), RETRIED),
        Sent::HungUp => (
            "a failure, the connection was closed".to_owned(),
            "unknown under which code; failures are tried again three times (documented)",
        ),
        Sent::Silence => (
            "[DSWBHK010], once its time-out is over".to_owned(),
            "tried again three times with growing pauses (documented); how long it waits is unknown",
        ),
    };
    Some(Logged { text, then })
}

/// What would be logged after failures in a row, and that nobody knows how many it takes.
pub const BREAKER: &str =
    "[DSWBHK030] after repeated failures: posts then fail at once (how many it takes is unknown)";

impl fmt::Display for Logged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.text, self.then)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_200_is_a_documented_success() {
        assert_eq!(logged(Sent::Status(200)), None);
        assert!(logged(Sent::Status(202)).unwrap().then.starts_with("unknown"));
    }

    #[test]
    fn failures_are_told_in_the_words_of_the_log() {
        let text = |sent| logged(sent).unwrap().text;
        assert_eq!(text(Sent::Status(503)), "[DSWBHK020] Status code: 503.");
        assert_eq!(text(Sent::Status(302)), "[DSWBHK020] Status code: 302.");
        assert!(text(Sent::Silence).starts_with("[DSWBHK010]"));
        assert!(logged(Sent::Status(404)).unwrap().then.contains("unknown for 4xx"));
    }
}
