//! The page: one file with everything in it, that asks no network for anything.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::Captured;
use crate::content::packed;

const PAGE: &str = include_str!("../../../assets/board/page.html");
const STYLE: &str = include_str!("../../../assets/board/board.css");

/// The script, part by part.
const SCRIPT: [&str; 7] = [
    include_str!("../../../assets/board/clock.js"),
    include_str!("../../../assets/board/dom.js"),
    include_str!("../../../assets/board/captures.js"),
    include_str!("../../../assets/board/filters.js"),
    include_str!("../../../assets/board/grid.js"),
    include_str!("../../../assets/board/panel.js"),
    include_str!("../../../assets/board/main.js"),
];

/// What the page shows.
#[derive(Debug, Default, Serialize)]
pub struct Page {
    /// The captures of appointments, in order.
    pub captures: Vec<Captured>,
    /// How many captures are of no appointment.
    pub others: usize,
}

/// The page as HTML. Its policy lets its own script and style run, by their digests, and nothing
/// else: what a payload holds stays text.
#[must_use]
pub fn page(page: &Page) -> String {
    let script = format!("\"use strict\";\n{}", SCRIPT.join("\n"));
    let policy = format!(
        "default-src 'none'; script-src {}; style-src {}; base-uri 'none'; form-action 'none'",
        digest(&script),
        digest(STYLE)
    );
    let payloads: Vec<_> = page.captures.iter().map(|one| &one.packed).collect();
    let payloads = BASE64_STANDARD.encode(packed(json(&payloads).as_bytes()));
    filled(&[
        ("policy", &policy),
        ("style", STYLE),
        ("data", &json(page)),
        ("payloads", &payloads),
        ("script", &script),
    ])
}

/// The page's frame with its places filled, from the first to the last: what is filled in is not
/// looked at again, whatever it holds.
fn filled(parts: &[(&str, &str)]) -> String {
    let (mut text, mut rest) = (String::new(), PAGE);
    for (name, part) in parts {
        let (before, after) = rest
            .split_once(&format!("{{{{{name}}}}}"))
            .expect("the frame has each place, in order");
        text.push_str(before);
        text.push_str(part);
        rest = after;
    }
    text + rest
}

/// JSON that cannot end the element that it stands in.
fn json<T: Serialize>(value: &T) -> String {
    let text = serde_json::to_string(value).expect("keys are strings and values plain data");
    text.replace('<', "\\u003c")
}

fn digest(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_frame_has_each_place_once_and_nothing_reads_the_network() {
        let shown = page(&Page::default());
        assert!(!shown.contains("{{"));
        for outside in ["src=", "href=", "@import", " url(", "fetch(", "XMLHttpRequest"] {
            assert!(!shown.contains(outside), "{outside}");
        }
        assert!(shown.contains("default-src 'none'"), "{shown}");
    }

    #[test]
    fn a_hostile_text_does_not_end_its_element() {
        assert_eq!(json(&"</script><script>"), r#""\u003c/script>\u003cscript>""#);
    }
}
