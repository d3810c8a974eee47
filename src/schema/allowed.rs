//! Values that a schema allows, as a message shows them.

use serde_json::Value as Json;

use crate::message::{cut, quoted};
use crate::secret::{Within, is_suspect};

/// How many allowed values a message lists.
const MOST: usize = 20;

/// Where the values of a schema come from, and where in a payload they are allowed.
#[derive(Clone, Copy)]
pub(super) struct Allowed<'p> {
    /// Somebody's payloads had them: what masks or hides a payload's values does so with them.
    pub is_learned: bool,
    /// The place in the payload.
    pub pointer: &'p str,
}

impl Allowed<'_> {
    /// One value, as far as it fits a line.
    pub(super) fn value(self, value: &Json) -> String {
        let text = value.to_string();
        let is_anybodys = !self.is_learned && !Within::named(self.pointer).is_secret();
        if is_anybodys && !is_suspect(value.as_str().unwrap_or(&text)) {
            cut(&text)
        } else {
            quoted(&text)
        }
    }

    /// Several values, as many as fit.
    pub(super) fn list(self, values: &Json) -> String {
        let Some(all) = values.as_array() else { return self.value(values) };
        let shown: Vec<String> = all.iter().take(MOST).map(|one| self.value(one)).collect();
        let shown = shown.join(",");
        match all.len().saturating_sub(MOST) {
            0 => format!("[{shown}]"),
            more => format!("[{shown} and {more} more"),
        }
    }
}

/// Whether a schema was learned from payloads: it counts how often it saw what it tells of.
pub(super) fn is_learned(schema: &Json) -> bool {
    schema.get("x-seen").is_some()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::message::Message;

    #[test]
    fn what_payloads_had_or_may_be_secret_is_masked_and_the_rest_is_not() {
        let told = |is_learned, pointer, values| {
            let allowed = Allowed { is_learned, pointer };
            Message::from(allowed.list(&values)).masked().to_string()
        };
        assert_eq!(told(false, "/Kind", json!(["a", 1])), r#"["a",1]"#);
        assert_eq!(told(true, "/Kind", json!(["a", 1])), "[***,***]");
        assert_eq!(told(false, "/headers/Cookie", json!(["a"])), "[***]");
        assert_eq!(told(false, "/Link", json!(["https://h/?sig=s", "b"])), r#"[***,"b"]"#);
        let many: Vec<u8> = (0..25).collect();
        assert!(told(false, "", json!(many)).ends_with("18,19 and 5 more"));
    }
}
