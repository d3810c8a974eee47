//! What the benches rest on holds: their payloads are good, many, and of the size they say.

use std::collections::HashSet;
use std::fs;

use crate::support::{checkout, run, transcript};

#[path = "../../benches/shared/appointments.rs"]
mod appointments;

use appointments::{bad, crowded_payload, payload};

const KEY: &str = "\"LastModifiedDate\":\"2026-";

fn payloads() -> Vec<String> {
    let each = |change| (0..40).map(move |appointment| payload(1, appointment, change));
    (0..8).flat_map(each).collect()
}

#[test]
fn the_payloads_of_the_benches_are_valid() {
    let lines = [payloads(), vec![crowded_payload(1, 7, 90)]].concat().join("\n");
    let output = run(&["validate", "-"], &lines);
    let told = transcript(&output);
    assert!(told.contains("321 payloads, all valid"), "{told}");
}

#[test]
fn the_payloads_of_the_benches_are_all_different_and_about_2_kb() {
    let payloads = payloads();
    assert_eq!(payloads.iter().collect::<HashSet<_>>().len(), payloads.len());
    assert!(payloads.iter().all(|one| (2_200..2_500).contains(&one.len())));
    let crowded = crowded_payload(1, 0, 90).len();
    assert!((39_000..41_000).contains(&crowded), "{crowded}");
    assert_eq!(payload(1, 3, 2), payload(1, 3, 2));
    assert_ne!(payload(1, 3, 2), payload(2, 3, 2));
}

#[test]
fn the_bad_payloads_of_the_benches_have_three_errors_each() {
    let lines: Vec<String> = payloads().iter().map(|one| bad(one)).collect();
    let told = transcript(&run(&["validate", "-q", "-"], &lines.join("\n")));
    assert!(told.starts_with("exit: 1\n"), "{told}");
    let told = transcript(&run(&["validate", "--format", "json", "-"], &lines[7]));
    assert!(told.contains("\"errors\":3,"), "{told}");
}

/// The load makes payloads anew by another year in this one place.
#[test]
fn the_year_that_the_load_counts_up_is_where_it_looks() {
    for payload in payloads() {
        assert_eq!(payload.matches(KEY).count(), 1, "{payload}");
    }
    let load = fs::read_to_string(checkout().join("benches/listen/post.lua")).unwrap();
    assert!(load.contains(KEY.strip_suffix("2026-").unwrap()), "{load}");
}

#[test]
fn the_tables_have_their_place_in_the_readme() {
    let readme = fs::read_to_string(checkout().join("benches/README.md")).unwrap();
    let begin = readme.find("<!-- listen: begin -->").unwrap();
    let end = readme.find("<!-- listen: end -->").unwrap();
    assert!(readme[begin..end].contains("| **dsw listen** | 8 |"));
    let begin = readme.find("<!-- validate: begin -->").unwrap();
    let end = readme.find("<!-- validate: end -->").unwrap();
    assert!(begin < end);
}
