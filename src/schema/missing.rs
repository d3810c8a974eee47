//! What is missing, and what stands in its place.

use std::borrow::Cow;

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind;
use serde_json::Value as Json;

use crate::appointment::inbound::{case_of, is_inbound_of};
use crate::finding::Finding;
use crate::json::Value;
use crate::message::cut;
use crate::rules::{CAMEL_CASE, INBOUND_NAME, case_help};
use crate::suggest::{nearest, nearest_within};

/// The name of the rule about a property that is missing where one that is not known stands.
pub const RENAMED: &str = "renamed";

/// How a message about a missing property ends, and one about several.
pub(super) const MISSING: &str = " is missing";
const ALL_MISSING: &str = " are missing";

/// Properties that are missing in the same object, told in one finding.
pub(super) fn missing_together(findings: Vec<Finding>) -> Vec<Finding> {
    let mut told: Vec<Finding> = Vec::with_capacity(findings.len());
    for finding in findings {
        let same = |one: &&mut Finding| {
            let is_same = one.pointer == finding.pointer && one.severity == finding.severity;
            is_same && names(&one.message).is_some() && names(&finding.message).is_some()
        };
        match told.iter_mut().find(same) {
            Some(one) => {
                let both = [&one.message, &finding.message].map(|message| names(message));
                one.message =
                    format!("{}{ALL_MISSING}", both.map(Option::unwrap_or_default).join(", "))
                        .into();
                one.help = one.help.take().or(finding.help);
            }
            None => told.push(finding),
        }
    }
    told
}

/// The properties that a message says are missing; none when it says something else.
fn names(message: &str) -> Option<&str> {
    message.strip_suffix(MISSING).or_else(|| message.strip_suffix(ALL_MISSING))
}

/// A property that is missing, or one of several, and in its place one that is not known: told as
/// one. Whoever reads names whatever their case misses none that is in another.
pub(super) fn renamed<'m>(
    object: Value<'_>,
    missing: impl IntoIterator<Item = &'m str>,
    way: &[&Json],
    finding: Finding,
) -> Finding {
    let strange = strange(object, known(way, &finding.pointer));
    let mut written =
        missing.into_iter().map(|missing| written(object, missing, &strange, &finding));
    let Some(renamed) = written.find_map(|written| written) else { return finding };
    let otherwise = Some(Box::new(finding)).filter(|_| renamed.rule != CAMEL_CASE);
    Finding { otherwise, ..renamed }
}

/// The names of which one is asked for and none is there, when a schema has several ways.
pub(super) fn asked_for<'e>(kind: &'e ValidationErrorKind) -> Vec<&'e str> {
    let ValidationErrorKind::AnyOf { context } = kind else { return Vec::new() };
    let name = |error: &'e ValidationError<'_>| match error.kind() {
        ValidationErrorKind::Required { property } => property.as_str(),
        _ => None,
    };
    context.iter().flatten().filter_map(name).collect()
}

/// What a schema says of the properties of an object. All that is on the way to a failure at the
/// top of a payload is said of the top.
fn known<'s>(way: &[&'s Json], pointer: &str) -> Option<&'s Json> {
    let properties = |schema: &&'s Json| schema.get("properties");
    match pointer {
        "" => way.iter().rev().find_map(properties),
        _ => way.last().and_then(properties),
    }
}

/// A key, and its text.
type Key<'d> = (Value<'d>, Cow<'d, str>);

/// The keys of an object that are not known.
fn strange<'d>(object: Value<'d>, known: Option<&Json>) -> Vec<Key<'d>> {
    let is_strange = |key: &str| known.is_none_or(|known| known.get(key).is_none());
    let keys = object.members().filter_map(|member| Some((member.key, member.key.text()?)));
    keys.filter(|(_, key)| is_strange(key)).take(MOST_LOOKED_AT).collect()
}

/// What is written in place of what is missing.
fn written(
    object: Value<'_>,
    missing: &str,
    strange: &[Key<'_>],
    finding: &Finding,
) -> Option<Finding> {
    let (key, instead) = instead(strange, missing)?;
    let written = cut(&key.text()?);
    let (rule, message, help) = match instead {
        Instead::Case(case) => (
            CAMEL_CASE,
            format!("`{written}` is in {case}: the webhook sends `{missing}`"),
            case_help(case).to_owned(),
        ),
        Instead::Inbound => (
            INBOUND_NAME,
            format!("`{written}` is the inbound API's name for `{missing}`"),
            format!("the webhook calls it `{missing}`"),
        ),
        Instead::Near => (
            RENAMED,
            format!("`{missing}` is missing, and `{written}` stands in its place"),
            format!("did you mean `{missing}`?"),
        ),
    };
    let pointer = format!("{}{}", finding.pointer, object.pointer_to(key));
    Some(Finding::on(key, pointer, finding.severity, rule, message).with_help(Some(help)))
}

/// The most properties that a missing one is looked for in.
const MOST_LOOKED_AT: usize = 1000;

/// How what stands in place of a missing property is named.
enum Instead {
    /// The same, in another case: which.
    Case(&'static str),
    /// As the inbound API names it.
    Inbound,
    /// A letter or more are wrong.
    Near,
}

/// A name shorter than this is near to too many others.
const SHORTEST: usize = 3;

/// The key that stands in place of a missing one, and how it is named.
fn instead<'d>(strange: &[Key<'d>], missing: &str) -> Option<(Value<'d>, Instead)> {
    let first = |is_it: &dyn Fn(&str) -> bool| {
        strange.iter().find(|(_, key)| is_it(key)).map(|(value, _)| *value)
    };
    let in_case = strange
        .iter()
        .find_map(|(value, key)| Some((*value, Instead::Case(case_of(key, missing)?))));
    let inbound = || first(&|key| is_inbound_of(key, missing)).map(|key| (key, Instead::Inbound));
    let near = || {
        let keys = strange.iter().map(|(_, key)| key.as_ref());
        let near = match missing.len() {
            ..SHORTEST => nearest_within(missing, keys, 0)?,
            _ => nearest(missing, keys)?,
        };
        first(&|key| key == near).map(|key| (key, Instead::Near))
    };
    in_case.or_else(inbound).or_else(near)
}
