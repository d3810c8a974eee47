//! The words for an action: on screen, in JSON and to select by.

use super::{Kind, Thing};
use crate::secret::Secrets;
use crate::wall::duration_shown;

impl Kind {
    /// The name of the kind, without any detail: for JSON, and to select by.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Deleted => "deleted",
            Self::Moved { .. } => "moved",
            Self::Resized { .. } => "resized",
            Self::Reassigned { .. } => "reassigned",
            Self::Added(Thing::Resource, _) => "resource added",
            Self::Added(Thing::Container, _) => "container added",
            Self::Added(Thing::Link, _) => "link added",
            Self::Added(Thing::Notification, _) => "notification added",
            Self::Removed(Thing::Resource, _) => "resource removed",
            Self::Removed(Thing::Container, _) => "container removed",
            Self::Removed(Thing::Link, _) => "link removed",
            Self::Removed(Thing::Notification, _) => "notification removed",
            Self::Recategorised(..) => "recategorised",
            Self::TimeMarkerSet(..) => "time marker set",
            Self::ImportanceSet(..) => "importance set",
            Self::Locked => "locked",
            Self::Unlocked => "unlocked",
            Self::SubjectEdited => "subject edited",
            Self::BodyEdited => "body edited",
            Self::CustomFieldSet { .. } => "custom field set",
            Self::QuantityChanged(..) => "planning quantity changed",
            Self::QuantityFixed(true) => "planning quantity fixed",
            Self::QuantityFixed(false) => "planning quantity freed",
            Self::Confirmed(true) => "confirmed",
            Self::Confirmed(false) => "made tentative",
            Self::CalendarModeSet { bypassed: true } => "calendar bypassed",
            Self::CalendarModeSet { bypassed: false } => "calendar followed",
            Self::RecurrenceException => "recurrence exception",
            Self::Edited { .. } => "edited",
        }
    }

    /// The whole of it in a few words, secrets as they may be seen: `moved +1 day 4 h 30 min`.
    #[must_use]
    pub fn shown(&self, secrets: Secrets) -> String {
        if let Self::CustomFieldSet { field, code, from, to } = self {
            let [from, to] = [from, to]
                .map(|value| value.as_ref().map(|value| secrets.value(code, value).into_owned()));
            let told = from_to(field, from.as_ref(), to.as_ref());
            return secrets.links(&told).into_owned();
        }
        secrets.links(&self.told()).into_owned()
    }

    fn told(&self) -> String {
        let detail = match self {
            Self::Moved { seconds: Some(seconds) } => shift_shown(*seconds),
            Self::Resized { from: Some(from), to: Some(to) } if from == to => {
                "by less than 1 s".to_owned()
            }
            Self::Resized { from: Some(from), to: Some(to) } => {
                format!("{} → {}", duration_shown(*from), duration_shown(*to))
            }
            Self::Reassigned { from, to } => format!("{} → {}", from.join(", "), to.join(", ")),
            Self::Added(_, name) | Self::Removed(_, name) => name.clone(),
            Self::Edited { properties } => properties.join(", "),
            Self::Recategorised(from, to) => {
                return from_to("category", from.as_ref(), to.as_ref());
            }
            Self::TimeMarkerSet(from, to) => {
                return from_to("time marker", from.as_ref(), to.as_ref());
            }
            Self::ImportanceSet(from, to) => return format!("importance {from} → {to}"),
            Self::QuantityChanged(from, to) if from != to => {
                return from_to("planning quantity", from.as_ref(), to.as_ref());
            }
            _ => String::new(),
        };
        format!("{} {detail}", self.word()).trim_end().to_owned()
    }
}

fn shift_shown(seconds: i64) -> String {
    if seconds == 0 {
        return "by less than 1 s".to_owned();
    }
    let sign = if seconds > 0 { "+" } else { "" };
    format!("{sign}{}", duration_shown(seconds))
}

fn from_to(what: &str, from: Option<&String>, to: Option<&String>) -> String {
    let shown = |value: Option<&String>| value.map_or("none", String::as_str).to_owned();
    format!("{what} {} → {}", shown(from), shown(to))
}
