//! Where a walk through a document has come to, and whether what stands there is a secret: the one
//! answer for whoever shows a payload, quotes it or learns from it.

use super::{is_secret_below, is_secret_member};
use crate::json::{Kind, Value};

/// The member of a custom field that says something.
const VALUE: &str = "Value";

/// The member of what describes a custom field that tells which one it is.
const CODE: &str = "Code";

/// The member beside it that lists what the field may say.
const OPTIONS: &str = "Options";

/// A place of a document.
#[derive(Clone, Copy, Debug, Default)]
pub struct Within<'n> {
    /// The name that led there; that of a list leads to its elements too.
    name: &'n str,
    is_secret: bool,
}

impl<'n> Within<'n> {
    /// The place that a JSON Pointer leads to, by its names alone.
    #[must_use]
    pub fn named(pointer: &'n str) -> Self {
        let is_index = |name: &&str| name.bytes().all(|byte| byte.is_ascii_digit());
        let names = pointer.split('/').filter(|name| !is_index(name));
        names.fold(Self::default(), |above, name| above.below(name))
    }

    /// The place that a JSON Pointer leads to from a value.
    #[must_use]
    pub fn at(root: Value<'_>, pointer: &'n str) -> Self {
        let (mut here, mut value) = (Self::default(), Some(root));
        for name in pointer.split('/').skip(1) {
            match value {
                Some(list) if list.kind() == Kind::Array => {}
                Some(object) => here = here.member(object, name),
                None => here = here.below(name),
            }
            value = value.and_then(|value| value.at(&format!("/{name}")));
        }
        here
    }

    /// A member of an object that stands here.
    #[must_use]
    pub fn member<'m>(&self, object: Value<'_>, name: &'m str) -> Within<'m> {
        self.below(name).beside(object, name)
    }

    /// This place, a member of an object, with what that object says of it.
    pub(super) fn beside(self, object: Value<'_>, name: &str) -> Self {
        Self { is_secret: self.is_secret || is_of_secret_field(object, name), ..self }
    }

    /// The same by names alone.
    fn below<'m>(&self, name: &'m str) -> Within<'m> {
        Within { name, is_secret: self.is_secret || is_secret_below(self.name, name) }
    }

    /// Whether what stands here is a secret, or is in one.
    #[must_use]
    pub fn is_secret(&self) -> bool {
        self.is_secret
    }
}

/// Whether a member of this name is what a custom field says, or may say, whose code is the name
/// of a secret.
fn is_of_secret_field(object: Value<'_>, name: &str) -> bool {
    if name.eq_ignore_ascii_case(VALUE) {
        object.members().any(|beside| has_secret_code(beside.value))
    } else {
        name.eq_ignore_ascii_case(OPTIONS) && has_secret_code(object)
    }
}

fn has_secret_code(field: Value<'_>) -> bool {
    let mut codes = field.alike(CODE).filter(|member| is_text(member.key, CODE));
    codes.any(|code| code.value.text().is_some_and(|code| is_secret_member(&code)))
}

fn is_text(key: Value<'_>, name: &str) -> bool {
    key.text().is_some_and(|key| key.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Document;

    #[test]
    fn what_leads_through_a_secret_leads_to_one() {
        for (pointer, expected) in [
            ("/password", true),
            ("/0/Auth/password/0/k", true),
            ("/headers/Authorization", true),
            ("/Headers/0/Cookie", true),
            ("/Cookie", false),
            ("/headers/Date", false),
            ("", false),
        ] {
            assert_eq!(Within::named(pointer).is_secret(), expected, "{pointer}");
        }
    }

    #[test]
    fn what_a_custom_field_says_or_may_say_is_secret_by_its_code() {
        let sent = r#"{"Fields": [
            {"AppointmentField": {"Code": "A", "Options": "x"}, "Value": "x"},
            {"Value": {"a": ["x"]}, "AppointmentField": {"Options": "x", "code": "access_token"}}
        ]}"#;
        let document = Document::parse(sent).unwrap();
        for (pointer, expected) in [
            ("/Fields/0/Value", false),
            ("/Fields/0/AppointmentField/Options", false),
            ("/Fields/1/Value", true),
            ("/Fields/1/Value/a/0", true),
            ("/Fields/1/value", true),
            ("/Fields/1/AppointmentField/Options", true),
            ("/Fields/1/AppointmentField/code", false),
            ("/Fields/2/password", true),
        ] {
            let there = Within::at(document.root(), pointer);
            assert_eq!(there.is_secret(), expected, "{pointer}");
        }
    }
}
