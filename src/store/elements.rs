//! An array of payloads, taken apart.

use std::borrow::Cow;
use std::iter;
use std::ops::Range;

use bytes::Bytes;

use crate::capture::{Capture, Origin};
use crate::json::{Document, Text, Value};

/// The elements of a capture whose body is an array, each a capture of its own bytes.
///
/// Anything else stays as it is, an empty array too: whoever judges it has the words for that.
/// An element of a UTF-16 body is UTF-8, as it stands alone without the mark.
pub fn elements(capture: Capture) -> Box<dyn Iterator<Item = Capture> + Send> {
    let Some((text, spans)) = array(&capture.body).filter(|(_, spans)| !spans.is_empty()) else {
        return Box::new(iter::once(capture));
    };
    let (mut at, mut lines_before) = (0, capture.origin.lines_before);
    Box::new(spans.into_iter().enumerate().map(move |(index, span)| {
        // Lines are counted from element to element: an array may have millions.
        lines_before += text[at..span.start].split(|byte| *byte == b'\n').count() - 1;
        at = span.start;
        let origin = Origin { lines_before, element: Some(index), ..capture.origin.clone() };
        let request = capture.request.clone();
        Capture { request, ..Capture::of_body(origin, text.slice(span)) }
    }))
}

/// Whether a body is an array of nothing.
pub fn is_empty_list(capture: &Capture) -> bool {
    array(&capture.body).is_some_and(|(_, spans)| spans.is_empty())
}

/// The text of an array, and where its elements are; none when it is something else.
fn array(body: &Bytes) -> Option<(Bytes, Vec<Range<usize>>)> {
    let Text { text, .. } = Text::of(body).ok()?;
    // Most bodies are one object, which is seen without reading it all.
    if !text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).starts_with('[') {
        return None;
    }
    let document = Document::parse(&text).ok()?;
    let elements = document.root().elements();
    let spans = elements.map(Value::span).collect();
    let text = match text {
        Cow::Borrowed(_) => body.clone(),
        Cow::Owned(decoded) => decoded.into(),
    };
    Some((text, spans))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bodies(body: impl Into<Bytes>) -> Vec<(Option<usize>, usize, String)> {
        let origin = Origin { lines_before: 10, ..Origin::default() };
        let elements = elements(Capture::of_body(origin, body.into()));
        let told = |capture: Capture| {
            let body = String::from_utf8_lossy(&capture.body).into_owned();
            (capture.origin.element, capture.origin.lines_before, body)
        };
        elements.map(told).collect()
    }

    #[test]
    fn each_element_keeps_its_bytes_and_its_line() {
        let expected = [
            (Some(0), 10, "{\"Id\": 1.10}".to_owned()),
            (Some(1), 11, "[ ]".to_owned()),
            (Some(2), 11, "null".to_owned()),
        ];
        assert_eq!(bodies("\u{feff} [{\"Id\": 1.10},\n [ ],null]"), expected);
    }

    #[test]
    fn an_element_shares_the_memory_of_its_array() {
        let body = Bytes::from_static(b"[{}]");
        let mut elements = elements(Capture::of_body(Origin::default(), body.clone()));
        assert_eq!(elements.next().unwrap().body.as_ptr(), body[1..].as_ptr());
    }

    #[test]
    fn an_element_of_a_utf_16_array_is_utf_8() {
        let utf_16: Vec<u8> = "\u{feff}[\"é\"]".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(bodies(utf_16), [(Some(0), 10, "\"é\"".to_owned())]);
    }

    #[test]
    fn what_is_no_array_of_something_stays_whole() {
        for body in ["{}", "[]", "[1", "", "\"[1]\"", "[1] [2]"] {
            assert_eq!(bodies(body), [(None, 10, body.to_owned())]);
        }
    }
}
