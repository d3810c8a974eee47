//! What stands for a value: of the same form, and nobody's.

use super::sort::Sort;

impl Sort {
    /// Whether it stands for a number of JSON.
    pub(super) fn is_number(self) -> bool {
        matches!(self, Self::Degrees | Self::Number)
    }

    /// What its stand-ins are counted by: those of one form must differ.
    pub(super) fn form(self, value: &str) -> String {
        match self {
            Self::Phone | Self::AddressCode => shaped(value, 0),
            _ => format!("{self:?}"),
        }
    }

    /// The stand-in of this number.
    pub(super) fn stand_in(self, value: &str, count: usize) -> String {
        match self {
            Self::Person => format!("Person {count}"),
            Self::Mail => format!("person{count}@example.com"),
            Self::Phone | Self::AddressCode => shaped(value, count),
            Self::Address if value.chars().count() <= 3 => shaped(value, count),
            Self::Address => format!("Place {count}"),
            Self::Degrees => format!("{}.{}", count % 90, count / 90),
            Self::Link => format!("https://example.com/{count}"),
            Self::Secret => format!("secret-{count}"),
            Self::Text => format!("Text {count}"),
            Self::Number => format!("1{count:0width$}", width = value.len().saturating_sub(1)),
        }
    }
}

/// The same signs between the digits and letters of a number, which is written from the end on.
fn shaped(value: &str, mut count: usize) -> String {
    let mut shown: Vec<char> = Vec::new();
    for sign in value.chars().rev() {
        let (base, from) = match sign {
            sign if sign.is_numeric() => (10, '0'),
            sign if sign.is_uppercase() => (26, 'A'),
            sign if sign.is_alphabetic() => (26, 'a'),
            other => {
                shown.push(other);
                continue;
            }
        };
        let step = u8::try_from(count % base).expect("it is below 26");
        shown.push(char::from(from as u8 + step));
        count /= base;
    }
    shown.iter().rev().collect()
}
