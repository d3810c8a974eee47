use std::time::Duration;

use super::*;
use crate::capture::Headers;
use crate::delivery::Answered;

fn answered(status: u16) -> Answered {
    Answered {
        status,
        reason: String::new(),
        headers: Headers::default(),
        body: bytes::Bytes::new(),
        cut: None,
        location: None,
    }
}

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
    assert_eq!(
        dime(Ok(answered(503))),
        "Failed after 3 attempts: [DSWBHK020] Status code: 503.; \
         Dime.Scheduler tries three times with growing pauses (documented)"
    );
    assert!(dime(Ok(answered(404))).ends_with("unknown for 4xx)"));
    assert!(dime(Ok(answered(302))).contains("unknown whether it follows a redirect"));
    assert!(
        dime(Err(Failure::TimedOut(Duration::ZERO))).contains("[DSWBHK010]; Dime.Scheduler tries")
    );
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
        let delivery = Delivery::of(String::new(), Ok(answered(status)), Duration::ZERO);
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
    let mut told =
        |sents: &[Sent]| sents.iter().map(|sent| breaker.saw(*sent).is_some()).collect::<Vec<_>>();
    let (failed, silence) = (Sent::Status(503), Sent::Silence);
    assert_eq!(told(&[failed, failed, Sent::Status(202)]), [false; 3]);
    assert_eq!(told(&[failed, Sent::HungUp, Sent::Forwarded]), [false; 3]);
    assert_eq!(told(&[silence, failed, failed, failed]), [true, false, false, false]);
    assert_eq!(told(&[Sent::Status(200), failed, failed]), [false; 3]);
    assert_eq!(told(&[Sent::Status(401), failed]), [true, false]);
}
