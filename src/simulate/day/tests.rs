use std::collections::{HashMap, HashSet};

use jiff::civil::date;

use super::*;
use crate::board_action::{self, Past, Route, Standing, State};
use crate::compare::compare;
use crate::samples::Sample;
use crate::simulate::tests::{findings, known};

fn a_day(seed: u64) -> Vec<Posted> {
    let on = Draft::of_body(Sample::named("created").unwrap().body).unwrap();
    day(&on, seed, date(2026, 3, 2), known())
}

fn texts(posted: &[Posted]) -> Vec<(DateTime, String)> {
    posted.iter().map(|one| (one.at, one.draft.text().to_owned())).collect()
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_others() {
    assert_eq!(texts(&a_day(7)), texts(&a_day(7)));
    assert_ne!(texts(&a_day(7)), texts(&a_day(8)));
}

#[test]
fn every_payload_of_a_day_is_good() {
    for seed in [0, 7, 42] {
        for one in a_day(seed) {
            assert_eq!(findings(one.draft.text()), Vec::<String>::new(), "{seed} {}", one.action);
        }
    }
}

#[test]
fn a_day_has_what_a_receiver_must_survive() {
    for seed in 0..8 {
        let posted = a_day(seed);
        let count = |change| posted.iter().filter(|one| one.change == change).count();
        assert!(count(Route::Created) >= 24 && count(Route::Updated) >= 24, "{seed}");
        assert!(count(Route::Deleted) > 0, "{seed}");
        assert!(posted.is_sorted_by_key(|one| one.at));
        let mut standings: HashMap<&str, usize> = HashMap::new();
        let mut pasts = HashMap::<String, Past>::new();
        let (mut seen, mut kinds) = (HashMap::<String, Draft>::new(), HashSet::new());
        for one in &posted {
            let name = name(one);
            let document = one.draft.document();
            let after = Appointment::of(&document).unwrap();
            let before = seen.get(&name).map(Draft::document);
            let changes = before.as_ref().map(|one| compare(one.root(), document.root()));
            let changes = changes.unwrap_or_default();
            let before = before.as_ref().and_then(Appointment::of);
            let state = State::of(&after, Some(one.change));
            let past = pasts.entry(name.clone()).or_default();
            let standing = board_action::standing(before.as_ref(), &after, &changes, state, past);
            let told = board_action::actions(
                before.as_ref(),
                &after,
                &changes,
                (Some(one.change), state),
                &standing,
            );
            kinds.extend(told.iter().map(|action| action.kind.word()));
            for one in &standing {
                *standings.entry(one.word()).or_default() += 1;
            }
            past.states.push(state);
            if !standing.iter().any(|one| one.is_past()) {
                past.is_deleted = state.deletes();
                seen.insert(name, one.draft.clone());
            }
        }
        for standing in [Standing::FirstSight, Standing::Duplicate, Standing::Late] {
            assert!(standings.contains_key(standing.word()), "{seed}: {standings:?}");
        }
        for kind in ["created", "moved", "resized", "reassigned", "deleted"] {
            assert!(kinds.contains(kind), "{seed}: {kinds:?}");
        }
    }
}
