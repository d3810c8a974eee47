use bytes::Bytes;

use super::*;
use crate::capture::{Capture, Origin};
use crate::check::Payload;
use crate::samples::SAMPLES;

fn matches(filter: &str, body: &[u8]) -> bool {
    asked(filter, body).unwrap_or(false)
}

fn asked(filter: &str, body: &[u8]) -> Result<bool, String> {
    let origin = Origin { seq: Some(7), ..Origin::default() };
    let capture = Capture::of_body(origin, Bytes::copy_from_slice(body));
    let payload = Payload::of(&capture.body);
    let document = payload.document();
    let entry = Entry::unjudged(&capture, &payload, document.as_ref());
    Filter::of(filter).unwrap().matches(&Question::of(&entry))
}

fn broken(filter: &str) -> String {
    Filter::of(filter).err().unwrap().to_string()
}

#[test]
fn any_output_that_is_neither_false_nor_null_is_a_match() {
    for filter in
        [".a == 1", ".a", "0", "\"\"", "[]", "false, 1", ".b // true", "$capture.seq == 7"]
    {
        assert!(matches(filter, b"{\"a\": 1}"), "{filter}");
    }
    for filter in [".a == 2", ".b", "empty", "false, null", "select(.a > 1)", "$capture.valid"] {
        assert!(!matches(filter, b"{\"a\": 1}"), "{filter}");
    }
}

#[test]
fn appointments_are_found_by_what_is_in_them() {
    let sample = SAMPLES[0].body;
    assert!(matches(".Importance >= 0", sample));
    assert!(matches("[.Assignments[].Resource.ResourceNo] | any(test(\"^T-\"))", sample));
    assert!(matches("$capture.appointment.subject == .Subject", sample));
    assert!(!matches(".Assignments[].Resource.ResourceNo == \"nobody\"", sample));
}

#[test]
fn an_error_is_no_match_and_does_not_end_the_run() {
    for filter in [".a.b", ".a[]", "error", "halt", "1 / 0 | error", ".a | fromjson"] {
        assert!(asked(filter, b"{\"a\": \"text\"}").is_err(), "{filter}");
    }
    assert_eq!(asked("error(\"no\")", b"1"), Err("\"no\"".to_owned()));
    assert_eq!(asked("halt", b"1"), Err("it halted".to_owned()));
    assert!(matches(".[] | .a", b"[{\"a\": 1}, \"text\"]"), "what comes before an error counts");
    assert!(!matches(".[] | .a", b"[\"text\", {\"a\": 1}]"), "what comes after it does not");
}

#[test]
fn an_error_tells_no_value_of_a_payload_that_the_filter_does_not_spell() {
    let body = r#"{"t": "SECRET \" with 1234", "n": 41, "o": {"t": "SECRET"}, "l": ["SECRET"]}"#;
    for (filter, expected) in [
        (".t.x", "cannot index a text with \"x\""),
        (".t[.n]", "cannot index a text with a number"),
        (".t[0].x", "cannot index a text with 0"),
        (".o - .l", "cannot calculate an object - a list"),
        (".n[]", "cannot use a number as iterable (array or object)"),
        ("null | keys", "cannot use null as iterable (array or object)"),
        ("error", "it gave an object as an error; `--show-secrets` shows it"),
        ("error(.t)", "it gave a text as an error; `--show-secrets` shows it"),
        ("error(\"bad \" + .t)", "it gave a text as an error; `--show-secrets` shows it"),
        ("error(\"bad\")", "\"bad\""),
        (".t | fromjson", "no JSON"),
        (".t | test(\"(\")", "invalid regex"),
        (".t | @base64 | @base64d | tobytes | .x", "cannot index a text with \"x\""),
    ] {
        assert_eq!(asked(filter, body.as_bytes()), Err(expected.to_owned()), "{filter}");
    }
    let shown = Filter::of(".t.x").unwrap().showing(Secrets::Shown);
    let question = Question { payload: Some(body.to_owned()), capture: "{}".to_owned() };
    assert!(shown.matches(&question).unwrap_err().contains("SECRET"));
}

#[test]
fn a_body_that_is_no_json_is_null() {
    for body in [&b""[..], b"no json", b"{\"a\":", b"\xff\xff", b"\0"] {
        assert!(matches(". == null", body) && !matches(".a", body), "{body:?}");
    }
}

#[test]
fn hostile_payloads_are_judged_like_any_other() {
    let digits = "9".repeat(4300);
    for number in ["1e999999999", "-0", "1E-400", "9007199254740993", "1.10", &digits] {
        assert!(matches("type == \"number\" and (. < 0 | not)", number.as_bytes()), "{number}");
    }
    assert!(matches("9007199254740993 == .", b"9007199254740993"), "whole numbers keep digits");
    assert!(matches(".a == 2", b"{\"a\": 1, \"a\": 2}"), "of repeated keys the last counts");
    assert!(matches(".[\"\\u0000\"] == \"😀\"", br#"{"\u0000": "\ud83d\ude00"}"#));
    assert!(matches(". == \"\\u202e\"", "\"\u{202e}\"".as_bytes()));
}

#[test]
fn the_deepest_payload_is_walked_to_its_end() {
    let deep = "[".repeat(127) + "1" + &"]".repeat(127);
    assert!(matches("[..] | length == 128 and last == 1", deep.as_bytes()));
    assert!(matches("tojson | fromjson | flatten == [1]", deep.as_bytes()));
    assert!(matches("[paths] | length == 127", deep.as_bytes()));
}

#[test]
fn a_text_that_nests_too_deep_is_no_json() {
    let text = format!("\"{}\"", "[".repeat(1_000_000));
    assert!(!matches("fromjson", text.as_bytes()));
    assert!(matches("(fromjson | .a == 2)", br#""{\"a\": 2}""#));
}

#[test]
fn a_broken_filter_is_told_with_its_place() {
    for (filter, expected) in [
        (".Importance == 1)", "unexpected `)` at 1:17"),
        (".a == (1", "`(` is never closed, at 1:7"),
        (".a == \"x", "`\"` is never closed, at 1:7"),
        ("", "it ends where a value belongs, at 1:1"),
        (".a ==", "it ends where a value belongs, at 1:6"),
        (".a |\n  | .b", "unexpected `|` where a value belongs, at 2:3"),
        ("if .a then 1", "it ends where `else` or `end` belongs, at 1:13"),
        (".a .b c", "unexpected `c` where the end belongs, at 1:7"),
        ("é", "unexpected `é` at 1:1"),
        (".é == \"é\" & 1", "unexpected `é` at 1:2"),
        ("\"é\" & 1", "unexpected `&` at 1:5"),
        ("frob", "no function `frob` without arguments at 1:1"),
        (".a | map(1; 2)", "no function `map` with 2 arguments at 1:6"),
        ("$card.seq", "no variable `$card` at 1:1"),
        ("include \"x\"; .", "`x` cannot be included, a filter stands alone at 1:10"),
    ] {
        assert_eq!(broken(filter), expected, "{filter}");
    }
}
