//! The steps that a number is counted in: `multipleOf`.

use serde_json::{Map, Value as Json};

use super::rows::Rows;
use super::types;

type Schema = Map<String, Json>;

const STEP: &str = "multipleOf";

/// How far from a whole number the ratio of two steps may be, for what decimals lose in binary.
const NEAR: f64 = 1e-9;

/// Steps of whole numbers hold nothing where only those are taken, and make any number one.
pub(super) fn settle(flat: &mut Schema) {
    let mut steps = of(flat);
    if steps.iter().any(|step| is_multiple(*step, 1.0)) {
        types::make_whole(flat);
    }
    if types::are_whole_numbers(flat) {
        steps.retain(|step| !is_multiple(1.0, *step));
    }
    flat.remove(STEP);
    if !steps.is_empty() {
        flat.insert(STEP.to_owned(), steps.into());
    }
}

/// What differs in steps: a longer one that the shorter divides leaves numbers out.
pub(super) fn compare(at: &str, old: &Schema, new: &Schema, rows: &mut Rows) {
    let (before, after) = (of(old), of(new));
    let cover = |some: &[f64], others: &[f64]| {
        others.iter().all(|other| some.iter().any(|one| is_multiple(*one, *other)))
    };
    let (is_narrower, is_wider) = (cover(&after, &before), cover(&before, &after));
    if is_narrower && is_wider {
        return;
    }
    let told = match (&before[..], &after[..]) {
        (before, []) => format!("`{STEP}` was {}, and is no more", list(before)),
        ([], after) => format!("`{STEP}` is {} now", list(after)),
        (before, after) => format!("`{STEP}` is {}, and was {}", list(after), list(before)),
    };
    let change = if is_narrower { "limit-narrowed" } else { "limit-widened" };
    rows.add(change, !is_narrower, at, told);
}

/// The steps of a place, all of which hold.
fn of(schema: &Schema) -> Vec<f64> {
    fn gather(node: &Json, steps: &mut Vec<f64>) {
        match node {
            Json::Array(all) => all.iter().for_each(|one| gather(one, steps)),
            one => steps.extend(one.as_f64().filter(|step| *step > 0.0)),
        }
    }
    let mut steps = Vec::new();
    schema.get(STEP).into_iter().for_each(|node| gather(node, &mut steps));
    steps
}

/// Whether every multiple of one is a multiple of another.
fn is_multiple(one: f64, other: f64) -> bool {
    let ratio = one / other;
    ratio >= 1.0 - NEAR && (ratio - ratio.round()).abs() < NEAR
}

fn list(steps: &[f64]) -> String {
    steps.iter().map(f64::to_string).collect::<Vec<_>>().join(" and ")
}
