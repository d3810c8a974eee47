//! A deletion, as `dsw listen` tells it: once, and a retry of it as one.

use crate::listener::Listener;
use crate::story::{sample, told, words};

/// The first sample when it was last sent as deleted.
fn sent_as_deleted() -> String {
    let created = String::from_utf8(sample("01-created.json")).unwrap();
    let transactions = "\"Transactions\": []";
    assert!(created.contains(transactions));
    let deletes = r#""Transactions": [{"Id":1,"Action":3,"Date":"2026-05-12T08:00:00"}]"#;
    created.replace(transactions, deletes)
}

/// The same payload, changed later.
fn later(payload: &str) -> String {
    let changed =
        payload.replace("\"LastModifiedDate\": \"2026-05", "\"LastModifiedDate\": \"2026-06");
    assert_ne!(changed, payload);
    changed
}

#[test]
fn a_deletion_is_no_retry_of_the_state_that_it_deletes_and_its_own_retry_is_one() {
    let mut listener = Listener::start(&[]);
    told(&mut listener, "/created", &[], &sample("01-created.json"));
    for expected in ["deleted", "deleted, duplicate", "deleted, duplicate"] {
        let line = told(&mut listener, "/deleted", &[], &sample("01-created.json"));
        assert_eq!(words(&line).join(", "), expected, "{line}");
    }
    let retry = told(&mut listener, "/created", &[], &sample("01-created.json"));
    assert_eq!(words(&retry).join(", "), "created, duplicate", "{retry}");
    let second = later(&String::from_utf8(sample("01-created.json")).unwrap());
    let line = told(&mut listener, "/deleted", &[], second.as_bytes());
    assert_eq!(words(&line).join(", "), "deleted, deleted before", "{line}");
}

#[test]
fn a_deletion_seen_first_is_one_and_its_retry_a_duplicate() {
    let mut listener = Listener::start(&[]);
    for expected in ["deleted, first sight", "deleted, duplicate", "deleted, duplicate"] {
        let line = told(&mut listener, "/deleted", &[], &sample("01-created.json"));
        assert_eq!(words(&line).join(", "), expected, "{line}");
    }
}

#[test]
fn a_deletion_that_only_the_transactions_tell_of_is_told_once() {
    let mut listener = Listener::start(&[]);
    told(&mut listener, "/", &[], &sample("01-created.json"));
    let deleted = sent_as_deleted();
    for (payload, expected) in [
        (&deleted, "deleted?"),
        (&deleted, "duplicate"),
        (&later(&deleted), "deleted before"),
        (&deleted, "duplicate, late"),
    ] {
        let line = told(&mut listener, "/", &[], payload.as_bytes());
        assert_eq!(words(&line).join(", "), expected, "{line}");
    }
}

#[cfg(unix)]
#[test]
fn the_retry_of_a_deletion_is_known_over_a_restart_wherever_its_request_said_so() {
    for (from, target, headers) in [
        (&[][..], "/deleted", &[][..]),
        (&["--change-from", "header:X-Change"], "/", &[("X-Change", "deleted")]),
    ] {
        let mut first = Listener::start(from);
        told(&mut first, "/", &[], &sample("01-created.json"));
        told(&mut first, target, headers, &sample("01-created.json"));
        let dir = first.interrupt().dir;
        let mut second = Listener::start_in(dir, from);
        let line = told(&mut second, target, headers, &sample("01-created.json"));
        assert_eq!(words(&line).join(", "), "deleted, duplicate", "{line}");
        let line = told(&mut second, "/", &[], &sample("01-created.json"));
        assert_eq!(words(&line).join(", "), "duplicate", "{line}");
    }
}
