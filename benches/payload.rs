//! What one payload costs, step by step: read, checked, compared, told.

use bytes::Bytes;
use divan::{Bencher, black_box};
use dsw::appointment::Appointment;
use dsw::board_action::{Past, State, actions};
use dsw::capture::{Capture, Origin};
use dsw::check::{Payload, check};
use dsw::compare::compare;
use dsw::entry::Entry;
use dsw::json::Document;
use dsw::render::{View, card, json};
use dsw::schema::Schema;
use dsw::story::Story;
use dsw::style::Style;
use jiff::tz::TimeZone;

#[path = "shared/appointments.rs"]
mod appointments;

use appointments::{bad, crowded_payload, payload};

const SEED: u64 = 1;

/// So many assignments make a payload of 40 kB.
const CROWD: u64 = 90;

fn main() {
    divan::main();
}

fn small(change: u64) -> String {
    payload(SEED, 7, change)
}

fn large(change: u64) -> String {
    crowded_payload(SEED, change, CROWD)
}

fn read(text: &str) -> Document<'_> {
    Document::parse(text).expect("a bench reads JSON")
}

#[divan::bench]
fn read_2kb(bencher: Bencher) {
    let text = small(0);
    bencher.bench_local(|| read(black_box(&text)).root().len());
}

#[divan::bench]
fn read_40kb(bencher: Bencher) {
    let text = large(0);
    bencher.bench_local(|| read(black_box(&text)).root().len());
}

fn checked(bencher: Bencher, text: &str, errors: usize) {
    let schema = Schema::bundled();
    let payload = Payload::of(text.as_bytes());
    let document = payload.document();
    assert_eq!(check(&payload, &document, &schema).errors, errors);
    bencher.bench_local(|| check(black_box(&payload), &document, &schema));
}

#[divan::bench]
fn check_good_2kb(bencher: Bencher) {
    checked(bencher, &small(0), 0);
}

#[divan::bench]
fn check_good_40kb(bencher: Bencher) {
    checked(bencher, &large(0), 0);
}

#[divan::bench]
fn check_bad_2kb(bencher: Bencher) {
    checked(bencher, &bad(&small(0)), 3);
}

#[divan::bench(sample_count = 20)]
fn compile_schema() -> Schema {
    Schema::bundled()
}

fn compared(bencher: Bencher, before: &str, after: &str) {
    let (before, after) = (read(before), read(after));
    assert!(compare(before.root(), after.root()).len() > 3);
    bencher.bench_local(|| compare(black_box(before.root()), black_box(after.root())));
}

#[divan::bench]
fn compare_2kb(bencher: Bencher) {
    compared(bencher, &small(0), &small(7));
}

#[divan::bench]
fn compare_40kb(bencher: Bencher) {
    compared(bencher, &large(0), &large(7));
}

#[divan::bench]
fn infer_board_action(bencher: Bencher) {
    let (before, after) = (small(0), small(7));
    let (before, after) = (read(&before), read(&after));
    let changes = compare(before.root(), after.root());
    let appointment = |document| Appointment::of(document).expect("an appointment");
    let (before, after) = (appointment(&before), appointment(&after));
    let route = (None, State::of(&after, None));
    assert!(!actions(Some(&before), &after, &changes, route, &[]).is_empty());
    bencher
        .bench_local(|| actions(Some(black_box(&before)), &after, black_box(&changes), route, &[]));
}

/// A changed payload with all that a listener learns of it, told in some way.
fn told(bencher: Bencher, tell: impl Fn(&Entry<'_>) -> String) {
    let (before, after) = (small(0), small(7));
    let capture = Capture::of_body(Origin::default(), Bytes::from(after));
    let payload = Payload::of(&capture.body);
    let document = payload.document();
    let before = read(&before);
    let verdict = check(&payload, &document, &Schema::bundled());
    let document = document.expect("a bench reads JSON");
    let story = Story::of(Some(&before), &document, &Past::default(), None);
    let entry = Entry {
        verdict: Some(&verdict),
        story: story.as_ref(),
        ..Entry::unjudged(&capture, &payload, Ok(&document))
    };
    assert!(tell(&entry).len() > 100);
    bencher.bench_local(|| tell(black_box(&entry)));
}

#[divan::bench]
fn tell_card_2kb(bencher: Bencher) {
    let style = Style::new(false);
    let view = View { width: 80, is_terminal: true, style, zone: TimeZone::UTC, body: false };
    told(bencher, |entry| card::card(entry, &view));
}

#[divan::bench]
fn tell_json_line_2kb(bencher: Bencher) {
    told(bencher, json::capture);
}
