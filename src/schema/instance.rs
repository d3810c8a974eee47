//! The tape, in the shape that the validator reads.

use std::borrow::Cow;
use std::ops::Range;

use jsonschema::json::{Array, Json, JsonNumber, Node, NodeIdentity, Object};
use jsonschema::types::JsonType;
use serde_json::Number;

use super::fuel;
use crate::json::{Elements, Kind, Members, Value, is_whole};

/// A failure holds a copy of what it is about, and of all alternatives that failed too. Of a value
/// made of more than this it holds the place instead.
const MOST_COPIED: usize = 64;

/// The same of one that takes more bytes than this: a payload may be one long text, and every
/// keyword that fails would hold it once more.
const MOST_COPIED_BYTES: usize = 1 << 16;

/// The representation: a flat tape with the text it points into.
pub(super) struct Tape;

/// What the validator looks at: a value of the tape, or a property name on its own.
#[derive(Clone, Copy)]
pub(super) enum Instance<'a> {
    Value(Value<'a>),
    Name(&'a str),
}

impl<'a> Instance<'a> {
    pub(super) fn of(value: Value<'a>) -> Self {
        Self::Value(value)
    }

    fn value(self) -> Option<Value<'a>> {
        match self {
            Self::Value(value) => Some(value),
            Self::Name(_) => None,
        }
    }

    fn of_kind(self, kind: Kind) -> Option<Value<'a>> {
        self.value().filter(|value| value.kind() == kind)
    }
}

impl Json for Tape {
    type Node<'a> = Instance<'a>;
    type PreparedKey = String;
    type StringBuffer = ();

    // A lookup walks the members, so one pass over them all is never the slower way.
    const KEYS_PER_LOOKUP: usize = 1 << 16;
    const ACYCLIC: bool = true;

    fn prepare_key(key: &str) -> String {
        key.to_owned()
    }

    fn with_string_node<T>((): &mut (), name: &str, f: impl FnOnce(Instance<'_>) -> T) -> T {
        f(Instance::Name(name))
    }
}

impl<'a> Node<'a, Tape> for Instance<'a> {
    type Object = Value<'a>;
    type Array = Value<'a>;
    type Number = Digits<'a>;

    fn as_object(&self) -> Option<Value<'a>> {
        self.of_kind(Kind::Object).filter(|_| fuel::burn())
    }

    fn as_array(&self) -> Option<Value<'a>> {
        self.of_kind(Kind::Array).filter(|_| fuel::burn())
    }

    fn as_string(&self) -> Option<Cow<'a, str>> {
        match self {
            Self::Value(value) => value.text(),
            Self::Name(name) => Some(Cow::Borrowed(name)),
        }
    }

    fn as_number(&self) -> Option<Digits<'a>> {
        self.value()?.number().map(Digits)
    }

    fn as_boolean(&self) -> Option<bool> {
        self.value()?.boolean()
    }

    fn is_null(&self) -> bool {
        self.value().is_some_and(Value::is_null)
    }

    fn is_number(&self) -> bool {
        self.of_kind(Kind::Number).is_some()
    }

    fn json_type(&self) -> JsonType {
        let Self::Value(value) = self else { return JsonType::String };
        match value.kind() {
            Kind::Null => JsonType::Null,
            Kind::True | Kind::False => JsonType::Boolean,
            Kind::Number => JsonType::Number,
            Kind::String => JsonType::String,
            Kind::Array => JsonType::Array,
            Kind::Object => JsonType::Object,
        }
    }

    fn to_value(&self) -> Cow<'a, serde_json::Value> {
        Cow::Owned(match self {
            Self::Name(name) => serde_json::Value::from(*name),
            Self::Value(value) if is_large(*value) => {
                let Range { start, end } = value.span();
                serde_json::Value::from(vec![start, end])
            }
            Self::Value(value) => as_serde(*value),
        })
    }

    fn identity(&self) -> Option<NodeIdentity> {
        let value = self.value()?;
        let index = u32::try_from(value.index()).ok()?;
        Some(NodeIdentity::tagged(value.document().serial(), index))
    }
}

fn is_large(value: Value<'_>) -> bool {
    value.size() > MOST_COPIED || value.span().len() > MOST_COPIED_BYTES
}

/// The value in the shape that the validator's messages hold.
pub(super) fn as_serde(value: Value<'_>) -> serde_json::Value {
    match value.kind() {
        Kind::Null => serde_json::Value::Null,
        Kind::True | Kind::False => value.boolean().into(),
        Kind::Number => serde_json::Value::Number(Digits(value.raw()).to_number().into_owned()),
        Kind::String => value.text().into(),
        Kind::Array => value.elements().map(as_serde).collect(),
        Kind::Object => {
            let pair = |m: crate::json::Member<'_>| (key(m.key).into_owned(), as_serde(m.value));
            value.members().map(pair).collect()
        }
    }
}

fn key(value: Value<'_>) -> Cow<'_, str> {
    value.text().expect("the scanner takes only strings as keys")
}

impl<'a> Object<'a, Tape> for Value<'a> {
    type Node = Instance<'a>;
    type MemberName = Cow<'a, str>;
    type MembersIter = NamedMembers<'a>;

    fn len(&self) -> usize {
        Value::len(*self)
    }

    fn get(&self, name: &String) -> Option<Instance<'a>> {
        Value::get(*self, name).map(Instance::Value)
    }

    fn members(&self) -> NamedMembers<'a> {
        NamedMembers(Value::members(*self))
    }
}

/// Members by name.
pub(super) struct NamedMembers<'a>(Members<'a>);

impl<'a> Iterator for NamedMembers<'a> {
    type Item = (Cow<'a, str>, Instance<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let member = self.0.next().filter(|_| fuel::is_left())?;
        Some((key(member.key), Instance::Value(member.value)))
    }
}

impl<'a> Array<'a, Tape> for Value<'a> {
    type Node = Instance<'a>;
    type ElementsIter = std::iter::Map<Elements<'a>, fn(Value<'a>) -> Instance<'a>>;

    fn len(&self) -> usize {
        Value::len(*self)
    }

    fn elements(&self) -> Self::ElementsIter {
        Value::elements(*self).map(Instance::Value)
    }
}

/// A number by its digits.
#[derive(Clone, Copy)]
pub(super) struct Digits<'a>(&'a str);

impl JsonNumber for Digits<'_> {
    fn as_u64(&self) -> Option<u64> {
        self.0.parse().ok()
    }

    fn as_i64(&self) -> Option<i64> {
        self.0.parse().ok()
    }

    fn as_f64(&self) -> Option<f64> {
        self.0.parse().ok()
    }

    fn as_str(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.0)
    }

    /// The nearest number a float holds; one past its range is the largest there is.
    fn to_number(&self) -> Cow<'_, Number> {
        let whole = self.as_u64().map(Number::from).or_else(|| self.as_i64().map(Number::from));
        let nearest = || {
            let float = self.as_f64().unwrap_or_default().clamp(f64::MIN, f64::MAX);
            Number::from_f64(float).expect("clamped to what is finite")
        };
        Cow::Owned(whole.unwrap_or_else(nearest))
    }

    fn is_integer(&self) -> bool {
        is_whole(self.0)
    }

    fn is_written_as_integer(&self) -> bool {
        !self.0.contains(['.', 'e', 'E'])
    }
}
