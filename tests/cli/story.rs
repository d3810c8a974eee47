//! What the planner did, as `dsw listen` tells it: over the wire, over restarts, from the route.

use std::fs;

use serde_json::Value;

#[cfg(unix)]
use crate::content::gzip;
use crate::listener::{Listener, request, status};
use crate::support::checkout;

pub(crate) fn sample(name: &str) -> Vec<u8> {
    fs::read(checkout().join("samples").join(name)).unwrap()
}

/// Posts a payload to a path and returns the line that tells of it.
pub(crate) fn told(
    listener: &mut Listener,
    target: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Value {
    let json = [&[("Content-Type", "application/json")], headers].concat();
    assert_eq!(status(&listener.exchange(&request("POST", target, &json, body))), 200);
    listener.line()
}

pub(crate) fn words(line: &Value) -> Vec<String> {
    let actions = line["actions"].as_array().unwrap().iter().map(|action| {
        let guess = if action["guess"] == true { "?" } else { "" };
        format!("{}{guess}", action["action"].as_str().unwrap())
    });
    let standing = line["standing"].as_array().unwrap().iter();
    actions.chain(standing.map(|word| word.as_str().unwrap().to_owned())).collect()
}

#[test]
fn the_life_of_an_appointment_is_told_action_by_action() {
    let mut listener = Listener::start(&[]);
    let board = [
        ("01-created.json", "created?, first sight"),
        ("02-moved.json", "moved"),
        ("02-moved.json", "duplicate"),
        ("03-resized.json", "resized"),
        ("01-created.json", "duplicate, late"),
        ("04-reassigned.json", "reassigned"),
        ("05-recategorised.json", "recategorised"),
        ("06-locked.json", "locked"),
        ("07-custom-field-edited.json", "custom field set"),
    ];
    for (name, expected) in board {
        let line = told(&mut listener, "/", &[], &sample(name));
        assert_eq!(words(&line).join(", "), expected, "{name}: {line}");
    }
}

#[test]
fn what_differs_is_told_with_the_digits_that_were_sent() {
    let mut listener = Listener::start(&[]);
    told(&mut listener, "/", &[], &sample("02-moved.json"));
    let line = told(&mut listener, "/", &[], &sample("03-resized.json"));
    assert_eq!(line["actions"][0]["text"], "resized 2 h → 3 h 30 min");
    let quantity = line["changes"].as_array().unwrap().iter();
    let quantity: Vec<_> = quantity.filter(|change| change["pointer"] == "/PlanningQty").collect();
    assert_eq!(quantity.len(), 1);
    assert_eq!(quantity[0]["before"].to_string(), "2.0");
}

#[cfg(unix)]
#[test]
fn the_folder_remembers_over_a_restart() {
    let mut first = Listener::start(&[]);
    let is_gzip = [("Content-Encoding", "gzip")];
    told(&mut first, "/", &is_gzip, &gzip(&sample("01-created.json")));
    told(&mut first, "/", &[], &sample("09-several-resources.json"));
    let dir = tempfile::tempdir().unwrap();
    let (from, to) = (first.captures(), dir.path().join("captures"));
    first.is_alive();
    fs::create_dir(&to).unwrap();
    for file in fs::read_dir(&from).unwrap().map(Result::unwrap) {
        fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
    let mut second = Listener::start_in(dir, &[]);
    let line = told(&mut second, "/", &[], &sample("02-moved.json"));
    assert_eq!(words(&line), ["moved"], "{line}");
    let line = told(&mut second, "/", &[], &sample("09-several-resources.json"));
    assert_eq!(words(&line), ["duplicate"], "{line}");
}

#[cfg(unix)]
#[test]
fn what_came_late_is_not_what_is_remembered_over_a_restart() {
    let mut first = Listener::start(&[]);
    for name in ["01-created.json", "02-moved.json", "01-created.json"] {
        told(&mut first, "/", &[], &sample(name));
    }
    let dir = first.interrupt().dir;
    let mut second = Listener::start_in(dir, &[]);
    let line = told(&mut second, "/", &[], &sample("02-moved.json"));
    assert_eq!(words(&line), ["duplicate"], "{line}");
}

#[test]
fn without_a_folder_it_remembers_too() {
    let mut listener = Listener::start(&["--no-save"]);
    told(&mut listener, "/", &[], &sample("01-created.json"));
    let line = told(&mut listener, "/", &[], &sample("02-moved.json"));
    assert_eq!(words(&line), ["moved"], "{line}");
}

#[test]
fn what_the_route_says_is_no_guess() {
    let mut listener = Listener::start(&[]);
    let line = told(&mut listener, "/hooks/created", &[], &sample("01-created.json"));
    assert_eq!(words(&line), ["created", "first sight"]);
    let line = told(&mut listener, "/?change=deleted", &[], &sample("08-deleted.json"));
    assert!(words(&line).contains(&"deleted".to_owned()), "{line}");
}

#[test]
fn where_the_route_speaks_can_be_named() {
    let mut listener = Listener::start(&["--change-from", "header:X-Change"]);
    let by_path = told(&mut listener, "/deleted", &[], &sample("07-custom-field-edited.json"));
    assert_eq!(words(&by_path), ["first sight"], "the path is not asked: {by_path}");
    let header = [("X-Change", "Deleted")];
    let by_header = told(&mut listener, "/", &header, &sample("08-deleted.json"));
    assert_eq!(words(&by_header), ["deleted"], "{by_header}");
    let mut listener = Listener::start(&["--change-from", "query:kind"]);
    let by_query = told(&mut listener, "/?kind=delete&x=created", &[], &sample("08-deleted.json"));
    assert_eq!(words(&by_query), ["deleted", "first sight"], "{by_query}");
}

#[test]
fn a_body_that_was_taken_away_is_a_first_sight() {
    let mut listener = Listener::start(&[]);
    let line = told(&mut listener, "/", &[], &sample("01-created.json"));
    fs::remove_file(listener.dir.path().join(line["file"].as_str().unwrap())).unwrap();
    let line = told(&mut listener, "/", &[], &sample("02-moved.json"));
    assert_eq!(words(&line), ["first sight"], "{line}");
}

/// A payload without what tells when it was changed.
fn undated(name: &str) -> Vec<u8> {
    let mut payload: Value = serde_json::from_slice(&sample(name)).unwrap();
    let properties = payload.as_object_mut().unwrap();
    for name in ["LastModifiedDate", "Timestamp"] {
        properties.remove(name).unwrap();
    }
    payload.to_string().into_bytes()
}

#[test]
fn a_state_that_was_seen_before_the_last_one_is_a_duplicate() {
    let mut listener = Listener::start(&[]);
    for (name, expected) in [
        ("01-created.json", "first sight"),
        ("02-moved.json", "moved"),
        ("01-created.json", "duplicate"),
        ("03-resized.json", "resized"),
        ("02-moved.json", "duplicate"),
        ("03-resized.json", "duplicate"),
    ] {
        let line = told(&mut listener, "/", &[], &undated(name));
        assert_eq!(words(&line).join(", "), expected, "{name}: {line}");
    }
}

#[cfg(unix)]
#[test]
fn states_are_known_again_over_a_restart() {
    let mut first = Listener::start(&[]);
    for name in ["01-created.json", "02-moved.json"] {
        told(&mut first, "/", &[], &undated(name));
    }
    let mut second = Listener::start_in(first.interrupt().dir, &[]);
    let line = told(&mut second, "/", &[], &undated("01-created.json"));
    assert_eq!(words(&line), ["duplicate"], "{line}");
    let line = told(&mut second, "/", &[], &undated("03-resized.json"));
    assert_eq!(words(&line), ["resized"], "{line}");
}

#[cfg(unix)]
#[test]
fn retries_push_no_state_out_of_what_is_known_after_a_restart() {
    let mut first = Listener::start(&[]);
    for name in ["01-created.json", "03-resized.json"] {
        told(&mut first, "/", &[], &sample(name));
    }
    for _ in 0..20 {
        let line = told(&mut first, "/", &[], &sample("01-created.json"));
        assert_eq!(words(&line), ["duplicate", "late"], "{line}");
    }
    let mut second = Listener::start_in(first.interrupt().dir, &[]);
    for (name, expected) in [("02-moved.json", "late"), ("03-resized.json", "duplicate")] {
        let line = told(&mut second, "/", &[], &sample(name));
        assert_eq!(words(&line).join(", "), expected, "{name}: {line}");
    }
}

#[cfg(unix)]
#[test]
fn as_many_states_are_known_after_a_restart_as_before_it() {
    let state = |number: usize| {
        let mut payload: Value = serde_json::from_slice(&undated("01-created.json")).unwrap();
        payload["Subject"] = format!("State {number}").into();
        payload.to_string().into_bytes()
    };
    let mut first = Listener::start(&[]);
    for number in 0..17 {
        told(&mut first, "/", &[], &state(number));
    }
    let mut second = Listener::start_in(first.interrupt().dir, &[]);
    for number in [1, 8, 16] {
        let line = told(&mut second, "/", &[], &state(number));
        assert_eq!(words(&line), ["duplicate"], "{number}: {line}");
    }
    let line = told(&mut second, "/", &[], &state(0));
    assert_ne!(words(&line), ["duplicate"], "{line}");
}

#[cfg(unix)]
#[test]
fn appointments_whose_names_begin_alike_are_not_taken_for_one() {
    let named = |end: &str, file: &str| {
        let text = String::from_utf8(sample(file)).unwrap();
        let number = serde_json::from_str::<Value>(&text).unwrap()["AppointmentNo"].clone();
        let name = format!("\"{}/{end}\"", "x".repeat(45));
        text.replacen(&number.to_string(), &name, 1).into_bytes()
    };
    let mut first = Listener::start(&[]);
    for (end, file, expected) in [
        ("A", "01-created.json", "created?, first sight"),
        ("B", "01-created.json", "created?, first sight"),
        ("A", "02-moved.json", "moved"),
        ("B", "01-created.json", "duplicate"),
    ] {
        let line = told(&mut first, "/", &[], &named(end, file));
        assert_eq!(words(&line).join(", "), expected, "{end}: {line}");
    }
    let mut second = Listener::start_in(first.interrupt().dir, &[]);
    for (end, expected) in [("A", "duplicate"), ("B", "moved"), ("C", "first sight")] {
        let line = told(&mut second, "/", &[], &named(end, "02-moved.json"));
        assert_eq!(words(&line).join(", "), expected, "{end}: {line}");
    }
}

#[cfg(unix)]
#[test]
fn an_appointment_whose_name_fits_no_file_name_is_known_after_a_restart() {
    let named = |name: &str, file: &str| {
        let text = String::from_utf8(sample(file)).unwrap();
        let number = serde_json::from_str::<Value>(&text).unwrap()["AppointmentNo"].clone();
        text.replacen(&number.to_string(), &format!("\"{name}\""), 1).into_bytes()
    };
    let mut first = Listener::start(&[]);
    for name in ["日本", ".."] {
        told(&mut first, "/", &[], &named(name, "01-created.json"));
    }
    let mut second = Listener::start_in(first.interrupt().dir, &[]);
    for (name, file, expected) in [
        ("日本", "02-moved.json", "moved"),
        ("..", "01-created.json", "duplicate"),
        ("本", "02-moved.json", "first sight"),
    ] {
        let line = told(&mut second, "/", &[], &named(name, file));
        assert_eq!(words(&line).join(", "), expected, "{name}: {line}");
    }
}

#[test]
fn the_same_appointment_in_another_case_is_a_retry() {
    let mut listener = Listener::start(&[]);
    told(&mut listener, "/", &[], &sample("01-created.json"));
    let text = String::from_utf8(sample("01-created.json")).unwrap();
    let camel = text.split("\": ").map(|part| match part.rfind('"') {
        Some(at) => {
            let (before, key) = part.split_at(at + 1);
            let (first, rest) = key.split_at(key.len().min(1));
            format!("{before}{}{rest}", first.to_lowercase())
        }
        None => part.to_owned(),
    });
    let camel = camel.collect::<Vec<_>>().join("\": ");
    let line = told(&mut listener, "/", &[], camel.as_bytes());
    assert_eq!(words(&line), ["duplicate"], "{line}");
    assert_eq!(line["changes"], serde_json::json!([]));
}
