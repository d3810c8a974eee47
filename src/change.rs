//! One property that differs between two payloads of one appointment.

use std::borrow::Cow;

use crate::json::Value;

/// A value that was changed, added or removed.
///
/// Both values are kept as they stand in their payloads, so that digits are shown as sent and
/// their places are known.
#[derive(Clone, Debug)]
pub struct Change<'d> {
    /// The JSON Pointer in the later payload, or in the earlier one for what was removed.
    pub pointer: String,
    /// The earlier value; none when it was added.
    pub before: Option<Value<'d>>,
    /// The later value; none when it was removed.
    pub after: Option<Value<'d>>,
}

impl Change<'_> {
    /// The top-level property that it is in; none when the whole payload was replaced.
    #[must_use]
    pub fn property(&self) -> Option<Cow<'_, str>> {
        let step = self.pointer.split('/').nth(1)?;
        Some(if step.contains('~') {
            step.replace("~1", "/").replace("~0", "~").into()
        } else {
            step.into()
        })
    }
}
