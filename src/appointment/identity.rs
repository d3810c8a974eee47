//! Which appointment a payload is of: by its number, its id or its GUID.

use super::Appointment;
use crate::json::canonical;

/// The names that an appointment is known by, whatever their case. The first of number, id and
/// GUID that two payloads have both tells whether they are of one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    number: Option<String>,
    id: Option<String>,
    guid: Option<String>,
}

impl Identity {
    /// The names that a payload has.
    #[must_use]
    pub fn of(appointment: &Appointment<'_>) -> Self {
        Self {
            number: appointment.number().as_deref().and_then(plain),
            id: appointment.id().as_deref().and_then(told),
            guid: appointment.guid().as_deref().and_then(guid),
        }
    }

    /// The number, the id and the GUID, those that there are.
    #[must_use]
    pub fn names(&self) -> [Option<&str>; 3] {
        [&self.number, &self.id, &self.guid].map(Option::as_deref)
    }

    /// Whether there is none of them.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names().iter().all(Option::is_none)
    }

    /// Whether it has this name.
    #[must_use]
    pub fn is_named(&self, name: &str) -> bool {
        let asked = [plain(name), told(name), guid(name)];
        self.names()
            .into_iter()
            .zip(asked)
            .any(|(own, asked)| own.is_some() && own == asked.as_deref())
    }

    /// Whether both are one: a copy may share the GUID, and not the number.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        let both = self.names().into_iter().zip(other.names());
        let [number, id, guid] = [0, 1, 2].map(|at| {
            let (own, other) = both.clone().nth(at).unwrap_or_default();
            own.zip(other).map(|(own, other)| own == other)
        });
        is_one([number, id, guid])
    }
}

/// Whether two are one, by whether their numbers, ids and GUIDs are the same where both have one.
pub(super) fn is_one([number, id, guid]: [Option<bool>; 3]) -> bool {
    number.or(id).or(guid) == Some(true)
}

fn plain(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_lowercase())
}

/// An id: a number in the one spelling of all that mean the same. 0 is what .NET has where none is
/// given yet.
fn told(id: &str) -> Option<String> {
    let id = plain(id)?;
    let is_number = id.bytes().all(|one| one.is_ascii_digit() || b"+-.e".contains(&one))
        && id.parse::<f64>().is_ok();
    let id = if is_number { canonical(&id) } else { id };
    (id != "0").then_some(id)
}

fn some_digits(digits: &str) -> Option<String> {
    plain(digits).filter(|digits| digits.bytes().any(|digit| digit != b'0'))
}

/// The digits of a GUID, with or without braces; one of zeros is none.
fn guid(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_hexdigit).collect();
    if digits.len() == 32 { some_digits(&digits) } else { plain(text) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Document;

    fn identity(text: &str) -> Identity {
        let document = Document::parse(text).unwrap();
        Identity::of(&Appointment::of(&document).unwrap())
    }

    #[test]
    fn any_name_is_enough_whatever_its_case() {
        let own = identity(
            r#"{"AppointmentNo":"k7Q","Id":12,"AppointmentGuid":"A1B2C3D4-0000-4000-8000-00000000000F"}"#,
        );
        for other in [
            r#"{"AppointmentNo":"K7q"}"#,
            r#"{"Id":"12"}"#,
            r#"{"Id":12.0}"#,
            r#"{"Id":1.2e1}"#,
            r#"{"AppointmentGuid":"{a1b2c3d4-0000-4000-8000-00000000000f}"}"#,
        ] {
            assert!(own.is(&identity(other)), "{other}");
        }
        for other in [
            "{}",
            r#"{"AppointmentNo":"12"}"#,
            r#"{"Id":13}"#,
            r#"{"Id":12,"AppointmentNo":"B"}"#,
            r#"{"Id":13,"AppointmentGuid":"A1B2C3D4-0000-4000-8000-00000000000F"}"#,
        ] {
            assert!(!own.is(&identity(other)), "{other}");
        }
        for name in ["K7Q", "12", "12.0", "a1b2c3d4-0000-4000-8000-00000000000f"] {
            assert!(own.is_named(name), "{name}");
        }
        assert!(!own.is_named("13") && !own.is_named(""));
    }

    #[test]
    fn what_stands_for_no_name_names_nobody() {
        let none = identity(
            r#"{"Id":0.0,"AppointmentNo":" ","AppointmentGuid":"00000000-0000-0000-0000-000000000000"}"#,
        );
        assert_eq!(none, Identity::default());
        assert!(!none.is(&none));
    }
}
