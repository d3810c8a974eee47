//! JSON Pointers (RFC 6901): from a value to one below it, and back.

use std::borrow::Cow;

use super::{Kind, Value};

impl<'d> Value<'d> {
    /// The value that a JSON Pointer names from here; of repeated keys the last counts.
    #[must_use]
    pub fn at(self, pointer: &str) -> Option<Self> {
        pointer.split('/').skip(1).try_fold(self, |value, step| match value.kind() {
            Kind::Object => value.get(&step.replace("~1", "/").replace("~0", "~")),
            Kind::Array => value.elements().nth(step.parse().ok()?),
            _ => None,
        })
    }

    /// The JSON Pointer that leads from here to a value below; of a key, to its member.
    #[must_use]
    pub fn pointer_to(self, below: Self) -> String {
        let mut pointer = String::new();
        let mut above = self;
        while above.index() != below.index() {
            let Some((step, next)) = above.step_towards(below.index()) else { break };
            pointer.push('/');
            pointer.push_str(&step.replace('~', "~0").replace('/', "~1"));
            above = next;
        }
        pointer
    }

    fn step_towards(self, index: usize) -> Option<(Cow<'d, str>, Self)> {
        let holds = |value: Self| (value.index()..value.node().next as usize).contains(&index);
        if self.kind() == Kind::Array {
            let (at, value) = self.elements().enumerate().find(|(_, value)| holds(*value))?;
            return Some((at.to_string().into(), value));
        }
        let member = self.members().find(|member| holds(member.value) || holds(member.key))?;
        let below = if holds(member.key) { member.key } else { member.value };
        Some((member.key.text()?, below))
    }
}
