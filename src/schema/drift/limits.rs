//! Limits: how much of something there may be.

use serde_json::{Map, Value as Json};

use super::rows::Rows;
use super::types;

type Schema = Map<String, Json>;

/// Limits of which a higher one lets more through: as it is written, and as it is written when the
/// number itself is not taken.
const UPPER: [[&str; 2]; 5] = [
    ["maximum", "exclusiveMaximum"],
    ["maxLength", ""],
    ["maxItems", ""],
    ["maxProperties", ""],
    ["maxContains", ""],
];

/// Limits of which a lower one does.
const LOWER: [[&str; 2]; 5] = [
    ["minimum", "exclusiveMinimum"],
    ["minLength", ""],
    ["minItems", ""],
    ["minProperties", ""],
    ["minContains", ""],
];

/// Limits that limit nothing when they are 0.
const NONE_OR_MORE: [&str; 3] = ["minLength", "minItems", "minProperties"];

/// Whether a keyword is a limit of which a higher number lets more through; none when it is no
/// limit.
pub(super) fn is_upper(keyword: &str) -> Option<bool> {
    let is_in = |limits: &[[&str; 2]]| limits.iter().any(|limit| limit.contains(&keyword));
    if is_in(&UPPER) { Some(true) } else { is_in(&LOWER).then_some(false) }
}

/// What differs in limits.
pub(super) fn compare(at: &str, old: &Schema, new: &Schema, rows: &mut Rows) {
    let have_both = |keyword| old.contains_key(keyword) && new.contains_key(keyword);
    let upper = UPPER.into_iter().map(|keywords| (keywords, true));
    for (keywords, is_upper) in upper.chain(LOWER.map(|keywords| (keywords, false))) {
        let of = |schema| Limit::of(schema, keywords, is_upper);
        if keywords[0].ends_with("Contains") && !have_both("contains") {
            continue;
        }
        let (widened, told) = match (of(old), of(new)) {
            (Some(Limit { keyword, number, .. }), None) => {
                (true, format!("`{keyword}` was {number}, and is no more"))
            }
            (None, Some(Limit { keyword, number, .. })) => {
                (false, format!("`{keyword}` is {number} now"))
            }
            (Some(before), Some(after)) if before.reach != after.reach => {
                (after.reach > before.reach, after.told_after(&before))
            }
            _ => continue,
        };
        let change = if widened { "limit-widened" } else { "limit-narrowed" };
        rows.add(change, widened, at, told);
    }
}

/// One limit.
struct Limit {
    keyword: &'static str,
    number: f64,
    /// How far it reaches: more lets more through. At the same number, one that is taken itself
    /// reaches farther.
    reach: (f64, bool),
}

impl Limit {
    /// The stricter of the two ways to write it.
    fn of(schema: &Schema, [taken, not_taken]: [&'static str; 2], is_upper: bool) -> Option<Self> {
        // There are never fewer than none.
        let is_some =
            |keyword: &str, number: &f64| !NONE_OR_MORE.contains(&keyword) || *number > 0.0;
        let number = |keyword: &str| {
            let number = schema.get(keyword).and_then(Json::as_f64);
            let number = number.or((keyword == "minContains").then_some(1.0));
            number.filter(|number| is_some(keyword, number))
        };
        let (inside, outside) = (number(taken), number(not_taken));
        let is_whole = types::are_whole_numbers(schema);
        let limit = |keyword, number: f64, is_taken: bool| {
            let far = if is_upper { number } else { -number };
            // The last whole number that is taken.
            let last = if is_taken { far.floor() } else { far.ceil() - 1.0 };
            let reach = if is_whole { (last, true) } else { (far, is_taken) };
            Self { keyword, number, reach }
        };
        let inside = inside.map(|number| limit(taken, number, true));
        let outside = outside.map(|number| limit(not_taken, number, false));
        match (inside, outside) {
            (Some(one), Some(other)) => Some(if one.reach < other.reach { one } else { other }),
            (one, other) => one.or(other),
        }
    }

    fn told_after(&self, before: &Self) -> String {
        let Self { keyword, number, .. } = self;
        let name = if *keyword == before.keyword {
            String::new()
        } else {
            format!("`{}` ", before.keyword)
        };
        format!("`{keyword}` is {number}, and {name}was {}", before.number)
    }
}
