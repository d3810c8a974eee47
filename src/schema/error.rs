//! Why a schema cannot be used, and where in its text.

use std::fmt;
use std::path::PathBuf;

use crate::finding::{Finding, Severity};
use crate::json::{Document, Fault, locate};

/// Why a schema cannot be used.
#[derive(Clone, Debug)]
pub struct SchemaError {
    /// The file that it refers to and in which it is; none for the schema itself.
    pub file: Option<PathBuf>,
    /// The text that the place is in.
    pub text: String,
    /// What is wrong, and where.
    pub finding: Box<Finding>,
}

impl SchemaError {
    /// A text that is no JSON.
    pub(super) fn unreadable(text: &str, fault: &Fault) -> Self {
        let mut finding = Finding::unreadable(fault);
        finding.message = format!("it is not JSON: {}", finding.message).into();
        Self { file: None, text: text.to_owned(), finding: Box::new(finding) }
    }

    /// What is wrong at the place that a JSON Pointer leads to, or as near to it as the text goes.
    pub(super) fn at(text: &str, pointer: &str, message: String) -> Self {
        let text = text.to_owned();
        let finding = match Document::parse(&text) {
            Ok(document) => on(&document, pointer, message),
            Err(fault) => Finding::unreadable(&fault),
        };
        Self { file: None, text, finding: Box::new(finding) }
    }

    /// The same, with what to try.
    pub(super) fn with_help(mut self, help: &str) -> Self {
        self.finding.help = Some(help.into());
        self
    }

    /// The same, in a file that the schema refers to.
    pub(super) fn in_file(self, file: Option<PathBuf>) -> Self {
        Self { file, ..self }
    }
}

fn on(document: &Document<'_>, pointer: &str, message: String) -> Finding {
    let mut near = pointer;
    let value = loop {
        match (document.root().at(near), near.rfind('/')) {
            (Some(value), _) => break value,
            (None, Some(end)) => near = &near[..end],
            (None, None) => break document.root(),
        }
    };
    let mut finding = Finding::on(value, near.to_owned(), Severity::Error, "schema", message);
    locate(document.text(), std::iter::once(&mut finding.place));
    finding
}

impl fmt::Display for SchemaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.finding.message)
    }
}
