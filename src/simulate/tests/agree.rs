//! The two directions agree: what is told of two payloads is the action that was simulated.

use proptest::prelude::*;

use super::*;
use crate::appointment::Text;
use crate::appointment::lists::{CUSTOM_FIELDS, RESOURCES};
use crate::board_action::{self, Kind, Past, State, Thing};
use crate::compare::compare;
use crate::simulate::known::What;
use crate::wall::WallTime;

/// What can be asked for, with values that fit some payload of the samples.
fn actions() -> impl Strategy<Value = String> {
    let pick = |all: &'static [&'static str]| prop::sample::select(all);
    let resource = || pick(&["T-014", "T-021", "V-063"]);
    let minutes = || -700..700_i32;
    let look = pick(&["Planned", "Waiting for parts", "PARTS", "Done#123abc", "Planned#123abc"]);
    let marker = pick(&["Safety first", "Customer told", "Late#123abc"]);
    let field = pick(&[
        "LIFT_NO=B-02",
        "LIFT_NO=",
        "FLOORS=9",
        "OUT_OF_USE=true",
        "OUT_OF_USE=false",
        "LAST_CHECK=2026-01-01",
        "POWER_OFF=2026-05-19T07:15:00",
        "way_in=DOOR",
    ]);
    prop_oneof![
        pick(&["create", "copy", "delete", "lock", "unlock"]).prop_map(str::to_owned),
        minutes().prop_map(|by| format!("move:{by}m")),
        pick(&["2026-05-12T13:00:00", "2027-01-01T00:00"]).prop_map(|to| format!("move:{to}")),
        pick(&["day", "week", "month"]).prop_map(|by| format!("postpone:{by}")),
        minutes().prop_map(|by| format!("resize:{by}m")),
        minutes().prop_map(|by| format!("split:{by}m")),
        resource().prop_map(|one| format!("assign:{one}")),
        resource().prop_map(|one| format!("unassign:{one}")),
        (resource(), resource()).prop_map(|(one, other)| format!("reassign:{one}={other}")),
        look.prop_map(|look| format!("category:{look}")),
        marker.prop_map(|look| format!("marker:{look}")),
        pick(&["high", "medium", "low"]).prop_map(|one| format!("importance:{one}")),
        pick(&["", "Other", "Two \\ \"words\"\u{1}"]).prop_map(|text| format!("subject:{text}")),
        pick(&["", "A\r\nB"]).prop_map(|text| format!("body:{text}")),
        field.prop_map(|field| format!("field:{field}")),
        pick(&["2.5", "2.0", "8", "0"]).prop_map(|one| format!("quantity:{one}")),
        pick(&["https://x.example/1", "https://pinewood.example/jobs/LIFT-2231"])
            .prop_map(|url| format!("link:{url}")),
    ]
}

fn seconds(from: &WallTime, to: &WallTime) -> i64 {
    to.clock.duration_since(from.clock).as_secs()
}

/// What the payload before says the planner must be seen to do; none when it cannot be done.
fn expected(before: &Appointment<'_>, action: &Action, known: &Known) -> Option<Vec<Kind>> {
    let (start, end) = (before.start()?, before.end()?);
    let length = seconds(&start, &end);
    let owned = |text: Text<'_>| text.into_owned();
    let assigned = |wanted: &str| before.items(&RESOURCES).find(|item| item.key == wanted);
    let person = |wanted: &str| {
        let known = known.find(What::Resource, wanted)?;
        let document = Document::parse(known).ok()?;
        Some(owned(RESOURCES.item(document.root())?.label))
    };
    let look = |now: Option<String>, look: &Look, what, name: &str| {
        let known = known
            .find(what, &look.name)
            .and_then(|known| Some(owned(Document::parse(known).ok()?.root().get(name)?.text()?)));
        let new = known.unwrap_or(look.name.clone());
        (now.as_ref() != Some(&new)).then_some((now, Some(new)))
    };
    let one = |kind: Kind| Some(vec![kind]);
    match action {
        Action::Create | Action::Copy => one(Kind::Created),
        Action::Delete => one(Kind::Deleted),
        Action::Move(to) => {
            let to = match to {
                To::By(span) => start.clock.checked_add(*span).ok()?,
                To::At(clock) => *clock,
            };
            let seconds = to.duration_since(start.clock).as_secs();
            (seconds != 0).then(|| vec![Kind::Moved { seconds: Some(seconds) }])
        }
        Action::Resize(span) | Action::Split(span) => {
            let by = span.get_minutes() * 60;
            let to = if matches!(action, Action::Split(_)) { by } else { length + by };
            let is_cut = !matches!(action, Action::Split(_)) || to < length;
            let is_possible = to > 0 && to != length && is_cut;
            is_possible.then(|| vec![Kind::Resized { from: Some(length), to: Some(to) }])
        }
        Action::Assign(wanted) => match assigned(wanted) {
            Some(_) => None,
            None => one(Kind::Added(Thing::Resource, person(wanted)?)),
        },
        Action::Unassign(wanted) => {
            one(Kind::Removed(Thing::Resource, owned(assigned(wanted)?.label)))
        }
        Action::Reassign(from, to) => match assigned(to) {
            Some(_) => None,
            None => one(Kind::Reassigned {
                from: vec![owned(assigned(from)?.label)],
                to: vec![person(to)?],
            }),
        },
        Action::Category(wanted) => {
            let now = before.category().map(|one| owned(one.name));
            let (from, to) = look(now, wanted, What::Category, "DisplayName")?;
            one(Kind::Recategorised(from, to))
        }
        Action::Marker(wanted) => {
            let now = before.time_marker().map(|one| owned(one.name));
            let (from, to) = look(now, wanted, What::Marker, "Name")?;
            one(Kind::TimeMarkerSet(from, to))
        }
        Action::Importance(to) => {
            let (from, to) =
                (before.importance_shown(), ["medium", "high", "low"][usize::from(*to)]);
            (from != to).then(|| vec![Kind::ImportanceSet(owned(from), to.to_owned())])
        }
        Action::Lock => (!before.locked()).then(|| vec![Kind::Locked]),
        Action::Unlock => before.locked().then(|| vec![Kind::Unlocked]),
        Action::Subject(_) => one(Kind::SubjectEdited),
        Action::Body(_) => one(Kind::BodyEdited),
        Action::Field(code, value) => {
            let fields = || before.items(&CUSTOM_FIELDS);
            let has = fields().find(|item| item.key.eq_ignore_ascii_case(code));
            let from = has.as_ref().and_then(|item| item.value.clone()).map(owned);
            let to = Some(value.clone()).filter(|value| !value.is_empty());
            let (field, code) = if let Some(item) = has {
                (owned(item.label), owned(item.key))
            } else {
                let known = Document::parse(known.find(What::Field, code)?).ok()?;
                let item = CUSTOM_FIELDS.item(known.root())?;
                (owned(item.label), owned(item.key))
            };
            (from != to).then(|| vec![Kind::CustomFieldSet { field, code, from, to }])
        }
        Action::Quantity(to) => {
            let (from, unit) = before.quantity()?;
            let difference = from.parse::<f64>().ok()? - to.parse::<f64>().ok()?;
            let shown =
                |quantity: &str| Some(format!("{quantity} {}", unit.clone().unwrap_or_default()));
            (difference.abs() > 0.0).then(|| vec![Kind::QuantityChanged(shown(&from), shown(to))])
        }
        Action::Link(url) => {
            let is_there = before.links().any(|(_, own)| own == url.as_str());
            (!is_there).then(|| vec![Kind::Added(Thing::Link, url.clone())])
        }
    }
}

fn told(before: Option<&Document<'_>>, posted: &Posted) -> Vec<Kind> {
    let document = posted.draft.document();
    let after = Appointment::of(&document).unwrap();
    let changes = before.map(|one| compare(one.root(), document.root())).unwrap_or_default();
    let before = before.and_then(Appointment::of);
    let route = Some(posted.change);
    let state = State::of(&after, route);
    let past = Past::default();
    let standing = board_action::standing(before.as_ref(), &after, &changes, state, &past);
    let actions =
        board_action::actions(before.as_ref(), &after, &changes, (route, state), &standing);
    actions.into_iter().map(|action| action.kind).collect()
}

/// Does an action to a payload of a sample, and holds what is told of it against what was done.
fn agrees(sample: &str, payload: &str, text: &str) -> Result<(), TestCaseError> {
    let document = Document::parse(payload).unwrap();
    let before = Appointment::of(&document).unwrap();
    let (asked, mut board) = (asked(text), board());
    let expected = expected(&before, &asked.action, &board.known);
    let draft = Draft::of(payload).unwrap();
    let posted = simulate(&draft, std::slice::from_ref(&asked), &mut board);
    let Some(expected) = expected else {
        prop_assert!(posted.is_err(), "{} on {}", text, sample);
        return Ok(());
    };
    let Ok(posted) = posted else {
        let same_text = matches!(asked.action, Action::Subject(_) | Action::Body(_));
        prop_assert!(same_text, "{} on {}: {:?}", text, sample, posted.unwrap_err());
        return Ok(());
    };
    let is_new = posted[0].change == Route::Created;
    prop_assert_eq!(told((!is_new).then_some(&document), &posted[0]), expected);
    prop_assert_eq!(posted.len(), 1 + usize::from(matches!(asked.action, Action::Split(_))));
    if let Some(second) = posted.get(1) {
        prop_assert_eq!(told(None, second), vec![Kind::Created]);
    }
    for one in &posted {
        let is_left_alone = one.draft.document().root().get("Assignments").unwrap().is_empty();
        let none = if is_left_alone { vec!["no-assignment".to_owned()] } else { Vec::new() };
        prop_assert_eq!(findings(one.draft.text()), none, "{} on {}", text, sample);
    }
    Ok(())
}

/// Every kind of action, and each in the ways that differ; on every sample some of each can be done
/// or are refused.
const EVERY: [&str; 37] = [
    "create",
    "copy",
    "delete",
    "move:+2h",
    "move:-45m",
    "move:2027-01-01T00:00",
    "postpone:day",
    "postpone:week",
    "postpone:month",
    "resize:+30m",
    "resize:-30m",
    "split:+60m",
    "split:+540m",
    "assign:T-014",
    "assign:T-021",
    "assign:V-063",
    "unassign:T-014",
    "unassign:T-021",
    "unassign:V-063",
    "reassign:T-014=T-021",
    "reassign:T-021=T-014",
    "reassign:T-014=V-063",
    "category:Planned",
    "category:Waiting for parts",
    "category:Done#123abc",
    "marker:Safety first",
    "marker:Customer told",
    "marker:Late#123abc",
    "importance:high",
    "importance:low",
    "lock",
    "unlock",
    "subject:Other",
    "body:Other",
    "field:OUT_OF_USE=true",
    "quantity:2.5",
    "link:https://x.example/1",
];

#[test]
fn every_action_on_every_sample_is_what_is_told_of_it() {
    for row in ROWS {
        let is_of = |text: &&str| text.split(':').next() == Some(row.name);
        assert!(EVERY.iter().any(is_of), "{}", row.name);
    }
    for one in SAMPLES {
        for text in EVERY {
            let name = one.short_name();
            agrees(name, sample(name), text)
                .unwrap_or_else(|why| panic!("{text} on {name}: {why}"));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 768, failure_persistence: None, ..Default::default() })]

    #[test]
    fn what_was_done_is_what_is_told_of_it(
        sample in prop::sample::select(SAMPLES.iter().map(Sample::short_name).collect::<Vec<_>>()), is_compact in any::<bool>(), text in actions(),
    ) {
        let payload = self::sample(sample);
        let compact = || serde_json::from_str::<serde_json::Value>(payload).unwrap().to_string();
        let payload = if is_compact { compact() } else { payload.to_owned() };
        agrees(sample, &payload, &text)?;
    }
}
