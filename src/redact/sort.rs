//! What sort of thing a value is, by the keys that lead to it and by its form.

use crate::secret::is_secret_field;
use crate::wall::WallTime;

/// What a value is, when it gets a stand-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A person, or a company.
    Person,
    Mail,
    Phone,
    /// A part of an address in so many words.
    Address,
    /// A part of an address that is a code: a postcode, a number of a house.
    AddressCode,
    /// Degrees on the globe.
    Degrees,
    Link,
    Secret,
    /// Any other text.
    Text,
    /// A number that reaches somebody, or opens a door.
    Number,
}

/// The keys that lead to a value.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    above: String,
    /// The letters of the last key, small.
    key: String,
    name: String,
}

/// Parts of the key of what is a secret, in lower case.
const SECRET: [&str; 7] =
    ["token", "secret", "password", "signature", "apikey", "credential", "sas"];

/// Parts of the keys of what is personal, in lower case, the surest first.
const PERSONAL: [(Sort, &[&str]); 6] = [
    (Sort::Mail, &["mail"]),
    (Sort::Phone, &["phone", "mobile", "fax", "telno"]),
    (
        Sort::AddressCode,
        &["postcode", "postalcode", "zip", "streetno", "houseno", "region", "state", "county"],
    ),
    (Sort::Address, &["address", "street", "city", "country"]),
    (
        Sort::Person,
        &["user", "modifiedby", "creator", "responsible", "contactname", "customername"],
    ),
    (Sort::Link, &["url", "uri", "link"]),
];

/// Objects whose names are words of the board, not of people.
const WORDS: [&str; 6] =
    ["category", "timemarker", "resourcetype", "appointmentfield", "pin", "calendar"];

/// Keys of texts that are nobody's affair, in lower case.
const OPEN: [&str; 19] = [
    "code",
    "sourceapp",
    "sourcetype",
    "planninguom",
    "color",
    "colour",
    "timestamp",
    "rowversion",
    "type",
    "contenttype",
    "specversion",
    "source",
    "recurrencerule",
    "timezonestring",
    "cls",
    "lagunit",
    "showas",
    "category",
    "timemarker",
];

/// The last words of the keys of such texts.
const OPEN_ENDS: [&str; 6] = ["id", "guid", "no", "type", "status", "uom"];

impl Context {
    /// The keys that lead to a member of this name.
    pub(super) fn below(&self, name: &str) -> Self {
        let letters = name.chars().filter(char::is_ascii_alphanumeric);
        let key = letters.collect::<String>().to_ascii_lowercase();
        Self { above: self.key.clone(), key, name: name.to_owned() }
    }

    /// What a text is; none when it may stay as it is.
    pub(super) fn sort(&self, text: &str) -> Option<Sort> {
        if !text.contains(char::is_alphanumeric) {
            return None;
        }
        let named = self.named();
        match named {
            Some(Sort::Secret) => return named,
            Some(Sort::Mail) if !is_mail(text) => return Some(Sort::Text),
            _ if is_mail(text) => return Some(Sort::Mail),
            _ if text.contains("://") => {
                return Some(if is_link(text) { Sort::Link } else { Sort::Text });
            }
            Some(Sort::Link) => return Some(Sort::Text),
            Some(Sort::Phone) if !text.contains(|c: char| c.is_ascii_digit()) => {
                return Some(Sort::Text);
            }
            Some(sort) => return Some(sort),
            None if self.is_place() && text.parse::<f64>().is_ok() => return Some(Sort::Degrees),
            None if is_written_phone(text) => return Some(Sort::Phone),
            None => {}
        }
        if self.is_open() || is_plain(text) {
            return None;
        }
        if matches!(self.key.as_str(), "name" | "displayname") {
            return Some(Sort::Person);
        }
        Some(if is_phone(text) { Sort::Phone } else { Sort::Text })
    }

    /// What a number is; none when it may stay as it is.
    pub(super) fn sort_of_number(&self) -> Option<Sort> {
        match self.named() {
            _ if self.is_place() => Some(Sort::Degrees),
            Some(Sort::Phone | Sort::Secret) => Some(Sort::Number),
            _ => None,
        }
    }

    /// Whether it says where on the globe somebody is.
    fn is_place(&self) -> bool {
        ["lat", "long", "lng", "latitude", "longitude"].iter().any(|end| self.key.ends_with(end))
    }

    fn named(&self) -> Option<Sort> {
        if is_secret_field(&self.name) && self.key != "code" && self.key != "key"
            || SECRET.iter().any(|part| self.key.contains(part))
        {
            return Some(Sort::Secret);
        }
        let is_named = |parts: &&[&str]| parts.iter().any(|part| self.key.contains(part));
        let row = PERSONAL.iter().find(|(_, parts)| is_named(parts))?;
        // A status is no state, and a date says when, not where.
        let is_other = ["status", "statement", "date"].iter().any(|end| self.key.contains(end));
        (!is_other).then_some(row.0)
    }

    fn is_open(&self) -> bool {
        let is_word = WORDS.contains(&self.above.as_str())
            && matches!(self.key.as_str(), "name" | "displayname" | "code" | "outlookcategory");
        is_word
            || OPEN.contains(&self.key.as_str())
            || OPEN_ENDS.iter().any(|end| self.ends_with_word(end))
    }

    /// `CustomerNo` ends with the word `No`, and `Casino` does not.
    fn ends_with_word(&self, word: &str) -> bool {
        let is_begun = || {
            let start = self.name.len().checked_sub(word.len());
            let begin = start.and_then(|start| self.name.get(start..));
            begin.is_some_and(|begin| begin.starts_with(char::is_uppercase))
        };
        self.key == word || self.key.ends_with(word) && is_begun()
    }
}

/// Whether a text is an address of mail and nothing else.
pub(super) fn is_mail(text: &str) -> bool {
    let Some((user, host)) = text.trim().split_once('@') else { return false };
    let is_part = |part: &str| !part.is_empty() && !part.contains([' ', '@', '/', '<', '>']);
    is_part(user) && is_part(host) && host.contains('.')
}

fn is_link(text: &str) -> bool {
    !text.trim().contains(char::is_whitespace)
}

/// Enough digits to reach somebody, and nothing but what stands between them.
fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let is_between = |c: char| c.is_ascii_digit() || " +-./()".contains(c);
    digits >= 6 && text.chars().all(is_between)
}

/// The same, written as people do and not as a record is numbered.
fn is_written_phone(text: &str) -> bool {
    let text = text.trim();
    is_phone(text) && (text.starts_with('+') || text.contains(' '))
}

/// Dates, times, colours, GUIDs, yes and no, and short numbers say nothing of anybody.
fn is_plain(text: &str) -> bool {
    let text = text.trim();
    let has_digit = text.contains(|sign: char| sign.is_ascii_digit());
    let is_number = text.len() < 6 && has_digit && text.parse::<f64>().is_ok();
    let is_day = || text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok();
    let is_colour = || text.len() == 7 && text.starts_with('#');
    let is_truth =
        || ["true", "false", "yes", "no"].iter().any(|one| text.eq_ignore_ascii_case(one));
    is_number
        || is_truth()
        || is_colour()
        || is_guid(text)
        || is_day()
        || WallTime::read(text).is_some()
}

fn is_guid(text: &str) -> bool {
    let parts: Vec<_> = text.split('-').map(str::len).collect();
    parts == [8, 4, 4, 4, 12] && text.chars().all(|c| c == '-' || c.is_ascii_hexdigit())
}
