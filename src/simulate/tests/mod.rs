use std::sync::LazyLock;

use jiff::civil::date;

use super::*;
use crate::appointment::Appointment;
use crate::capture::{Capture, Origin};
use crate::check::{Payload, check};
use crate::content::Content;
use crate::error::Error;
use crate::json::Document;
use crate::samples::{SAMPLES, Sample};
use crate::schema::Schema;

mod agree;
mod new_ones;

fn sample(name: &str) -> &'static str {
    std::str::from_utf8(Sample::named(name).unwrap().body).unwrap()
}

pub(super) fn known() -> Known {
    let mut known = Known::default();
    for sample in SAMPLES {
        let document = Document::parse(std::str::from_utf8(sample.body).unwrap()).unwrap();
        known.learn(&Appointment::of(&document).unwrap());
    }
    known
}

fn board() -> Board {
    Board::new(date(2026, 6, 1).at(8, 0, 0, 0), 7, None, known())
}

fn asked(text: &str) -> Asked {
    text.parse().unwrap_or_else(|why| panic!("{text}: {why}"))
}

fn simulated(payload: &str, actions: &[&str]) -> Result<Vec<String>, String> {
    let actions: Vec<Asked> = actions.iter().map(|text| asked(text)).collect();
    let posted = simulate(&Draft::of(payload).unwrap(), &actions, &mut board());
    let texts = |all: Vec<Posted>| all.into_iter().map(|one| one.draft.text().to_owned()).collect();
    posted.map(texts).map_err(|refusal| {
        let Refusal { action, place, why } = refusal;
        Error::Action(action, place, why).to_string()
    })
}

/// The lines that differ between two payloads of as many lines.
fn lines_that_differ(before: &str, after: &str) -> Vec<String> {
    assert_eq!(before.lines().count(), after.lines().count());
    let differ = before.lines().zip(after.lines()).filter(|(one, other)| one != other);
    differ.map(|(_, after)| after.trim().trim_end_matches(',').to_owned()).collect()
}

#[test]
fn the_life_of_the_samples_is_what_its_actions_give() {
    let steps = [
        ("created", "move:2026-05-12T13:00", "moved"),
        ("moved", "resize:+1h30m", "resized"),
        ("resized", "reassign:T-014=T-021", "reassigned"),
        ("reassigned", "category:Waiting for parts", "recategorised"),
        ("recategorised", "lock", "locked"),
        ("locked", "field:OUT_OF_USE=true", "custom-field-edited"),
        ("custom-field-edited", "delete", "deleted"),
    ];
    for (before, action, after) in steps {
        let given = simulated(sample(before), &[action]).unwrap();
        let of_their_own = ["\"Timestamp\"", "\"LastModified", "\"Id\": 77"];
        let others: Vec<_> = lines_that_differ(sample(after), &given[0])
            .into_iter()
            .filter(|line| !of_their_own.iter().any(|own| line.starts_with(own)))
            .collect();
        assert_eq!(others, Vec::<String>::new(), "{action}");
    }
}

#[test]
fn only_what_changed_differs() {
    let moved = simulated(sample("created"), &["move:-2h"]).unwrap();
    assert_eq!(
        lines_that_differ(sample("created"), &moved[0]),
        [
            "\"StartDate\": \"2026-05-11T06:30:00\"",
            "\"EndDate\": \"2026-05-11T08:30:00\"",
            "\"Timestamp\": \"AAAAAAABT08=\"",
            "\"LastModifiedDate\": \"2026-06-01T08:00:00.000\"",
        ]
    );
    let odd = "{\"startdate\":\"2026-03-02T09:00+01:00\" , \"EndDate\":\"2026-03-02T10:00:00.0000000+01:00\",\"x\":1.10}";
    assert_eq!(
        simulated(odd, &["move:+1d", "subject:Ünter \"uns\""]).unwrap(),
        [
            "{\"startdate\":\"2026-03-03T09:00+01:00\" , \"EndDate\":\"2026-03-03T10:00:00.0000000+01:00\",\"x\":1.10}",
            "{\"startdate\":\"2026-03-03T09:00+01:00\" , \"EndDate\":\"2026-03-03T10:00:00.0000000+01:00\",\"x\":1.10,\"Subject\":\"Ünter \\\"uns\\\"\"}",
        ]
    );
}

#[test]
fn an_action_that_cannot_be_done_is_told_with_its_place() {
    for (name, actions, why) in [
        ("created", &["unlock"][..], "cannot do `unlock`, action 1: it is not locked"),
        ("locked", &["lock"], "cannot do `lock`, action 1: it is locked already"),
        (
            "created",
            &["lock", "unassign:R0010"],
            "cannot do `unassign:R0010`, action 2: `R0010` is not assigned; assigned: `T-014`",
        ),
        (
            "created",
            &["unassign:T-014", "unassign:T-014"],
            "cannot do `unassign:T-014`, action 2: `T-014` is not assigned, nor is anybody",
        ),
        (
            "created",
            &["assign:T-014"],
            "cannot do `assign:T-014`, action 1: `T-014` is assigned already",
        ),
        (
            "created",
            &["assign:T-041"],
            "cannot do `assign:T-041`, action 1: no resource `T-041` is known: did you mean `T-014`? known are `T-014`, `T-021`, `V-063`; `--like SOURCE` learns more",
        ),
        (
            "created",
            &["resize:-2h"],
            "cannot do `resize:-2h`, action 1: it lasts 2 h, and nothing would be left of it",
        ),
        (
            "created",
            &["split:+2h"],
            "cannot do `split:+2h`, action 1: it lasts 2 h: the cut would be outside of it",
        ),
        (
            "created",
            &["move:0h"],
            "cannot do `move:0h`, action 1: it starts at Mon 11 May 2026 08:30 already",
        ),
        ("created", &["move:9000y"], "cannot do `move:9000y`, action 1: no calendar goes that far"),
        (
            "created",
            &["category:Planned"],
            "cannot do `category:Planned`, action 1: it is `Planned` already",
        ),
        (
            "created",
            &["category:Planned#123abc"],
            "cannot do `category:Planned#123abc`, action 1: it is `Planned` already; its colour #60a5fa belongs to the category, not to this one",
        ),
        (
            "created",
            &["marker:Nowhere"],
            "cannot do `marker:Nowhere`, action 1: no time marker `Nowhere` is known; known are `Customer told`, `Safety first`; `--like SOURCE` learns more; or give its colour: `Nowhere#22d3ee`",
        ),
        ("created", &["delete", "lock"], "cannot do `lock`, action 2: it was deleted before"),
        (
            "created",
            &["importance:normal"],
            "cannot do `importance:normal`, action 1: it is medium already",
        ),
        ("created", &["quantity:2"], "cannot do `quantity:2`, action 1: it is 2 already"),
        (
            "created",
            &["field:FLOORS=7"],
            "cannot do `field:FLOORS=7`, action 1: `FLOORS` is `7` already",
        ),
    ] {
        assert_eq!(simulated(sample(name), actions).unwrap_err(), why);
    }
}

#[test]
fn an_action_that_is_written_wrong_is_told_how_it_is_written() {
    for (text, start) in [
        ("moev:+2h", "did you mean `move`? the actions are create, move, postpone"),
        ("fly", "the actions are create, move"),
        ("move", "it is written `move:+2h`"),
        ("move:", "it is written `move:+2h`"),
        ("move:soon", "give a length such as +2h or a start such as 2026-03-04T09:00"),
        ("move:2026-03-04T09:00Z", "give a length such as +2h"),
        ("lock:now", "it is written `lock` and nothing more"),
        ("postpone:year", "give day, week or month"),
        ("reassign:R0010", "give two resources: R0010=R0020"),
        ("category:X#red", "give a name, and a colour such as #22d3ee"),
        ("importance:huge", "give high, medium or low"),
        ("field:X", "give the code of a field and its value"),
        ("quantity:-1", "give a number such as 2.5, of 12 digits at most"),
        ("quantity:1e999", "give a number such as 2.5, of 12 digits at most"),
        ("quantity:2,5", "give a number such as 2.5, of 12 digits at most"),
    ] {
        let why = text.parse::<Asked>().unwrap_err();
        assert!(why.starts_with(start), "{text}: {why}");
    }
}

#[test]
fn the_same_seed_and_the_same_time_give_the_same_bytes() {
    let all = || {
        simulated(
            sample("created"),
            &["create", "assign:V-063", "split:+1h", "link:https://x.example"],
        )
    };
    assert_eq!(all(), all());
}

static SCHEMA: LazyLock<Schema> = LazyLock::new(Schema::bundled);

pub(super) fn findings(payload: &str) -> Vec<String> {
    let capture = Capture::of_body(Origin::default(), payload.as_bytes().to_vec().into());
    let content = Content::of(&capture);
    let payload = Payload::of_content(&content);
    let verdict = check(&payload, &payload.document(), &SCHEMA);
    verdict.findings.iter().map(|finding| finding.rule.clone()).collect()
}
