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
        Sent::Silence => Ending::TimedOut,
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
            "tried three times with growing pauses (documented for failures at large, unknown for \
             4xx)",
            Unknown,
        ),
        Ending::Status(status) => (
            FAILED,
            failure(status),
            Documented,
            "tried three times with growing pauses (documented)",
            Documented,
        ),
        Ending::TimedOut => (
            FAILED,
            "[DSWBHK010]".to_owned(),
            Documented,
            "tried three times with growing pauses (documented); how long it waits is unknown",
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

/// How many failures in a row are told of: as many as one post is tried, for the number that
/// opens the breaker is not published.
const IN_A_ROW: usize = 3;

/// The circuit breaker of the connector, as far as it can be known from here: failures in a row.
#[derive(Debug, Default)]
pub struct Breaker {
    failures: usize,
}

impl Breaker {
    /// The same of a delivery; none that was not made as Dime.Scheduler makes it counts, and none
    /// that was not sent at all.
    pub fn saw_delivery(&mut self, delivery: &Delivery) -> Option<Logged> {
        if delivery.success != Success::Only200 {
            return None;
        }
        match &delivery.outcome {
            Ok(answered) => self.saw(Sent::Status(answered.status)),
            Err(failure) if failure.is_unsent() => None,
            Err(Failure::TimedOut(_)) => self.saw(Sent::Silence),
            Err(_) => self.saw(Sent::HungUp),
        }
    }

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
             tried three times with growing pauses (documented)"
        );
        assert!(dime(Ok(answered(404))).ends_with("unknown for 4xx)"));
        assert!(dime(Ok(answered(302))).contains("unknown whether it follows a redirect"));
        assert!(dime(Err(Failure::TimedOut(Duration::ZERO))).contains("[DSWBHK010]; tried"));
        assert!(dime(Err(Failure::WrongUrl("x".into()))).starts_with("WrongUrl: [DSWBHK002]; "));
        assert_eq!(told(Err(Failure::Unsendable("x".into())), Success::Only200), None);
        assert!(dime(Err(Failure::Refused)).contains("connection refused; unknown under which"));
        assert!(dime(Ok(answered(202))).starts_with("status 202; unknown whether"));
        assert_eq!(told(Ok(answered(200)), Success::Only200), None);
        assert_eq!(told(Ok(answered(503)), Success::Any2xx), None);
    }

    #[test]
    fn what_is_known_of_an_answer_is_the_same_for_both_of_its_sides() {
        for status in [202, 302, 404, 503] {
            let answered = Answered {
                status,
                reason: String::new(),
                headers: Headers::default(),
                body: bytes::Bytes::new(),
                cut: None,
                location: None,
            };
            let delivery = Delivery::of(String::new(), Ok(answered), Duration::ZERO);
            let own = of_delivery(&Delivery { success: Success::Only200, ..delivery }).unwrap();
            let (text, own_text) = (logged(Sent::Status(status)).unwrap(), own.text.clone());
            assert!(own_text.ends_with(&text.text), "{own_text}");
            assert_eq!(Logged { text: own_text, ..text }, own, "{status}");
        }
    }

    #[test]
    fn what_is_not_sent_does_not_open_the_breaker() {
        let mut breaker = Breaker::default();
        for failure in
            [Failure::WrongUrl("x".into()), Failure::Unsendable("x".into())].iter().cycle().take(6)
        {
            let delivery = Delivery::of(String::new(), Err(failure.clone()), Duration::ZERO);
            let delivery = Delivery { success: Success::Only200, ..delivery };
            assert_eq!(breaker.saw_delivery(&delivery), None);
        }
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
