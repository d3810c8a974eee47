//! Words for what a keyword of a user's schema finds.

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;

use super::allowed::Allowed;
use super::tell::{plainly, quoted, wrong_type};
use crate::json::Value;
use crate::message::cut;

/// How many of several ways are told why they fail.
const MOST_WAYS: usize = 3;

/// What is wrong with a value, when the keyword has nothing of its own to say.
pub(super) fn of(error: &ValidationError<'_>, value: Value<'_>, is_learned: bool) -> String {
    let it = quoted(value);
    let here = error.instance_path().as_str();
    let allowed = Allowed { is_learned, pointer: here };
    match error.kind() {
        Kind::Maximum { limit } => format!("{it} is more than {limit}"),
        Kind::ExclusiveMaximum { limit } => format!("{it} is not less than {limit}"),
        Kind::Minimum { limit } => format!("{it} is less than {limit}"),
        Kind::ExclusiveMinimum { limit } => format!("{it} is not more than {limit}"),
        Kind::MultipleOf { multiple_of } => format!("{it} is no multiple of {multiple_of}"),
        Kind::MaxItems { limit } | Kind::MaxProperties { limit } => sized(value, "more", *limit),
        Kind::MinItems { limit } | Kind::MinProperties { limit } | Kind::MinLength { limit } => {
            sized(value, "fewer", *limit)
        }
        Kind::AdditionalItems { limit } => sized(value, "more", *limit as u64),
        Kind::UniqueItems => "the list holds the same item twice".to_owned(),
        Kind::Contains => "the list does not hold what it must hold".to_owned(),
        Kind::Constant { expected_value } => {
            format!("{it} is not `{}`", allowed.value(expected_value))
        }
        Kind::Pattern { pattern } => format!("{it} does not match the pattern `{}`", cut(pattern)),
        Kind::Format { format } => format!("{it} has not the format `{}`", cut(format)),
        Kind::ContentEncoding { content_encoding } => {
            format!("{it} is not encoded as {}", cut(content_encoding))
        }
        Kind::ContentMediaType { content_media_type } => {
            format!("{it} is not {}", cut(content_media_type))
        }
        Kind::FalseSchema if error.evaluation_path().as_str().ends_with("dditionalProperties") => {
            "the schema takes no properties here".to_owned()
        }
        Kind::FalseSchema => "the schema takes nothing here".to_owned(),
        Kind::Not { schema } => {
            format!("{it} is what it must not be: `{}`", allowed.value(schema))
        }
        Kind::AnyOf { context } => none(context, value, allowed, "one"),
        Kind::OneOfNotValid { context } => none(context, value, allowed, "exactly one"),
        Kind::OneOfMultipleValid { context } => several(context),
        Kind::AdditionalProperties { unexpected } => names(
            unexpected,
            "not a property that the schema takes",
            "not properties that it takes",
        ),
        Kind::UnevaluatedProperties { unexpected } => names(
            unexpected,
            "a property that no part of the schema takes",
            "properties that no part of the schema takes",
        ),
        Kind::UnevaluatedItems { unexpected } => {
            let items = if unexpected.len() == 1 { "item" } else { "items" };
            format!("{} {items} that no part of the schema takes", unexpected.len())
        }
        Kind::PropertyNames { error } => {
            let name = error.instance().as_str().map(cut).unwrap_or_default();
            format!("the schema takes no property of the name `{name}`")
        }
        Kind::RegexEngineFailure { .. } | Kind::BacktrackLimitExceeded { .. } => {
            format!("{it} cannot be matched with its pattern in bounded time")
        }
        _ => error.masked_with(it).to_string(),
    }
}

/// How many there are of what may not be so many, or so few.
fn sized(value: Value<'_>, than: &str, limit: u64) -> String {
    let (count, noun) = match value.text() {
        Some(text) => (text.chars().count(), "character"),
        None if value.kind() == crate::json::Kind::Object => (value.len(), "property"),
        None => (value.len(), "item"),
    };
    let noun = match (count, noun) {
        (1, noun) => noun.to_owned(),
        (_, "property") => "properties".to_owned(),
        (_, noun) => format!("{noun}s"),
    };
    format!("{count} {noun}, {than} than the {limit} that the schema allows")
}

/// A value of none of the kinds that it may be, and why it is not of each.
fn none(
    context: &[Vec<ValidationError<'static>>],
    value: Value<'_>,
    allowed: Allowed<'_>,
    of: &str,
) -> String {
    let base = allowed.pointer;
    if let Some(types) = types(context, value, base) {
        return types;
    }
    let why = |way: &Vec<ValidationError<'static>>| {
        let first = way.first()?;
        let path = below(first, base);
        let at = value.at(path).unwrap_or(value);
        let here = if path.is_empty() { String::new() } else { format!("at {path} ") };
        Some(format!("{here}{}", plainly(first, at, allowed.is_learned)))
    };
    let ways: Vec<String> = context.iter().take(MOST_WAYS).filter_map(why).collect();
    let more = context.len().saturating_sub(MOST_WAYS);
    let more = if more > 0 { format!("; and {more} more") } else { String::new() };
    format!("it must be {of} of {} things, and is none: {}{more}", context.len(), ways.join("; "))
}

/// The way from a value to the one below it that a failure is about.
fn below<'e>(error: &'e ValidationError<'_>, base: &str) -> &'e str {
    let path = error.instance_path().as_str();
    path.strip_prefix(base).unwrap_or(path)
}

/// When every way fails for its type alone, the types are what it may be.
fn types(
    context: &[Vec<ValidationError<'static>>],
    value: Value<'_>,
    base: &str,
) -> Option<String> {
    let mut expected = Vec::new();
    for way in context {
        let [error] = way.as_slice() else { return None };
        let Kind::Type { kind } = error.kind() else { return None };
        let is_here = below(error, base).is_empty();
        let told = is_here.then(|| wrong_type(kind, value))?;
        expected.push(told.split(" is expected").next()?.to_owned());
    }
    expected.dedup();
    let found = value.kind().words();
    Some(format!("{} is expected, not {found}", expected.join(" or ")))
}

/// A value of several kinds of which it must be one: those that do not fail.
fn several(context: &[Vec<ValidationError<'static>>]) -> String {
    let fits = context.iter().enumerate().filter(|(_, way)| way.is_empty());
    let fits: Vec<String> = fits.map(|(at, _)| (at + 1).to_string()).collect();
    let numbers = fits.join(" and ");
    let numbers = if numbers.is_empty() { String::new() } else { format!(": number {numbers}") };
    format!("it must be exactly one of {} things, and is several{numbers}", context.len())
}

fn names(unexpected: &[String], one: &str, more: &str) -> String {
    let are = if unexpected.len() == 1 { format!("is {one}") } else { format!("are {more}") };
    let named = unexpected.iter().take(5).map(|name| format!("`{}`", cut(name)));
    let named = named.collect::<Vec<_>>().join(", ");
    let left = unexpected.len().saturating_sub(5);
    let left = if left > 0 { format!(" and {left} more") } else { String::new() };
    format!("{named}{left} {are}")
}
