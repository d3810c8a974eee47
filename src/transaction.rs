//! What Dime.Scheduler writes into its transaction log when a receiver answers like this.
//!
//! Codes and their texts are from the vendor's page on transaction errors of the webhook; where
//! that page is silent, so is this program: it says that it is not known.

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

/// What would be logged of an answer; none for the one that is documented as success, 200.
#[must_use]
pub fn logged(sent: Sent) -> Option<Logged> {
    use Basis::{Documented, Unknown};
    const RETRIED: &str = "tried again three times with growing pauses (documented)";
    let failure = |status| format!("[DSWBHK020] Status code: {status}.");
    let (text, text_is, then, then_is) = match sent {
        Sent::Status(200) | Sent::Forwarded | Sent::Simulated | Sent::Imported => return None,
        Sent::Status(status @ 201..300) => (
            format!("status {status}"),
            Unknown,
            "unknown whether it counts: success is documented for 200 only",
            Unknown,
        ),
        Sent::Status(status @ 300..400) => (
            failure(status),
            Unknown,
            "unknown whether it follows a redirect; failures are tried again three times \
             (documented)",
            Unknown,
        ),
        Sent::Status(status @ 400..500) => (
            failure(status),
            Documented,
            "tried again three times with growing pauses (documented for failures at large, \
             unknown for 4xx)",
            Unknown,
        ),
        Sent::Status(status) => (failure(status), Documented, RETRIED, Documented),
        Sent::HungUp => (
            "a failure, the connection was closed".to_owned(),
            Unknown,
            "unknown under which code; failures are tried again three times (documented)",
            Documented,
        ),
        Sent::Silence => (
            "[DSWBHK010], once its time-out is over".to_owned(),
            Documented,
            "tried again three times with growing pauses (documented); how long it waits is unknown",
            Documented,
        ),
    };
    Some(Logged { text, text_is, then, then_is })
}

/// What would be logged of a delivery that was made as Dime.Scheduler makes it; none when that was
/// a success, or it was made otherwise.
#[must_use]
pub fn of_delivery(delivery: &Delivery) -> Option<Logged> {
    if delivery.success != Success::Only200 || delivery.is_success() {
        return None;
    }
    // It was never a post of Dime.Scheduler's.
    if matches!(delivery.outcome, Err(Failure::Invalid { .. })) {
        return None;
    }
    let failure = |failure: &Failure| match failure {
        Failure::TimedOut(_) => ("[DSWBHK010]".to_owned(), Basis::Documented, TIME_OUT),
        Failure::Unsendable(_) => ("[DSWBHK002]".to_owned(), Basis::Documented, NEVER_SENT),
        other => (other.to_string(), Basis::Unknown, NO_CODE),
    };
    let (code, text_is, then) = match &delivery.outcome {
        Ok(answered) if answered.is_accepted() => return logged(Sent::Status(answered.status)),
        Ok(answered) => {
            let code = format!("[DSWBHK020] Status code: {}.", answered.status);
            (code, Basis::Documented, DOCUMENTED)
        }
        Err(other) => failure(other),
    };
    let times = if delivery.attempts == 1 { "attempt" } else { "attempts" };
    let text = format!("Failed after {} {times}: {code}", delivery.attempts);
    Some(Logged { text, text_is, then, then_is: Basis::Documented })
}

const DOCUMENTED: &str = "status, code and attempts are documented";
const TIME_OUT: &str = "code and attempts are documented; how long it waits is unknown";
const NEVER_SENT: &str = "documented for a URL that is empty or malformed, and not tried again";
const NO_CODE: &str = "unknown under which code; attempts are documented";

/// How many failures in a row are told of: as many as one post is tried, for the number that
/// opens the breaker is not published.
const IN_A_ROW: usize = 3;

/// The circuit breaker of the connector, as far as it can be known from here: failures in a row.
#[derive(Debug, Default)]
pub struct Breaker {
    failures: usize,
}

impl Breaker {
    /// Takes note of what came back to a sender. Returns what may be logged from here on, once
    /// for each series of failures.
    pub fn saw(&mut self, sent: Sent) -> Option<Logged> {
        match sent {
            Sent::Forwarded | Sent::Simulated | Sent::Imported => return None,
            Sent::Status(200..300) => self.failures = 0,
            Sent::Status(_) | Sent::HungUp | Sent::Silence => self.failures += 1,
        }
        (self.failures == IN_A_ROW).then(|| Logged {
            text: format!("[DSWBHK030] after repeated failures, and these are {IN_A_ROW} in a row"),
            text_is: Basis::Unknown,
            then: "the circuit breaker is open then, and posts fail at once (documented); how many \
                   failures it takes, and for how long, is unknown",
            then_is: Basis::Documented,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::capture::Headers;
    use crate::delivery::Answered;

    #[test]
    fn only_200_is_a_documented_success() {
        assert_eq!(logged(Sent::Status(200)), None);
        assert!(logged(Sent::Status(202)).unwrap().then.starts_with("unknown"));
    }

    #[test]
    fn what_was_sent_as_dime_scheduler_does_is_told_as_its_log_would() {
        let told = |outcome, success| {
            let delivery = Delivery::of(String::new(), outcome, Duration::ZERO);
            let delivery = Delivery { attempts: 3, success, ..delivery };
            of_delivery(&delivery).map(|logged| format!("{}; {}", logged.text, logged.then))
        };
        let dime = |outcome| told(outcome, Success::Only200).unwrap();
        let answered = |status| Answered {
            status,
            reason: String::new(),
            headers: Headers::default(),
            body: bytes::Bytes::new(),
            cut: None,
            location: None,
        };
        assert_eq!(
            dime(Ok(answered(503))),
            "Failed after 3 attempts: [DSWBHK020] Status code: 503.; \
             status, code and attempts are documented"
        );
        assert!(dime(Err(Failure::TimedOut(Duration::ZERO))).contains("[DSWBHK010]; code"));
        assert!(dime(Err(Failure::Refused)).contains("connection refused; unknown under which"));
        assert!(dime(Ok(answered(202))).starts_with("status 202; unknown whether"));
        assert_eq!(told(Ok(answered(200)), Success::Only200), None);
        assert_eq!(told(Ok(answered(503)), Success::Any2xx), None);
    }

    #[test]
    fn failures_are_told_in_the_words_of_the_log() {
        let text = |sent| logged(sent).unwrap().text;
        assert_eq!(text(Sent::Status(503)), "[DSWBHK020] Status code: 503.");
        assert_eq!(text(Sent::Status(302)), "[DSWBHK020] Status code: 302.");
        assert!(text(Sent::Silence).starts_with("[DSWBHK010]"));
        assert!(logged(Sent::Status(404)).unwrap().then.contains("unknown for 4xx"));
    }

    #[test]
    fn what_is_not_published_is_marked_so() {
        use Basis::{Documented, Unknown};
        for (sent, expected) in [
            (Sent::Status(202), (Unknown, Unknown)),
            (Sent::Status(302), (Unknown, Unknown)),
            (Sent::Status(404), (Documented, Unknown)),
            (Sent::Status(503), (Documented, Documented)),
            (Sent::HungUp, (Unknown, Documented)),
            (Sent::Silence, (Documented, Documented)),
        ] {
            let logged = logged(sent).unwrap();
            assert_eq!((logged.text_is, logged.then_is), expected, "{sent:?}");
        }
    }

    #[test]
    fn the_breaker_is_told_once_for_each_series_of_failures() {
        let mut breaker = Breaker::default();
        let mut told = |sents: &[Sent]| {
            sents.iter().map(|sent| breaker.saw(*sent).is_some()).collect::<Vec<_>>()
        };
        let (failed, silence) = (Sent::Status(503), Sent::Silence);
        assert_eq!(told(&[failed, failed, Sent::Status(202)]), [false; 3]);
        assert_eq!(told(&[failed, Sent::HungUp, Sent::Forwarded]), [false; 3]);
        assert_eq!(told(&[silence, failed, failed, failed]), [true, false, false, false]);
        assert_eq!(told(&[Sent::Status(200), failed, failed]), [false; 3]);
        assert_eq!(told(&[Sent::Status(401), failed]), [true, false]);
    }
}
