//! Requests as the HTTP clients of editors read them, each with its body in a file.

use std::fmt::Write;
use std::path::Path;

use super::har::Exchange;
use crate::printable::{printable, printable_bytes};

/// One request of a `.http` file; the body is never in it, where a client would fill in variables
/// and take a line for the beginning of the next request.
#[must_use]
pub fn request(title: &Path, exchange: &Exchange, body: Option<&Path>) -> String {
    let Exchange { method, url, version, headers, .. } = exchange;
    let line = format!("{method} {url} {version}");
    let mut text =
        format!("### {}\n{}\n", printable(&title.display().to_string()), printable(&line));
    for (name, value) in &headers.0 {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{}: {}", printable(name), printable_bytes(value));
    }
    if let Some(file) = body {
        let _ = write!(text, "\n< ./{}\n", file.display());
    }
    text + "\n"
}
