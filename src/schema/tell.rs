//! What the validator says, in plain words.

use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::json::Node as _;
use jsonschema::types::JsonType;
use serde_json::Value as Json;

use super::advice::is_advice;
use super::allowed::{Allowed, is_learned};
use super::exact;
use super::hint;
use super::instance::Instance;
use super::missing::{MISSING, asked_for, renamed};
use super::names;
use super::words;
use crate::finding::{Finding, Severity};
use crate::json::{Kind, Value};
use crate::message;

/// A text up to this many bytes stands in its own quotes alone.
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
    if passes_twins(payload, pointer) && Instance::of(value).to_value() != *error.instance() {
        return None;
    }
    // The validator compares long numbers as floats.
    if matches!(error.kind(), ValidationErrorKind::UniqueItems) && exact::are_distinct(value) {
        return None;
    }
    let (way, severity) = way(schema, error);
    let is_advice = severity == Severity::Warning;
    let expects = way.last().and_then(|schema| names::expected(schema));
    let is_learned = way.iter().any(|schema| is_learned(schema));
    let message = message(error, value, expects.as_deref(), is_learned);
    let name = rule(error, way.last().copied(), is_advice);
    let (on, pointer) = match stranger(error.kind(), value) {
        Some(key) => (key, format!("{pointer}{}", value.pointer_to(key))),
        None => (value, pointer.to_owned()),
    };
    let finding = Finding::on(on, pointer, severity, name, message);
    if let ValidationErrorKind::Required { property } = error.kind() {
        return Some(renamed(value, property.as_str(), &way, finding));
    }
    let names = asked_for(error.kind());
    if !names.is_empty() {
        return Some(renamed(value, names, &way, finding));
    }
    Some(finding.with_help(hint::help(error.kind(), value, way.last().copied())))
}

/// What is counted of a failure that is not told: the rule, and how bad it is to break it.
pub(super) fn counted(error: &ValidationError<'_>, schema: &Json) -> (String, Severity) {
    let (way, severity) = way(schema, error);
    (rule(error, way.last().copied(), severity == Severity::Warning).to_owned(), severity)
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

/// The subschemas on the way to a failing keyword, and how bad it is to fail there.
fn way<'s>(root: &'s Json, error: &ValidationError<'_>) -> (Vec<&'s Json>, Severity) {
    let way = subschemas(root, error.evaluation_path().as_str());
    let is_advice = is_column(error.kind()) || way.iter().any(|schema| is_advice(schema));
    (way, if is_advice { Severity::Warning } else { Severity::Error })
}

/// Whether it is the length of a column, the only keyword of our own, which is advice wherever it
/// stands.
fn is_column(kind: &ValidationErrorKind) -> bool {
    matches!(kind, ValidationErrorKind::Custom { .. })
}

/// The subschemas on the way to a keyword, outermost first, `$ref` followed.
fn subschemas<'s>(root: &'s Json, evaluation_path: &str) -> Vec<&'s Json> {
    let mut way = vec![root];
    // What is bundled is compiled by a reference to it.
    let is_referred = root.get("$ref").is_none();
    let path = evaluation_path.strip_prefix("/$ref").filter(|_| is_referred);
    let steps: Vec<&str> = path.unwrap_or(evaluation_path).split('/').skip(1).collect();
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

/// Rules are named by the schema's keyword, unless it has a name of its own for what it states.
fn rule<'e>(error: &'e ValidationError<'_>, schema: Option<&'e Json>, is_advice: bool) -> &'e str {
    let named = || schema.and_then(|schema| schema.get("x-rule")).and_then(Json::as_str);
    match (error.kind(), is_advice) {
        (ValidationErrorKind::MaxLength { .. }, _) => "length",
        (kind, _) if is_column(kind) => "length",
        (ValidationErrorKind::Type { .. }, true) => "unproven-type",
        // The forms of the bundled schema stand for patterns.
        (
            ValidationErrorKind::Enum { .. }
            | ValidationErrorKind::Pattern { .. }
            | ValidationErrorKind::Format { .. },
            true,
        ) => "unproven-value",
        (ValidationErrorKind::Type { .. }, false) => "type",
        // One of several names is missing: that is what it means to people.
        (ValidationErrorKind::AnyOf { context }, _) if all_missing(context) => {
            named().unwrap_or("required")
        }
        (ValidationErrorKind::FalseSchema, _) => {
            let keyword = error.evaluation_path().as_str().rsplit('/').next();
            let is_one = |keyword: &&str| keyword.ends_with("dditionalProperties");
            keyword.filter(is_one).map_or("falseSchema", |_| "additionalProperties")
        }
        (kind, _) => named().unwrap_or_else(|| kind.keyword()),
    }
}

/// Whether every one of several ways fails for something that is not there as it should be.
fn all_missing(context: &[Vec<ValidationError<'_>>]) -> bool {
    let missing = |error: &ValidationError<'_>| {
        matches!(
            error.kind(),
            ValidationErrorKind::Required { .. } | ValidationErrorKind::Not { .. }
        )
    };
    let required =
        |error: &ValidationError<'_>| matches!(error.kind(), ValidationErrorKind::Required { .. });
    let mut ways = context.iter().flatten();
    ways.clone().all(missing) && ways.any(required)
}

fn message(
    error: &ValidationError<'_>,
    value: Value<'_>,
    expects: Option<&str>,
    is_learned: bool,
) -> String {
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
        (ValidationErrorKind::Custom { message, .. }, _) => message.clone(),
        (ValidationErrorKind::MaxLength { limit }, _) => {
            let length = value.text().map_or(0, |text| text.chars().count());
            format!("{length} characters, more than the {limit} that the schema allows here")
        }
        (_, Some(expects)) => format!("{} is not {expects}", quoted(value)),
        (ValidationErrorKind::Enum { options }, None) => {
            let allowed = Allowed { is_learned, pointer: error.instance_path().as_str() };
            format!("{} is not one of {}", quoted(value), allowed.list(options))
        }
        _ => words::of(error, value, is_learned),
    }
}

/// The key that is wrong, when a failure is about a single one.
fn stranger<'d>(kind: &ValidationErrorKind, object: Value<'d>) -> Option<Value<'d>> {
    let name = match kind {
        ValidationErrorKind::AdditionalProperties { unexpected }
        | ValidationErrorKind::UnevaluatedProperties { unexpected } => {
            match unexpected.as_slice() {
                [one] => one,
                _ => return None,
            }
        }
        ValidationErrorKind::PropertyNames { error } => error.instance().as_str()?,
        _ => return None,
    };
    object.members().map(|member| member.key).find(|key| key.is_text(name))
}

/// What is wrong with a value, by the failure alone.
pub(super) fn plainly(error: &ValidationError<'_>, value: Value<'_>, is_learned: bool) -> String {
    message(error, value, None, is_learned)
}

pub(super) fn wrong_type(kind: &TypeKind, value: Value<'_>) -> String {
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

/// The value as written, as far as it fits a line.
pub(super) fn quoted(value: Value<'_>) -> String {
    let raw = message::quoted(value.raw());
    let is_short = value.raw().len() <= QUOTED;
    if value.kind() == Kind::String && is_short { raw } else { format!("`{raw}`") }
}
