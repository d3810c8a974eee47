//! What people take for a webhook's payload and is none, told by name.
//!
//! One finding that explains stands in place of the thirty that follow from it. What wraps a
//! payload is told too, and what is inside is judged.

mod root;
mod rows;
mod wrappers;

pub use rows::{ALL, LookAlike, TEXTS};
pub use wrappers::{Inside, MARK, MOST_WRAPPERS, WRAPPERS, Wrapped};

use crate::json::Value;

/// What a payload is that is not an appointment, when it is known.
#[must_use]
pub fn of(payload: Value<'_>) -> Option<&'static LookAlike> {
    ALL.iter().find(|row| (row.is_it)(payload))
}

/// The payload that is inside of another thing.
#[must_use]
pub fn wrapped(payload: Value<'_>) -> Option<Wrapped<'_>> {
    wrappers::wrapped(payload)
}

/// What a text is that is not JSON, when it is known by its first element.
#[must_use]
pub fn of_text(text: &str) -> Option<&'static LookAlike> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if !text.starts_with('<') {
        return None;
    }
    let root = root::Root::of(text);
    Some(match root {
        Some(root) if root.name.eq_ignore_ascii_case("html") => &rows::WEB_PAGE,
        Some(root) if root.is_soap() => &rows::SOAP,
        _ => &rows::XML,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Document;

    fn name_of(payload: &str) -> Option<&'static str> {
        let document = Document::parse(payload).unwrap();
        of(document.root()).map(|row| row.meaning.name)
    }

    #[test]
    fn what_is_nearly_a_look_alike_is_none() {
        for payload in [
            "{}",
            "[]",
            "7",
            r#"{"start": "2026-03-02T09:00", "end": "2026-03-02T10:00"}"#,
            r#"{"changeType": ["Create"]}"#,
            r#"{"startDate": "2026-03-02T09:00:00", "assignments": []}"#,
        ] {
            assert_eq!(name_of(payload), None, "{payload}");
        }
    }

    #[test]
    fn the_spelling_of_the_import_procedure_is_known_too() {
        let body = r#"{"Start": "2026-03-02T09:00", "End": "2026-03-02T10:00", "JobNo": "J"}"#;
        assert_eq!(name_of(body), Some("inbound-api"));
        let staging = r#"{"Entry No.": 7, "Database Action": "U", "JobNo": "J"}"#;
        assert_eq!(name_of(staging), Some("bc-staging"));
    }

    #[test]
    fn a_text_is_known_by_how_it_begins() {
        let name = |text: &str| of_text(text).map(|row| row.meaning.name);
        assert_eq!(name("\u{feff}\n<a/>"), Some("xml"));
        assert_eq!(name("<!DOCTYPE html><html>"), Some("web-page"));
        assert_eq!(name("<s:Envelope>"), Some("soap"));
        for (text, expected) in [
            ("<!-- a --><!DOCTYPE html><html>", "web-page"),
            ("<HTML lang='en'>", "web-page"),
            ("<?xml version='1.0'?><!-- an <s:Envelope> --><Order/>", "xml"),
            ("<Order><Envelope>A4</Envelope></Order>", "xml"),
            ("<Envelope xmlns='urn:post'/>", "xml"),
            ("<Envelope xmlns='http://schemas.xmlsoap.org/soap/envelope/'/>", "soap"),
            ("<!-- never closed <s:Envelope>", "xml"),
            ("<!DOCTYPE Order [<!ENTITY a 'b'>]><Order/>", "xml"),
            ("<é", "xml"),
        ] {
            assert_eq!(name(text), Some(expected), "{text}");
        }
        let long = format!("<!-- {} --><s:Envelope/>", "c".repeat(5000));
        assert_eq!(name(&long), Some("soap"));
        assert_eq!(name("{}"), None);
    }
}
