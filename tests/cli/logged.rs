//! What `dsw listen` tells of Dime.Scheduler's log, and how sure it is of that.

use serde_json::{Value, json};

use crate::listener::Listener;
use crate::stand_in::{card, kept, statuses, told};
use crate::support::VALID;

#[test]
fn an_answer_other_than_200_is_told_in_the_words_of_the_log() {
    for (status, text, then) in [
        ("202", "status 202", "unknown whether it counts"),
        ("404", "[DSWBHK020] Status code: 404.", "Dime.Scheduler tries three times"),
        ("503", "[DSWBHK020] Status code: 503.", "Dime.Scheduler tries three times"),
    ] {
        let shown = card(&["--respond", status]);
        assert!(shown.contains(&format!("\n     log  {text}\n          {then}")), "{shown}");
        let (_, ended) = statuses(&["--respond", status], 1);
        let number: u64 = status.parse().unwrap();
        let [answer] = &told(&ended)[..] else { panic!("one answer") };
        assert_eq!((&answer["status"], &answer["logged"]), (&number.into(), &text.into()));
        assert_eq!(kept(&ended), [json!({ "status": number })]);
    }
    assert!(!card(&[]).contains(" log "));
    assert_eq!(told(&statuses(&[], 1).1)[0].get("logged"), None);
}

#[test]
fn a_line_of_json_says_what_is_documented_and_what_is_not() {
    for (status, is, then_is) in [
        ("202", "unknown", "unknown"),
        ("404", "documented", "unknown"),
        ("503", "documented", "documented"),
    ] {
        let (_, ended) = statuses(&["--respond", status], 1);
        let [answer] = &told(&ended)[..] else { panic!("one answer") };
        assert_eq!((&answer["logged_is"], &answer["then_is"]), (&is.into(), &then_is.into()));
        assert!(answer["then"].as_str().is_some_and(|then| !then.is_empty()), "{answer}");
    }
}

/// What was told of the circuit breaker, as JSON.
fn of_the_breaker(lines: &[Value]) -> Vec<Value> {
    let is_of_it = |line: &&Value| {
        line["kind"] == "problem"
            && line["logged"].as_str().is_some_and(|logged| logged.starts_with("[DSWBHK030]"))
    };
    lines.iter().filter(is_of_it).cloned().collect()
}

#[test]
fn the_circuit_breaker_is_told_once_for_each_series_of_failures() {
    let (answers, ended) = statuses(&["--fail-first", "7:500"], 8);
    assert_eq!(answers, [500, 500, 500, 500, 500, 500, 500, 200]);
    let lines = ended.lines();
    let [told] = &of_the_breaker(&lines)[..] else { panic!("once: {lines:#?}") };
    assert_eq!((&told["logged_is"], &told["status"]), (&"unknown".into(), &Value::Null));
    assert!(told["then"].as_str().unwrap().contains("is unknown"), "{told}");
    let at = |wanted: &dyn Fn(&Value) -> bool| lines.iter().position(wanted);
    assert!(at(&|line| line == told) > at(&|line| line["seq"] == 3), "after the third");
    assert!(at(&|line| line == told) < at(&|line| line["seq"] == 4), "before the fourth");
    let said = "warning: Dime.Scheduler would log [DSWBHK030] after repeated failures, \
                and these are 3 in a row\nhint: ";
    assert_eq!(ended.err.matches(said).count(), 1, "{}", ended.err);
    let (_, ended) = statuses(&["--fail-first", "2:500"], 4);
    assert!(of_the_breaker(&ended.lines()).is_empty(), "two are not many");
}

#[test]
fn failures_of_a_target_and_refusals_count_for_the_breaker_too() {
    let listener = Listener::start(&["--forward-to", crate::exits::DEAD]);
    for _ in 0..4 {
        assert_eq!(listener.post(VALID.as_bytes()), 502);
    }
    assert_eq!(of_the_breaker(&listener.interrupt().lines()).len(), 1);
}
