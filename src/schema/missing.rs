//! What is missing, and what stands in its place.

use serde_json::Value as Json;

use crate::appointment::inbound::{is_camel_case_of, is_inbound_of};
use crate::finding::Finding;
use crate::json::Value;
use crate::message::cut;
use crate::rules::{CAMEL_CASE, INBOUND_NAME};
use crate::suggest::nearest;

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

/// A property that is missing, and in its place one that is not known: told as one. Whoever reads
/// names whatever their case misses none that is in camelCase.
pub(super) fn renamed(
    object: Value<'_>,
    missing: &str,
    schema: Option<&&Json>,
    finding: Finding,
) -> Finding {
    let Some(renamed) = written(object, missing, schema, &finding) else { return finding };
    let otherwise = Some(Box::new(finding)).filter(|_| renamed.rule != CAMEL_CASE);
    Finding { otherwise, ..renamed }
}

/// What is written in place of what is missing.
fn written(
    object: Value<'_>,
    missing: &str,
    schema: Option<&&Json>,
    finding: &Finding,
) -> Option<Finding> {
    let known = schema.and_then(|schema| schema.get("properties"));
    let is_strange = |key: &str| known.is_none_or(|known| known.get(key).is_none());
    let keys = object.members().filter_map(|member| Some((member.key, member.key.text()?)));
    let strange: Vec<_> = keys.filter(|(_, key)| is_strange(key)).take(MOST_LOOKED_AT).collect();
    let (key, rule) = instead(&strange, missing)?;
    let written = cut(&key.text()?);
    let message = match rule {
        CAMEL_CASE => format!("`{written}` is in camelCase: the webhook sends `{missing}`"),
        INBOUND_NAME => format!("`{written}` is the inbound API's name for `{missing}`"),
        _ => format!("`{missing}` is missing, and `{written}` stands in its place"),
    };
    let help = match rule {
        CAMEL_CASE => "middleware such as ASP.NET writes JSON again like this".to_owned(),
        INBOUND_NAME => format!("the webhook calls it `{missing}`"),
        _ => format!("did you mean `{missing}`?"),
    };
    let pointer = format!("{}{}", finding.pointer, object.pointer_to(key));
    Some(Finding::on(key, pointer, finding.severity, rule, message).with_help(Some(help)))
}

/// The most properties that a missing one is looked for in.
const MOST_LOOKED_AT: usize = 1000;

/// The key that stands in place of a missing one, and the rule it breaks.
fn instead<'d>(
    strange: &[(Value<'d>, std::borrow::Cow<'d, str>)],
    missing: &str,
) -> Option<(Value<'d>, &'static str)> {
    let first = |is_it: &dyn Fn(&str) -> bool| {
        strange.iter().find(|(_, key)| is_it(key)).map(|(value, _)| *value)
    };
    let camel_case = first(&|key| is_camel_case_of(key, missing)).map(|key| (key, CAMEL_CASE));
    let inbound = || first(&|key| is_inbound_of(key, missing)).map(|key| (key, INBOUND_NAME));
    let near = || {
        let near = nearest(missing, strange.iter().map(|(_, key)| key.as_ref()))?;
        first(&|key| key == near).map(|key| (key, RENAMED))
    };
    camel_case.or_else(inbound).or_else(near)
}
