//! What the validator says, in plain words.

use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::types::JsonType;
use serde_json::Value as Json;

use super::advice::is_advice;
use super::instance::as_serde;
use crate::finding::{Finding, Severity};
use crate::json::{Kind, Value};
use crate::suggest::nearest;

/// How much of a value a message quotes, in characters.
const QUOTED: usize = 60;

/// The finding of one failure, or none when its place cannot be found.
pub(super) fn finding(
    error: &ValidationError<'_>,
    payload: Value<'_>,
    schema: &Json,
) -> Option<Finding> {
    let pointer = error.instance_path().as_str();
    let value = payload.at(pointer)?;
    // Of two members of one name the last is judged; the other is told as a duplicate key.
    if passes_twins(payload, pointer) && as_serde(value) != **error.instance() {
        return None;
    }
    let way = way(schema, error.evaluation_path().as_str());
    let is_advice = way.iter().any(|schema| is_advice(schema));
    let severity = if is_advice { Severity::Warning } else { Severity::Error };
    let expects = way.last().and_then(|schema| schema.get("x-expects")).and_then(Json::as_str);
    let message = message(error, value, expects);
    let finding = Finding::on(value, pointer.to_owned(), severity, rule(error), message);
    Some(finding.with_help(help(error.kind(), value)))
}

/// Whether a pointer takes one of several members of one name.
fn passes_twins(payload: Value<'_>, pointer: &str) -> bool {
    let mut here = Some(payload);
    pointer.split('/').skip(1).any(|step| {
        let key = step.replace("~1", "/").replace("~0", "~");
        let object = here.filter(|value| value.kind() == Kind::Object);
        let named =
            |object: Value<'_>| object.members().filter(|one| one.key.is_text(&key)).count();
        let count = object.map_or(0, named);
        here = here.and_then(|value| value.at(&format!("/{step}")));
        count > 1
    })
}

/// How a message about a missing property ends, and one about several.
const MISSING: &str = " is missing";
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
                    format!("{}{ALL_MISSING}", both.map(Option::unwrap_or_default).join(", "));
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

/// The subschemas on the way to a failing keyword, outermost first, `$ref` followed.
fn way<'s>(root: &'s Json, evaluation_path: &str) -> Vec<&'s Json> {
    let mut way = vec![root];
    let steps: Vec<&str> = evaluation_path.split('/').skip(1).collect();
    for step in &steps[..steps.len().saturating_sub(1)] {
        let here = *way.last().unwrap_or(&root);
        let step = step.replace("~1", "/").replace("~0", "~");
        let below = match here {
            Json::Array(elements) => step.parse().ok().and_then(|at: usize| elements.get(at)),
            _ => here.get(&step),
        };
        let target = below.and_then(Json::as_str).and_then(|target| target.strip_prefix('#'));
        let below = target.map_or(below, |pointer| root.pointer(pointer));
        let Some(below) = below else { break };
        way.push(below);
    }
    way
}

/// Rules are named by the schema's keyword; lengths are a rule of the field.
fn rule<'e>(error: &'e ValidationError<'_>) -> &'e str {
    match error.kind() {
        ValidationErrorKind::MaxLength { .. } => "length",
        // One of several names is missing: that is what it means to people.
        ValidationErrorKind::AnyOf { context } if all_missing(context) => "required",
        kind => kind.keyword(),
    }
}

/// Whether every one of several ways fails for something that is not there as it should be.
fn all_missing(context: &[Vec<ValidationError<'_>>]) -> bool {
    let missing = |error: &ValidationError<'_>| {
        matches!(
            error.kind(),
            ValidationErrorKind::Required { .. } | ValidationErrorKind::Type { .. }
        )
    };
    context.iter().flatten().all(missing)
}

fn message(error: &ValidationError<'_>, value: Value<'_>, expects: Option<&str>) -> String {
    let found = value.kind().words();
    match (error.kind(), expects) {
        (ValidationErrorKind::Type { .. }, Some(expects)) => {
            format!("{expects} is expected, not {found}")
        }
        (ValidationErrorKind::Type { kind }, None) => wrong_type(kind, value),
        (ValidationErrorKind::Required { property }, _) => {
            format!("`{}`{MISSING}", property.as_str().unwrap_or_default())
        }
        (ValidationErrorKind::AnyOf { .. }, Some(expects)) => format!("{expects} is expected"),
        (ValidationErrorKind::MaxLength { limit }, _) => {
            let length = value.text().map_or(0, |text| text.chars().count());
            format!("{length} characters, more than the {limit} that Dime.Scheduler takes here")
        }
        (_, Some(expects)) => format!("{} is not {expects}", quoted(value)),
        (ValidationErrorKind::Enum { options }, None) => {
            format!("{} is not one of {options}", quoted(value))
        }
        _ => error.masked_with(quoted(value)).to_string(),
    }
}

fn wrong_type(kind: &TypeKind, value: Value<'_>) -> String {
    let expected = match kind {
        TypeKind::Single(one) => type_words(*one).to_owned(),
        TypeKind::Multiple(several) => {
            let not_null = several.iter().filter(|one| *one != JsonType::Null);
            not_null.map(type_words).collect::<Vec<_>>().join(" or ")
        }
    };
    match value.kind() {
        Kind::Number if expected == "a whole number" => {
            format!("{expected} is expected, not {}", quoted(value))
        }
        found => format!("{expected} is expected, not {}", found.words()),
    }
}

fn type_words(of: JsonType) -> &'static str {
    match of {
        JsonType::Array => "a list",
        JsonType::Boolean => "true or false",
        JsonType::Integer => "a whole number",
        JsonType::Null => "null",
        JsonType::Number => "a number",
        JsonType::Object => "an object",
        JsonType::String => "text",
    }
}

/// The value as written, cut to what fits a line.
fn quoted(value: Value<'_>) -> String {
    let raw = value.raw();
    if value.kind() == Kind::String && raw.len() <= QUOTED {
        return raw.to_owned();
    }
    match raw.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("`{}…`", &raw[..end]),
        None => format!("`{raw}`"),
    }
}

fn help(kind: &ValidationErrorKind, value: Value<'_>) -> Option<String> {
    match kind {
        ValidationErrorKind::Type { kind } => type_help(kind, value),
        ValidationErrorKind::Required { property } => {
            let keys: Vec<_> = value.members().filter_map(|member| member.key.text()).collect();
            let near = nearest(property.as_str()?, keys.iter().map(AsRef::as_ref))?;
            let property = property.as_str()?;
            Some(format!("`{near}` is there: did you mean `{property}`?"))
        }
        ValidationErrorKind::Enum { options } => {
            let options = options.as_array()?.iter().filter_map(Json::as_str);
            nearest(&value.text()?, options).map(|near| format!("did you mean `{near}`?"))
        }
        _ => None,
    }
}

fn type_help(kind: &TypeKind, value: Value<'_>) -> Option<String> {
    let text = value.text()?;
    let takes = |of: JsonType| match kind {
        TypeKind::Single(one) => *one == of,
        TypeKind::Multiple(several) => several.contains(of),
    };
    let is_number = text.parse::<f64>().is_ok_and(f64::is_finite);
    let number = is_number && (takes(JsonType::Number) || takes(JsonType::Integer));
    let yes_no = matches!(text.as_ref(), "true" | "false") && takes(JsonType::Boolean);
    (number || yes_no).then(|| format!("take the quotes away: {text}"))
}
